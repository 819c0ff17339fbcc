-- Whether officer and applicant are the same or close. One column a line;
-- INTEGER is BIGINT and BLOB is BYTEA in the pair.

-- Every list of an officer leaves out the files whose applicants the officer has declared to be close to.
CREATE INDEX conflicts_declared ON conflicts (officer_id) WHERE answer = 'declared';

-- Phone and ID number of an officer, as the administrator recorded them: sealed under the portal's key, and compared by
-- the same keyed hash as those of residents.
CREATE TABLE staff_identities (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    kind TEXT NOT NULL,
    value_index BLOB NOT NULL,
    sealed_value BLOB NOT NULL,
    recorded_ms INTEGER NOT NULL,
    PRIMARY KEY (staff_id, kind)
);
