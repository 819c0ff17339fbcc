-- A phone that somebody else has by now is taken from its account. sealed_phone is empty from then on, so that nothing is
-- sent anywhere, and phone_index is a hash that no phone has. One column a line; INTEGER is BIGINT and BLOB is BYTEA in the
-- pair.

-- The phone it was, sealed as before, and since when it is no longer.
ALTER TABLE persons ADD COLUMN given_up_phone BLOB;
ALTER TABLE persons ADD COLUMN given_up_ms INTEGER;
