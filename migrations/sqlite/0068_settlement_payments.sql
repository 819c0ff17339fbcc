-- What finance paid of the subsidies of a settled class, list by list, as the bureau recorded it. Nobody's name is in it: whom
-- how much, and what came back, stands in the event of the class's sheet that seq names. A row changes only in what came back.
-- One column a line; INTEGER is BIGINT in the pair.
CREATE TABLE settlement_payments (
    class_id TEXT NOT NULL REFERENCES settlements (class_id),
    seq INTEGER NOT NULL,
    paid_on TEXT NOT NULL,
    reference TEXT NOT NULL,
    lines INTEGER NOT NULL,
    total_fen INTEGER NOT NULL,
    unpaid INTEGER NOT NULL,
    unpaid_fen INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_ms INTEGER NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (class_id, seq)
);
CREATE INDEX subsidy_claims_by_class ON subsidy_claims (class_id);
