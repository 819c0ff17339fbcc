-- The newest instant the portal has seen, so that a clock that jumped while it was off is noticed before anything is
-- judged or forgotten by it.

CREATE TABLE clock_marks (
    name TEXT NOT NULL PRIMARY KEY,
    seen_ms INTEGER NOT NULL
);
