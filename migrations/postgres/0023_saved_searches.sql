-- Searches that somebody keeps. One column a line; BIGINT is INTEGER and BYTEA is BLOB in the pair.

-- Classes in the order in which they were opened.
CREATE TABLE class_openings (
    seq BIGINT NOT NULL PRIMARY KEY,
    class_id TEXT COLLATE "C" NOT NULL REFERENCES classes (id),
    created_ms BIGINT NOT NULL
);
CREATE INDEX class_openings_by_time ON class_openings (created_ms);

-- sealed_search is the query and its name; query_index is a keyed hash of person and query, so that none is kept twice.
-- looked_seq is the last opening that was looked at, told_on the day of the last message.
CREATE TABLE saved_searches (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    person_id TEXT COLLATE "C" NOT NULL REFERENCES persons (id),
    query_index BYTEA NOT NULL UNIQUE,
    sealed_search BYTEA NOT NULL,
    looked_seq BIGINT NOT NULL,
    told_on TEXT COLLATE "C",
    created_ms BIGINT NOT NULL
);
CREATE INDEX saved_searches_by_person ON saved_searches (person_id, created_ms);
CREATE INDEX saved_searches_by_look ON saved_searches (looked_seq, id);

CREATE TABLE saved_search_hits (
    search_id TEXT COLLATE "C" NOT NULL REFERENCES saved_searches (id),
    class_id TEXT COLLATE "C" NOT NULL REFERENCES classes (id),
    found_ms BIGINT NOT NULL,
    PRIMARY KEY (search_id, class_id)
);
CREATE INDEX saved_search_hits_by_time ON saved_search_hits (found_ms);
