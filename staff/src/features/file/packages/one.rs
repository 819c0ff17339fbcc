//! One package: who took it, the form that came back, and what is done with what it says.

use super::{
    shelf::{Act, Shelf},
    words::{decision_rows, problem, row},
};
use crate::{
    features::file::{
        flaw::Flaw,
        office_papers::{Attach, waiting_ids},
        open_file::use_open_file,
    },
    table::table,
};
use api::package::{
    CellProblem, MOST_NOTE_CHARS, PackageAction, PackageActionRequest, PackageTaking, PackageView,
};
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, FileField, Notice, StatusTag, SummaryList, Text, TextArea, Tone};
use web_sys::File;
use workflow::loan::PackageState;

const ACCEPT: &str = ".xlsx,.csv";

/// Its head, and what can be done with it.
#[component]
pub(super) fn OnePackage(
    /// The packages on screen.
    shelf: Shelf,
    /// This one.
    package: PackageView,
) -> impl IntoView {
    let verdict = use_open_file()
        .file
        .with_untracked(|file| file.application.verdict.clone());
    let is_usable = package.stale.is_none();
    let (tone, label) = standing(&package);
    let why = package.stale.as_deref().and_then(problem);
    let made = t::staff_package::desk::made_by(
        package.made_by.clone(),
        i18n::time_ms(package.made_at_ms),
        package.agency.clone(),
    );
    let hash = t::staff_package::desk::hash(package.manifest_hash.clone());
    let takings: Vec<AnyView> = package.takings.iter().map(taking).collect();
    let decision = package.decision.clone().map(|decision| {
        let rows = decision_rows(decision, verdict.as_ref());
        view! {
            <h4>{t::staff_package::desk::decision()}</h4>
            <SummaryList rows=rows />
        }
    });
    let is_out = is_usable && package.state != PackageState::Proposed;
    let out = is_out.then(|| view! { <Out shelf=shelf package=package.clone() /> });
    let title = t::staff_package::desk::one(package.number.clone());
    let acts = is_usable.then(|| view! { <Acts shelf=shelf package=package /> });
    view! {
        <article class="panel">
            <h3>{title}</h3>
            <p><StatusTag tone=tone label=label /> " " {why}</p>
            <p class="file__note">{made}</p>
            <p class="file__note">{hash}</p>
            {takings}
            {out}
            {decision}
            {acts}
        </article>
    }
    .into_any()
}

fn standing(package: &PackageView) -> (Tone, &'static str) {
    use t::staff_package::state;
    match (package.state, &package.stale) {
        (PackageState::Recorded, _) => (Tone::Success, state::recorded()),
        (PackageState::Dismissed, _) => (Tone::Warning, state::dismissed()),
        (_, Some(_)) => (Tone::Warning, state::stale()),
        (PackageState::Out, None) => (Tone::Info, state::out()),
        (PackageState::Read, None) => (Tone::Info, state::read()),
        (PackageState::Proposed, None) => (Tone::Info, state::proposed()),
    }
}

fn taking(one: &PackageTaking) -> AnyView {
    let line =
        t::staff_package::desk::taken(one.by.clone(), i18n::time_ms(one.at_ms), one.hash.clone());
    view! { <p class="file__note">{line}</p> }.into_any()
}

/// Saving it, and the form that comes back.
#[component]
fn Out(
    /// The packages on screen.
    shelf: Shelf,
    /// This one.
    package: PackageView,
) -> impl IntoView {
    let PackageView { id, number, .. } = package;
    let control = ["package-form-", &id].concat();
    let (taken, shown) = (id.clone(), id.clone());
    let take = Callback::new(move |()| shelf.take.start((taken.clone(), number.clone())));
    let choose = Callback::new(move |form: File| shelf.upload.start((id.clone(), form)));
    let taking = shelf.take.pending();
    let uploading = shelf.upload.pending();
    let reading = move || {
        uploading
            .get()
            .then(|| view! { <p role="status">{t::staff_package::desk::reading()}</p> })
    };
    let wrong = move || {
        shelf.wrong.with(|(id, problems)| {
            (*id == shown && !problems.is_empty()).then(|| problem_table(problems))
        })
    };
    view! {
        <p>
            <Button kind=ButtonKind::Secondary pending=taking on_press=take>
                {t::staff_package::desk::take()}
            </Button>
        </p>
        <FileField
            id=control
            label=t::staff_package::desk::upload()
            hint=t::staff_package::desk::upload_hint()
            accept=ACCEPT
            on_choose=choose
        />
        {reading}
        {wrong}
    }
    .into_any()
}

/// Cell, row and what to do, all at once.
fn problem_table(problems: &[CellProblem]) -> AnyView {
    use t::staff_package::problems as words;
    let heads = [words::cell(), words::row(), words::what()];
    let cap = use_open_file().file.with_untracked(|file| file.rate_cap);
    let line = |one: &CellProblem| {
        let what: Text = match (one.code.as_str(), cap) {
            ("rate_above_cap", Some(cap)) => Flaw::AboveCap(cap).line().message,
            (code, _) => problem(code).unwrap_or(words::other()).into(),
        };
        let cell = if one.cell.is_empty() {
            words::whole().to_owned()
        } else {
            one.cell.clone()
        };
        let name = if one.row.is_empty() {
            String::new()
        } else {
            row(&one.row)
        };
        view! {
            <tr>
                <th scope="row">{cell}</th>
                <td>{name}</td>
                <td>{what}</td>
            </tr>
        }
        .into_any()
    };
    let rows = problems.iter().map(line).collect();
    let count = problems.len();
    view! {
        <Notice tone=Tone::Error is_live=true title=words::title()>
            <p>{words::about(count)}</p>
        </Notice>
        {table(words::title(), &heads, rows)}
    }
    .into_any()
}

/// Recording what was read; a second person's yes or no.
#[component]
fn Acts(
    /// The packages on screen.
    shelf: Shelf,
    /// This one.
    package: PackageView,
) -> impl IntoView {
    use t::staff_package::act;
    let open_file = use_open_file();
    let note = shelf.notes.text(&package.id, "note");
    let (id, version) = (package.id.clone(), package.version);
    let send = Callback::new(move |action: PackageAction| {
        if !open_file.may_decide() {
            return;
        }
        let is_no = action == PackageAction::Dismiss;
        let came_along = open_file.file.with_untracked(waiting_ids);
        let request = PackageActionRequest {
            version,
            action,
            note: is_no.then(|| note.get_untracked()),
            papers: if is_no { Vec::new() } else { came_along },
            no_conflict: open_file.has_no_conflict(),
        };
        let id = id.clone();
        shelf.act.send(Act { id, request });
    });
    let pending = shelf.act.pending;
    let needs_second = package
        .decision
        .as_ref()
        .is_some_and(|decided| decided.decision.confirmation().is_some());
    let record = package.may_record.then(|| {
        let (about, words) = if needs_second {
            (act::propose_about(), act::propose())
        } else {
            (act::record_about(), act::record())
        };
        let press = Callback::new(move |()| send.run(PackageAction::Record));
        view! {
            <p>{about}</p>
            <Button pending=pending on_press=press>{words}</Button>
        }
    });
    let second = (package.state == PackageState::Proposed).then(|| {
        let confirm = if package.may_confirm {
            let press = Callback::new(move |()| send.run(PackageAction::Confirm));
            view! {
                <p>{act::confirm_about()}</p>
                <Button pending=pending on_press=press>{act::confirm()}</Button>
            }
            .into_any()
        } else {
            view! { <p>{t::staff_file::proposal::mine()}</p> }.into_any()
        };
        let dismiss = Callback::new(move |()| send.run(PackageAction::Dismiss));
        let control = ["package-note-", &package.id].concat();
        view! {
            {confirm}
            <TextArea
                id=control limit=MOST_NOTE_CHARS
                label=act::dismiss_reason()
                hint=act::dismiss_about()
                value=note
                rows=2
            />
            <Button kind=ButtonKind::Secondary pending=pending on_press=dismiss>{act::dismiss()}</Button>
        }
    });
    let may_attach = package.may_record || package.may_confirm;
    let attach = may_attach.then(|| view! { <Attach /> });
    view! { {attach} {record} {second} }.into_any()
}
