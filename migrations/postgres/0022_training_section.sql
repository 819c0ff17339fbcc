-- The desk of the training section. One column a line; BIGINT is INTEGER and BYTEA is BLOB in the pair.

-- The lot of a month: a keyed hash, kept so that anybody can draw again.
CREATE TABLE spot_check_draws (
    month TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    seed TEXT COLLATE "C" NOT NULL,
    created_ms BIGINT NOT NULL
);

-- A class that was drawn, with how many were taught when it was; sealed_finding is what was found: JSON.
CREATE TABLE spot_checks (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    month TEXT COLLATE "C" NOT NULL REFERENCES spot_check_draws (month),
    class_id TEXT COLLATE "C" NOT NULL REFERENCES classes (id),
    taught BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    sealed_finding BYTEA,
    created_ms BIGINT NOT NULL,
    found_ms BIGINT
);
CREATE UNIQUE INDEX spot_checks_by_month ON spot_checks (month, class_id);
CREATE INDEX spot_checks_by_class ON spot_checks (class_id, month);

-- What people said came of the classes that ended in a quarter, counted. No person stands in it.
CREATE TABLE quarter_outcomes (
    quarter TEXT COLLATE "C" NOT NULL,
    days BIGINT NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL,
    people BIGINT NOT NULL,
    PRIMARY KEY (quarter, days, outcome)
);

CREATE INDEX classes_by_last_day ON classes (ends_on, starts_on);
