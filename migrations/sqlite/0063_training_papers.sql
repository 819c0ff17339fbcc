-- Papers that go with an event of a file of training: what an officer saw at a spot check, what a settlement was decided
-- by, what a school answers. One column a line; INTEGER is BIGINT and BLOB is BYTEA in the pair.

-- file_kind says what file_id is the id of. A class's sheet or a listing has no key of its own, so each paper has one,
-- wrapped by the portal's. event_seq is empty until the action is done that the paper is for.
CREATE TABLE training_papers (
    id TEXT NOT NULL PRIMARY KEY,
    file_kind TEXT NOT NULL,
    file_id TEXT NOT NULL,
    wrapped_key BLOB NOT NULL,
    mime TEXT NOT NULL,
    byte_length INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    sealed_name BLOB NOT NULL,
    width INTEGER,
    height INTEGER,
    storage_path TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    removed_ms INTEGER,
    staff_id TEXT NOT NULL,
    event_seq INTEGER
);
CREATE INDEX training_papers_by_file ON training_papers (file_kind, file_id, created_ms);
CREATE UNIQUE INDEX training_papers_by_path ON training_papers (storage_path);
CREATE INDEX training_papers_left ON training_papers (created_ms) WHERE event_seq IS NULL;
CREATE INDEX training_papers_removed ON training_papers (removed_ms) WHERE removed_ms IS NOT NULL;
