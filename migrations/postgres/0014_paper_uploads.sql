-- Papers on their way in parts. The parts lie sealed beside the papers, named <upload>.<number>; here is how far each is.

CREATE TABLE paper_uploads (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    application_id TEXT COLLATE "C" NOT NULL REFERENCES applications (id),
    kind TEXT COLLATE "C" NOT NULL,
    sealed_name BYTEA NOT NULL,
    byte_length BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    received BIGINT NOT NULL,
    parts BIGINT NOT NULL,
    document_id TEXT COLLATE "C",
    touched_ms BIGINT NOT NULL,
    ended_ms BIGINT
);
CREATE INDEX paper_uploads_by_application ON paper_uploads (application_id);
CREATE INDEX paper_uploads_open ON paper_uploads (touched_ms) WHERE ended_ms IS NULL;
CREATE INDEX paper_uploads_ended ON paper_uploads (ended_ms) WHERE ended_ms IS NOT NULL;
