//! From the address to the page. The table of addresses is [`Place`].

use crate::features::{files, helpers::HelpersPage, people::PeoplePage, sign_in::SignInPage};
use account::{OpenFile, Opened, Part, Place, Shell, SignedInOnly, use_go};
use leptos::prelude::*;
use router::use_location;
use ui::{Bundle, Loading, NotFound};
use workflow::loan::LoanState;

/// Which page is shown; the pages of one file share what is loaded.
#[derive(Clone, PartialEq, Eq)]
enum Shown {
    SignIn,
    List,
    Helpers,
    File(String),
    People(String),
    Unknown,
}

/// The pages with what is around each.
#[component]
pub(crate) fn App() -> impl IntoView {
    let pages = || view! { <Pages /> }.into_any();
    view! { <Shell bundle=Bundle::My pages=pages /> }
}

/// The page of the address shown.
#[component]
fn Pages() -> impl IntoView {
    let path = use_location().pathname;
    let shown = Memo::new(move |_| match path.with(|path| Place::parse(path)) {
        Place::SignIn => Shown::SignIn,
        Place::List => Shown::List,
        Place::Helpers => Shown::Helpers,
        Place::Application(id, Part::People) => Shown::People(id),
        Place::Application(id, _) => Shown::File(id),
        Place::Start | Place::Enrol | Place::Courses | Place::Unknown => Shown::Unknown,
    });
    move || match shown.get() {
        Shown::SignIn => view! { <SignInPage /> }.into_any(),
        Shown::Unknown => view! { <NotFound home="/my/" /> }.into_any(),
        // One door for all of them: each of its own weighs.
        page => {
            let view = move |resident| match page.clone() {
                Shown::Helpers => view! { <HelpersPage resident=resident /> }.into_any(),
                Shown::People(id) => view! { <PeoplePage resident=resident id=id /> }.into_any(),
                Shown::File(id) => {
                    let pages = move |open| view! { <FilePages open=open path=path /> }.into_any();
                    view! { <Opened id=id resident=resident view=pages /> }.into_any()
                }
                Shown::List | Shown::SignIn | Shown::Unknown => {
                    view! { <files::ListPage resident=resident /> }.into_any()
                }
            };
            view! { <SignedInOnly view=view /> }.into_any()
        }
    }
}

/// The pages of the file that is open.
#[component]
fn FilePages(open: OpenFile, path: ReadSignal<String>) -> impl IntoView {
    let part = move || match path.with(|path| Place::parse(path)) {
        Place::Application(_, part) => Some(part),
        _ => None,
    };
    move || match part() {
        Some(Part::Overview) => view! { <Overview open=open /> }.into_any(),
        Some(Part::Submitted) => view! { <files::SubmittedPage open=open /> }.into_any(),
        Some(
            Part::Tasks
            | Part::Question(_)
            | Part::Documents
            | Part::Check
            | Part::People
            | Part::Roster,
        )
        | None => ().into_any(),
    }
}

/// Where the file is; a draft leads to its form, also one reopened here.
#[component]
fn Overview(open: OpenFile) -> impl IntoView {
    let go = use_go();
    let is_draft = Memo::new(move |_| open.file.with(|file| file.state == LoanState::Draft));
    move || {
        if is_draft.get() {
            go.instead(&open.place(Part::Tasks).to_string());
            view! { <Loading /> }.into_any()
        } else {
            view! { <files::FilePage open=open /> }.into_any()
        }
    }
}
