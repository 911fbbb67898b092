-- The process that refreshes a connection's copy; two of them would remove each
-- other's work. It holds the copy as long as it is among the owners.
ALTER TABLE connections ADD COLUMN copying INTEGER;
