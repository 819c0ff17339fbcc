-- What officers said of themselves and a file: nothing to do with the applicant, or somebody close. One column a line;
-- BIGINT is INTEGER and BYTEA is BLOB in the pair.

-- Every answer stays; of an officer and a file the one with the highest seq holds. The reason for lifting a declaration
-- is sealed under the application's key.
CREATE TABLE conflicts (
    application_id TEXT COLLATE "C" NOT NULL REFERENCES applications (id),
    officer_id TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    seq BIGINT NOT NULL,
    answer TEXT COLLATE "C" NOT NULL,
    by_id TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    sealed_reason BYTEA,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (application_id, officer_id, seq)
);
