-- Words an office uses again and again, and who keeps them.

-- A supervisor keeps the office's templates; this opens no file that a colleague's role does not.
ALTER TABLE staff ADD COLUMN is_supervisor INTEGER NOT NULL DEFAULT 0;

CREATE TABLE templates (
    id TEXT NOT NULL PRIMARY KEY,
    agency_id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    version INTEGER NOT NULL,
    author_id TEXT NOT NULL REFERENCES staff (id),
    updated_ms INTEGER NOT NULL
);
CREATE INDEX templates_agency ON templates (agency_id, purpose, title);
