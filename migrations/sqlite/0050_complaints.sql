-- What somebody who was in a class complains about, and what the training section found. One column a line; INTEGER is
-- BIGINT and BLOB is BYTEA in the pair.

-- The columns are what the events fold into; the events are sealed under the enrolment's key, and gone with it.
CREATE TABLE complaints (
    id TEXT NOT NULL PRIMARY KEY,
    enrolment_id TEXT NOT NULL REFERENCES enrolments (id),
    course_id TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    due_on TEXT NOT NULL,
    decided_on TEXT,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL
);
CREATE UNIQUE INDEX complaints_by_enrolment ON complaints (enrolment_id);
CREATE INDEX complaints_by_course ON complaints (course_id, state, decided_on);
CREATE INDEX complaints_by_state ON complaints (state, due_on);

CREATE TABLE complaint_events (
    complaint_id TEXT NOT NULL REFERENCES complaints (id),
    seq INTEGER NOT NULL,
    sealed_payload BLOB NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (complaint_id, seq)
);
