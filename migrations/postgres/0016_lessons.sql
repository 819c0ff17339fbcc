-- From the first lesson to the certificate. One column a line; BIGINT is INTEGER and BYTEA is BLOB in the pair.

-- check_index is a keyed hash of number and check code; sealed_facts is what the paper says, under the enrolment's key.
CREATE TABLE certificates (
    number TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    enrolment_id TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES enrolments (id),
    check_index BYTEA NOT NULL UNIQUE,
    sealed_facts BYTEA NOT NULL,
    created_ms BIGINT NOT NULL
);

-- From which device somebody checked in to a lesson by its code, a keyed hash: one device for many people is shown.
CREATE TABLE code_check_ins (
    class_id TEXT COLLATE "C" NOT NULL REFERENCES classes (id),
    taught_on TEXT COLLATE "C" NOT NULL,
    enrolment_id TEXT COLLATE "C" NOT NULL REFERENCES enrolments (id),
    device BYTEA NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (class_id, taught_on, enrolment_id)
);

-- That somebody was asked what came of a class.
CREATE TABLE follow_ups (
    enrolment_id TEXT COLLATE "C" NOT NULL REFERENCES enrolments (id),
    days BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (enrolment_id, days)
);

-- What people said came of a course, counted. No person stands in it.
CREATE TABLE course_outcomes (
    course_id TEXT COLLATE "C" NOT NULL,
    days BIGINT NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL,
    people BIGINT NOT NULL,
    PRIMARY KEY (course_id, days, outcome)
);
