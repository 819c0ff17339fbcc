-- The photos of courses: drawn anew before they are kept, so they hold nothing but the picture. INTEGER is BIGINT and
-- BLOB is BYTEA in the pair.

-- One row for each organisation that uploaded the same picture. left_ms says since when nothing names it.
CREATE TABLE listing_photos (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    sha256 TEXT NOT NULL,
    bytes BLOB NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    uploaded_ms INTEGER NOT NULL,
    left_ms INTEGER,
    PRIMARY KEY (organisation_id, sha256)
);
CREATE INDEX listing_photos_by_hash ON listing_photos (sha256);
CREATE INDEX listing_photos_left ON listing_photos (left_ms) WHERE left_ms IS NOT NULL;

-- The photo that the words of a listing or a template name, and that of what residents see.
ALTER TABLE listings ADD COLUMN photo TEXT;
ALTER TABLE listings ADD COLUMN live_photo TEXT;
ALTER TABLE listing_templates ADD COLUMN photo TEXT;
CREATE INDEX listings_by_photo ON listings (photo) WHERE photo IS NOT NULL;
CREATE INDEX listings_by_live_photo ON listings (live_photo) WHERE live_photo IS NOT NULL;
CREATE INDEX listing_templates_by_photo ON listing_templates (photo) WHERE photo IS NOT NULL;
