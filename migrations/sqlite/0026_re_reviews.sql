-- Decisions on loan files drawn by lot to be looked at again. One column a line; INTEGER is BIGINT and BLOB is BYTEA in
-- the pair.

-- The lot of a month: a keyed hash, kept so that anybody can draw again.
CREATE TABLE re_review_draws (
    month TEXT NOT NULL PRIMARY KEY,
    seed TEXT NOT NULL,
    created_ms INTEGER NOT NULL
);

-- A decision that was drawn, with how many its stage had made in the month by then. The columns are what the events
-- fold into; the events are sealed under the application's key.
CREATE TABLE re_reviews (
    id TEXT NOT NULL PRIMARY KEY,
    month TEXT NOT NULL REFERENCES re_review_draws (month),
    application_id TEXT NOT NULL REFERENCES applications (id),
    ended_version INTEGER NOT NULL,
    stage TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    decided INTEGER NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    due_on TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL
);
CREATE UNIQUE INDEX re_reviews_by_decision ON re_reviews (application_id, ended_version);
CREATE INDEX re_reviews_by_agency ON re_reviews (agency_id, state, due_on);
CREATE INDEX re_reviews_by_month ON re_reviews (month, stage);

CREATE TABLE re_review_events (
    re_review_id TEXT NOT NULL REFERENCES re_reviews (id),
    seq INTEGER NOT NULL,
    sealed_payload BLOB NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (re_review_id, seq)
);
