-- What a package was made of. One column a line; BIGINT is INTEGER in the pair.

-- So often had answers of the file been corrected and put back when the package was made; none for those made before.
ALTER TABLE packages ADD COLUMN corrections BIGINT;
