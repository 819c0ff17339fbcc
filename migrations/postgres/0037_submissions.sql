-- The form as it was handed in, each time: what an officer compares a corrected one with. Files handed in before this table
-- have none.
CREATE TABLE submissions (
    application_id TEXT COLLATE "C" NOT NULL REFERENCES applications (id),
    version BIGINT NOT NULL,
    sealed_form BYTEA NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (application_id, version)
);
