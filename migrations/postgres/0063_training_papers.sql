-- Papers that go with an event of a file of training: what an officer saw at a spot check, what a settlement was decided
-- by, what a school answers. One column a line; BIGINT is INTEGER and BYTEA is BLOB in the pair.

-- file_kind says what file_id is the id of. A class's sheet or a listing has no key of its own, so each paper has one,
-- wrapped by the portal's. event_seq is empty until the action is done that the paper is for.
CREATE TABLE training_papers (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    file_kind TEXT COLLATE "C" NOT NULL,
    file_id TEXT COLLATE "C" NOT NULL,
    wrapped_key BYTEA NOT NULL,
    mime TEXT COLLATE "C" NOT NULL,
    byte_length BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    sealed_name BYTEA NOT NULL,
    width BIGINT,
    height BIGINT,
    storage_path TEXT COLLATE "C" NOT NULL,
    created_ms BIGINT NOT NULL,
    removed_ms BIGINT,
    staff_id TEXT COLLATE "C" NOT NULL,
    event_seq BIGINT
);
CREATE INDEX training_papers_by_file ON training_papers (file_kind, file_id, created_ms);
CREATE UNIQUE INDEX training_papers_by_path ON training_papers (storage_path);
CREATE INDEX training_papers_left ON training_papers (created_ms) WHERE event_seq IS NULL;
CREATE INDEX training_papers_removed ON training_papers (removed_ms) WHERE removed_ms IS NOT NULL;
