-- Who of an office works on a file, and who stands in for whom. One column a line; BIGINT is INTEGER in the pair.

-- Every assignment stays; the one with the highest seq holds. It opens no file and closes none.
CREATE TABLE assignments (
    application_id TEXT COLLATE "C" NOT NULL REFERENCES applications (id),
    agency_id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    officer_id TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    by_id TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (application_id, agency_id, seq)
);

-- Whoever is away until a day, that day included, and who stands in.
CREATE TABLE absences (
    officer_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES staff (id),
    deputy_id TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    until_on TEXT COLLATE "C" NOT NULL,
    by_id TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    at_ms BIGINT NOT NULL
);
