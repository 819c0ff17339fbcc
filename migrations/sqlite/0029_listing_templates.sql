-- Courses that an organisation begins others from. One column a line; INTEGER is BIGINT in the pair.

-- draft is JSON whose shape `listing` knows, without dates. A name is there once: saved again it is written over.
CREATE TABLE listing_templates (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    name TEXT NOT NULL,
    draft TEXT NOT NULL,
    author_id TEXT NOT NULL,
    updated_ms INTEGER NOT NULL,
    UNIQUE (organisation_id, name)
);
