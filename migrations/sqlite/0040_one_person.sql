-- Which rows and claims are of one person, whatever phone: a keyed hash of the number of the identity card. One column a
-- line; BLOB is BYTEA in the pair.

ALTER TABLE settlement_rows ADD COLUMN id_index BLOB;
CREATE INDEX settlement_rows_by_id ON settlement_rows (id_index);
ALTER TABLE subsidy_claims ADD COLUMN id_index BLOB;
CREATE INDEX subsidy_claims_by_id ON subsidy_claims (id_index);
