//! One question, one button for each answer.

use api::ProblemCode;
use api::lesson::FollowUpRequest;
use client::{Anonymous, ClientError, IdempotencyKey};
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Explain, LinkButton, Notice, PageTitle, Text, Tone};
use workflow::enrolment::Outcome;

/// The question.
#[component]
pub(crate) fn OutcomePage(
    /// What the address brings along: whom it is about.
    hash: String,
) -> impl IntoView {
    let token = hash;
    if token.is_empty() {
        return no_link().into_any();
    }
    // One tap is one answer, however often it has to be sent.
    let key = StoredValue::new(None::<(Outcome, IdempotencyKey)>);
    let send = Action::new_local(move |outcome: &Outcome| {
        let outcome = *outcome;
        let kept = key.get_value().filter(|(last, _)| *last == outcome);
        let (_, used) = kept.unwrap_or_else(|| (outcome, IdempotencyKey::fresh()));
        key.set_value(Some((outcome, used.clone())));
        let request = FollowUpRequest {
            token: token.clone(),
            outcome,
        };
        async move { Anonymous.answer_follow_up(&request, &used).await }
    });
    let pending = send.pending();
    let failed = move || {
        let error = send.value().get()?.err()?;
        Some(view! { <Notice tone=Tone::Error is_live=true><p>{words_of(&error)}</p></Notice> })
    };
    let is_done = Memo::new(move |_| send.value().with(|answer| matches!(answer, Some(Ok(_)))));
    let shown = move || {
        if is_done.get() {
            return done().into_any();
        }
        let buttons: Vec<AnyView> = Outcome::ALL
            .iter()
            .map(|outcome| {
                let outcome = *outcome;
                let press = move |()| {
                    send.dispatch_local(outcome);
                };
                let words = t::follow_up::by_key(outcome.as_str()).unwrap_or_default();
                view! {
                    <p><Button kind=ButtonKind::Secondary pending=pending on_press=press>{words}</Button></p>
                }
                .into_any()
            })
            .collect();
        view! {
            <PageTitle title=t::follow_up::title() />
            <p class="prose">{t::follow_up::about()}</p>
            {failed}
            {buttons}
        }
        .into_any()
    };
    shown.into_any()
}

fn done() -> impl IntoView {
    view! {
        <PageTitle title=t::follow_up::done() />
        <p>{t::follow_up::done_about()}</p>
        <LinkButton href="/courses">{t::follow_up::more()}</LinkButton>
    }
}

fn no_link() -> impl IntoView {
    view! {
        <PageTitle title=t::follow_up::title() />
        <p>{t::follow_up::no_link()}</p>
        <LinkButton href="/classes/">{t::follow_up::mine()}</LinkButton>
    }
}

fn words_of(error: &ClientError) -> Text {
    if error.is(ProblemCode::NotFound) {
        t::follow_up::no_link().into()
    } else if error.is(ProblemCode::ActionNotPossible) {
        t::follow_up::over().into()
    } else {
        error.explain()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_has_words() {
        for outcome in Outcome::ALL {
            assert!(
                t::follow_up::by_key(outcome.as_str()).is_some(),
                "{outcome}"
            );
        }
    }
}
