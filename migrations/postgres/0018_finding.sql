-- Classes with few people, and tokens by which a trainer's own system sends courses.

-- Since when a class that begins soon has too few people, and whether somebody decided that it is taught all the same.
ALTER TABLE classes ADD COLUMN minimum_not_met_on TEXT COLLATE "C";
ALTER TABLE classes ADD COLUMN is_confirmed BIGINT NOT NULL DEFAULT 0;

-- A token acts for the account that made it and ends with it; its text is kept nowhere.
CREATE TABLE course_tokens (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    author_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    hash BYTEA NOT NULL UNIQUE,
    created_ms BIGINT NOT NULL,
    used_ms BIGINT,
    revoked_ms BIGINT
);
CREATE INDEX course_tokens_organisation ON course_tokens (organisation_id);
