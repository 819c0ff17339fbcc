-- The photos of courses: drawn anew before they are kept, so they hold nothing but the picture. BIGINT is INTEGER and
-- BYTEA is BLOB in the pair.

-- One row for each organisation that uploaded the same picture. left_ms says since when nothing names it.
CREATE TABLE listing_photos (
    organisation_id TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    sha256 TEXT COLLATE "C" NOT NULL,
    bytes BYTEA NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    uploaded_ms BIGINT NOT NULL,
    left_ms BIGINT,
    PRIMARY KEY (organisation_id, sha256)
);
CREATE INDEX listing_photos_by_hash ON listing_photos (sha256);
CREATE INDEX listing_photos_left ON listing_photos (left_ms) WHERE left_ms IS NOT NULL;

-- The photo that the words of a listing or a template name, and that of what residents see.
ALTER TABLE listings ADD COLUMN photo TEXT COLLATE "C";
ALTER TABLE listings ADD COLUMN live_photo TEXT COLLATE "C";
ALTER TABLE listing_templates ADD COLUMN photo TEXT COLLATE "C";
CREATE INDEX listings_by_photo ON listings (photo) WHERE photo IS NOT NULL;
CREATE INDEX listings_by_live_photo ON listings (live_photo) WHERE live_photo IS NOT NULL;
CREATE INDEX listing_templates_by_photo ON listing_templates (photo) WHERE photo IS NOT NULL;
