//! One question a page.

use super::{already_in::AlreadyIn, control::Control};
use crate::open::{
    OpenApplication, keep_saving,
    progress::{next_question, previous_question},
    save_status, two_answers, use_application,
};
use account::{Failure, Part, Place, Ready, Way, code_for, failure_notice, use_go, words};
use application::Field;
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use router::use_location;
use ui::{
    BackLink, Button, ButtonKind, Doing, ErrorSummary, FieldError,
    element::{IntoChild, el},
    page_title, provide_form_errors,
};

/// Asks one question. What is typed is saved on a pause and on leaving the field; going on saves and judges it.
#[component]
pub(crate) fn QuestionPage(
    /// The question.
    field: Field,
) -> impl IntoView {
    let application = use_application();
    if !application.is_editable() {
        return view! { <AlreadyIn title=words::question(field.id()) /> }.into_any();
    }
    let way = Way::from_query(
        use_location()
            .query
            .with_untracked(|query| query.get("from"))
            .as_deref(),
    );
    let errors = provide_form_errors();
    let failure = RwSignal::new(None::<Failure>);
    let go = use_go();
    let typed = keep_saving(application);
    let go_on = Doing::new(move |()| async move {
        failure.set(None);
        match application.flush().await {
            Ok(Ready::Gone) => (),
            // Somebody must decide first: both answers stand on this page.
            Ok(Ready::Yes) if application.two_answers_of(field.id()).is_some() => (),
            Ok(Ready::Yes) => match application.problem_of(field) {
                Some(code) => errors.show(vec![error(application, field, &code)]),
                None => go.to(&after(application, field, way)),
            },
            // What was typed waits in the browser and is sent again: a dead line does not stop the work.
            Err(_) if !application.is_open() => (),
            Err(found) if application.may_wait(&found, &after(application, field, way)) => {
                go.to(&after(application, field, way))
            }
            Err(found) => match code_for(found.fields(), field.id()) {
                Some(code) => errors.show(vec![error(application, field, code)]),
                None => failure.set(Some(found)),
            },
        }
    });
    let submit = move |event: leptos::web_sys::Event| {
        event.prevent_default();
        if go_on.pending().get_untracked() {
            return;
        }
        match application.problem_of(field) {
            Some(code) => {
                errors.show(vec![error(application, field, &code)]);
                application.save_now();
            }
            None => {
                errors.show(Vec::new());
                go_on.start(());
            }
        }
    };
    let leave = Doing::new(move |()| async move {
        failure.set(None);
        if let Err(found) = application.go_on(go, &Place::List.to_string()).await {
            failure.try_set(Some(found));
        }
    });
    let later = Callback::new(move |()| leave.start(()));
    let buttons = el("div")
        .class("row")
        .child(view! { <Button pending=go_on.pending()>{t::apply::question::go_on()}</Button> }.into_any())
        .child(view! { <Button kind=ButtonKind::Secondary pending=leave.pending() on_press=later>{t::apply::question::later()}</Button> }.into_any());
    let section = el("p")
        .class("form__section")
        .child(words::section(field.section().id()))
        .child(
            field
                .is_optional()
                .then(|| [" · ", t::common::optional()].concat()),
        );
    let form = el("form")
        .attr("novalidate", true)
        .on("submit", submit)
        .on("focusout", move |_| application.save_now())
        .child(view! { <ErrorSummary /> }.into_any())
        .child(failure_notice(failure))
        .child(section)
        .child(page_title(words::question(field.id())))
        .child(two_answers(application, field.id().into()))
        .child(move || {
            // Drawn anew when the other answer takes this one's place.
            application.open.file.track();
            view! { <Control application=application field=field typed=typed /> }.into_any()
        })
        .child(save_status())
        .child(buttons);
    vec![
        view! { <BackLink href=before(application, field, way) /> }.into_any(),
        form.into_child(),
    ]
    .into_any()
}

/// What is wrong with the answer; a sum above the cap is told the cap.
fn error(application: OpenApplication, field: Field, code: &str) -> FieldError {
    // The cap is as of when the application was loaded; one that later answers have moved is not named.
    let cap = application.open.file.with_untracked(|file| {
        let asked = Money::parse_yuan(file.answers.text(Field::AmountYuan)).ok();
        let cap = file.cap_fen.map(Money::from_fen);
        cap.filter(|cap| asked.is_some_and(|asked| asked > *cap))
    });
    let words = match cap {
        Some(cap) if code == "amount_above_cap" => {
            t::apply::question::above_cap(i18n::money_in_words(cap)).into()
        }
        _ => words::form_problem(code),
    };
    FieldError::new(field.id(), words)
}

fn after(application: OpenApplication, field: Field, way: Way) -> String {
    let next = match way {
        Way::Check => return application.open.place(Part::Check).to_string(),
        Way::Fix => None,
        Way::Onward => {
            let problems = application.problems();
            application
                .open
                .file
                .with_untracked(|file| next_question(field, file.product, &file.answers, &problems))
        }
    };
    question_or_home(application, next)
}

fn before(application: OpenApplication, field: Field, way: Way) -> String {
    let previous = match way {
        Way::Check => return application.open.place(Part::Check).to_string(),
        Way::Fix => None,
        Way::Onward => application
            .open
            .file
            .with_untracked(|file| previous_question(field, file.product, &file.answers)),
    };
    question_or_home(application, previous)
}

fn question_or_home(application: OpenApplication, question: Option<Field>) -> String {
    match question {
        Some(field) => application.open.place(Part::Question(field)).to_string(),
        None => application.home().to_string(),
    }
}
