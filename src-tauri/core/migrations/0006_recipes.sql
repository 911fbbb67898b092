-- Definitions that the user keeps to begin with.
CREATE TABLE recipes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Name in lower case: one of a kind, and the order in which they are shown.
    name_key TEXT NOT NULL UNIQUE,
    spec TEXT NOT NULL,
    -- Where its data came from; that may be gone.
    connection_id INTEGER NOT NULL
) STRICT;
