-- Keys of temporary files at a target that attempts gave up on, divided by
-- spaces: every later attempt removes them, also after a restart.

ALTER TABLE deliveries ADD COLUMN given_up TEXT NOT NULL DEFAULT '';
