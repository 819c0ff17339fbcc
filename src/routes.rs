//! The one table of addresses. A feature brings its pages; a new one is a line here and a file under `features/`.

use crate::features::courses::{CourseListPage, CoursePage, NextCourses};
use crate::features::eligibility::{
    EligibilityQuestionPage, EligibilityResultPage, EligibilityStartPage,
};
use crate::features::home::HomePage;
use crate::features::not_found::NotFoundPage;
use crate::features::track::TrackPage;
use leptos::prelude::*;
use router::{Page, Routes};

const PAGES: &[Page] = &[
    ("/", || {
        view! { <HomePage><NextCourses /></HomePage> }.into_any()
    }),
    ("/courses", || view! { <CourseListPage /> }.into_any()),
    ("/courses/:id", || view! { <CoursePage /> }.into_any()),
    ("/eligibility", || {
        view! { <EligibilityStartPage /> }.into_any()
    }),
    ("/eligibility/question/:fact", || {
        view! { <EligibilityQuestionPage /> }.into_any()
    }),
    ("/eligibility/result", || {
        view! { <EligibilityResultPage /> }.into_any()
    }),
    ("/track", || view! { <TrackPage /> }.into_any()),
];

/// The page of the address shown.
#[component]
pub(crate) fn Pages() -> impl IntoView {
    view! { <Routes pages=PAGES fallback=|| view! { <NotFoundPage /> }.into_any() /> }
}
