//! Showing that it is oneself, then yes or no.

use super::model::{CODE, ID_TAIL, Typed};
use api::ProblemCode;
use api::people::{AnswerConsentRequest, ConsentRequestView, OpenConsentRequest};
use client::{Anonymous, ClientError, IdempotencyKey};
use i18n::t;
use leptos::prelude::*;
use ui::{
    Bound, Button, ButtonKind, Doing, ErrorSummary, Explain, FieldError, InputKind, Notice, Text,
    TextField, Tone, focus_title, provide_form_errors,
};
use workflow::consent::ConsentAction;

/// The end of the ID number, the code, and a button for each answer there is.
#[component]
pub(super) fn AnswerForm(
    /// What the link brought.
    token: StoredValue<String>,
    /// What was read.
    read: ConsentRequestView,
    /// Shows what has become of it.
    answered: Callback<ConsentRequestView>,
) -> impl IntoView {
    let errors = provide_form_errors();
    let typed = RwSignal::new(Typed::default());
    let failure = RwSignal::new(None::<Text>);
    let is_sent = RwSignal::new(false);
    let send = Doing::new(move |()| async move {
        failure.set(None);
        let request = OpenConsentRequest {
            token: token.get_value(),
        };
        let sent = Anonymous.send_consent_request_code(&request).await;
        is_sent.try_set(sent.is_ok());
        failure.try_set(sent.err().map(|error| words_of(&error)));
    });
    // One press is one answer, however often it has to be sent.
    let key = StoredValue::new(None::<(AnswerConsentRequest, IdempotencyKey)>);
    let answer = Doing::new(move |request: AnswerConsentRequest| async move {
        failure.set(None);
        let kept = key.get_value().filter(|(last, _)| *last == request);
        let (_, used) = kept.unwrap_or_else(|| (request.clone(), IdempotencyKey::fresh()));
        key.set_value(Some((request.clone(), used.clone())));
        match Anonymous.answer_consent_request(&request, &used).await {
            Ok(newer) => {
                answered.run(newer);
                focus_title();
            }
            Err(error) => drop(failure.try_set(Some(words_of(&error)))),
        }
    });
    let tail = read.phone_tail.clone();
    let actions = read.actions.clone();
    let read = StoredValue::new(read);
    let press = move |action: ConsentAction| {
        if answer.pending().get_untracked() {
            return;
        }
        let token = token.get_value();
        let checked =
            typed.with_untracked(|typed| read.with_value(|read| typed.check(&token, read, action)));
        match checked {
            Ok(request) => {
                errors.show(Vec::new());
                answer.start(request);
            }
            Err(wrong) => errors.show(wrong.into_iter().map(error).collect()),
        }
    };
    let buttons: Vec<AnyView> = actions
        .into_iter()
        .map(|action| {
            let (words, kind) = match action {
                ConsentAction::Give => (t::people::request::give(), ButtonKind::Primary),
                ConsentAction::Refuse => (t::people::request::refuse(), ButtonKind::Secondary),
                _ => (t::people::request::withdraw(), ButtonKind::Danger),
            };
            view! {
                <Button kind=kind pending=answer.pending() on_press=move |()| press(action)>{words}</Button>
            }
            .into_any()
        })
        .collect();
    let failed = move || {
        let words = failure.get()?;
        Some(view! { <Notice tone=Tone::Error is_live=true><p>{words}</p></Notice> })
    };
    let sent = move || {
        is_sent
            .get()
            .then(|| view! { <p role="status">{t::people::request::sent()}</p> })
    };
    let id_tail = Bound::part(
        typed,
        |typed| typed.id_tail.clone(),
        |typed, tail| typed.id_tail = tail,
    );
    let code = Bound::part(
        typed,
        |typed| typed.code.clone(),
        |typed, code| typed.code = code,
    );
    view! {
        <form novalidate=true on:submit=move |event| event.prevent_default()>
            <ErrorSummary />
            <h2>{t::people::request::prove()}</h2>
            <TextField id=ID_TAIL label=t::people::request::id_tail() hint=t::people::request::id_tail_hint() value=id_tail kind=InputKind::IdNumber autocomplete="off" />
            <p>{t::people::request::send_to(tail)}</p>
            <Button kind=ButtonKind::Secondary pending=send.pending() on_press=move |()| send.start(())>{t::people::request::send()}</Button>
            {sent}
            <TextField id=CODE label=t::people::request::code() hint=t::people::request::code_hint() value=code kind=InputKind::Digits autocomplete="one-time-code" />
            {failed}
            <div class="row">{buttons}</div>
        </form>
    }
    .into_any()
}

fn error(field: &'static str) -> FieldError {
    let words = if field == CODE {
        t::people::request::code_wrong()
    } else {
        t::people::request::id_tail_wrong()
    };
    FieldError::new(field, words)
}

/// Wrong digits and a wrong code sound the same: neither is given away.
fn words_of(error: &ClientError) -> Text {
    use t::people::request as words;
    let known = [
        (ProblemCode::CredentialsWrong, words::wrong()),
        (ProblemCode::CodeSpent, words::spent()),
        (ProblemCode::Stale, words::changed()),
        (ProblemCode::ActionNotPossible, words::over()),
        (ProblemCode::NotFound, words::no_link()),
    ];
    let found = known.into_iter().find(|(code, _)| error.is(*code));
    found.map_or_else(|| error.explain(), |(_, words)| words.into())
}
