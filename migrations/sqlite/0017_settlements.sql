-- What is applied for the people of a class once it is over. One column a line; INTEGER is BIGINT and BLOB is BYTEA in
-- the pair.

-- sealed_sheet is what is said of the class as a whole: JSON.
CREATE TABLE settlements (
    class_id TEXT NOT NULL PRIMARY KEY REFERENCES classes (id),
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    sealed_sheet BLOB NOT NULL,
    submitted_ms INTEGER,
    decided_ms INTEGER,
    created_ms INTEGER NOT NULL
);
CREATE INDEX settlements_by_state ON settlements (state, submitted_ms);

-- What is said of one person, under the enrolment's key: it is gone when the enrolment is erased.
CREATE TABLE settlement_rows (
    enrolment_id TEXT NOT NULL PRIMARY KEY REFERENCES enrolments (id),
    class_id TEXT NOT NULL REFERENCES classes (id),
    sealed_row BLOB NOT NULL
);
CREATE INDEX settlement_rows_by_class ON settlement_rows (class_id);

-- What was decided for whom: person is a keyed hash, so that the same subsidy is not paid twice.
CREATE TABLE subsidy_claims (
    enrolment_id TEXT NOT NULL REFERENCES enrolments (id),
    programme TEXT NOT NULL,
    class_id TEXT NOT NULL REFERENCES classes (id),
    person BLOB NOT NULL,
    trade TEXT NOT NULL,
    for_year INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (enrolment_id, programme)
);
CREATE INDEX subsidy_claims_by_person ON subsidy_claims (person);
