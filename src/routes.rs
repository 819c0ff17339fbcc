//! The one table of addresses. A feature brings its pages; a new one is a line here and a file under `features/`.

use crate::features::courses::{CourseListPage, CoursePage, NextCourses};
use crate::features::eligibility::{EligibilityQuestionPage, EligibilityResultPage, EligibilityStartPage};
use crate::features::home::HomePage;
use crate::features::not_found::NotFoundPage;
use crate::features::track::TrackPage;
use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route},
    path,
};

/// The page of the address shown.
#[component]
pub(crate) fn Pages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=NotFoundPage>
            <Route path=path!("/") view=|| view! { <HomePage><NextCourses /></HomePage> } />
            <Route path=path!("/courses") view=CourseListPage />
            <Route path=path!("/courses/:id") view=CoursePage />
            <Route path=path!("/eligibility") view=EligibilityStartPage />
            <Route path=path!("/eligibility/question/:fact") view=EligibilityQuestionPage />
            <Route path=path!("/eligibility/result") view=EligibilityResultPage />
            <Route path=path!("/track") view=TrackPage />
        </FlatRoutes>
    }
}
