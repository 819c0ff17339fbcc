-- Training organisations, what they publish, and the sheets they upload. One column a line; BIGINT is INTEGER and BYTEA is BLOB in the pair.

-- licence is JSON whose shape `listing` knows.
CREATE TABLE organisations (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL UNIQUE,
    credit_code TEXT COLLATE "C" NOT NULL UNIQUE,
    licence TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL
);

-- A code is good once; the browser of the one invited holds it, this table only its hash.
CREATE TABLE invitations (
    code_hash BYTEA NOT NULL PRIMARY KEY,
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    display_name TEXT COLLATE "C" NOT NULL,
    invited_by TEXT COLLATE "C" NOT NULL,
    created_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL,
    used_ms BIGINT
);
CREATE INDEX invitations_by_organisation ON invitations (organisation_id, created_ms);

-- fold is the stored fold of the events, draft and live the words under the hashes that the fold names; the columns after
-- them are what look-ups need.
CREATE TABLE listings (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    course_id TEXT COLLATE "C" NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    fold TEXT COLLATE "C" NOT NULL,
    draft TEXT COLLATE "C" NOT NULL,
    live TEXT COLLATE "C",
    state TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    is_handed_in BIGINT NOT NULL,
    go_live_on TEXT COLLATE "C",
    author_id TEXT COLLATE "C" NOT NULL,
    created_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL
);
CREATE INDEX listings_by_organisation ON listings (organisation_id, title, id);
CREATE INDEX listings_handed_in ON listings (is_handed_in, updated_ms, id);
CREATE INDEX listings_by_state ON listings (state, updated_ms, id);

CREATE TABLE listing_events (
    listing_id TEXT COLLATE "C" NOT NULL REFERENCES listings (id),
    seq BIGINT NOT NULL,
    sealed_payload BYTEA NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (listing_id, seq)
);

CREATE TABLE uploads (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    author_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    unknown_columns TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    taken_ms BIGINT
);
CREATE INDEX uploads_by_organisation ON uploads (organisation_id, created_ms);

-- state is bad, good, taken or dropped. cells, findings and difference are JSON.
CREATE TABLE upload_rows (
    upload_id TEXT COLLATE "C" NOT NULL REFERENCES uploads (id),
    number BIGINT NOT NULL,
    cells TEXT COLLATE "C" NOT NULL,
    findings TEXT COLLATE "C" NOT NULL,
    difference TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (upload_id, number)
);
CREATE INDEX upload_rows_by_state ON upload_rows (upload_id, state, number);

-- What an upload did to a listing, to be undone: the draft before, NULL where it made the listing.
CREATE TABLE upload_changes (
    upload_id TEXT COLLATE "C" NOT NULL REFERENCES uploads (id),
    listing_id TEXT COLLATE "C" NOT NULL REFERENCES listings (id),
    before_draft TEXT COLLATE "C",
    after_version BIGINT NOT NULL,
    PRIMARY KEY (upload_id, listing_id)
);
