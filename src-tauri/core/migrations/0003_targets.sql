-- Where files are delivered to. Secrets are in the system's keychain, under
-- `target/ID`; here stands only whether there is one.

CREATE TABLE targets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    -- In lower case: names differ in more than that.
    name_key TEXT NOT NULL UNIQUE,
    -- Both JSON.
    settings TEXT NOT NULL,
    options TEXT NOT NULL,
    secret_saved INTEGER NOT NULL DEFAULT 0 CHECK (secret_saved IN (0, 1))
) STRICT;

-- What becomes of a run's file at each of its targets.
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    target_id INTEGER NOT NULL,
    -- The target's name, which a deleted one still has.
    target TEXT NOT NULL,
    status TEXT NOT NULL
        CHECK (status IN ('waiting', 'delivering', 'retrying', 'delivered', 'failed')),
    -- The name that the file should get there.
    name TEXT NOT NULL,
    -- In the names of temporary files at the target.
    part_key TEXT NOT NULL,
    -- The name that was chosen at the target.
    claimed TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    first_failed_at INTEGER,
    next_attempt_at INTEGER,
    remote_path TEXT,
    bytes INTEGER,
    verified TEXT,
    fingerprint TEXT,
    delivered_at INTEGER,
    seconds REAL,
    message TEXT,
    hint TEXT,
    UNIQUE (run_id, target_id)
) STRICT;

CREATE INDEX deliveries_open ON deliveries (target_id)
    WHERE status IN ('waiting', 'delivering', 'retrying');
