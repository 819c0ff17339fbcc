-- The form as it was handed in, each time: what an officer compares a corrected one with. Files handed in before this table
-- have none.
CREATE TABLE submissions (
    application_id TEXT NOT NULL REFERENCES applications (id),
    version INTEGER NOT NULL,
    sealed_form BLOB NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (application_id, version)
);
