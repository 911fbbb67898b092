-- Exports of what is new: how far their delivered runs have come.
CREATE TABLE watermarks (
    export_id INTEGER PRIMARY KEY REFERENCES exports (id) ON DELETE CASCADE,
    -- Rows from before are delivered; without it the next run takes everything.
    until INTEGER,
    -- The run that delivered them.
    run_id INTEGER REFERENCES runs (id) ON DELETE SET NULL,
    -- What they are rows of, as JSON: after a change the next run takes everything.
    basis TEXT,
    -- Counts the changes of this row. A run moves it only from where it has begun.
    version INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The window of a run. It is kept by retries, and by runs that are begun anew.
ALTER TABLE runs ADD COLUMN window_kind TEXT CHECK (window_kind IN ('full', 'delta'));
ALTER TABLE runs ADD COLUMN window_from INTEGER;
ALTER TABLE runs ADD COLUMN window_to INTEGER;
ALTER TABLE runs ADD COLUMN window_basis TEXT;
-- The watermark that it began from, once it has begun.
ALTER TABLE runs ADD COLUMN watermark INTEGER;

-- That a run has finished, which is when its file is everywhere, and how far its export
-- has come by that, are one write.
CREATE TRIGGER finished_runs_move_watermarks AFTER UPDATE OF status ON runs
WHEN NEW.status = 'finished' AND OLD.status <> 'finished' AND NEW.watermark IS NOT NULL
BEGIN
    UPDATE watermarks SET until = NEW.window_to, run_id = NEW.id, basis = NEW.window_basis,
        version = version + 1
    WHERE export_id = NEW.export_id AND version = NEW.watermark;
END;
