-- Files handed over to agencies without accounts, and what came back. One column a line; BIGINT is INTEGER and BYTEA is
-- BLOB in the pair.

-- A package of a file, numbered from 1: a newer one makes those before it stale. file_version is the number of the file's
-- events when it was made, manifest_hash the SHA-256 of the signed manifest. What the manifest names and what the agency
-- decided are sealed under the application's key.
CREATE TABLE packages (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    application_id TEXT COLLATE "C" NOT NULL REFERENCES applications (id),
    number BIGINT NOT NULL,
    agency_id TEXT COLLATE "C" NOT NULL,
    file_version BIGINT NOT NULL,
    sealed_manifest BYTEA NOT NULL,
    manifest_hash BYTEA NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    sealed_decision BYTEA,
    version BIGINT NOT NULL,
    made_by TEXT COLLATE "C" NOT NULL,
    made_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL
);
CREATE UNIQUE INDEX packages_by_number ON packages (application_id, number);

-- Who took a package out of the portal, when, and the SHA-256 of what was taken.
CREATE TABLE package_takings (
    package_id TEXT COLLATE "C" NOT NULL REFERENCES packages (id),
    seq BIGINT NOT NULL,
    staff_id TEXT COLLATE "C" NOT NULL,
    hash BYTEA NOT NULL,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (package_id, seq)
);
