-- Newer releases of the time zone database: which one a run used, and what one
-- changes of schedules.

-- The release that datetimes of the run were written by.
ALTER TABLE runs ADD COLUMN timezone_release TEXT;

-- By other rules two slots of an export can have the same instant, one before
-- and one after: a slot is known by the local time that was asked for.
CREATE TABLE slots_by_time (
    export_id INTEGER NOT NULL REFERENCES exports (id) ON DELETE CASCADE,
    planned_for INTEGER NOT NULL,
    -- The local time that was asked for, with its zone: another release of the
    -- time zone database may give it another instant, and it is still the same.
    asked TEXT NOT NULL,
    -- Whether it was passed over instead of run.
    skipped INTEGER NOT NULL,
    -- What the clock showed then; it may have been wrong.
    taken_at INTEGER,
    PRIMARY KEY (export_id, asked)
) STRICT, WITHOUT ROWID;
INSERT INTO slots_by_time (export_id, planned_for, asked, skipped)
SELECT export_id, planned_for, asked, skipped FROM slots;
DROP TABLE slots;
ALTER TABLE slots_by_time RENAME TO slots;
CREATE INDEX slots_planned_for ON slots (export_id, planned_for);
CREATE INDEX slots_skipped ON slots (planned_for) WHERE skipped;

-- The rules by which schedules in a zone were run last.
CREATE TABLE zone_rules (
    zone TEXT PRIMARY KEY,
    release TEXT NOT NULL,
    -- Ends and offsets of its windows, as JSON.
    rules TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What newer rules have changed of a schedule, until somebody has read it.
CREATE TABLE zone_notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    export_id INTEGER NOT NULL REFERENCES exports (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX zone_notes_export ON zone_notes (export_id);
