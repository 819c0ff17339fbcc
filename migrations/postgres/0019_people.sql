-- Whoever consents to an application beside the applicant. One column a line; BIGINT is INTEGER and BYTEA is BLOB in the pair.

-- sealed_person holds name, ID number and phone under the application's key; id_number_index is the keyed hash that
-- applications have too. The columns are what the events fold into.
CREATE TABLE file_consents (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    application_id TEXT COLLATE "C" NOT NULL REFERENCES applications (id),
    kind TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    sealed_person BYTEA NOT NULL,
    id_number_index BYTEA NOT NULL,
    until_ms BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL
);
CREATE INDEX file_consents_by_application ON file_consents (application_id, created_ms);
CREATE INDEX file_consents_by_end ON file_consents (until_ms) WHERE state IN ('asked', 'seen');

CREATE TABLE file_consent_events (
    consent_id TEXT COLLATE "C" NOT NULL REFERENCES file_consents (id),
    seq BIGINT NOT NULL,
    sealed_payload BYTEA NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (consent_id, seq)
);
