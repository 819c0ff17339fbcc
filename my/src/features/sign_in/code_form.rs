//! The second step: the code.

use super::{
    model::{CODE, check_code},
    resend::Resend,
};
use account::{Failure, StorageKey, belong_to, code_for, sign_in_then, use_go, use_session, words};
use api::session::SignInRequest;
use client::Anonymous;
use i18n::t;
use leptos::prelude::*;
use ui::{
    BackLink, Button, Doing, ErrorSummary, Explain, FieldError, InputKind, TextField,
    element::{IntoChild, el},
    page_title, provide_form_errors,
};

/// Asks for the code and opens the session.
#[component]
pub(super) fn CodeForm(
    /// The phone the code went to.
    phone: String,
    /// The page to show after sign-in.
    after: Signal<String>,
) -> impl IntoView {
    let errors = provide_form_errors();
    let typed = RwSignal::new(String::new());
    let (session, go) = (use_session(), use_go());
    let sent_to = phone.clone();
    let again = phone.clone();
    let sign_in = Doing::new(move |code: String| {
        let request = SignInRequest {
            phone: phone.clone(),
            code,
        };
        async move {
            match Anonymous.sign_in(&request).await.map_err(Failure::from) {
                Ok((resident, opened)) => {
                    StorageKey::Phone.remove();
                    belong_to(&opened.device_mark);
                    session.begin(resident, opened);
                    go.instead(&after.get_untracked());
                }
                Err(failure) => {
                    let code = code_for(failure.fields(), CODE);
                    errors.show(vec![FieldError::new(
                        CODE,
                        code.map_or_else(|| failure.explain(), words::problem),
                    )]);
                }
            }
        }
    });
    let submit = move |event: leptos::web_sys::Event| {
        event.prevent_default();
        match check_code(&typed.read_untracked()) {
            Ok(code) => {
                errors.show(Vec::new());
                sign_in.start(code);
            }
            Err(code) => errors.show(vec![FieldError::new(CODE, words::problem(code))]),
        }
    };
    let back = sign_in_then(&after.get_untracked());
    let form = el("form")
        .attr("novalidate", true)
        .on("submit", submit)
        .child(view! { <BackLink href=back label=t::signin::other_phone() /> }.into_any())
        .child(view! { <ErrorSummary /> }.into_any())
        .child(page_title(t::signin::code_title()))
        .child(el("p").child(t::signin::sent(sent_to)))
        .child(view! { <TextField id=CODE label=t::signin::code() hint=t::signin::code_hint() value=typed kind=InputKind::Digits autocomplete="one-time-code" /> }.into_any())
        .child(view! { <Button pending=sign_in.pending()>{t::signin::enter()}</Button> }.into_any());
    vec![
        form.into_child(),
        view! { <Resend phone=again /> }.into_any(),
    ]
    .into_any()
}
