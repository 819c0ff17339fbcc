-- Which server does what one does for all, and until when nobody else may take it.

CREATE TABLE leases (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    until_ms INTEGER NOT NULL
);

-- Going through all files in the order they were handed in, a part at a time.
CREATE INDEX applications_by_submission ON applications (submitted_ms, id);
