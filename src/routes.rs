//! The one table of addresses. A feature brings its pages; a new one is a line here and a file under `features/`.

use crate::features::courses::{ComparePage, CourseListPage, CoursePage, NextCourses};
use crate::features::home::HomePage;
use leptos::prelude::*;
use router::{Page, Routes};
use ui::NotFound;

const PAGES: &[Page] = &[
    ("/", || {
        view! { <HomePage><NextCourses /></HomePage> }.into_any()
    }),
    ("/courses", || view! { <CourseListPage /> }.into_any()),
    ("/courses/compare", || view! { <ComparePage /> }.into_any()),
    ("/courses/:id", || view! { <CoursePage /> }.into_any()),
];

/// The page of the address shown.
#[component]
pub(crate) fn Pages() -> impl IntoView {
    view! { <Routes pages=PAGES fallback=|| view! { <NotFound home="/" /> }.into_any() /> }
}
