//! The photos of courses, each under the hash of its bytes and the organisation that uploaded it.

use crate::{Connection, PORTION, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListingPhoto {
    pub organisation_id: String,
    /// Of the bytes, 64 small hexadecimal digits.
    pub sha256: String,
    /// JPEG, as it was drawn anew.
    pub bytes: Vec<u8>,
    pub width: i64,
    pub height: i64,
    pub uploaded_ms: i64,
}

/// What a photo is without its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhotoSize {
    pub width: i64,
    pub height: i64,
}

/// Whether nothing names the row `listing_photos` any more: no listing, as it is written or as residents see it, and no
/// template.
const IS_LEFT: &str = "NOT EXISTS (SELECT 1 FROM listings l WHERE l.photo = listing_photos.sha256
            AND l.organisation_id = listing_photos.organisation_id)
        AND NOT EXISTS (SELECT 1 FROM listings l WHERE l.live_photo = listing_photos.sha256
            AND l.organisation_id = listing_photos.organisation_id)
        AND NOT EXISTS (SELECT 1 FROM listing_templates t WHERE t.photo = listing_photos.sha256
            AND t.organisation_id = listing_photos.organisation_id)";

/// Keeps one; what is there already waits anew for somebody to name it.
pub fn put(tx: &Tx, photo: &ListingPhoto) -> Result<(), StoreError> {
    let sql =
        "INSERT INTO listing_photos (organisation_id, sha256, bytes, width, height, uploaded_ms)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (organisation_id, sha256) DO UPDATE SET left_ms = NULL";
    let values = [
        (&photo.organisation_id).into(),
        (&photo.sha256).into(),
        (&photo.bytes).into(),
        photo.width.into(),
        photo.height.into(),
        photo.uploaded_ms.into(),
    ];
    tx.execute(sql, &values).map(drop)
}

/// How many an organisation has, named or not.
pub fn count(connection: &Connection, organisation_id: &str) -> Result<i64, StoreError> {
    let sql = "SELECT count(*) FROM listing_photos WHERE organisation_id = $1";
    connection.count(sql, &[organisation_id.into()])
}

/// The size of an organisation's photo; none where it uploaded none of this hash.
pub fn find_size(
    connection: &Connection,
    organisation_id: &str,
    sha256: &str,
) -> Result<Option<PhotoSize>, StoreError> {
    let sql = "SELECT width, height FROM listing_photos WHERE organisation_id = $1 AND sha256 = $2";
    connection.find(sql, &[organisation_id.into(), sha256.into()], |row| {
        Ok(PhotoSize {
            width: row.get(0)?,
            height: row.get(1)?,
        })
    })
}

/// The bytes of an organisation's photo.
pub fn find_bytes(
    connection: &Connection,
    organisation_id: &str,
    sha256: &str,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT bytes FROM listing_photos WHERE organisation_id = $1 AND sha256 = $2";
    connection.find(sql, &[organisation_id.into(), sha256.into()], first)
}

/// The bytes of a photo that residents see with some course now.
pub fn find_public_bytes(
    connection: &Connection,
    sha256: &str,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT bytes FROM listing_photos WHERE sha256 = $1
            AND EXISTS (SELECT 1 FROM listings l WHERE l.live_photo = $1
                AND l.organisation_id = listing_photos.organisation_id AND l.state IN ('live', 'live_with_draft'))
        LIMIT 1";
    connection.find(sql, &[sha256.into()], first)
}

fn first(row: &Row) -> Result<Vec<u8>, StoreError> {
    row.get(0)
}

/// Notes since when nothing names a photo, and forgets it of those that are named again; a portion at a time, how many they
/// were.
pub fn note_left(tx: &Tx, now_ms: i64) -> Result<usize, StoreError> {
    let named = format!(
        "UPDATE listing_photos SET left_ms = NULL WHERE left_ms IS NOT NULL AND NOT ({IS_LEFT})"
    );
    tx.execute(&named, &[])?;
    let left = format!(
        "UPDATE listing_photos SET left_ms = $1 WHERE (organisation_id, sha256) IN
        (SELECT organisation_id, sha256 FROM listing_photos WHERE left_ms IS NULL AND {IS_LEFT} LIMIT {PORTION})"
    );
    tx.execute(&left, &[now_ms.into()])
}

/// Deletes what nothing has named since before an instant, a portion at a time; how many they were.
pub fn delete_left(tx: &Tx, before_ms: i64) -> Result<usize, StoreError> {
    let sql = format!(
        "DELETE FROM listing_photos WHERE (organisation_id, sha256) IN
        (SELECT organisation_id, sha256 FROM listing_photos WHERE left_ms < $1 AND {IS_LEFT} LIMIT {PORTION})"
    );
    tx.execute(&sql, &[before_ms.into()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::update;
    use crate::testing::{add_listing, add_organisation, in_write};

    fn photo(organisation: &str, sha256: &str) -> ListingPhoto {
        ListingPhoto {
            organisation_id: organisation.into(),
            sha256: sha256.into(),
            bytes: vec![1, 2],
            width: 12,
            height: 9,
            uploaded_ms: 1,
        }
    }

    #[test]
    fn a_photo_is_public_while_a_live_listing_of_its_organisation_names_it() {
        let (before, live, resting, foreign) = in_write(|tx| {
            for name in ["o", "p"] {
                add_organisation(tx, name);
            }
            put(tx, &photo("o", "a"))?;
            put(tx, &photo("p", "b"))?;
            let mut listing = add_listing(tx, "1", "o");
            listing.photo = Some("a".into());
            update(tx, &listing, 1).unwrap();
            let before = find_public_bytes(tx, "a")?;
            listing.live_photo = Some("a".into());
            listing.state = "live".into();
            update(tx, &listing, 1).unwrap();
            let live = find_public_bytes(tx, "a")?;
            listing.live_photo = Some("b".into());
            update(tx, &listing, 1).unwrap();
            let foreign = find_public_bytes(tx, "b")?;
            listing.live_photo = Some("a".into());
            listing.state = "suspended".into();
            update(tx, &listing, 1).unwrap();
            Ok((before, live, find_public_bytes(tx, "a")?, foreign))
        });
        assert_eq!((before, live), (None, Some(vec![1, 2])));
        assert_eq!((resting, foreign), (None, None));
    }

    #[test]
    fn what_nothing_names_goes_and_what_is_named_again_stays() {
        let (noted, deleted, left) = in_write(|tx| {
            add_organisation(tx, "o");
            for name in ["a", "b", "c"] {
                put(tx, &photo("o", name))?;
            }
            let mut listing = add_listing(tx, "1", "o");
            listing.photo = Some("a".into());
            update(tx, &listing, 1).unwrap();
            let noted = [note_left(tx, 10)?, note_left(tx, 11)?];
            listing.photo = Some("b".into());
            update(tx, &listing, 1).unwrap();
            let deleted = [delete_left(tx, 10)?, delete_left(tx, 11)?];
            // Named again, and from now on nothing names the first.
            let again = note_left(tx, 20)?;
            assert_eq!(again, 1);
            let left = [
                find_size(tx, "o", "a")?.is_some(),
                find_size(tx, "o", "b")?.is_some(),
                find_bytes(tx, "o", "c")?.is_some(),
            ];
            assert_eq!(count(tx, "o")?, 2);
            Ok((noted, deleted, left))
        });
        assert_eq!((noted, deleted), ([2, 0], [0, 1]));
        assert_eq!(left, [true, true, false]);
    }
}
