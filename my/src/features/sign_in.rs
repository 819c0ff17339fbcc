//! Signing in: the phone first, then the code that was sent to it.

mod code_form;
mod model;
mod phone_form;
mod resend;

use account::{StorageKey, safe_return};
use code_form::CodeForm;
use i18n::t;
use leptos::prelude::*;
use phone_form::PhoneForm;
use router::use_location;
use ui::element::{IntoChild, el};

/// The sign-in page; `?step=code` once a code has been sent, so that Back leads to the phone.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let query = use_location().query;
    let is_sent = Memo::new(move |_| query.with(|query| query.get_str("step") == Some("code")));
    let after =
        Signal::derive(move || safe_return(query.with(|query| query.get("return")).as_deref()));
    // Who came to enrol is told why a phone is needed for that.
    let is_enrolling = move || after.with_untracked(|after| after.starts_with("/classes/enrol"));
    let came_back = move || {
        query.with_untracked(|query| {
            query
                .get_str("return")
                .is_some_and(|path| path.contains("/applications/") || path.starts_with("/apply/"))
        })
    };
    move || {
        let phone = StorageKey::Phone.read().unwrap_or_default();
        if is_sent.get() && !phone.is_empty() {
            view! { <CodeForm phone=phone after=after /> }.into_any()
        } else {
            let note = came_back().then(|| el("p").child(t::signin::kept()));
            let why = if is_enrolling() {
                t::signin::why_enrol()
            } else {
                t::signin::why()
            };
            view! { <PhoneForm phone=phone after=after why=why note=note.into_child() /> }
                .into_any()
        }
    }
}
