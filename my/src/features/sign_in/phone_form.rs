//! The first step: which phone.

use super::model::{PHONE, check_phone};
use account::{Failure, Place, StorageKey, code_for, use_go, words};
use api::session::SendCodeRequest;
use client::Anonymous;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, ErrorSummary, Explain, FieldError, InputKind, PageTitle, TextField, provide_form_errors,
};

/// Asks for the phone and sends a code to it.
#[component]
pub(super) fn PhoneForm(
    /// The phone typed before.
    phone: String,
    /// The page to show after sign-in.
    after: Signal<String>,
    /// A word to somebody who was sent here.
    note: AnyView,
) -> impl IntoView {
    let errors = provide_form_errors();
    let typed = RwSignal::new(phone);
    let go = use_go();
    let send = Action::new_local(move |phone: &String| {
        let phone = phone.clone();
        async move {
            let sent = Anonymous
                .send_code(&SendCodeRequest {
                    phone: phone.clone(),
                })
                .await
                .map_err(Failure::from);
            match sent {
                Ok(()) => {
                    StorageKey::Phone.write(&phone);
                    go.to(&format!(
                        "{}?step=code&return={}",
                        Place::SignIn,
                        after.get_untracked().replace('&', "%26")
                    ));
                }
                Err(failure) => errors.show(vec![FieldError::new(PHONE, words_of(&failure))]),
            }
        }
    });
    let pending: Signal<bool> = send.pending().into();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match check_phone(&typed.read_untracked()) {
            Ok(phone) => {
                errors.show(Vec::new());
                send.dispatch_local(phone);
            }
            Err(code) => errors.show(vec![FieldError::new(PHONE, words::problem(code))]),
        }
    };
    view! {
        <form novalidate on:submit=submit>
            <ErrorSummary />
            <PageTitle title=t::signin::title() />
            {note}
            <p>{t::signin::why()}</p>
            <TextField id=PHONE label=t::signin::phone() hint=t::signin::phone_hint() value=typed kind=InputKind::Phone autocomplete="tel-national" />
            <Button pending=pending>{t::signin::send()}</Button>
        </form>
    }
    .into_any()
}

fn words_of(failure: &Failure) -> ui::Text {
    code_for(failure.fields(), PHONE).map_or_else(|| failure.explain(), words::problem)
}
