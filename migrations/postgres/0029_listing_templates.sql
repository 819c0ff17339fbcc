-- Courses that an organisation begins others from. One column a line; BIGINT is INTEGER in the pair.

-- draft is JSON whose shape `listing` knows, without dates. A name is there once: saved again it is written over.
CREATE TABLE listing_templates (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    name TEXT COLLATE "C" NOT NULL,
    draft TEXT COLLATE "C" NOT NULL,
    author_id TEXT COLLATE "C" NOT NULL,
    updated_ms BIGINT NOT NULL,
    UNIQUE (organisation_id, name)
);
