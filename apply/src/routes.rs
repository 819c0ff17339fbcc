//! From the address to the page. The table of addresses is [`Place`].

use crate::{
    features::{form, start::StartPage},
    open::{Found, OpenApplication, find_file, too_late, use_application},
};
use account::{Failure, OpenFile, Part, Place, Shell, news_notice, use_go, use_session};
use client::Anonymous;
use i18n::t;
use leptos::prelude::*;
use router::use_location;
use ui::{
    Bundle, Fetched, Loadable, Loading, NotFound, Text,
    element::{Element, IntoChild, el},
};

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
        Place::SignIn
        | Place::List
        | Place::Enrol
        | Place::Courses
        | Place::Helpers
        | Place::Unknown => Shown::Unknown,
    });
    move || match shown.get() {
        Shown::Start => view! { <StartPage /> }.into_any(),
        Shown::Unknown => view! { <NotFound home="/my/" /> }.into_any(),
        Shown::Form(id) => view! { <Form id=id path=path /> }.into_any(),
    }
}

/// One application for its owner; without a line, as this device keeps it.
#[component]
fn Form(id: String, path: ReadSignal<String>) -> impl IntoView {
    let session = use_session();
    let places = Fetched::new(|| async { Anonymous.list_places().await.map_err(Failure::from) });
    let news = RwSignal::new(None::<(String, Text)>);
    let found = Fetched::new(move || {
        let id = id.clone();
        async move {
            let found = find_file(session, id).await;
            if let Err(failure) = &found {
                drop(session.watch(failure.clone()));
            }
            found
        }
    });
    let reload = Callback::new(move |words: Text| {
        news.set(Some((path.get_untracked(), words)));
        found.refetch();
    });
    let view = Callback::new(move |found: Found| {
        let open = OpenFile {
            resident: found.resident,
            file: RwSignal::new(found.file.clone()),
            session,
            reload,
        };
        let application = OpenApplication::new(open, found, places);
        application.follow_photos();
        provide_context(application);
        view! { <FormPages path=path /> }.into_any()
    });
    // Its pages bring headings of their own.
    let heading = move || (!matches!(found.get(), Some(Ok(_)))).then(waiting_title);
    vec![
        news_notice(news, path),
        heading.into_child(),
        view! { <Loadable resource=found view=view /> }.into_any(),
    ]
    .into_any()
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
        Some(Part::Overview | Part::Submitted | Part::People | Part::Roster) | None => {
            ().into_any()
        }
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
    // What was typed too late is shown once more.
    if !application.is_editable() && too_late(application).is_some() {
        return view! { <form::AlreadyIn title=t::apply::start::title() /> }.into_any();
    }
    use_go().instead(&home.to_string());
    vec![
        waiting_title().into_child(),
        view! { <Loading /> }.into_any(),
    ]
    .into_any()
}

/// What says where one is until the form is there, and where it does not come. As the shell's heading it takes no focus, and
/// the first page of the form is still the first.
fn waiting_title() -> Element {
    el("h1")
        .class("page-title")
        .attr("data-shell", true)
        .child(t::apply::start::title())
}
