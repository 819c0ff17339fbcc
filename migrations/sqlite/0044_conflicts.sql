-- What officers said of themselves and a file: nothing to do with the applicant, or somebody close. One column a line;
-- INTEGER is BIGINT and BLOB is BYTEA in the pair.

-- Every answer stays; of an officer and a file the one with the highest seq holds. The reason for lifting a declaration
-- is sealed under the application's key.
CREATE TABLE conflicts (
    application_id TEXT NOT NULL REFERENCES applications (id),
    officer_id TEXT NOT NULL REFERENCES staff (id),
    seq INTEGER NOT NULL,
    answer TEXT NOT NULL,
    by_id TEXT NOT NULL REFERENCES staff (id),
    sealed_reason BLOB,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (application_id, officer_id, seq)
);
