-- A run makes several files: parts of the data, and companions. In `runs` stands
-- the first part, with the rows and bytes of all.

CREATE TABLE artifacts (
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    -- The order in which they were published.
    position INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('data', 'companion')),
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    rows INTEGER NOT NULL,
    content_bytes INTEGER NOT NULL,
    PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX artifacts_by_path ON artifacts (path);

-- Runs so far have made one file. Its name is what follows the last separator.
INSERT INTO artifacts (run_id, position, role, name, path, bytes, sha256, rows, content_bytes)
SELECT id, 0, 'data',
    substr(file, length(rtrim(file, replace(replace(file, '/', ''), '\', ''))) + 1),
    file, coalesce(bytes, 0), coalesce(sha256, ''), coalesce(rows, 0), coalesce(content_bytes, 0)
FROM runs WHERE file IS NOT NULL;

-- Names that exports have given to files, by the export's name.
CREATE TABLE used_names (
    export TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (export, name)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO used_names (export, name)
SELECT e.name, a.name FROM artifacts AS a JOIN runs AS r ON r.id = a.run_id
JOIN exports AS e ON e.id = r.export_id;
INSERT OR IGNORE INTO used_names (export, name)
SELECT e.name, coalesce(d.claimed, d.name) FROM deliveries AS d JOIN runs AS r ON r.id = d.run_id
JOIN exports AS e ON e.id = r.export_id WHERE d.status = 'delivered';

-- Sequences of numbers without gaps. A number belongs to one run or command at a
-- time, and is used up when the first of its deliveries is accepted.
CREATE TABLE sequences (
    name TEXT PRIMARY KEY,
    next INTEGER NOT NULL,
    -- Who has the next number: a run of this history, or else a process.
    run_id INTEGER,
    owner INTEGER,
    -- The file of a command, or of a run without targets, that is about to appear.
    folder TEXT,
    bytes INTEGER,
    sha256 TEXT,
    -- Whether a command has begun to give it its name at a target.
    claimed INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- The number that a run's files have.
ALTER TABLE runs ADD COLUMN sequence TEXT;
ALTER TABLE runs ADD COLUMN sequence_number INTEGER;

-- The files of a set that stand under their names at a target, as a JSON list of
-- paths: those of a delivery that fails are removed.
ALTER TABLE deliveries ADD COLUMN published TEXT NOT NULL DEFAULT '[]';
