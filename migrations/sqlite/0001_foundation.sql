-- The first schema of a district. One column a line; INTEGER is BIGINT and BLOB is BYTEA in the pair.
-- Instants are *_ms: milliseconds since 1970, UTC. Days are ISO text. Columns named sealed_* are ciphertext,
-- *_index are keyed hashes: neither can be read from the database alone.

CREATE TABLE sequences (
    name TEXT NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL
);

CREATE TABLE idempotency_keys (
    subject TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    status INTEGER NOT NULL,
    response BLOB NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (subject, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_ms);

CREATE TABLE sessions (
    token_hash BLOB NOT NULL PRIMARY KEY,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    role TEXT,
    agency_id TEXT,
    created_ms INTEGER NOT NULL,
    last_seen_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    revoked_ms INTEGER
);
CREATE INDEX sessions_by_subject ON sessions (subject_kind, subject_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_ms);

CREATE TABLE login_codes (
    phone_index BLOB NOT NULL,
    purpose TEXT NOT NULL,
    code_hash BLOB NOT NULL,
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    consumed_ms INTEGER,
    PRIMARY KEY (phone_index, purpose)
);

CREATE TABLE rate_limits (
    bucket BLOB NOT NULL PRIMARY KEY,
    window_start_ms INTEGER NOT NULL,
    hits INTEGER NOT NULL
);

CREATE TABLE sms_outbox (
    id TEXT NOT NULL PRIMARY KEY,
    sealed_phone BLOB NOT NULL,
    sealed_text BLOB NOT NULL,
    created_ms INTEGER NOT NULL
);

CREATE TABLE persons (
    id TEXT NOT NULL PRIMARY KEY,
    phone_index BLOB NOT NULL UNIQUE,
    sealed_phone BLOB NOT NULL,
    created_ms INTEGER NOT NULL
);

CREATE TABLE staff (
    id TEXT NOT NULL PRIMARY KEY,
    username TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    role TEXT NOT NULL,
    agency_id TEXT,
    password_hash TEXT NOT NULL,
    sealed_totp_secret BLOB,
    disabled_ms INTEGER,
    created_ms INTEGER NOT NULL
);

CREATE TABLE courses (
    id TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL
);

CREATE TABLE content_versions (
    name TEXT NOT NULL PRIMARY KEY,
    version TEXT NOT NULL
);

-- A published pack is never changed: applications are judged by the one whose hash they carry.
CREATE TABLE policy_packs (
    hash TEXT NOT NULL PRIMARY KEY,
    effective_from TEXT NOT NULL,
    document TEXT NOT NULL,
    published_ms INTEGER NOT NULL
);
CREATE INDEX policy_packs_by_day ON policy_packs (effective_from, published_ms);

CREATE TABLE applications (
    id TEXT NOT NULL PRIMARY KEY,
    product TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES persons (id),
    acceptance_number TEXT UNIQUE,
    query_code TEXT UNIQUE,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    holder_role TEXT NOT NULL,
    agency_id TEXT,
    stage_started_on TEXT,
    due_on TEXT,
    paused INTEGER NOT NULL,
    id_number_index BLOB,
    phone_tail_index BLOB,
    sealed_draft BLOB,
    sealed_state BLOB,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    submitted_ms INTEGER
);
CREATE INDEX applications_by_person ON applications (person_id, created_ms);
CREATE INDEX applications_by_holder ON applications (holder_role, agency_id, due_on);
CREATE INDEX applications_by_id_number ON applications (id_number_index);

-- Append-only. hash = SHA-256(prev_hash, application_id, seq, sealed_payload).
CREATE TABLE events (
    application_id TEXT NOT NULL REFERENCES applications (id),
    seq INTEGER NOT NULL,
    sealed_payload BLOB NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (application_id, seq)
);

-- wrapped_key is NULL once destroyed: the file's events can never be read again, their hashes still form a chain.
CREATE TABLE file_keys (
    application_id TEXT NOT NULL PRIMARY KEY REFERENCES applications (id),
    wrapped_key BLOB,
    created_ms INTEGER NOT NULL,
    destroyed_ms INTEGER
);

CREATE TABLE documents (
    id TEXT NOT NULL PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    kind TEXT NOT NULL,
    mime TEXT NOT NULL,
    byte_length INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    sealed_name BLOB NOT NULL,
    width INTEGER,
    height INTEGER,
    storage_path TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    removed_ms INTEGER
);
CREATE INDEX documents_by_application ON documents (application_id, created_ms);

CREATE TABLE receipts (
    application_id TEXT NOT NULL REFERENCES applications (id),
    version INTEGER NOT NULL,
    pack_hash TEXT NOT NULL REFERENCES policy_packs (hash),
    sealed_receipt BLOB NOT NULL,
    hash BLOB NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (application_id, version)
);

CREATE TABLE access_log (
    id INTEGER NOT NULL PRIMARY KEY,
    actor TEXT NOT NULL,
    role TEXT NOT NULL,
    action TEXT NOT NULL,
    application_id TEXT,
    at_ms INTEGER NOT NULL
);
CREATE INDEX access_log_by_application ON access_log (application_id, id);
