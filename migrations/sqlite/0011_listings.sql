-- Training organisations, what they publish, and the sheets they upload. One column a line; INTEGER is BIGINT and BLOB is BYTEA in the pair.

-- licence is JSON whose shape `listing` knows.
CREATE TABLE organisations (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    credit_code TEXT NOT NULL UNIQUE,
    licence TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL
);

-- A code is good once; the browser of the one invited holds it, this table only its hash.
CREATE TABLE invitations (
    code_hash BLOB NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    display_name TEXT NOT NULL,
    invited_by TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    used_ms INTEGER
);
CREATE INDEX invitations_by_organisation ON invitations (organisation_id, created_ms);

-- fold is the stored fold of the events, draft and live the words under the hashes that the fold names; the columns after
-- them are what look-ups need.
CREATE TABLE listings (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    course_id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    fold TEXT NOT NULL,
    draft TEXT NOT NULL,
    live TEXT,
    state TEXT NOT NULL,
    title TEXT NOT NULL,
    is_handed_in INTEGER NOT NULL,
    go_live_on TEXT,
    author_id TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL
);
CREATE INDEX listings_by_organisation ON listings (organisation_id, title, id);
CREATE INDEX listings_handed_in ON listings (is_handed_in, updated_ms, id);
CREATE INDEX listings_by_state ON listings (state, updated_ms, id);

CREATE TABLE listing_events (
    listing_id TEXT NOT NULL REFERENCES listings (id),
    seq INTEGER NOT NULL,
    sealed_payload BLOB NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (listing_id, seq)
);

CREATE TABLE uploads (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    author_id TEXT NOT NULL,
    name TEXT NOT NULL,
    unknown_columns TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    taken_ms INTEGER
);
CREATE INDEX uploads_by_organisation ON uploads (organisation_id, created_ms);

-- state is bad, good, taken or dropped. cells, findings and difference are JSON.
CREATE TABLE upload_rows (
    upload_id TEXT NOT NULL REFERENCES uploads (id),
    number INTEGER NOT NULL,
    cells TEXT NOT NULL,
    findings TEXT NOT NULL,
    difference TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (upload_id, number)
);
CREATE INDEX upload_rows_by_state ON upload_rows (upload_id, state, number);

-- What an upload did to a listing, to be undone: the draft before, NULL where it made the listing.
CREATE TABLE upload_changes (
    upload_id TEXT NOT NULL REFERENCES uploads (id),
    listing_id TEXT NOT NULL REFERENCES listings (id),
    before_draft TEXT,
    after_version INTEGER NOT NULL,
    PRIMARY KEY (upload_id, listing_id)
);
