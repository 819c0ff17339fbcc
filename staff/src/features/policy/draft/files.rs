//! The files of a draft or a pack, and adding one.

use super::super::{
    desk::{Asked, Desk, use_desk},
    frame::{Frame, Head},
    place::{DeskPlace, Subject},
    said::{Said, SaidNotice},
};
use api::policy_desk::{
    ListSourceFilesResponse, SavedDraftResponse, SourceFileSummary, WriteSourceRequest,
};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, ButtonKind, FieldError, Loadable, StatusTag, TextField, Tone, provide_form_errors,
};

const PATH: &str = "file-path";
/// What a new file begins with: an empty text would take it away again.
const FRESH: &str = "#\n";

/// The page.
#[component]
pub(in super::super) fn FilesPage(
    /// Whose files.
    subject: Subject,
) -> impl IntoView {
    let desk = use_desk();
    let here = DeskPlace::Files(subject.clone());
    let of = subject.clone();
    let body = move |head: Head| {
        let is_open = head.is_open_to(desk.may_change);
        listed(desk, of.clone(), is_open)
    };
    view! { <Frame subject=subject here=here title=t::staff_policy::files::title() body=body /> }
        .into_any()
}

fn listed(desk: Desk, subject: Subject, is_open: bool) -> AnyView {
    let of = subject.clone();
    let found: Asked<ListSourceFilesResponse> = desk.ask(move |staff| {
        let of = of.clone();
        async move { staff.list_policy_files(of.asked()).await }
    });
    let is_empty = |found: &ListSourceFilesResponse| found.files.is_empty();
    let drawn = move |found: ListSourceFilesResponse| {
        let version = found.version;
        let rows: Vec<AnyView> = found
            .files
            .into_iter()
            .map(|file| row(&subject, file))
            .collect();
        let add = match &subject {
            Subject::Draft(id) if is_open => Some(view! { <Add id=id.clone() version=version /> }),
            _ => None,
        };
        view! { <ul class="policy__list">{rows}</ul> {add} }.into_any()
    };
    view! {
        <p>{t::staff_policy::files::about()}</p>
        <Loadable resource=found view=drawn is_empty=is_empty empty=t::staff_policy::no_sources() />
    }
    .into_any()
}

fn row(subject: &Subject, file: SourceFileSummary) -> AnyView {
    let place = DeskPlace::Source(subject.clone(), file.path.clone()).to_string();
    let changed = file.is_changed.then(
        || view! { <StatusTag tone=Tone::Warning label=t::staff_policy::files::changed() /> },
    );
    let size = crate::words::size(u64::from(file.size_bytes));
    view! {
        <li class="policy__item row">
            <a href=place>{file.path}</a>
            <span class="policy__note figures">{size}</span>
            {changed}
        </li>
    }
    .into_any()
}

#[component]
fn Add(
    /// Draft id.
    id: String,
    /// The version seen.
    version: u32,
) -> impl IntoView {
    let desk = use_desk();
    let errors = provide_form_errors();
    let (path, said) = (RwSignal::new(String::new()), RwSignal::new(None));
    let draft = id.clone();
    let add = desk.press(
        move |request: WriteSourceRequest, key| {
            let id = id.clone();
            async move { desk.staff.write_policy_source(&id, &request, &key).await }
        },
        move |answer: Result<SavedDraftResponse, ClientError>| match answer {
            Ok(_) => {
                let file = path.get_untracked().trim().to_owned();
                let place = DeskPlace::Source(Subject::Draft(draft.clone()), file);
                desk.go.to(&place.to_string());
            }
            Err(error) if !error.fields().is_empty() => {
                errors.show(vec![FieldError::new(
                    PATH,
                    t::staff_policy::files::bad_path(),
                )]);
            }
            Err(error) => said.set(Some(Said::of(&error))),
        },
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        errors.show(Vec::new());
        said.set(None);
        add.send(WriteSourceRequest {
            version,
            path: path.get_untracked().trim().to_owned(),
            text: FRESH.into(),
        });
    };
    view! {
        <form class="panel" novalidate on:submit=submit>
            <TextField id=PATH label=t::staff_policy::files::add_label() hint=t::staff_policy::files::add_hint() value=path />
            <SaidNotice said=said />
            <Button kind=ButtonKind::Secondary pending=add.pending>{t::staff_policy::files::add()}</Button>
        </form>
    }
    .into_any()
}
