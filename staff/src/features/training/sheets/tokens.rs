//! The tokens by which a trainer's own system sends courses.

use super::super::words;
use crate::{
    desk::{Asked, use_desk},
    said::SaidNotice,
};
use api::course_token::{
    CourseTokenView, ListCourseTokensResponse, MadeCourseToken, MakeCourseTokenRequest,
};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{Button, Confirm, FieldError, Loadable, Notice, TextField, Tone, provide_form_errors};

const NAME: &str = "token-name";

/// Those there are, and the way to make one; folded away, because few trainers have a system of their own.
#[component]
pub(super) fn Tokens() -> impl IntoView {
    let desk = use_desk();
    let found: Asked<ListCourseTokensResponse> =
        desk.ask(|staff| async move { staff.list_course_tokens().await });
    let again = Callback::new(move |()| found.refetch());
    let drawn = move |found: ListCourseTokensResponse| {
        let rows: Vec<AnyView> = found
            .tokens
            .into_iter()
            .map(|token| view! { <Token token=token on_revoked=again /> }.into_any())
            .collect();
        view! { <ul>{rows}</ul> }.into_any()
    };
    view! {
        <details>
            <summary>{t::staff_training::token::title()}</summary>
            <p>{t::staff_training::token::about()}</p>
            <Make on_made=again />
            <Loadable
                resource=found
                view=drawn
                is_empty={|found: &ListCourseTokensResponse| found.tokens.is_empty()}
                empty=t::staff_training::token::empty()
            />
        </details>
    }
    .into_any()
}

#[component]
fn Token(
    /// One that is good.
    token: CourseTokenView,
    /// Told when it no longer is.
    on_revoked: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let said = RwSignal::new(None);
    let used = token.used_at_ms.map_or_else(
        || t::staff_training::token::never().to_owned(),
        |at| t::staff_training::token::used(i18n::time_ms(at)),
    );
    let words = t::staff_training::token::line(
        token.name.clone(),
        token.author,
        i18n::time_ms(token.created_at_ms),
    );
    let id = token.id;
    let revoke = desk.press(
        move |(): (), key| {
            let id = id.clone();
            async move { desk.staff.revoke_course_token(&id, &key).await }
        },
        move |answer: Result<(), ClientError>| match answer {
            Ok(()) => on_revoked.run(()),
            Err(error) => said.set(Some(words::failed(&error))),
        },
    );
    let press = move |()| revoke.send(());
    view! {
        <li>
            <p>{words} " " {used}</p>
            <Confirm label=t::staff_training::token::revoke() question=t::staff_training::token::revoke_ask(token.name)
                action=t::staff_training::token::revoke_yes() pending=revoke.pending on_confirm=press />
            <SaidNotice said=said />
        </li>
    }
    .into_any()
}

/// Making one: its text is shown this once.
#[component]
fn Make(
    /// Told when one was made.
    on_made: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let errors = provide_form_errors();
    let (name, made, said) = (
        RwSignal::new(String::new()),
        RwSignal::new(None),
        RwSignal::new(None),
    );
    let make = desk.press(
        move |request: MakeCourseTokenRequest, key| async move {
            desk.staff.make_course_token(&request, &key).await
        },
        move |answer: Result<MadeCourseToken, ClientError>| match answer {
            Ok(token) => {
                name.set(String::new());
                said.set(None);
                made.set(Some(token.token));
                on_made.run(());
            }
            Err(error) => {
                let found = error.fields().iter();
                let found: Vec<FieldError> = found
                    .filter(|field| field.pointer == "/name")
                    .map(|field| FieldError::new(NAME, words::refused(field)))
                    .collect();
                if found.is_empty() {
                    said.set(Some(words::failed(&error)));
                }
                errors.show(found);
            }
        },
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked().trim().to_owned();
        if typed.is_empty() {
            let words = t::listing_finding::by_key("required").unwrap_or_default();
            errors.show(vec![FieldError::new(NAME, words)]);
            return;
        }
        errors.show(Vec::new());
        make.send(MakeCourseTokenRequest { name: typed });
    };
    let shown = move || {
        made.get().map(|token: String| {
            view! {
                <Notice tone=Tone::Success title=t::staff_training::token::made() is_live=true>
                    <p>{t::staff_training::token::made_about()}</p>
                    <code class="training__code">{token}</code>
                </Notice>
            }
        })
    };
    view! {
        <form class="panel" novalidate on:submit=submit>
            <TextField id=NAME label=t::staff_training::token::name() hint=t::staff_training::token::name_hint() value=name />
            <SaidNotice said=said />
            {shown}
            <Button pending=make.pending>{t::staff_training::token::make()}</Button>
        </form>
    }
    .into_any()
}
