//! Making the account one was invited to. The code comes behind the `#` of the link, which no server's log sees.

use crate::{intent::Intent, place::Place};
use api::organisation::{AcceptInvitationRequest, AcceptedInvitation};
use client::{Anonymous, ClientError};
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, Doing, ErrorSummary, Explain, FieldError, InputKind, LinkButton, Notice, PageTitle,
    TextField, Tone, provide_form_errors,
};

const CODE: &str = "code";
const USERNAME: &str = "username";
const PASSWORD: &str = "password";

/// The page.
#[component]
pub(crate) fn JoinPage() -> impl IntoView {
    let made = RwSignal::new(None);
    let shown = move || match made.get() {
        Some(account) => done(account),
        None => view! { <JoinForm made=made /> }.into_any(),
    };
    view! {
        <PageTitle title=t::staff_training::join::title() />
        {shown}
    }
    .into_any()
}

fn done(account: AcceptedInvitation) -> AnyView {
    let words = t::staff_training::join::done_detail(account.organisation, account.username);
    view! {
        <Notice tone=Tone::Success title=t::staff_training::join::done() is_live=true>
            <p>{words}</p>
        </Notice>
        <LinkButton href=Place::SignIn.to_string()>{t::staff_training::join::sign_in()}</LinkButton>
    }
    .into_any()
}

#[component]
fn JoinForm(
    /// Receives the account.
    made: RwSignal<Option<AcceptedInvitation>>,
) -> impl IntoView {
    let errors = provide_form_errors();
    let (code, username, password) = (
        RwSignal::new(code_of_link()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let intent = Intent::new();
    let join = Doing::new(move |request: AcceptInvitationRequest| async move {
        let key = intent.key(
            &[
                &request.code,
                "\n",
                &request.username,
                "\n",
                &request.password,
            ]
            .concat(),
        );
        let answer = Anonymous.accept_invitation(&request, &key).await;
        intent.settle(&answer);
        match answer {
            Ok(account) => made.set(Some(account)),
            Err(error) => errors.show(refused(&error)),
        }
    });
    let pending = join.pending();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let request = AcceptInvitationRequest {
            code: code.get_untracked().trim().to_owned(),
            username: username.get_untracked().trim().to_owned(),
            password: password.get_untracked(),
        };
        let wrong = check(&request);
        let is_good = wrong.is_empty();
        errors.show(wrong);
        if is_good {
            join.start(request);
        }
    };
    view! {
        <form class="prose" novalidate on:submit=submit>
            <ErrorSummary />
            <p>{t::staff_training::join::about()}</p>
            <TextField id=CODE label=t::staff_training::join::code() value=code />
            <TextField id=USERNAME label=t::staff_training::join::username() hint=t::staff_training::join::username_hint() value=username autocomplete="username" />
            <TextField id=PASSWORD label=t::staff_training::join::password() hint=t::staff_training::join::password_hint() value=password kind=InputKind::Password autocomplete="new-password" />
            <Button pending=pending>{t::staff_training::join::submit()}</Button>
        </form>
    }
    .into_any()
}

fn code_of_link() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

fn words(code: &str) -> &'static str {
    t::listing_finding::by_key(code).unwrap_or_default()
}

/// Everything wrong before anything is sent.
fn check(request: &AcceptInvitationRequest) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    if request.code.is_empty() {
        wrong.push(FieldError::new(CODE, words("required")));
    }
    if request.username.is_empty() {
        wrong.push(FieldError::new(USERNAME, words("required")));
    }
    if request.password.chars().count() < LEAST_PASSWORD_CHARS {
        wrong.push(FieldError::new(PASSWORD, words("password_too_short")));
    }
    wrong
}

/// As the server has it.
const LEAST_PASSWORD_CHARS: usize = 12;

/// What the server refused, at its control; everything else stands at the first.
fn refused(error: &ClientError) -> Vec<FieldError> {
    let at = |pointer: &str| match pointer {
        "/username" => USERNAME,
        "/password" => PASSWORD,
        _ => CODE,
    };
    let fields = error.fields().iter();
    let found: Vec<FieldError> = fields
        .map(|field| FieldError::new(at(&field.pointer), words(&field.code)))
        .collect();
    if found.is_empty() {
        vec![FieldError::new(CODE, error.explain())]
    } else {
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_is_said_at_once() {
        let request = |code: &str, username: &str, password: &str| AcceptInvitationRequest {
            code: code.into(),
            username: username.into(),
            password: password.into(),
        };
        assert_eq!(check(&request("", "", "short")).len(), 3);
        assert!(check(&request("c", "u", "long enough to be one")).is_empty());
    }
}
