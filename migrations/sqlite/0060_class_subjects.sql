-- What a class teaches as it was on its first day, as JSON text that the server writes: what its course says may change
-- meanwhile. Classes that began before this have none, and are of the course as it is. One column a line; INTEGER is BIGINT in
-- the pair.

CREATE TABLE class_subjects (
    class_id TEXT NOT NULL PRIMARY KEY REFERENCES classes (id),
    subject TEXT NOT NULL,
    began_ms INTEGER NOT NULL
);
