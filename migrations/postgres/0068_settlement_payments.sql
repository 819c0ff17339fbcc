-- What finance paid of the subsidies of a settled class, list by list, as the bureau recorded it. Nobody's name is in it: whom
-- how much, and what came back, stands in the event of the class's sheet that seq names. A row changes only in what came back.
-- One column a line; INTEGER is BIGINT in the pair.
CREATE TABLE settlement_payments (
    class_id TEXT COLLATE "C" NOT NULL REFERENCES settlements (class_id),
    seq BIGINT NOT NULL,
    paid_on TEXT COLLATE "C" NOT NULL,
    reference TEXT COLLATE "C" NOT NULL,
    lines BIGINT NOT NULL,
    total_fen BIGINT NOT NULL,
    unpaid BIGINT NOT NULL,
    unpaid_fen BIGINT NOT NULL,
    recorded_by TEXT COLLATE "C" NOT NULL,
    recorded_ms BIGINT NOT NULL,
    digest TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (class_id, seq)
);
CREATE INDEX subsidy_claims_by_class ON subsidy_claims (class_id);
