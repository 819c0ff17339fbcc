-- The policy desk: where packs come from, drafts, proposals, publications, and who did what.

-- The texts a pack was compiled from, by path.
CREATE TABLE policy_sources (
    pack_hash TEXT NOT NULL REFERENCES policy_packs (hash),
    path TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (pack_hash, path)
);

-- Which pack is in force from which day. Append-only: going back is one more row.
-- Of those that have begun the latest effective_on counts, and of equal ones the last written.
CREATE TABLE policy_publications (
    seq BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    pack_hash TEXT NOT NULL REFERENCES policy_packs (hash),
    effective_on TEXT NOT NULL,
    proposal_id TEXT,
    prepared_by TEXT,
    approved_by TEXT,
    approved_ms BIGINT NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX policy_publications_by_day ON policy_publications (effective_on, seq);

CREATE TABLE policy_drafts (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    based_on TEXT NOT NULL REFERENCES policy_packs (hash),
    author_id TEXT NOT NULL REFERENCES staff (id),
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL
);
CREATE INDEX policy_drafts_by_state ON policy_drafts (state, updated_ms);

CREATE TABLE policy_draft_sources (
    draft_id TEXT NOT NULL REFERENCES policy_drafts (id),
    path TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (draft_id, path)
);

-- One person asks for a pack to be put in force; the row is decided once.
CREATE TABLE policy_proposals (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    draft_id TEXT REFERENCES policy_drafts (id),
    draft_version BIGINT,
    pack_hash TEXT NOT NULL REFERENCES policy_packs (hash),
    effective_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    prepared_by TEXT NOT NULL REFERENCES staff (id),
    prepared_ms BIGINT NOT NULL,
    state TEXT NOT NULL,
    decided_by TEXT,
    decided_ms BIGINT,
    note TEXT
);
CREATE INDEX policy_proposals_by_state ON policy_proposals (state, prepared_ms);

-- Append-only. hash = SHA-256 over prev_hash, seq and every column, each text with its length before it.
CREATE TABLE policy_events (
    seq BIGINT NOT NULL PRIMARY KEY,
    actor_id TEXT NOT NULL,
    role TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL
);

-- A browser's receipt that the server did not come to. sealed_receipt is what the browser sent, under the file's key.
CREATE TABLE receipt_mismatches (
    application_id TEXT NOT NULL REFERENCES applications (id),
    version BIGINT NOT NULL,
    reason TEXT NOT NULL,
    pack_hash TEXT NOT NULL,
    browser_hash BYTEA NOT NULL,
    server_hash BYTEA,
    sealed_receipt BYTEA NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (application_id, version)
);
CREATE INDEX receipt_mismatches_by_age ON receipt_mismatches (created_ms);

-- Packs stored before there were publications were in force from their first day.
INSERT INTO policy_publications (seq, kind, pack_hash, effective_on, approved_ms, reason)
SELECT row_number() OVER (ORDER BY effective_from, published_ms, hash), 'seed', hash, effective_from, published_ms, ''
FROM policy_packs;
INSERT INTO sequences (name, last) SELECT 'policy_publications', count(*) FROM policy_packs;
