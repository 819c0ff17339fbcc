//! What these pages ask of the server.

use std::sync::Arc;

use api::ProblemCode;
use catalogue::{Catalogue, CourseDetails, CourseListing};
use client::{Anonymous, ClientError, both};

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
    let (divisions, courses) = both(Anonymous.list_divisions(), Anonymous.list_courses()).await;
    Ok(Arc::new(Catalogue::new(courses?, divisions?)))
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
