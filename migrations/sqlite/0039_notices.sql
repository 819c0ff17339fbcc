-- Messages that a write owes to somebody, until the gateway has taken them. One column a line; INTEGER is BIGINT and BLOB is BYTEA in the pair.

-- due_ms: from when it is tried next. Whoever tries it puts that off first, so that two servers do not send it both.
CREATE TABLE notices (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    sealed_text BLOB NOT NULL,
    due_ms INTEGER NOT NULL,
    created_ms INTEGER NOT NULL
);
CREATE INDEX notices_due ON notices (due_ms, id);
