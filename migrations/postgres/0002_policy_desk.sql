-- The policy desk: where packs come from, drafts, proposals, publications, and who did what.

-- The texts a pack was compiled from, by path.
CREATE TABLE policy_sources (
    pack_hash TEXT COLLATE "C" NOT NULL REFERENCES policy_packs (hash),
    path TEXT COLLATE "C" NOT NULL,
    document TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (pack_hash, path)
);

-- Which pack is in force from which day. Append-only: going back is one more row.
-- Of those that have begun the latest effective_on counts, and of equal ones the last written.
CREATE TABLE policy_publications (
    seq BIGINT NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    pack_hash TEXT COLLATE "C" NOT NULL REFERENCES policy_packs (hash),
    effective_on TEXT COLLATE "C" NOT NULL,
    proposal_id TEXT COLLATE "C",
    prepared_by TEXT COLLATE "C",
    approved_by TEXT COLLATE "C",
    approved_ms BIGINT NOT NULL,
    reason TEXT COLLATE "C" NOT NULL
);
CREATE INDEX policy_publications_by_day ON policy_publications (effective_on, seq);

CREATE TABLE policy_drafts (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    title TEXT COLLATE "C" NOT NULL,
    based_on TEXT COLLATE "C" NOT NULL REFERENCES policy_packs (hash),
    author_id TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    state TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL
);
CREATE INDEX policy_drafts_by_state ON policy_drafts (state, updated_ms);

CREATE TABLE policy_draft_sources (
    draft_id TEXT COLLATE "C" NOT NULL REFERENCES policy_drafts (id),
    path TEXT COLLATE "C" NOT NULL,
    document TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (draft_id, path)
);

-- One person asks for a pack to be put in force; the row is decided once.
CREATE TABLE policy_proposals (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    draft_id TEXT COLLATE "C" REFERENCES policy_drafts (id),
    draft_version BIGINT,
    pack_hash TEXT COLLATE "C" NOT NULL REFERENCES policy_packs (hash),
    effective_on TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    prepared_by TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    prepared_ms BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    decided_by TEXT COLLATE "C",
    decided_ms BIGINT,
    note TEXT COLLATE "C"
);
CREATE INDEX policy_proposals_by_state ON policy_proposals (state, prepared_ms);

-- Append-only. hash = SHA-256 over prev_hash, seq and every column, each text with its length before it.
CREATE TABLE policy_events (
    seq BIGINT NOT NULL PRIMARY KEY,
    actor_id TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    detail TEXT COLLATE "C" NOT NULL,
    at_ms BIGINT NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL
);

-- A browser's receipt that the server did not come to. sealed_receipt is what the browser sent, under the file's key.
CREATE TABLE receipt_mismatches (
    application_id TEXT COLLATE "C" NOT NULL REFERENCES applications (id),
    version BIGINT NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    pack_hash TEXT COLLATE "C" NOT NULL,
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
