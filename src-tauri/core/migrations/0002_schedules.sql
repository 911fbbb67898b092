-- Schedules: what runs by itself, which slots were taken, and which process
-- has which run.

-- Processes that have the history open. Each holds a lock on a file named by
-- its number as long as it lives.
CREATE TABLE owners (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    since INTEGER NOT NULL,
    -- Counts what became of its runs, so that others see that there is news.
    news INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The slot's instant.
ALTER TABLE runs ADD COLUMN planned_for INTEGER;
-- The process that has the run, while it waits or works.
ALTER TABLE runs ADD COLUMN owner INTEGER;
-- Another process asked for its end.
ALTER TABLE runs ADD COLUMN stop INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER run_added AFTER INSERT ON runs WHEN NEW.owner IS NOT NULL BEGIN
    UPDATE owners SET news = news + 1 WHERE id = NEW.owner;
END;
CREATE TRIGGER run_changed AFTER UPDATE OF status, stop ON runs
WHEN OLD.owner IS NOT NULL OR NEW.owner IS NOT NULL BEGIN
    UPDATE owners SET news = news + 1 WHERE id IN (OLD.owner, NEW.owner);
END;

-- What is known of the schedule in an export's definition; a row where there is
-- one.
CREATE TABLE schedules (
    export_id INTEGER PRIMARY KEY REFERENCES exports (id) ON DELETE CASCADE,
    -- Slots up to this instant are none of its business: it was made, changed or
    -- resumed then.
    since INTEGER NOT NULL,
    -- The last slot of all; none where there is no end.
    last_slot INTEGER,
    repeated INTEGER NOT NULL,
    paused_at INTEGER,
    -- Why, where nobody did it by hand.
    paused_because TEXT,
    -- Failures of runs up to this number don't pause it.
    forgiven INTEGER NOT NULL DEFAULT 0
) STRICT;

-- A slot that was taken: it never runs again.
CREATE TABLE slots (
    export_id INTEGER NOT NULL REFERENCES exports (id) ON DELETE CASCADE,
    planned_for INTEGER NOT NULL,
    -- The local time that was asked for, with its zone: another version of the
    -- time zone database may give it another instant, and it is still the same.
    asked TEXT NOT NULL,
    -- Whether it was passed over instead of run.
    skipped INTEGER NOT NULL,
    PRIMARY KEY (export_id, planned_for),
    UNIQUE (export_id, asked)
) STRICT, WITHOUT ROWID;

CREATE INDEX slots_skipped ON slots (planned_for) WHERE skipped;

-- One row: counts changes of schedules, for those who wait for the next slot.
CREATE TABLE schedule_news (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    news INTEGER NOT NULL
) STRICT;
INSERT INTO schedule_news (id, news) VALUES (1, 0);
CREATE TRIGGER schedule_added AFTER INSERT ON schedules BEGIN
    UPDATE schedule_news SET news = news + 1;
END;
CREATE TRIGGER schedule_changed AFTER UPDATE OF since, paused_at ON schedules BEGIN
    UPDATE schedule_news SET news = news + 1;
END;
