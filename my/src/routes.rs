//! From the address to the page. The table of addresses is [`Place`].

use crate::{
    features::{apply::StartPage, files, form, not_found::NotFoundPage, sign_in::SignInPage},
    open::{OpenApplication, use_application},
    place::{Part, Place},
    session::SignedInOnly,
};
use leptos::prelude::*;
use router::use_location;
use workflow::loan::LoanState;

/// Which page is shown; the pages of one application share what is loaded.
#[derive(Clone, PartialEq, Eq)]
enum Shown {
    SignIn,
    List,
    Start,
    Application(String),
    Unknown,
}

/// The page of the address shown.
#[component]
pub(crate) fn Pages() -> impl IntoView {
    let path = use_location().pathname;
    let place = Memo::new(move |_| path.with(|path| Place::parse(path)));
    let shown = Memo::new(move |_| match place.get() {
        Place::SignIn => Shown::SignIn,
        Place::List => Shown::List,
        Place::Start => Shown::Start,
        Place::Application(id, _) => Shown::Application(id),
        Place::Unknown => Shown::Unknown,
    });
    move || {
        match shown.get() {
        Shown::SignIn => view! { <SignInPage /> }.into_any(),
        Shown::Start => view! { <StartPage /> }.into_any(),
        Shown::Unknown => view! { <NotFoundPage /> }.into_any(),
        Shown::List => {
            view! { <SignedInOnly view=|resident| view! { <files::ListPage resident=resident /> }.into_any() /> }.into_any()
        }
        Shown::Application(id) => {
            let view = move |resident| {
                let pages = move || view! { <ApplicationPages place=place /> }.into_any();
                view! { <crate::open::Opened id=id.clone() resident=resident view=pages /> }.into_any()
            };
            view! { <SignedInOnly view=view /> }.into_any()
        }
    }
    }
}

/// The pages of the application that is open.
#[component]
fn ApplicationPages(place: Memo<Place>) -> impl IntoView {
    let application = use_application();
    let part = Memo::new(move |_| match place.get() {
        Place::Application(_, part) => Some(part),
        _ => None,
    });
    move || match part.get() {
        Some(Part::Overview) => view! { <Overview application=application /> }.into_any(),
        Some(Part::Question(field)) => view! { <form::QuestionPage field=field /> }.into_any(),
        Some(Part::Documents) => view! { <form::DocumentsPage /> }.into_any(),
        Some(Part::Check) => view! { <form::CheckPage /> }.into_any(),
        Some(Part::Submitted) => view! { <files::SubmittedPage /> }.into_any(),
        Some(Part::Print) => view! { <files::PrintPage /> }.into_any(),
        None => ().into_any(),
    }
}

/// A draft shows its task list, everything else where the file is.
#[component]
fn Overview(application: OpenApplication) -> impl IntoView {
    let is_draft = Memo::new(move |_| application.file.with(|file| file.state == LoanState::Draft));
    move || {
        if is_draft.get() {
            view! { <form::TaskListPage /> }.into_any()
        } else {
            view! { <files::FilePage /> }.into_any()
        }
    }
}
