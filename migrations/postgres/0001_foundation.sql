-- The first schema of a district. One column a line; BIGINT is INTEGER and BYTEA is BLOB in the pair.
-- Instants are *_ms: milliseconds since 1970, UTC. Days are ISO text. Columns named sealed_* are ciphertext,
-- *_index are keyed hashes: neither can be read from the database alone.

CREATE TABLE sequences (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    last BIGINT NOT NULL
);

CREATE TABLE idempotency_keys (
    subject TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    request_hash BYTEA NOT NULL,
    status BIGINT NOT NULL,
    response BYTEA NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (subject, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_ms);

CREATE TABLE sessions (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_id TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C",
    agency_id TEXT COLLATE "C",
    created_ms BIGINT NOT NULL,
    last_seen_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL,
    revoked_ms BIGINT
);
CREATE INDEX sessions_by_subject ON sessions (subject_kind, subject_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_ms);

CREATE TABLE login_codes (
    phone_index BYTEA NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    code_hash BYTEA NOT NULL,
    created_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    consumed_ms BIGINT,
    PRIMARY KEY (phone_index, purpose)
);

CREATE TABLE rate_limits (
    bucket BYTEA NOT NULL PRIMARY KEY,
    window_start_ms BIGINT NOT NULL,
    hits BIGINT NOT NULL
);

CREATE TABLE sms_outbox (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    sealed_phone BYTEA NOT NULL,
    sealed_text BYTEA NOT NULL,
    created_ms BIGINT NOT NULL
);

CREATE TABLE persons (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    phone_index BYTEA NOT NULL UNIQUE,
    sealed_phone BYTEA NOT NULL,
    created_ms BIGINT NOT NULL
);

CREATE TABLE staff (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    username TEXT COLLATE "C" NOT NULL UNIQUE,
    display_name TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    agency_id TEXT COLLATE "C",
    password_hash TEXT COLLATE "C" NOT NULL,
    sealed_totp_secret BYTEA,
    disabled_ms BIGINT,
    created_ms BIGINT NOT NULL
);

CREATE TABLE courses (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    document TEXT COLLATE "C" NOT NULL
);

CREATE TABLE content_versions (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    version TEXT COLLATE "C" NOT NULL
);

-- A published pack is never changed: applications are judged by the one whose hash they carry.
CREATE TABLE policy_packs (
    hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    effective_from TEXT COLLATE "C" NOT NULL,
    document TEXT COLLATE "C" NOT NULL,
    published_ms BIGINT NOT NULL
);
CREATE INDEX policy_packs_by_day ON policy_packs (effective_from, published_ms);

CREATE TABLE applications (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    product TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL REFERENCES persons (id),
    acceptance_number TEXT COLLATE "C" UNIQUE,
    query_code TEXT COLLATE "C" UNIQUE,
    state TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    holder_role TEXT COLLATE "C" NOT NULL,
    agency_id TEXT COLLATE "C",
    stage_started_on TEXT COLLATE "C",
    due_on TEXT COLLATE "C",
    paused BIGINT NOT NULL,
    id_number_index BYTEA,
    phone_tail_index BYTEA,
    sealed_draft BYTEA,
    sealed_state BYTEA,
    created_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL,
    submitted_ms BIGINT
);
CREATE INDEX applications_by_person ON applications (person_id, created_ms);
CREATE INDEX applications_by_holder ON applications (holder_role, agency_id, due_on);
CREATE INDEX applications_by_id_number ON applications (id_number_index);

-- Append-only. hash = SHA-256(prev_hash, application_id, seq, sealed_payload).
CREATE TABLE events (
    application_id TEXT COLLATE "C" NOT NULL REFERENCES applications (id),
    seq BIGINT NOT NULL,
    sealed_payload BYTEA NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (application_id, seq)
);

-- wrapped_key is NULL once destroyed: the file's events can never be read again, their hashes still form a chain.
CREATE TABLE file_keys (
    application_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES applications (id),
    wrapped_key BYTEA,
    created_ms BIGINT NOT NULL,
    destroyed_ms BIGINT
);

CREATE TABLE documents (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    application_id TEXT COLLATE "C" NOT NULL REFERENCES applications (id),
    kind TEXT COLLATE "C" NOT NULL,
    mime TEXT COLLATE "C" NOT NULL,
    byte_length BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    sealed_name BYTEA NOT NULL,
    width BIGINT,
    height BIGINT,
    storage_path TEXT COLLATE "C" NOT NULL,
    created_ms BIGINT NOT NULL,
    removed_ms BIGINT
);
CREATE INDEX documents_by_application ON documents (application_id, created_ms);

CREATE TABLE receipts (
    application_id TEXT COLLATE "C" NOT NULL REFERENCES applications (id),
    version BIGINT NOT NULL,
    pack_hash TEXT COLLATE "C" NOT NULL REFERENCES policy_packs (hash),
    sealed_receipt BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (application_id, version)
);

CREATE TABLE access_log (
    id BIGINT NOT NULL PRIMARY KEY,
    actor TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    application_id TEXT COLLATE "C",
    at_ms BIGINT NOT NULL
);
CREATE INDEX access_log_by_application ON access_log (application_id, id);
