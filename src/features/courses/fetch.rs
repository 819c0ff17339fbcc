//! What these pages ask of the server.

use std::sync::Arc;

use api::ProblemCode;
use catalogue::Catalogue;
use client::{Anonymous, ClientError, both};

/// Every course and the names of the places, ready to search.
pub(super) async fn fetch_catalogue() -> Result<Arc<Catalogue>, ClientError> {
    let (divisions, courses) = both(Anonymous.list_divisions(), Anonymous.list_courses()).await;
    Ok(Arc::new(Catalogue::new(courses?, divisions?)))
}

/// A catalogue of one course, for a link somebody was sent; of none when there is no such course.
pub(super) async fn fetch_course(id: &str) -> Result<Arc<Catalogue>, ClientError> {
    let (divisions, course) = both(Anonymous.list_divisions(), Anonymous.find_course(id)).await;
    let courses = match course {
        Err(error) if error.is(ProblemCode::NotFound) => Vec::new(),
        course => vec![course?],
    };
    Ok(Arc::new(Catalogue::new(courses, divisions?)))
}
