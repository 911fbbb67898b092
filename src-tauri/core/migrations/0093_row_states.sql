-- Exports of what has changed: the rows that were delivered, as a file below `deltas` in
-- the folder of the history. It becomes the state of its export in the write that says
-- that its run has finished.
ALTER TABLE watermarks ADD COLUMN state TEXT;
ALTER TABLE watermarks ADD COLUMN state_sha256 TEXT;

-- The state that a run writes, and what it is once it is whole.
ALTER TABLE runs ADD COLUMN state TEXT;
ALTER TABLE runs ADD COLUMN state_sha256 TEXT;
ALTER TABLE runs ADD COLUMN rows_added INTEGER;
ALTER TABLE runs ADD COLUMN rows_changed INTEGER;
ALTER TABLE runs ADD COLUMN rows_removed INTEGER;
ALTER TABLE runs ADD COLUMN rows_unchanged INTEGER;

DROP TRIGGER finished_runs_move_watermarks;
CREATE TRIGGER finished_runs_move_watermarks AFTER UPDATE OF status ON runs
WHEN NEW.status = 'finished' AND OLD.status <> 'finished' AND NEW.watermark IS NOT NULL
BEGIN
    UPDATE watermarks SET until = NEW.window_to, run_id = NEW.id, basis = NEW.window_basis,
        state = NEW.state, state_sha256 = NEW.state_sha256, version = version + 1
    WHERE export_id = NEW.export_id AND version = NEW.watermark;
END;
