-- Deadlines of scheduled runs, and what was told of them.

-- By when the run's file has to be there.
ALTER TABLE runs ADD COLUMN due_at INTEGER;
-- When people are to be told next: before the deadline, then at it. None where
-- nothing is left to tell.
ALTER TABLE runs ADD COLUMN due_told_at INTEGER;
CREATE INDEX runs_due ON runs (due_told_at) WHERE due_told_at IS NOT NULL;
-- Whether the deadline passed without a file, and none was made since.
ALTER TABLE runs ADD COLUMN late INTEGER NOT NULL DEFAULT 0;
CREATE INDEX runs_late ON runs (export_id) WHERE late;

-- That a file isn't there in time is told by e-mail, too.
DROP TRIGGER run_ends_are_told;
CREATE TABLE outbox_with_deadlines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    -- What the run had become; `late` where its deadline passed.
    status TEXT NOT NULL CHECK (status IN ('finished', 'failed', 'late')),
    recipient TEXT NOT NULL,
    queued_at INTEGER NOT NULL,
    next_attempt INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    -- Until then a process has it in hand.
    claimed_until INTEGER,
    -- Why it isn't sent yet.
    reason TEXT
) STRICT;
INSERT INTO outbox_with_deadlines SELECT id, run_id, status, recipient, queued_at, next_attempt,
    attempts, claimed_until, reason FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_with_deadlines RENAME TO outbox;
CREATE INDEX outbox_by_attempt ON outbox (next_attempt);
CREATE INDEX outbox_by_run ON outbox (run_id);

CREATE TRIGGER run_ends_are_told AFTER UPDATE OF status ON runs
WHEN NEW.status IN ('finished', 'failed', 'cancelled') AND OLD.status <> NEW.status
BEGIN
    INSERT INTO outbox (run_id, status, recipient, queued_at, next_attempt)
    SELECT NEW.id, NEW.status, value, NEW.finished_at, NEW.finished_at
    -- A definition that is damaged doesn't keep a run from ending.
    FROM (SELECT iif(json_valid(NEW.spec), NEW.spec, '{}') AS spec) AS run,
        json_each(run.spec, '$.email.to')
    WHERE CASE NEW.status
        WHEN 'finished' THEN
            coalesce(json_extract(run.spec, '$.email.on'), 'both') IN ('both', 'success')
            -- Who was told that it failed is told that it didn't, after all.
            OR (NEW.failed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM outbox AS untold
                WHERE untold.run_id = NEW.id AND untold.status = 'failed'
                AND untold.recipient = value AND untold.claimed_until IS NULL))
            -- Or that it wasn't there in time.
            OR (NEW.finished_at > NEW.due_at AND NEW.due_told_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM outbox AS untold
                WHERE untold.run_id = NEW.id AND untold.status = 'late'
                AND untold.recipient = value AND untold.claimed_until IS NULL))
        WHEN 'failed' THEN
            coalesce(json_extract(run.spec, '$.email.on'), 'both') IN ('both', 'failure')
            -- That it failed is told once; a message that waits says why by then.
            AND NEW.failed_at IS NULL
        ELSE 0 END;
    UPDATE runs SET late = 0
        WHERE export_id = NEW.export_id AND late AND NEW.status = 'finished';
    DELETE FROM outbox WHERE run_id = NEW.id AND status <> NEW.status
        AND (status <> 'late' OR NEW.status = 'finished');
END;

CREATE TRIGGER late_runs_are_told AFTER UPDATE OF due_told_at ON runs
WHEN NEW.due_told_at IS NULL AND OLD.due_told_at IS NOT NULL
BEGIN
    INSERT INTO outbox (run_id, status, recipient, queued_at, next_attempt)
    SELECT NEW.id, 'late', value, NEW.due_at, NEW.due_at
    FROM (SELECT iif(json_valid(NEW.spec), NEW.spec, '{}') AS spec) AS run,
        json_each(run.spec, '$.email.to')
    WHERE coalesce(json_extract(run.spec, '$.email.on'), 'both') IN ('both', 'failure')
        AND NOT EXISTS (SELECT 1 FROM runs AS later WHERE later.export_id = NEW.export_id
            AND later.number >= NEW.number AND later.status = 'finished');
END;
