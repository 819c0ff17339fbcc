//! Signing in with account, password and, where the account has one, the authenticator.

mod model;

use crate::{
    go::use_go,
    place::{RETURN, home, safe_return, second_factor_then},
    session::use_session,
};
use client::{Anonymous, ClientError};
use i18n::t;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{Control, SignInDraft};
use ui::{
    Bound, Button, ErrorSummary, Explain, FieldError, InputKind, Notice, PageTitle, TextField,
    Tone, provide_form_errors,
};

/// The sign-in page; `?return=` names the page it leads to.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let errors = provide_form_errors();
    let (session, go, query) = (use_session(), use_go(), use_query_map());
    let draft = RwSignal::new(SignInDraft::default());
    let is_return = query.with_untracked(|query| query.get_str(RETURN).is_some());
    let sign_in = Action::new_local(move |draft: &SignInDraft| {
        let request = draft.request();
        async move {
            match Anonymous.sign_in_staff(&request).await {
                Ok((staff, officer)) => {
                    let (first, is_bare) = (home(officer.role), officer.needs_second_factor);
                    session.begin(staff, officer);
                    let path = query.with_untracked(|query| query.get(RETURN));
                    let next = match path {
                        Some(path) => safe_return(Some(&path)),
                        None => first.to_string(),
                    };
                    go.instead(&if is_bare {
                        second_factor_then(&next)
                    } else {
                        next
                    });
                }
                Err(error) => errors.show(vec![refused(&error)]),
            }
        }
    });
    let pending: Signal<bool> = sign_in.pending().into();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let draft = draft.get_untracked();
        let flaws = draft.check();
        let is_good = flaws.is_empty();
        errors.show(flaws.into_iter().map(flaw).collect());
        if is_good && !pending.get_untracked() {
            sign_in.dispatch_local(draft);
        }
    };
    let username = Bound::part(
        draft,
        |draft| draft.username.clone(),
        |draft, text| draft.username = text,
    );
    let password = Bound::part(
        draft,
        |draft| draft.password.clone(),
        |draft, text| draft.password = text,
    );
    let totp = Bound::part(
        draft,
        |draft| draft.totp.clone(),
        |draft, text| draft.totp = text,
    );
    // The cookie of a session is kept for encrypted addresses alone: signing in would lead back to here without a word.
    let insecure = (!is_secure()).then(|| {
        view! { <Notice tone=Tone::Warning><p>{t::staff_signin::insecure()}</p></Notice> }
    });
    view! {
        <form class="prose" novalidate on:submit=submit>
            <ErrorSummary />
            <PageTitle title=t::staff_signin::title() />
            {insecure}
            <p>{if is_return { t::staff_signin::kept() } else { t::staff_signin::why() }}</p>
            <TextField id=Control::Username.id() label=t::staff_signin::username() value=username autocomplete="username" />
            <TextField id=Control::Password.id() label=t::staff_signin::password() value=password kind=InputKind::Password autocomplete="current-password" />
            <TextField
                id=Control::Totp.id()
                label=t::staff_signin::totp()
                hint=t::staff_signin::totp_hint()
                value=totp
                kind=InputKind::Digits
                autocomplete="one-time-code"
            />
            <Button pending=pending>{t::staff_signin::enter()}</Button>
        </form>
    }
    .into_any()
}

fn is_secure() -> bool {
    web_sys::window().is_none_or(|window| window.is_secure_context())
}

fn flaw(control: Control) -> FieldError {
    let words = match control {
        Control::Username => t::staff_signin::error::username(),
        Control::Password => t::staff_signin::error::password(),
        Control::Totp => t::staff_signin::error::totp(),
    };
    FieldError::new(control.id(), words)
}

/// Which of the three was wrong is not said, so the words stand at the first.
fn refused(error: &ClientError) -> FieldError {
    FieldError::new(Control::Username.id(), error.explain())
}
