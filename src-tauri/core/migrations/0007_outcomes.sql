-- A run whose file wasn't delivered may be delivered after all. Each outcome is
-- told once, and none that is so no longer.

-- When a run had failed whose file was then delivered again, for the first time.
ALTER TABLE runs ADD COLUMN failed_at INTEGER;

DROP TRIGGER run_ends_are_told;

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
        WHEN 'failed' THEN
            coalesce(json_extract(run.spec, '$.email.on'), 'both') IN ('both', 'failure')
            -- That it failed is told once; a message that waits says why by then.
            AND NEW.failed_at IS NULL
        ELSE 0 END;
    DELETE FROM outbox WHERE run_id = NEW.id AND status <> NEW.status;
END;
