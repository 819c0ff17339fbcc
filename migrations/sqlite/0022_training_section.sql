-- The desk of the training section. One column a line; INTEGER is BIGINT and BLOB is BYTEA in the pair.

-- The lot of a month: a keyed hash, kept so that anybody can draw again.
CREATE TABLE spot_check_draws (
    month TEXT NOT NULL PRIMARY KEY,
    seed TEXT NOT NULL,
    created_ms INTEGER NOT NULL
);

-- A class that was drawn, with how many were taught when it was; sealed_finding is what was found: JSON.
CREATE TABLE spot_checks (
    id TEXT NOT NULL PRIMARY KEY,
    month TEXT NOT NULL REFERENCES spot_check_draws (month),
    class_id TEXT NOT NULL REFERENCES classes (id),
    taught INTEGER NOT NULL,
    state TEXT NOT NULL,
    sealed_finding BLOB,
    created_ms INTEGER NOT NULL,
    found_ms INTEGER
);
CREATE UNIQUE INDEX spot_checks_by_month ON spot_checks (month, class_id);
CREATE INDEX spot_checks_by_class ON spot_checks (class_id, month);

-- What people said came of the classes that ended in a quarter, counted. No person stands in it.
CREATE TABLE quarter_outcomes (
    quarter TEXT NOT NULL,
    days INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (quarter, days, outcome)
);

CREATE INDEX classes_by_last_day ON classes (ends_on, starts_on);
