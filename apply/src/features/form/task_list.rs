//! The task list of a draft.

use crate::open::{
    OpenApplication, keep_saving,
    progress::{Progress, first_question},
    save_status, to_decide, use_application,
};
use account::{Failure, Part, Place, failure_line, field_of, use_go, words};
use application::{FieldProblem, Product, documents_for, sections};
use i18n::t;
use leptos::prelude::*;
use ui::{
    Confirm, Doing, LinkButton, TaskList, TaskRow, Text, Tone,
    element::{IntoChild, el},
    notice, page_title,
};

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
    // What nobody has to do is not counted as left.
    let is_counted = |task: &&TaskRow| task.status != t::common::optional();
    let all = tasks.iter().filter(is_counted).count();
    let has_answers = application
        .open
        .file
        .with_untracked(|file| !file.answers.is_empty());
    let carried = has_answers.then(|| el("p").child(t::apply::tasks::carried()));
    let trained = application.open.file.with_untracked(|file| {
        let mut numbers = file.trained.keys();
        let first = numbers.next()?;
        Some(el("p").child(t::apply::tasks::trained(first)))
    });
    let how = notice(Tone::Info, None, false)
        .child(el("p").child(t::apply::tasks::how()))
        .child(carried)
        .child(trained);
    let check = application.open.place(Part::Check).to_string();
    vec![
        page_title(words::product(application.product())).into_child(),
        el("p")
            .child(t::apply::tasks::progress(done, all))
            .into_child(),
        save_status().into_child(),
        to_decide(application),
        how.into_child(),
        view! { <TaskList tasks=tasks /> }.into_any(),
        el("h2").child(t::apply::tasks::last()).into_child(),
        el("p").child(t::apply::tasks::last_note()).into_child(),
        view! { <LinkButton href=check>{t::apply::tasks::check()}</LinkButton> }.into_any(),
        view! { <Discard application=application /> }.into_any(),
    ]
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
        let supplied = documents_for(product, answers)
            .iter()
            .map(|kind| kind.id())
            .filter(|kind| application.is_supplied(kind))
            .count();
        let papers = Place::of(&file.id, Part::Documents).to_string();
        rows.push(row(
            words::section("documents"),
            Some(papers),
            Progress::of_documents(supplied, problems),
        ));
        let mut others = vec![("people", Part::People)];
        if product == Product::StartupLoanEnterprise {
            others.push(("roster", Part::Roster));
        }
        for (id, part) in others {
            let mut errors = file.errors.iter();
            let is_missing = errors.any(|error| field_of(&error.pointer) == id);
            rows.push(row(
                words::name(id),
                Some(Place::of(&file.id, part).to_string()),
                // A roster is no choice: where it is not missing it is there.
                Progress::of_people(is_missing, file.has_people || id == "roster"),
            ));
        }
        rows
    })
}

fn row(title: Text, href: Option<String>, progress: Progress) -> TaskRow {
    let (tone, status) = match progress {
        Progress::NotStarted => (Tone::Info, t::apply::tasks::not_started()),
        Progress::Partial => (Tone::Warning, t::apply::tasks::partial()),
        Progress::Done => (Tone::Success, t::apply::tasks::done()),
        Progress::Optional => (Tone::Info, t::common::optional()),
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
    let failure = RwSignal::new(None::<Failure>);
    let discard = Doing::new(move |()| async move {
        match application.discard().await {
            Ok(()) => go.instead(&Place::List.to_string()),
            Err(found) => drop(failure.try_set(application.open.session.watch(found))),
        }
    });
    let confirm = view! {
        <Confirm
            label=t::loan_action::discard()
            question=t::apply::tasks::discard_question()
            action=t::loan_action::discard()
            pending=discard.pending()
            on_confirm=move |()| discard.start(())
        />
    };
    el("div")
        .class("form__aside")
        .child(confirm.into_any())
        .child(failure_line(failure))
        .into_any()
}
