-- Words that people sort exports by, and the exports that they mark.
CREATE TABLE export_tags (
    export_id INTEGER NOT NULL REFERENCES exports (id) ON DELETE CASCADE,
    -- In lower case: tags differ in more than that.
    tag_key TEXT NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (export_id, tag_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX export_tags_by_key ON export_tags (tag_key, export_id);

ALTER TABLE exports ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0;
