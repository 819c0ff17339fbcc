-- What somebody who was in a class complains about, and what the training section found. One column a line; BIGINT is
-- INTEGER and BYTEA is BLOB in the pair.

-- The columns are what the events fold into; the events are sealed under the enrolment's key, and gone with it.
CREATE TABLE complaints (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    enrolment_id TEXT COLLATE "C" NOT NULL REFERENCES enrolments (id),
    course_id TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    due_on TEXT COLLATE "C" NOT NULL,
    decided_on TEXT COLLATE "C",
    created_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL
);
CREATE UNIQUE INDEX complaints_by_enrolment ON complaints (enrolment_id);
CREATE INDEX complaints_by_course ON complaints (course_id, state, decided_on);
CREATE INDEX complaints_by_state ON complaints (state, due_on);

CREATE TABLE complaint_events (
    complaint_id TEXT COLLATE "C" NOT NULL REFERENCES complaints (id),
    seq BIGINT NOT NULL,
    sealed_payload BYTEA NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (complaint_id, seq)
);
