-- Connections of every kind: their settings are JSON, their passwords in the
-- keychain. Exports refer to connections, so the rows that go come back before
-- the end of the transaction.

PRAGMA defer_foreign_keys = ON;

CREATE TABLE connections_before AS SELECT * FROM connections;

DROP TABLE connections;

CREATE TABLE connections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    settings TEXT NOT NULL,
    -- Which tables and columns are models and fields; where there is none, names
    -- decide.
    mapping TEXT,
    -- Whether the keychain has a secret of it.
    secret_saved INTEGER NOT NULL DEFAULT 0,
    -- What is copied to this computer, and how the last copy went.
    offline TEXT,
    copy TEXT,
    deleted_at INTEGER
) STRICT;

INSERT INTO connections (id, name, settings, deleted_at)
SELECT id, name,
    CASE kind
        WHEN 'folder' THEN json_object('kind', 'folder', 'path', path)
        ELSE json_object('kind', 'demo')
    END,
    deleted_at
FROM connections_before ORDER BY id;

DROP TABLE connections_before;
