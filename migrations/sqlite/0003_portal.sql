-- What a database says of itself: the district, and a check of the key file it was written with.

CREATE TABLE portal (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
