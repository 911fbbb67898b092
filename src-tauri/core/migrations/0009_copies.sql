-- When the copy on this computer was made that a run read; live data has none.
ALTER TABLE runs ADD COLUMN copied_at INTEGER;
