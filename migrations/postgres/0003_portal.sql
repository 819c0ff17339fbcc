-- What a database says of itself: the district, and a check of the key file it was written with.

CREATE TABLE portal (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value TEXT COLLATE "C" NOT NULL
);
