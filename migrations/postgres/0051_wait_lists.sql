-- How far the wait-list of a class went: how many ever waited, and how many of them were offered a seat before the first
-- day. No person stands in it. One column a line; BIGINT is INTEGER in the pair.

CREATE TABLE wait_lists (
    class_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES classes (id),
    waited BIGINT NOT NULL,
    offered BIGINT NOT NULL
);
