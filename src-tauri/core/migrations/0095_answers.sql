-- What partners answer to delivered files: a result, or the rows that they refuse. A row for
-- each file, in the write that ends its delivery.
CREATE TABLE answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
    -- Name of the file at the target.
    file TEXT NOT NULL,
    means TEXT NOT NULL CHECK (means IN ('rejects', 'result')),
    status TEXT NOT NULL
        CHECK (status IN ('awaited', 'came', 'refused', 'accepted', 'missing')),
    -- Where it is looked for, JSON.
    wanted TEXT NOT NULL,
    until INTEGER NOT NULL,
    -- None once it is over.
    next_look INTEGER,
    looks INTEGER NOT NULL DEFAULT 0,
    -- Until then a process has it in hand.
    claimed_until INTEGER,
    -- What the last look found, JSON: it may still be written.
    seen TEXT,
    -- Why the last look couldn't tell, or the answer isn't there.
    reason TEXT,
    -- The answer, and whether a copy of it is on this computer.
    name TEXT,
    bytes INTEGER,
    lines INTEGER,
    kept INTEGER NOT NULL DEFAULT 0 CHECK (kept IN (0, 1)),
    ended_at INTEGER,
    -- What became of it, in one sentence.
    message TEXT,
    UNIQUE (delivery_id, file)
) STRICT;

CREATE INDEX answers_by_run ON answers (run_id);
CREATE INDEX answers_by_look ON answers (next_look) WHERE next_look IS NOT NULL;

-- Refused rows and answers that don't come are told by e-mail, too.
DROP TRIGGER run_ends_are_told;
DROP TRIGGER late_runs_are_told;
CREATE TABLE outbox_with_answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    -- What the run had become; `late` where its deadline passed, `answer` where a partner
    -- refused rows or didn't answer.
    status TEXT NOT NULL CHECK (status IN ('finished', 'failed', 'late', 'answer')),
    recipient TEXT NOT NULL,
    queued_at INTEGER NOT NULL,
    next_attempt INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    -- Until then a process has it in hand.
    claimed_until INTEGER,
    -- Why it isn't sent yet.
    reason TEXT
) STRICT;
INSERT INTO outbox_with_answers SELECT id, run_id, status, recipient, queued_at, next_attempt,
    attempts, claimed_until, reason FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_with_answers RENAME TO outbox;
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
    -- What a partner has answered stays so, whatever becomes of the run.
    DELETE FROM outbox WHERE run_id = NEW.id AND status NOT IN (NEW.status, 'answer')
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

CREATE TRIGGER answers_are_told AFTER UPDATE OF status ON answers
WHEN NEW.status IN ('refused', 'missing') AND OLD.status = 'awaited'
BEGIN
    INSERT INTO outbox (run_id, status, recipient, queued_at, next_attempt)
    SELECT NEW.run_id, 'answer', value, NEW.ended_at, NEW.ended_at
    FROM (SELECT iif(json_valid(spec), spec, '{}') AS spec FROM runs
            WHERE id = NEW.run_id) AS run,
        json_each(run.spec, '$.email.to')
    WHERE coalesce(json_extract(run.spec, '$.email.on'), 'both') IN ('both', 'failure')
        -- A message that waits tells of all answers to the run's files.
        AND NOT EXISTS (SELECT 1 FROM outbox AS untold WHERE untold.run_id = NEW.run_id
            AND untold.status = 'answer' AND untold.recipient = value
            AND untold.claimed_until IS NULL);
END;
