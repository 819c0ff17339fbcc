//! The first step: which phone.

use super::model::{PHONE, check_phone};
use account::{Failure, StorageKey, code_for, sign_in_then, use_go, words};
use api::session::SendCodeRequest;
use client::Anonymous;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, Doing, ErrorSummary, Explain, FieldError, InputKind, TextField, element::el,
    page_title, provide_form_errors,
};

/// Asks for the phone and sends a code to it.
#[component]
pub(super) fn PhoneForm(
    /// The phone typed before.
    phone: String,
    /// The page to show after sign-in.
    after: Signal<String>,
    /// What signing in is for.
    why: &'static str,
    /// A word to somebody who was sent here.
    note: AnyView,
) -> impl IntoView {
    let errors = provide_form_errors();
    let typed = RwSignal::new(phone);
    let go = use_go();
    let send = Doing::new(move |phone: String| async move {
        let request = SendCodeRequest { phone };
        match Anonymous.send_code(&request).await.map_err(Failure::from) {
            Ok(()) => {
                StorageKey::Phone.write(&request.phone);
                go.to(&(sign_in_then(&after.get_untracked()) + "&step=code"));
            }
            Err(failure) => errors.show(vec![FieldError::new(PHONE, words_of(&failure))]),
        }
    });
    let submit = move |event: leptos::web_sys::Event| {
        event.prevent_default();
        match check_phone(&typed.read_untracked()) {
            Ok(phone) => {
                errors.show(Vec::new());
                send.start(phone);
            }
            Err(code) => errors.show(vec![FieldError::new(PHONE, words::problem(code))]),
        }
    };
    el("form")
        .attr("novalidate", true)
        .on("submit", submit)
        .child(view! { <ErrorSummary /> }.into_any())
        .child(page_title(t::signin::title()))
        .child(note)
        .child(el("p").child(why))
        .child(view! { <TextField id=PHONE label=t::signin::phone() hint=t::signin::phone_hint() value=typed kind=InputKind::Phone autocomplete="tel-national" /> }.into_any())
        .child(view! { <Button pending=send.pending()>{t::signin::send()}</Button> }.into_any())
        .into_any()
}

fn words_of(failure: &Failure) -> ui::Text {
    code_for(failure.fields(), PHONE).map_or_else(|| failure.explain(), words::problem)
}
