//! What the file was handed over with to an agency without accounts: making a package, and those that were made.

mod one;
mod shelf;
mod words;

use self::{one::OnePackage, shelf::Shelf};
use super::open_file::use_open_file;
use crate::{
    desk::{Asked, use_desk},
    said::SaidNotice,
    session::use_session,
};
use api::{
    application::ApplicationView,
    package::{ListPackagesResponse, MakePackageRequest},
};
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Loadable, SampleMark};
use workflow::{Role, loan::Stage};

/// The section, for officers of the bureau, once the file has left it.
#[component]
pub(super) fn Packages() -> impl IntoView {
    let session = use_session();
    let file = use_open_file().file;
    let has_left = Memo::new(move |_| file.with(|file| has_left_bureau(&file.application)));
    move || {
        let is_bureau = session
            .officer()
            .is_some_and(|officer| officer.role == Role::HrOfficer);
        (is_bureau && has_left.get()).then(|| view! { <Found /> })
    }
}

/// Whether it ever waited at another agency.
fn has_left_bureau(file: &ApplicationView) -> bool {
    let mut entries = file.timeline.iter();
    entries.any(|entry| {
        let stage = entry.state.stage();
        stage.is_some_and(|stage| stage != Stage::Hr)
    })
}

#[component]
fn Found() -> impl IntoView {
    let file = use_open_file().file;
    let id = file.with_untracked(|file| file.application.id.clone());
    let found: Asked<ListPackagesResponse> = use_desk().ask(move |staff| {
        let id = id.clone();
        async move { staff.list_packages(&id).await }
    });
    view! { <Loadable resource=found view=opened /> }.into_any()
}

/// Nothing where every agency of the file has accounts.
fn opened(found: ListPackagesResponse) -> AnyView {
    if found.agency.is_none() && found.also.is_none() && found.packages.is_empty() {
        return ().into_any();
    }
    view! { <Opened found=found /> }.into_any()
}

#[component]
fn Opened(
    /// What the server gave.
    found: ListPackagesResponse,
) -> impl IntoView {
    let shelf = Shelf::new(found);
    let agency = move || {
        let found = shelf.found.get();
        found.agency.map(|name| {
            let mark = found.agency_is_sample.then(|| view! { <SampleMark /> });
            view! { <p>{t::staff_package::desk::about(name)} " " {mark}</p> }
        })
    };
    let packages = move || {
        let packages = shelf.found.with(|found| found.packages.clone());
        if packages.is_empty() {
            let none = t::staff_package::desk::none();
            return view! { <p class="loadable__empty">{none}</p> }.into_any();
        }
        packages
            .into_iter()
            .map(|package| view! { <OnePackage shelf=shelf package=package /> }.into_any())
            .collect::<Vec<AnyView>>()
            .into_any()
    };
    view! {
        <section class="file__packages">
            <h2>{t::staff_package::desk::title()}</h2>
            {agency}
            <Make shelf=shelf />
            <MakeAlso shelf=shelf />
            <SaidNotice said=shelf.said />
            {packages}
        </section>
    }
    .into_any()
}

/// The button that makes one, where something can be decided.
#[component]
fn Make(
    /// The packages on screen.
    shelf: Shelf,
) -> impl IntoView {
    let file = use_open_file().file;
    let make = Callback::new(move |()| {
        shelf.said.set(None);
        let version = file.with_untracked(|file| file.application.version);
        shelf.make.send(MakePackageRequest {
            version,
            stage: None,
        });
    });
    move || {
        let (can, is_first) = shelf
            .found
            .with(|found| (!found.decisions.is_empty(), found.packages.is_empty()));
        // Once there is one, the next step is with that one.
        let (kind, words) = if is_first {
            (ButtonKind::Primary, t::staff_package::desk::make())
        } else {
            (ButtonKind::Secondary, t::staff_package::desk::make_again())
        };
        can.then(|| {
            view! {
                <p class="file__note">{t::staff_package::desk::make_about()}</p>
                <Button kind=kind pending=shelf.make.pending on_press=make>{words}</Button>
            }
        })
    }
}

/// The button that makes one for the guarantee agency, which has a word on its own condition while the file is at the bank.
#[component]
fn MakeAlso(
    /// The packages on screen.
    shelf: Shelf,
) -> impl IntoView {
    let file = use_open_file().file;
    move || {
        let also = shelf.found.with(|found| found.also.clone());
        let also = also.filter(|also| !also.decisions.is_empty())?;
        let stage = also.stage;
        let make = Callback::new(move |()| {
            shelf.said.set(None);
            let version = file.with_untracked(|file| file.application.version);
            shelf.make.send(MakePackageRequest {
                version,
                stage: Some(stage),
            });
        });
        let words = t::staff_package::desk::make_also(also.agency);
        Some(view! {
            <Button kind=ButtonKind::Secondary pending=shelf.make.pending on_press=make>
                {words}
            </Button>
        })
    }
}
