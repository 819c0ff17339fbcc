-- What changed in the catalogue from one version to the next, so that a browser which has one version is told the rest.

-- One row per version of the whole catalogue. Old ones go; who has a version that is not here gets everything.
CREATE TABLE course_versions (
    seq INTEGER NOT NULL PRIMARY KEY,
    version TEXT NOT NULL UNIQUE
);

-- The version in which a course was last put or taken away; taken away is one that has no row in courses.
CREATE TABLE course_changes (
    id TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL
);
CREATE INDEX course_changes_by_seq ON course_changes (seq, id);

INSERT INTO course_versions (seq, version) SELECT 0, version FROM content_versions WHERE name = 'courses';
INSERT INTO course_changes (id, seq) SELECT id, 0 FROM courses;
