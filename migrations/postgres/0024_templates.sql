-- Words an office uses again and again, and who keeps them.

-- A supervisor keeps the office's templates; this opens no file that a colleague's role does not.
ALTER TABLE staff ADD COLUMN is_supervisor BIGINT NOT NULL DEFAULT 0;

CREATE TABLE templates (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    agency_id TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    words TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    author_id TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    updated_ms BIGINT NOT NULL
);
CREATE INDEX templates_agency ON templates (agency_id, purpose, title);
