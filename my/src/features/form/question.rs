//! One question a page.

use super::{already_in::AlreadyIn, control::Control};
use crate::{
    failure::Failure,
    go::use_go,
    open::{
        Flushed, OpenApplication, SaveStatus, keep_saving,
        progress::{code_for, next_question, previous_question},
        use_application,
    },
    place::{Part, Place, Way},
    words,
};
use application::Field;
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use router::use_location;
use ui::{
    BackLink, Button, ButtonKind, ErrorSummary, Explain, FieldError, Notice, PageTitle, Tone,
    provide_form_errors,
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
    let go_on = Action::new_local(move |(): &()| async move {
        failure.set(None);
        match application.flush().await {
            Ok(Flushed::Gone) => (),
            Ok(Flushed::Received) => match application.problem_of(field) {
                Some(code) => errors.show(vec![error(application, field, &code)]),
                None => go.to(&after(application, field, way)),
            },
            // What was typed waits in the browser and is sent again: a dead line does not stop the work.
            Err(_) if !application.is_open() => (),
            Err(found) if found.is_passing() && found.fields().is_empty() => {
                go.to(&after(application, field, way))
            }
            Err(found) => match code_for(found.fields(), field.id()) {
                Some(code) => errors.show(vec![error(application, field, code)]),
                None => failure.set(Some(found)),
            },
        }
    });
    let pending: Signal<bool> = go_on.pending().into();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        match application.problem_of(field) {
            Some(code) => {
                errors.show(vec![error(application, field, &code)]);
                application.save_now();
            }
            None => {
                errors.show(Vec::new());
                go_on.dispatch_local(());
            }
        }
    };
    let later = Callback::new(move |()| {
        application.save_now();
        go.to(&Place::List.to_string());
    });
    view! {
        <BackLink href=before(application, field, way) />
        <form novalidate on:submit=submit on:focusout=move |_| application.save_now()>
            <ErrorSummary />
            {move || failure.get().map(|found| view! { <Notice tone=Tone::Error is_live=true><p>{found.explain()}</p></Notice> })}
            <p class="form__section">{words::section(field.section().id())}</p>
            <PageTitle title=words::question(field.id()) />
            <Control application=application field=field typed=typed />
            <SaveStatus />
            <div class="row">
                <Button pending=pending>{t::apply::question::go_on()}</Button>
                <Button kind=ButtonKind::Secondary on_press=later>{t::apply::question::later()}</Button>
            </div>
        </form>
    }
    .into_any()
}

/// What is wrong with the answer; a sum above the cap is told the cap.
fn error(application: OpenApplication, field: Field, code: &str) -> FieldError {
    // The cap is as of when the application was loaded; one that later answers have moved is not named.
    let cap = application.file.with_untracked(|file| {
        let asked = Money::parse_yuan(file.answers.text(Field::AmountYuan)).ok();
        let cap = file.cap_fen.map(Money::from_fen);
        cap.filter(|cap| asked.is_some_and(|asked| asked > *cap))
    });
    let words = match cap {
        Some(cap) if code == "amount_above_cap" => {
            t::apply::question::above_cap(i18n::money_in_words(cap)).into()
        }
        _ => words::problem(code),
    };
    FieldError::new(field.id(), words)
}

fn after(application: OpenApplication, field: Field, way: Way) -> String {
    let next = match way {
        Way::Check => return application.place(Part::Check).to_string(),
        Way::Fix => None,
        Way::Onward => {
            let problems = application.problems();
            application
                .file
                .with_untracked(|file| next_question(field, file.product, &file.answers, &problems))
        }
    };
    application
        .place(next.map_or(Part::Overview, Part::Question))
        .to_string()
}

fn before(application: OpenApplication, field: Field, way: Way) -> String {
    let previous = match way {
        Way::Check => return application.place(Part::Check).to_string(),
        Way::Fix => None,
        Way::Onward => application
            .file
            .with_untracked(|file| previous_question(field, file.product, &file.answers)),
    };
    application
        .place(previous.map_or(Part::Overview, Part::Question))
        .to_string()
}
