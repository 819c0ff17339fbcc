-- What a person agreed to pay. One column a line; BIGINT is INTEGER in the pair.

-- What the course cost when the person asked for a seat, fen; none for who asked before this was kept.
ALTER TABLE enrolments ADD COLUMN price_fen BIGINT;
