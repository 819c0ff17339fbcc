-- Answers that an officer corrected. One column a line; INTEGER is BIGINT and BLOB is BYTEA in the pair.

-- One press of an officer. The columns are what the events fold into; the events, with the answers, are sealed under the
-- application's key. The number counts the corrections of an application, so that they are read in the order made.
CREATE TABLE corrections (
    id TEXT NOT NULL PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    until_on TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL
);
CREATE UNIQUE INDEX corrections_by_number ON corrections (application_id, number);

CREATE TABLE correction_events (
    correction_id TEXT NOT NULL REFERENCES corrections (id),
    seq INTEGER NOT NULL,
    sealed_payload BLOB NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (correction_id, seq)
);
