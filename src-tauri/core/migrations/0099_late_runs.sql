-- A file that an earlier run made after a slot that was passed over is in time for it: only
-- what is late is told.
DROP TRIGGER late_runs_are_told;
CREATE TRIGGER late_runs_are_told AFTER UPDATE OF due_told_at ON runs
WHEN NEW.due_told_at IS NULL AND OLD.due_told_at IS NOT NULL AND NEW.late
BEGIN
    INSERT INTO outbox (run_id, status, recipient, queued_at, next_attempt)
    SELECT NEW.id, 'late', value, NEW.due_at, NEW.due_at
    FROM (SELECT iif(json_valid(NEW.spec), NEW.spec, '{}') AS spec) AS run,
        json_each(run.spec, '$.email.to')
    WHERE coalesce(json_extract(run.spec, '$.email.on'), 'both') IN ('both', 'failure');
END;
