-- What an attempt has left is only where the target was then.
ALTER TABLE deliveries ADD COLUMN address TEXT;
ALTER TABLE deliveries ADD COLUMN folder TEXT;
