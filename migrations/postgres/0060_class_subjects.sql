-- What a class teaches as it was on its first day, as JSON text that the server writes: what its course says may change
-- meanwhile. Classes that began before this have none, and are of the course as it is. One column a line; BIGINT is INTEGER in
-- the pair.

CREATE TABLE class_subjects (
    class_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES classes (id),
    subject TEXT COLLATE "C" NOT NULL,
    began_ms BIGINT NOT NULL
);
