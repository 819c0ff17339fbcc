//! What these pages ask of the server.

use std::sync::Arc;

use api::ProblemCode;
use catalogue::{Catalogue, CatalogueEdition, CourseDetails, CourseListing};
use client::{Anonymous, ClientError, both};

use super::kept::{keep, read_answer, read_kept};

/// A course as its page shows it.
#[derive(Debug)]
pub(super) struct FoundCourse {
    pub(super) listing: CourseListing,
    pub(super) details: CourseDetails,
    /// The name of its division.
    pub(super) place: String,
}

/// Every course and the names of the places, ready to search.
pub(super) async fn fetch_catalogue() -> Result<Arc<Catalogue>, ClientError> {
    let (places, courses) = both(Anonymous.list_learning_places(), fetch_courses()).await;
    let (divisions, slow_season) = places?;
    let catalogue = Catalogue::new(courses?, divisions).with_slow_season(slow_season);
    Ok(Arc::new(catalogue))
}

/// Every course. Where a list is kept, what changed since completes it; where that does not fit, everything comes again.
async fn fetch_courses() -> Result<Vec<CourseListing>, ClientError> {
    if let Some(kept) = read_kept() {
        let text = Anonymous.find_catalogue(Some(&kept.version)).await?;
        if let Some(courses) = read_and_keep(&text, Some(&kept)) {
            return Ok(courses);
        }
    }
    let text = Anonymous.find_catalogue(None).await?;
    read_and_keep(&text, None).ok_or(ClientError::Unreadable)
}

fn read_and_keep(text: &str, kept: Option<&CatalogueEdition>) -> Option<Vec<CourseListing>> {
    let answer = read_answer(text, kept)?;
    if answer.is_whole {
        keep(text);
    }
    Some(answer.courses)
}

/// One course; none when there is no such course. Whoever came by a link has no catalogue with the names of the places.
pub(super) async fn fetch_course(
    id: &str,
    catalogue: Option<Arc<Catalogue>>,
) -> Result<Option<Arc<FoundCourse>>, ClientError> {
    let divisions = async {
        match &catalogue {
            Some(catalogue) => Ok(catalogue.divisions().to_vec()),
            None => Anonymous.list_divisions().await,
        }
    };
    let (divisions, course) = both(divisions, Anonymous.find_course(id)).await;
    let (listing, details) = match course {
        Err(error) if error.is(ProblemCode::NotFound) => return Ok(None),
        course => course?,
    };
    let place = divisions?
        .into_iter()
        .find(|division| division.code == listing.division)
        .map(|division| division.name)
        .unwrap_or_default();
    Ok(Some(Arc::new(FoundCourse {
        listing,
        details,
        place,
    })))
}
