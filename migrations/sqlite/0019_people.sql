-- Whoever consents to an application beside the applicant. One column a line; INTEGER is BIGINT and BLOB is BYTEA in the pair.

-- sealed_person holds name, ID number and phone under the application's key; id_number_index is the keyed hash that
-- applications have too. The columns are what the events fold into.
CREATE TABLE file_consents (
    id TEXT NOT NULL PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    sealed_person BLOB NOT NULL,
    id_number_index BLOB NOT NULL,
    until_ms INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL
);
CREATE INDEX file_consents_by_application ON file_consents (application_id, created_ms);
CREATE INDEX file_consents_by_end ON file_consents (until_ms) WHERE state IN ('asked', 'seen');

CREATE TABLE file_consent_events (
    consent_id TEXT NOT NULL REFERENCES file_consents (id),
    seq INTEGER NOT NULL,
    sealed_payload BLOB NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (consent_id, seq)
);
