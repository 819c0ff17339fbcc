-- Classes and who is in them. One column a line; INTEGER is BIGINT and BLOB is BYTEA in the pair.

-- One row per class (班次). fold is the stored fold of its events, JSON; the columns after it are what look-ups need.
-- version counts every write that touches the class or its seats; last_place is the highest sequence number given.
CREATE TABLE classes (
    id TEXT NOT NULL PRIMARY KEY,
    course_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    last_place INTEGER NOT NULL,
    fold TEXT NOT NULL,
    state TEXT NOT NULL,
    capacity INTEGER NOT NULL,
    elsewhere INTEGER NOT NULL,
    enrol_by TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    UNIQUE (course_id, session_id)
);

CREATE TABLE class_events (
    class_id TEXT NOT NULL REFERENCES classes (id),
    seq INTEGER NOT NULL,
    sealed_payload BLOB NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (class_id, seq)
);

-- seat is taken, waiting or none; active is 1 while no second enrolment of the person in the class may be.
-- wrapped_key is NULL once destroyed, as in file_keys.
CREATE TABLE enrolments (
    id TEXT NOT NULL PRIMARY KEY,
    class_id TEXT NOT NULL REFERENCES classes (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    place INTEGER NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    seat TEXT NOT NULL,
    active INTEGER NOT NULL,
    offered_until_ms INTEGER,
    wrapped_key BLOB,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL
);
CREATE UNIQUE INDEX enrolments_active ON enrolments (class_id, person_id) WHERE active = 1;
CREATE UNIQUE INDEX enrolments_by_place ON enrolments (class_id, place);
CREATE INDEX enrolments_by_seat ON enrolments (class_id, seat, place);
CREATE INDEX enrolments_by_person ON enrolments (person_id, created_ms);
CREATE INDEX enrolments_offered ON enrolments (offered_until_ms) WHERE offered_until_ms IS NOT NULL;

CREATE TABLE enrolment_events (
    enrolment_id TEXT NOT NULL REFERENCES enrolments (id),
    seq INTEGER NOT NULL,
    sealed_payload BLOB NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (enrolment_id, seq)
);
