-- Which list was paid: SHA-256 over its lines, hex, as it stood on screen and below the list; none for those paid before.
ALTER TABLE subsidy_batches ADD COLUMN digest TEXT COLLATE "C";
