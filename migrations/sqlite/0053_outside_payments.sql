-- Subsidies that other systems paid, as officers take their lists in. Nobody is named: id_index is a keyed hash of the
-- number of the identity card, certificate one of the number of the certificate, empty where
-- the list had none: two may be paid to one person on one day. One column a line; INTEGER is BIGINT and
-- BLOB is BYTEA in the pair.

CREATE TABLE outside_payments (
    id_index BLOB NOT NULL,
    subsidy TEXT NOT NULL,
    paid_on TEXT NOT NULL,
    certificate BLOB NOT NULL,
    taken_ms INTEGER NOT NULL,
    PRIMARY KEY (id_index, subsidy, paid_on, certificate)
);
CREATE INDEX outside_payments_by_certificate ON outside_payments (certificate);
