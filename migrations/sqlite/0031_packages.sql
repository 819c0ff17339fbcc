-- Files handed over to agencies without accounts, and what came back. One column a line; INTEGER is BIGINT and BLOB is
-- BYTEA in the pair.

-- A package of a file, numbered from 1: a newer one makes those before it stale. file_version is the number of the file's
-- events when it was made, manifest_hash the SHA-256 of the signed manifest. What the manifest names and what the agency
-- decided are sealed under the application's key.
CREATE TABLE packages (
    id TEXT NOT NULL PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    number INTEGER NOT NULL,
    agency_id TEXT NOT NULL,
    file_version INTEGER NOT NULL,
    sealed_manifest BLOB NOT NULL,
    manifest_hash BLOB NOT NULL,
    state TEXT NOT NULL,
    sealed_decision BLOB,
    version INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    made_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL
);
CREATE UNIQUE INDEX packages_by_number ON packages (application_id, number);

-- Who took a package out of the portal, when, and the SHA-256 of what was taken.
CREATE TABLE package_takings (
    package_id TEXT NOT NULL REFERENCES packages (id),
    seq INTEGER NOT NULL,
    staff_id TEXT NOT NULL,
    hash BLOB NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (package_id, seq)
);
