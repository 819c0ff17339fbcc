//! Taking up an authenticator, before anything else is done.

use crate::{
    desk::{provide_desk, use_desk},
    place::{RETURN, safe_return},
    session::{SignedInOnly, use_session},
    six_digits::{half_width, is_six_digits},
};
use api::session::{BeginSecondFactorResponse, ConfirmSecondFactorRequest};
use client::Staff;
use i18n::t;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{
    Button, ErrorSummary, Explain, FieldError, InputKind, Loadable, Notice, PageTitle, TextField,
    Tone, provide_form_errors,
};

const CODE: &str = "second-factor-code";

/// `/staff/second-factor`; `?return=` names the page it leads to.
#[component]
pub(crate) fn SecondFactorPage() -> impl IntoView {
    view! {
        <PageTitle title=t::staff_signin::second_factor::title() />
        <SignedInOnly is_bare=true view=|staff| view! { <Begun staff=staff /> }.into_any() />
    }
    .into_any()
}

/// The secret, as a picture and in letters, and the digits that prove it.
#[component]
fn Begun(
    /// The calls of whoever is signed in.
    staff: Staff,
) -> impl IntoView {
    provide_desk(staff, true);
    let begun = use_desk().ask(|staff| async move { staff.begin_second_factor().await });
    let show = Callback::new(move |begun: BeginSecondFactorResponse| {
        view! { <Confirm begun=begun /> }.into_any()
    });
    view! { <Loadable resource=begun view=show /> }.into_any()
}

#[component]
fn Confirm(
    /// The secret.
    begun: BeginSecondFactorResponse,
) -> impl IntoView {
    let errors = provide_form_errors();
    let (desk, session, query) = (use_desk(), use_session(), use_query_map());
    let code = RwSignal::new(String::new());
    let confirm = desk.press(
        move |request, _| async move { desk.staff.confirm_second_factor(&request).await },
        move |answer| match answer {
            Ok(()) => {
                session.has_taken_up();
                let path = query.with_untracked(|query| query.get(RETURN));
                desk.go.instead(&safe_return(path.as_deref()));
            }
            Err(error) if error.fields().is_empty() => {
                errors.show(vec![FieldError::new(CODE, error.explain())]);
            }
            Err(_) => errors.show(vec![wrong()]),
        },
    );
    let pending = begun.pending.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let code = half_width(&code.get_untracked());
        if !is_six_digits(&code) {
            return errors.show(vec![wrong()]);
        }
        errors.show(Vec::new());
        let pending = pending.clone();
        confirm.send(ConfirmSecondFactorRequest { pending, code });
    };
    let picture = begun.qr_svg.clone();
    let reset = begun.reset.map(|reset| {
        let when = i18n::time_ms(reset.at_ms);
        let words = if reset.by.is_empty() {
            t::staff_signin::second_factor::reset(when)
        } else {
            t::staff_signin::second_factor::reset_by(when, reset.by)
        };
        view! { <Notice tone=Tone::Warning><p>{words}</p></Notice> }
    });
    view! {
        <form class="prose" novalidate on:submit=submit>
            <ErrorSummary />
            {reset}
            <p>{t::staff_signin::second_factor::about()}</p>
            <div class="second-factor__qr" role="img" aria-label=t::staff_signin::second_factor::picture() inner_html=picture></div>
            <p>{t::staff_signin::second_factor::letters()} " " <code class="second-factor__secret">{begun.secret}</code></p>
            <TextField id=CODE label=t::staff_signin::totp() value=code kind=InputKind::Digits autocomplete="one-time-code" />
            <Button pending=confirm.pending>{t::staff_signin::second_factor::submit()}</Button>
        </form>
    }
    .into_any()
}

fn wrong() -> FieldError {
    FieldError::new(CODE, t::staff_signin::second_factor::wrong())
}
