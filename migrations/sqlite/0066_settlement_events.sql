-- What happened to each settlement: its columns are what the events fold into, and version is how many there are. One
-- column a line; INTEGER is BIGINT and BLOB is BYTEA in the pair.

-- Sealed under the portal's key.
CREATE TABLE settlement_events (
    class_id TEXT NOT NULL REFERENCES settlements (class_id),
    seq INTEGER NOT NULL,
    sealed_payload BLOB NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (class_id, seq)
);

-- Those written before there was a log: only who has the key can seal their events, so the next start of the portal makes
-- them, out of sealed_sheet, which is empty from then on, as it is of every other one.
CREATE INDEX settlements_without_log ON settlements (class_id) WHERE length(sealed_sheet) > 0;
