-- Decisions on loan files drawn by lot to be looked at again. One column a line; BIGINT is INTEGER and BYTEA is BLOB in
-- the pair.

-- The lot of a month: a keyed hash, kept so that anybody can draw again.
CREATE TABLE re_review_draws (
    month TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    seed TEXT COLLATE "C" NOT NULL,
    created_ms BIGINT NOT NULL
);

-- A decision that was drawn, with how many its stage had made in the month by then. The columns are what the events
-- fold into; the events are sealed under the application's key.
CREATE TABLE re_reviews (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    month TEXT COLLATE "C" NOT NULL REFERENCES re_review_draws (month),
    application_id TEXT COLLATE "C" NOT NULL REFERENCES applications (id),
    ended_version BIGINT NOT NULL,
    stage TEXT COLLATE "C" NOT NULL,
    agency_id TEXT COLLATE "C" NOT NULL,
    decided BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    due_on TEXT COLLATE "C" NOT NULL,
    created_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL
);
CREATE UNIQUE INDEX re_reviews_by_decision ON re_reviews (application_id, ended_version);
CREATE INDEX re_reviews_by_agency ON re_reviews (agency_id, state, due_on);
CREATE INDEX re_reviews_by_month ON re_reviews (month, stage);

CREATE TABLE re_review_events (
    re_review_id TEXT COLLATE "C" NOT NULL REFERENCES re_reviews (id),
    seq BIGINT NOT NULL,
    sealed_payload BYTEA NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (re_review_id, seq)
);
