//! From the address to the page. The table of addresses is [`Place`].

use crate::{
    features::{form, start::StartPage},
    open::{OpenApplication, use_application},
};
use account::{Failure, OpenFile, Opened, Part, Place, Shell, SignedInOnly, use_go};
use client::{Anonymous, FormView, Resident};
use leptos::prelude::*;
use router::use_location;
use ui::{Bundle, Fetched, Loading, NotFound};

/// Which page is shown; the pages of one application share what is loaded.
#[derive(Clone, PartialEq, Eq)]
enum Shown {
    Start,
    Form(String),
    Unknown,
}

/// The form with what is around each page.
#[component]
pub(crate) fn App() -> impl IntoView {
    let pages = || view! { <Pages /> }.into_any();
    view! { <Shell bundle=Bundle::Apply pages=pages /> }
}

/// The page of the address shown.
#[component]
fn Pages() -> impl IntoView {
    let path = use_location().pathname;
    let shown = Memo::new(move |_| match path.with(|path| Place::parse(path)) {
        Place::Start => Shown::Start,
        Place::Application(id, _) => Shown::Form(id),
        Place::SignIn | Place::List | Place::Enrol | Place::Courses | Place::Unknown => {
            Shown::Unknown
        }
    });
    move || match shown.get() {
        Shown::Start => view! { <StartPage /> }.into_any(),
        Shown::Unknown => view! { <NotFound home="/my/" /> }.into_any(),
        Shown::Form(id) => {
            let view = move |resident| {
                view! { <Form id=id.clone() resident=resident path=path /> }.into_any()
            };
            view! { <SignedInOnly view=view /> }.into_any()
        }
    }
}

/// One application for its owner.
#[component]
fn Form(id: String, resident: Resident, path: ReadSignal<String>) -> impl IntoView {
    let places = Fetched::new(|| async { Anonymous.list_places().await.map_err(Failure::from) });
    let view = move |open: OpenFile<FormView>| {
        provide_context(OpenApplication::new(open, places));
        view! { <FormPages path=path /> }.into_any()
    };
    view! { <Opened id=id resident=resident view=view /> }.into_any()
}

/// The pages of the form that is open.
#[component]
fn FormPages(path: ReadSignal<String>) -> impl IntoView {
    let application = use_application();
    let part = move || match path.with(|path| Place::parse(path)) {
        Place::Application(_, part) => Some(part),
        _ => None,
    };
    move || match part() {
        Some(Part::Tasks) => view! { <Tasks application=application /> }.into_any(),
        Some(Part::Question(field)) => view! { <form::QuestionPage field=field /> }.into_any(),
        Some(Part::Documents) => view! { <form::DocumentsPage /> }.into_any(),
        Some(Part::Check) => view! { <form::CheckPage /> }.into_any(),
        Some(Part::Overview | Part::Submitted | Part::Print(_)) | None => ().into_any(),
    }
}

/// The task list of a draft; what has been handed in is shown by the other pages.
#[component]
fn Tasks(application: OpenApplication) -> impl IntoView {
    // A draft thrown away here stays on its page until the list of files is there.
    let home = application.home();
    if home == application.open.place(Part::Tasks) {
        return view! { <form::TaskListPage /> }.into_any();
    }
    use_go().instead(&home.to_string());
    view! { <Loading /> }.into_any()
}
