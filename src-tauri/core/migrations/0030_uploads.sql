-- What deliveries have begun at targets and not yet taken away: of commands,
-- which have no run in the history, and what a server didn't let go. Whoever
-- finds a row of a process that is gone ends it.

CREATE TABLE uploads (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    target_id INTEGER NOT NULL REFERENCES targets (id) ON DELETE CASCADE,
    -- The process that works on it; none where nobody does.
    owner INTEGER,
    began_at INTEGER NOT NULL,
    -- JSON: what is delivered and how, and paths to be removed.
    work TEXT NOT NULL,
    -- The name that was chosen at the target.
    claimed TEXT
) STRICT;
