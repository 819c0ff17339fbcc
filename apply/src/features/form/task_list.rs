//! The task list of a draft.

use crate::open::{
    OpenApplication, SaveStatus, keep_saving,
    progress::{Progress, first_question},
    use_application,
};
use account::{Part, Place, use_go, words};
use application::{FieldProblem, documents_for, sections};
use i18n::t;
use leptos::prelude::*;
use ui::{Confirm, Explain, LinkButton, Notice, PageTitle, TaskList, TaskRow, Text, Tone};
use workflow::loan::LoanAction;

/// What is done and what is left; each task leads to its first open question.
#[component]
pub(crate) fn TaskListPage() -> impl IntoView {
    let application = use_application();
    keep_saving(application);
    let problems = application.problems();
    let tasks = tasks(application, &problems);
    let done = tasks
        .iter()
        .filter(|task| task.tone == Tone::Success)
        .count();
    let all = tasks.len();
    let has_answers = application
        .open
        .file
        .with_untracked(|file| !file.answers.is_empty());
    view! {
        <PageTitle title=words::product(application.product()) />
        <p>{t::apply::tasks::progress(done, all)}</p>
        <SaveStatus />
        <Notice>
            <p>{t::apply::tasks::how()}</p>
            {has_answers.then(|| view! { <p>{t::apply::tasks::carried()}</p> })}
        </Notice>
        <TaskList tasks=tasks />
        <h2>{t::apply::tasks::last()}</h2>
        <p>{t::apply::tasks::last_note()}</p>
        <LinkButton href=application.open.place(Part::Check).to_string()>{t::apply::tasks::check()}</LinkButton>
        <Discard application=application />
    }
    .into_any()
}

fn tasks(application: OpenApplication, problems: &[FieldProblem]) -> Vec<TaskRow> {
    application.open.file.with_untracked(|file| {
        let (product, answers) = (file.product, &file.answers);
        let mut rows: Vec<TaskRow> = sections(product, answers)
            .into_iter()
            .map(|(section, _)| {
                let first = first_question(section, product, answers, problems);
                let href =
                    first.map(|field| Place::of(&file.id, Part::Question(field)).to_string());
                row(
                    words::section(section.id()),
                    href,
                    Progress::of_section(section, product, answers, problems),
                )
            })
            .collect();
        let is_supplied = |kind: &&str| {
            file.documents.iter().any(|paper| paper.kind == **kind)
                || file.cannot_supply.contains_key(*kind)
        };
        let supplied = documents_for(product, answers)
            .iter()
            .map(|kind| kind.id())
            .filter(|kind| is_supplied(kind))
            .count();
        let papers = Place::of(&file.id, Part::Documents).to_string();
        rows.push(row(
            words::section("documents"),
            Some(papers),
            Progress::of_documents(supplied, problems),
        ));
        rows
    })
}

fn row(title: Text, href: Option<String>, progress: Progress) -> TaskRow {
    let (tone, status) = match progress {
        Progress::NotStarted => (Tone::Info, t::apply::tasks::not_started()),
        Progress::Partial => (Tone::Warning, t::apply::tasks::partial()),
        Progress::Done => (Tone::Success, t::apply::tasks::done()),
    };
    TaskRow {
        title,
        detail: None,
        href: href.map(Text::from),
        tone,
        status: status.into(),
    }
}

/// Throws the draft away, after a second thought.
#[component]
fn Discard(application: OpenApplication) -> impl IntoView {
    let go = use_go();
    let acting = application.acting(Callback::new(move |_| go.instead(&Place::List.to_string())));
    let failure = move || {
        acting
            .failure
            .get()
            .map(|failure| view! { <p role="alert">{failure.explain()}</p> })
    };
    view! {
        <div class="form__aside">
            <Confirm
                label=words::action(LoanAction::Discard)
                question=t::apply::tasks::discard_question()
                action=words::action(LoanAction::Discard)
                pending=acting.pending
                on_confirm=move |()| acting.run(LoanAction::Discard)
            />
            {failure}
        </div>
    }
    .into_any()
}
