-- Where the drive of a folder target was mounted at its last delivery: without it, the folder
-- may still be there, on another drive. None once the target was saved again.
ALTER TABLE targets ADD COLUMN mount TEXT;
