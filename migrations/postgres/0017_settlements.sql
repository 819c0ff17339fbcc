-- What is applied for the people of a class once it is over. One column a line; BIGINT is INTEGER and BYTEA is BLOB in
-- the pair.

-- sealed_sheet is what is said of the class as a whole: JSON.
CREATE TABLE settlements (
    class_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES classes (id),
    version BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    sealed_sheet BYTEA NOT NULL,
    submitted_ms BIGINT,
    decided_ms BIGINT,
    created_ms BIGINT NOT NULL
);
CREATE INDEX settlements_by_state ON settlements (state, submitted_ms);

-- What is said of one person, under the enrolment's key: it is gone when the enrolment is erased.
CREATE TABLE settlement_rows (
    enrolment_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES enrolments (id),
    class_id TEXT COLLATE "C" NOT NULL REFERENCES classes (id),
    sealed_row BYTEA NOT NULL
);
CREATE INDEX settlement_rows_by_class ON settlement_rows (class_id);

-- What was decided for whom: person is a keyed hash, so that the same subsidy is not paid twice.
CREATE TABLE subsidy_claims (
    enrolment_id TEXT COLLATE "C" NOT NULL REFERENCES enrolments (id),
    programme TEXT COLLATE "C" NOT NULL,
    class_id TEXT COLLATE "C" NOT NULL REFERENCES classes (id),
    person BYTEA NOT NULL,
    trade TEXT COLLATE "C" NOT NULL,
    for_year BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (enrolment_id, programme)
);
CREATE INDEX subsidy_claims_by_person ON subsidy_claims (person);
