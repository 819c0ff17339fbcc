-- Messages that a write owes to somebody, until the gateway has taken them. One column a line; INTEGER is BIGINT and BLOB is BYTEA in the pair.

-- due_ms: from when it is tried next. Whoever tries it puts that off first, so that two servers do not send it both.
CREATE TABLE notices (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    person_id TEXT COLLATE "C" NOT NULL REFERENCES persons (id),
    sealed_text BYTEA NOT NULL,
    due_ms BIGINT NOT NULL,
    created_ms BIGINT NOT NULL
);
CREATE INDEX notices_due ON notices (due_ms, id);
