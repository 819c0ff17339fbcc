-- What the finance office paid of the interest subsidies of a quarter, as the bureau recorded it. Nobody's name is in it: who
-- got what stands in the events of the loans. One column a line; INTEGER is BIGINT in the pair.

CREATE TABLE subsidy_batches (
    id TEXT NOT NULL PRIMARY KEY,
    quarter TEXT NOT NULL,
    paid_on TEXT NOT NULL,
    reference TEXT NOT NULL,
    loans INTEGER NOT NULL,
    total_fen INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_ms INTEGER NOT NULL
);
CREATE INDEX subsidy_batches_by_quarter ON subsidy_batches (quarter, recorded_ms);
