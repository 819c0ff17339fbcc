//! Check your answers, then hand in.

mod answers;
mod outlook;
mod problems;

use super::already_in::AlreadyIn;
use crate::open::{OpenApplication, SaveStatus, keep_saving, use_application};
use account::{Failure, Part, field_of, use_go, words};
use answers::AnswerSummary;
use i18n::t;
use leptos::prelude::*;
use outlook::Outlook;
use problems::{ProblemList, problem_lines};
use ui::{
    BackLink, Button, Checkboxes, Choice, Explain, FieldError, Notice, PageTitle, Tone,
    provide_form_errors,
};
use workflow::loan::{LoanAction, LoanState};

/// Id of the declaration's box.
const DECLARATION: &str = "declaration";

/// All answers, the declaration, and the press that hands the application in, or back in after a return.
#[component]
pub(crate) fn CheckPage() -> impl IntoView {
    let application = use_application();
    keep_saving(application);
    let state = application.open.file.with_untracked(|file| file.state);
    let action = match state {
        LoanState::Draft => LoanAction::Submit,
        returned if returned.is_returned() => LoanAction::Resubmit,
        _ => return view! { <AlreadyIn title=t::apply::check::title() /> }.into_any(),
    };
    view! {
        <BackLink href=application.home().to_string() />
        <Submission application=application action=action />
    }
    .into_any()
}

#[component]
fn Submission(application: OpenApplication, action: LoanAction) -> impl IntoView {
    let errors = provide_form_errors();
    let go = use_go();
    let ticked = RwSignal::new(Vec::<String>::new());
    let lines = RwSignal::new(Vec::new());
    let done = Callback::new(move |action: LoanAction| {
        let part = if action == LoanAction::Submit {
            Part::Submitted
        } else {
            Part::Overview
        };
        go.instead(&application.open.place(part).to_string());
    });
    let acting = application.acting(done);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if acting.pending.get_untracked() {
            return;
        }
        let is_declared = !ticked.read_untracked().is_empty();
        let found = problem_lines(application, &application.problems(), is_declared);
        errors.show(if is_declared {
            Vec::new()
        } else {
            vec![FieldError::new(
                DECLARATION,
                words::problem("declaration_missing"),
            )]
        });
        let is_ready = found.is_empty();
        acting.failure.set(None);
        lines.set(found);
        if is_ready {
            acting.declare(action);
        }
    };
    let refused = move || {
        acting
            .failure
            .get()
            .map(|failure| refused(application, failure))
    };
    let button = if action == LoanAction::Submit {
        t::apply::check::submit()
    } else {
        t::apply::check::resubmit()
    };
    view! {
        <form novalidate on:submit=submit>
            <ProblemList lines=lines />
            {refused}
            <PageTitle title=t::apply::check::title() />
            <p>{t::apply::check::how()}</p>
            <SaveStatus />
            <AnswerSummary application=application />
            <Outlook application=application />
            <h2>{t::apply::check::declaration_title()}</h2>
            <ul class="prose">
                <li>{t::apply::check::declare::truth()}</li>
                <li>{t::apply::check::declare::enquiry()}</li>
                <li>{t::apply::check::declare::share()}</li>
                <li>{t::apply::check::declare::decision()}</li>
            </ul>
            <Checkboxes
                id=DECLARATION
                label=t::apply::check::declaration_label()
                choices=vec![Choice::new("yes", t::apply::check::declare_tick())]
                value=ticked
            />
            <Button pending=acting.pending>{button}</Button>
        </form>
    }
    .into_any()
}

/// The server's own findings lead to their questions like ours; anything else is said in words.
fn refused(application: OpenApplication, failure: Failure) -> AnyView {
    let found: Vec<_> = failure
        .fields()
        .iter()
        .map(|error| application::problem(field_of(&error.pointer), error.code.clone()))
        .collect();
    if found.is_empty() {
        return view! { <Notice tone=Tone::Error is_live=true><p>{failure.explain()}</p></Notice> }
            .into_any();
    }
    let lines = RwSignal::new(problem_lines(application, &found, true));
    view! { <ProblemList lines=lines /> }.into_any()
}
