-- E-mails that wait to be sent: a row for each end of a run and recipient,
-- gone when the mail server has it or it is given up.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    -- What the run had become.
    status TEXT NOT NULL CHECK (status IN ('finished', 'failed')),
    recipient TEXT NOT NULL,
    queued_at INTEGER NOT NULL,
    next_attempt INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    -- Until then a process has it in hand.
    claimed_until INTEGER,
    -- Why it isn't sent yet.
    reason TEXT
) STRICT;

CREATE INDEX outbox_by_attempt ON outbox (next_attempt);
CREATE INDEX outbox_by_run ON outbox (run_id);

-- A run's end and what is to be told of it are one write, so that neither is
-- there without the other whatever happens to the program.
CREATE TRIGGER run_ends_are_told AFTER UPDATE OF status ON runs
WHEN NEW.status IN ('finished', 'failed') AND OLD.status <> NEW.status
    AND CASE WHEN json_valid(NEW.spec)
        THEN coalesce(json_extract(NEW.spec, '$.email.on'), 'both') IN
            ('both', iif(NEW.status = 'finished', 'success', 'failure'))
        ELSE 0 END
BEGIN
    INSERT INTO outbox (run_id, status, recipient, queued_at, next_attempt)
    SELECT NEW.id, NEW.status, value, NEW.finished_at, NEW.finished_at
    FROM json_each(NEW.spec, '$.email.to');
END;
