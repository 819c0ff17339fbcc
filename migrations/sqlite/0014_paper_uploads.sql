-- Papers on their way in parts. The parts lie sealed beside the papers, named <upload>.<number>; here is how far each is.

CREATE TABLE paper_uploads (
    id TEXT NOT NULL PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    kind TEXT NOT NULL,
    sealed_name BLOB NOT NULL,
    byte_length INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    received INTEGER NOT NULL,
    parts INTEGER NOT NULL,
    document_id TEXT,
    touched_ms INTEGER NOT NULL,
    ended_ms INTEGER
);
CREATE INDEX paper_uploads_by_application ON paper_uploads (application_id);
CREATE INDEX paper_uploads_open ON paper_uploads (touched_ms) WHERE ended_ms IS NULL;
CREATE INDEX paper_uploads_ended ON paper_uploads (ended_ms) WHERE ended_ms IS NOT NULL;
