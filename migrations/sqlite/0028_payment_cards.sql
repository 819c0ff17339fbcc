-- The social security card to which a person's subsidies of a class are paid. One column a line; INTEGER is BIGINT and BLOB is BYTEA in
-- the pair.

-- sealed_card is the number under the enrolment's key; card is a keyed hash of it, so that one card of several people is
-- found without being read. given_by is a role.
CREATE TABLE payment_cards (
    enrolment_id TEXT NOT NULL PRIMARY KEY REFERENCES enrolments (id),
    sealed_card BLOB NOT NULL,
    card BLOB NOT NULL,
    given_by TEXT NOT NULL,
    given_ms INTEGER NOT NULL
);
CREATE INDEX payment_cards_by_card ON payment_cards (card);
