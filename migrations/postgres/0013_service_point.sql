-- Service points: who consented to be helped, the sessions opened by it, and what was done in them.

CREATE TABLE consents (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    person_id TEXT COLLATE "C" NOT NULL REFERENCES persons (id),
    kind TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    text_version TEXT COLLATE "C" NOT NULL,
    staff_id TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    clerk_name TEXT COLLATE "C" NOT NULL,
    point_id TEXT COLLATE "C" NOT NULL,
    point_name TEXT COLLATE "C" NOT NULL,
    witness_id TEXT COLLATE "C" REFERENCES staff (id),
    sealed_name BYTEA NOT NULL,
    given_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL,
    ended_ms BIGINT,
    end_reason TEXT COLLATE "C"
);
CREATE INDEX consents_by_person ON consents (person_id, given_ms);
CREATE INDEX consents_by_staff ON consents (staff_id, given_ms);

CREATE TABLE helped_sessions (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    consent_id TEXT COLLATE "C" NOT NULL REFERENCES consents (id),
    staff_id TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    person_id TEXT COLLATE "C" NOT NULL REFERENCES persons (id),
    purpose TEXT COLLATE "C" NOT NULL,
    opened_ms BIGINT NOT NULL,
    ended_ms BIGINT,
    end_reason TEXT COLLATE "C"
);
CREATE INDEX helped_sessions_by_staff ON helped_sessions (staff_id, opened_ms);
CREATE INDEX helped_sessions_by_consent ON helped_sessions (consent_id);

CREATE TABLE helped_acts (
    helped_session_id TEXT COLLATE "C" NOT NULL REFERENCES helped_sessions (id),
    seq BIGINT NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    subject_id TEXT COLLATE "C",
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (helped_session_id, seq)
);
CREATE INDEX helped_acts_by_subject ON helped_acts (subject_id);

-- Files of the clerk's own that are left on the computer after a session, until the clerk says they are gone.
CREATE TABLE helped_files (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    helped_session_id TEXT COLLATE "C" NOT NULL REFERENCES helped_sessions (id),
    staff_id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    sealed_name BYTEA NOT NULL,
    at_ms BIGINT NOT NULL
);
CREATE INDEX helped_files_by_staff ON helped_files (staff_id, at_ms);

-- The last time step of an authenticator that signed somebody in: a code is good once.
ALTER TABLE staff ADD COLUMN totp_step BIGINT;
