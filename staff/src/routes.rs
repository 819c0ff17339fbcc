//! The one table of addresses, relative to `/staff`; [`crate::place::Place`] writes the same addresses.

use crate::features::{
    colleagues::ColleaguesPage,
    file::FilePage,
    gallery::GalleryPage,
    join::JoinPage,
    loans::{LoanPage, LoansPage, PaymentSheetPage, PaymentsPage, SubsidiesPage},
    not_found::NotFoundPage,
    policy::PolicyDeskPage,
    queue::QueuePage,
    quota::QuotaPage,
    re_reviews::ReReviewsPage,
    second_factor::SecondFactorPage,
    service_point::ServicePointPage,
    sign_in::SignInPage,
    templates::TemplatesPage,
    training::TrainingPage,
    workload::WorkloadPage,
};
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
            <Route path=path!("/") view=QueuePage />
            <Route path=path!("/sign-in") view=SignInPage />
            <Route path=path!("/second-factor") view=SecondFactorPage />
            <Route path=path!("/applications/:id") view=FilePage />
            <Route path=path!("/loans") view=LoansPage />
            <Route path=path!("/loans/:id") view=LoanPage />
            <Route path=path!("/payments") view=PaymentsPage />
            <Route path=path!("/payments/:id") view=PaymentSheetPage />
            <Route path=path!("/subsidies") view=SubsidiesPage />
            <Route path=path!("/workload") view=WorkloadPage />
            <Route path=path!("/re-reviews") view=ReReviewsPage />
            <Route path=path!("/colleagues") view=ColleaguesPage />
            <Route path=path!("/quota") view=QuotaPage />
            <Route path=path!("/templates") view=TemplatesPage />
            <Route path=path!("/policy") view=PolicyDeskPage />
            <Route path=path!("/policy/*rest") view=PolicyDeskPage />
            <Route path=path!("/gallery") view=GalleryPage />
            <Route path=path!("/service-point") view=ServicePointPage />
            <Route path=path!("/join") view=JoinPage />
            <Route path=path!("/training") view=TrainingPage />
            <Route path=path!("/training/*rest") view=TrainingPage />
        </FlatRoutes>
    }
}
