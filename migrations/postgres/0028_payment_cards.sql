-- The social security card to which a person's subsidies of a class are paid. One column a line; BIGINT is INTEGER and BYTEA is BLOB in
-- the pair.

-- sealed_card is the number under the enrolment's key; card is a keyed hash of it, so that one card of several people is
-- found without being read. given_by is a role.
CREATE TABLE payment_cards (
    enrolment_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES enrolments (id),
    sealed_card BYTEA NOT NULL,
    card BYTEA NOT NULL,
    given_by TEXT COLLATE "C" NOT NULL,
    given_ms BIGINT NOT NULL
);
CREATE INDEX payment_cards_by_card ON payment_cards (card);
