-- Answers that an officer corrected. One column a line; BIGINT is INTEGER and BYTEA is BLOB in the pair.

-- One press of an officer. The columns are what the events fold into; the events, with the answers, are sealed under the
-- application's key. The number counts the corrections of an application, so that they are read in the order made.
CREATE TABLE corrections (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    application_id TEXT COLLATE "C" NOT NULL REFERENCES applications (id),
    number BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    until_on TEXT COLLATE "C" NOT NULL,
    created_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL
);
CREATE UNIQUE INDEX corrections_by_number ON corrections (application_id, number);

CREATE TABLE correction_events (
    correction_id TEXT COLLATE "C" NOT NULL REFERENCES corrections (id),
    seq BIGINT NOT NULL,
    sealed_payload BYTEA NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (correction_id, seq)
);
