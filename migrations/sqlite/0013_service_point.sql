-- Service points: who consented to be helped, the sessions opened by it, and what was done in them.

CREATE TABLE consents (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL,
    purpose TEXT NOT NULL,
    text_version TEXT NOT NULL,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    clerk_name TEXT NOT NULL,
    point_id TEXT NOT NULL,
    point_name TEXT NOT NULL,
    witness_id TEXT REFERENCES staff (id),
    sealed_name BLOB NOT NULL,
    given_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    ended_ms INTEGER,
    end_reason TEXT
);
CREATE INDEX consents_by_person ON consents (person_id, given_ms);
CREATE INDEX consents_by_staff ON consents (staff_id, given_ms);

CREATE TABLE helped_sessions (
    id TEXT NOT NULL PRIMARY KEY,
    consent_id TEXT NOT NULL REFERENCES consents (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    person_id TEXT NOT NULL REFERENCES persons (id),
    purpose TEXT NOT NULL,
    opened_ms INTEGER NOT NULL,
    ended_ms INTEGER,
    end_reason TEXT
);
CREATE INDEX helped_sessions_by_staff ON helped_sessions (staff_id, opened_ms);
CREATE INDEX helped_sessions_by_consent ON helped_sessions (consent_id);

CREATE TABLE helped_acts (
    helped_session_id TEXT NOT NULL REFERENCES helped_sessions (id),
    seq INTEGER NOT NULL,
    action TEXT NOT NULL,
    subject_id TEXT,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (helped_session_id, seq)
);
CREATE INDEX helped_acts_by_subject ON helped_acts (subject_id);

-- Files of the clerk's own that are left on the computer after a session, until the clerk says they are gone.
CREATE TABLE helped_files (
    id TEXT NOT NULL PRIMARY KEY,
    helped_session_id TEXT NOT NULL REFERENCES helped_sessions (id),
    staff_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    sealed_name BLOB NOT NULL,
    at_ms INTEGER NOT NULL
);
CREATE INDEX helped_files_by_staff ON helped_files (staff_id, at_ms);

-- The last time step of an authenticator that signed somebody in: a code is good once.
ALTER TABLE staff ADD COLUMN totp_step INTEGER;
