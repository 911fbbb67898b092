-- The history of exports. Instants are milliseconds since 1970 in UTC.
-- This folder is append-only: a migration that has been published never changes.

CREATE TABLE connections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('demo', 'folder')),
    path TEXT,
    deleted_at INTEGER,
    CHECK ((kind = 'folder') = (path IS NOT NULL))
) STRICT;

INSERT INTO connections (id, name, kind) VALUES (1, 'Demo brand', 'demo');

CREATE TABLE exports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    -- In lower case, by which names are sorted.
    name_key TEXT NOT NULL,
    model TEXT NOT NULL,
    -- Name, model and creator in lower case, one a line.
    search TEXT NOT NULL,
    spec TEXT NOT NULL,
    connection_id INTEGER NOT NULL REFERENCES connections (id),
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    deleted_at INTEGER
) STRICT;

CREATE INDEX exports_by_name ON exports (name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX exports_by_creation ON exports (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX exports_by_connection ON exports (connection_id);

CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    export_id INTEGER NOT NULL REFERENCES exports (id) ON DELETE CASCADE,
    -- Within the export, from 1.
    number INTEGER NOT NULL,
    status TEXT NOT NULL
        CHECK (status IN ('pending', 'processing', 'finished', 'failed', 'cancelled')),
    trigger TEXT NOT NULL CHECK (trigger IN ('manual', 'scheduled', 'catch_up', 'retry')),
    -- The definition as it was when the run started.
    spec TEXT NOT NULL,
    -- Headers of the file's columns, a JSON list.
    headers TEXT,
    queued_at INTEGER NOT NULL,
    started_at INTEGER,
    finished_at INTEGER,
    seconds REAL,
    rows INTEGER,
    bytes INTEGER,
    content_bytes INTEGER,
    sha256 TEXT,
    file TEXT,
    manifest TEXT,
    file_removed_at INTEGER,
    code TEXT,
    message TEXT,
    hint TEXT,
    UNIQUE (export_id, number)
) STRICT;

CREATE INDEX runs_that_count ON runs (export_id, number DESC, status) WHERE status <> 'cancelled';
CREATE INDEX runs_active ON runs (export_id, status) WHERE status IN ('pending', 'processing');
CREATE INDEX runs_with_file ON runs (file) WHERE file IS NOT NULL AND file_removed_at IS NULL;

CREATE TABLE run_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('info', 'warning', 'error')),
    text TEXT NOT NULL
) STRICT;

CREATE INDEX run_log_by_run ON run_log (run_id, id);

-- One row at most.
CREATE TABLE settings (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    value TEXT NOT NULL
) STRICT;

-- One row at most: what the wizard holds.
CREATE TABLE drafts (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    value TEXT NOT NULL
) STRICT;
