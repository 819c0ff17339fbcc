-- What happened to each spot check: its columns are what the events fold into, and version is how many there are. One
-- column a line; BIGINT is INTEGER and BYTEA is BLOB in the pair.

-- Sealed under the portal's key.
CREATE TABLE spot_check_events (
    spot_check_id TEXT COLLATE "C" NOT NULL REFERENCES spot_checks (id),
    seq BIGINT NOT NULL,
    sealed_payload BYTEA NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (spot_check_id, seq)
);

-- 0 for those drawn before there was a log: only who has the key can seal their events, so the next start of the portal
-- makes them, out of the row and its sealed_finding, which is empty from then on.
ALTER TABLE spot_checks ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
CREATE INDEX spot_checks_without_log ON spot_checks (id) WHERE version = 0;
