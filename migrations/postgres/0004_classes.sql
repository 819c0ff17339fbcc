-- Classes and who is in them. One column a line; BIGINT is INTEGER and BYTEA is BLOB in the pair.

-- One row per class (班次). fold is the stored fold of its events, JSON; the columns after it are what look-ups need.
-- version counts every write that touches the class or its seats; last_place is the highest sequence number given.
CREATE TABLE classes (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    course_id TEXT COLLATE "C" NOT NULL,
    session_id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    last_place BIGINT NOT NULL,
    fold TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    capacity BIGINT NOT NULL,
    elsewhere BIGINT NOT NULL,
    enrol_by TEXT COLLATE "C" NOT NULL,
    starts_on TEXT COLLATE "C" NOT NULL,
    ends_on TEXT COLLATE "C" NOT NULL,
    UNIQUE (course_id, session_id)
);

CREATE TABLE class_events (
    class_id TEXT COLLATE "C" NOT NULL REFERENCES classes (id),
    seq BIGINT NOT NULL,
    sealed_payload BYTEA NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (class_id, seq)
);

-- seat is taken, waiting or none; active is 1 while no second enrolment of the person in the class may be.
-- wrapped_key is NULL once destroyed, as in file_keys.
CREATE TABLE enrolments (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    class_id TEXT COLLATE "C" NOT NULL REFERENCES classes (id),
    person_id TEXT COLLATE "C" NOT NULL REFERENCES persons (id),
    place BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    seat TEXT COLLATE "C" NOT NULL,
    active BIGINT NOT NULL,
    offered_until_ms BIGINT,
    wrapped_key BYTEA,
    created_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL
);
CREATE UNIQUE INDEX enrolments_active ON enrolments (class_id, person_id) WHERE active = 1;
CREATE UNIQUE INDEX enrolments_by_place ON enrolments (class_id, place);
CREATE INDEX enrolments_by_seat ON enrolments (class_id, seat, place);
CREATE INDEX enrolments_by_person ON enrolments (person_id, created_ms);
CREATE INDEX enrolments_offered ON enrolments (offered_until_ms) WHERE offered_until_ms IS NOT NULL;

CREATE TABLE enrolment_events (
    enrolment_id TEXT COLLATE "C" NOT NULL REFERENCES enrolments (id),
    seq BIGINT NOT NULL,
    sealed_payload BYTEA NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (enrolment_id, seq)
);
