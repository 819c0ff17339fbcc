-- What the finance office paid of the interest subsidies of a quarter, as the bureau recorded it. Nobody's name is in it: who
-- got what stands in the events of the loans. One column a line; INTEGER is BIGINT in the pair.

CREATE TABLE subsidy_batches (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    quarter TEXT COLLATE "C" NOT NULL,
    paid_on TEXT COLLATE "C" NOT NULL,
    reference TEXT COLLATE "C" NOT NULL,
    loans BIGINT NOT NULL,
    total_fen BIGINT NOT NULL,
    recorded_by TEXT COLLATE "C" NOT NULL,
    recorded_ms BIGINT NOT NULL
);
CREATE INDEX subsidy_batches_by_quarter ON subsidy_batches (quarter, recorded_ms);
