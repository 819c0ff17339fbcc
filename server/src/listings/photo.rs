//! The photo of a course: drawn anew, kept under the hash of its bytes, shown while a course that is live names it.

use api::listing::{ListingPhotoView, PhotoRoom};
use listing::Draft;
use store::listing_photos::{self as rows, ListingPhoto};
use store::{Connection, Tx};

use crate::applications::paper::{PAPER_LIMIT_BYTES, Paper, PaperRefusal, read_photo};
use crate::applications::papers::{self, Upload};
use crate::applications::verdict::sha256_hex;
use crate::gates::Kind;
use crate::problem::ApiError;
use crate::state::AppState;

/// The kind of what is uploaded.
pub const PHOTO: &str = "photo";
/// What an organisation has at a time: one for each of its courses, and some to choose from.
pub const MOST_PHOTOS: i64 = 200;
/// So long a photo stays that nothing names any more.
pub const LEFT_DAYS: i64 = 7;

/// Hash of the photo that a draft names.
#[must_use]
pub fn hash_in(draft: &Draft) -> Option<String> {
    draft.photo.as_ref().map(|photo| photo.sha256.clone())
}

/// The draft with the size of its photo as it was drawn, whatever the sender says.
///
/// # Errors
/// `photo_unknown` when the organisation uploaded none of this hash.
pub fn measured(
    connection: &Connection,
    organisation_id: &str,
    mut draft: Draft,
) -> Result<Draft, ApiError> {
    if let Some(photo) = &mut draft.photo {
        let size = rows::find_size(connection, organisation_id, &photo.sha256)?;
        let size = size.ok_or_else(|| ApiError::invalid_field("/draft/photo", "photo_unknown"))?;
        let pixels = |length: i64| u32::try_from(length).unwrap_or(u32::MAX);
        (photo.width, photo.height) = (pixels(size.width), pixels(size.height));
    }
    Ok(draft)
}

/// Looks for a virus in what came, and draws it anew: what is kept is our own picture, so it is not scanned again each time
/// somebody opens the page.
///
/// # Errors
/// When it is no photo, a virus was found in it, too many are being drawn, or the scanner does not answer.
pub async fn draw(state: &AppState, upload: Upload) -> Result<Paper, ApiError> {
    if upload.bytes.len() > PAPER_LIMIT_BYTES {
        return Err(papers::too_large(PHOTO));
    }
    let _place = state.gates.enter(Kind::Upload)?;
    if papers::is_infected(state, &upload.bytes).await? {
        return Err(papers::refused(PHOTO, papers::INFECTED));
    }
    let draw = move || {
        read_photo(&upload.bytes, &[&upload.content_type, &upload.name])
            .map_err(|refusal| papers::refused(PHOTO, code_of(refusal)))
    };
    papers::in_turn(draw).await
}

/// A PDF is a paper, and no photo.
const fn code_of(refusal: PaperRefusal) -> &'static str {
    match refusal {
        PaperRefusal::Type => "photo_type",
        other => other.code(),
    }
}

/// Keeps a photo for an organisation; the same again is there once.
///
/// # Errors
/// `photo_too_many` when the organisation has as many as it may.
pub fn keep(
    tx: &Tx,
    organisation_id: &str,
    paper: &Paper,
    now_ms: i64,
) -> Result<ListingPhotoView, ApiError> {
    let sha256 = sha256_hex(&paper.bytes);
    let is_known = rows::find_size(tx, organisation_id, &sha256)?.is_some();
    if !is_known && rows::count(tx, organisation_id)? >= MOST_PHOTOS {
        return Err(papers::refused(PHOTO, "photo_too_many"));
    }
    let (width, height) = paper.pixels.unwrap_or_default();
    let row = ListingPhoto {
        organisation_id: organisation_id.to_owned(),
        sha256: sha256.clone(),
        bytes: paper.bytes.clone(),
        width: i64::from(width),
        height: i64::from(height),
        uploaded_ms: now_ms,
    };
    rows::put(tx, &row)?;
    Ok(ListingPhotoView {
        sha256,
        width,
        height,
        photos: Some(room(tx, organisation_id)?),
    })
}

/// How many an organisation has, of how many.
///
/// # Errors
/// When the store does not answer.
pub fn room(connection: &Connection, organisation_id: &str) -> Result<PhotoRoom, ApiError> {
    let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(PhotoRoom {
        kept: number(rows::count(connection, organisation_id)?),
        most: number(MOST_PHOTOS),
    })
}
