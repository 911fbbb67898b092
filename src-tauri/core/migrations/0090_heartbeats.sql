-- Calls that tell a service how a run of a schedule has ended: a row for each end
-- of a run, gone when the service has it or it is given up. The address stands in
-- the run's definition alone.
CREATE TABLE heartbeats (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    export_id INTEGER NOT NULL REFERENCES exports (id) ON DELETE CASCADE,
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    -- What the run had become.
    status TEXT NOT NULL CHECK (status IN ('finished', 'failed')),
    queued_at INTEGER NOT NULL,
    next_attempt INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    -- Until then a process has it in hand.
    claimed_until INTEGER,
    -- Why it isn't sent yet.
    reason TEXT
) STRICT;

CREATE INDEX heartbeats_by_attempt ON heartbeats (next_attempt);
CREATE INDEX heartbeats_by_export ON heartbeats (export_id);
CREATE INDEX heartbeats_by_run ON heartbeats (run_id);

-- A run's end and its call are one write. Runs that a schedule didn't ask for have no
-- slot, and a service that counts the schedule's runs doesn't hear of them.
CREATE TRIGGER run_ends_are_called AFTER UPDATE OF status ON runs
WHEN NEW.status IN ('finished', 'failed') AND OLD.status <> NEW.status
    AND NEW.planned_for IS NOT NULL
    AND json_extract(iif(json_valid(NEW.spec), NEW.spec, '{}'), '$.schedule.heartbeat') IS NOT NULL
BEGIN
    -- The service goes by the latest call, so an older one must not come after it. One
    -- that is being sent is forgotten by its sender.
    DELETE FROM heartbeats
        WHERE export_id = NEW.export_id AND attempts > 0 AND claimed_until IS NULL;
    INSERT INTO heartbeats (export_id, run_id, status, queued_at, next_attempt)
    VALUES (NEW.export_id, NEW.id, NEW.status, NEW.finished_at, NEW.finished_at);
END;
