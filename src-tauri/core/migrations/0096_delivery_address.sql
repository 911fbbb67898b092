-- What an attempt has left is only at the address that the target had then.
ALTER TABLE deliveries ADD COLUMN address TEXT;
