-- How receivers want their files. Definitions name a profile; each version that a
-- profile has had stays, and each run says which one it used.

CREATE TABLE profiles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    -- In lower case: names differ in more than that.
    name_key TEXT NOT NULL UNIQUE,
    -- The version in force.
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE profile_versions (
    profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    saved_at INTEGER NOT NULL,
    -- JSON.
    document TEXT NOT NULL,
    PRIMARY KEY (profile_id, version)
) STRICT;

-- The profile that a run used; its settings then stand in the run's definition.
ALTER TABLE runs ADD COLUMN profile TEXT;
ALTER TABLE runs ADD COLUMN profile_version INTEGER;
-- What its receivers wouldn't read exactly, as JSON.
ALTER TABLE runs ADD COLUMN findings TEXT;
