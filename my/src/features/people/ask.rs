//! The form to ask somebody.

use super::page::{Desk, coded, kind_name};
use account::{Failure, failure_line, words};
use api::people::{NamePersonRequest, PeopleView};
use client::IdempotencyKey;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, Choice, Doing, ErrorSummary, FieldError, InputKind, Radios, Text, TextField,
    element::el, provide_form_errors,
};
use workflow::consent::ConsentKind;

/// The ids of the controls; also the server's pointers.
const KIND: &str = "kind";
const NAME: &str = "name";
const ID_NUMBER: &str = "id_number";
const PHONE: &str = "phone";

/// Who, and by which phone. What is wrong is said next to its field; what was typed stays.
#[component]
pub(super) fn AskForm(desk: Desk, found: PeopleView) -> impl IntoView {
    let errors = provide_form_errors();
    let failure = RwSignal::new(None::<Failure>);
    let first = found
        .needs
        .iter()
        .find(|need| need.given < need.needed)
        .map_or(ConsentKind::Guarantor, |need| need.kind);
    let choices = found
        .needs
        .iter()
        .filter(|need| need.needed > 0 || need.kind == ConsentKind::Guarantor)
        .map(|need| Choice::new(need.kind.as_str(), kind_name(need.kind)))
        .collect::<Vec<_>>();
    let name = if first == ConsentKind::Spouse {
        found.spouse_name
    } else {
        String::new()
    };
    let kind = RwSignal::new(first.as_str().to_owned());
    let name = RwSignal::new(name);
    let id_number = RwSignal::new(String::new());
    let phone = RwSignal::new(String::new());
    let send = Doing::new(move |request: NamePersonRequest| async move {
        failure.set(None);
        let key = IdempotencyKey::fresh();
        let id = desk.id.get_value();
        match desk.resident.name_person(&id, &request, &key).await {
            Ok(newer) => desk.show(newer, t::people::done_ask()),
            Err(error) => {
                let Some(found) = desk.watch(error) else {
                    return;
                };
                let wrong: Vec<FieldError> = found
                    .fields()
                    .iter()
                    .map(|error| {
                        let field = error.pointer.trim_start_matches('/').to_owned();
                        FieldError::new(field, problem(&error.code))
                    })
                    .collect();
                if wrong.is_empty() {
                    failure.try_set(Some(found));
                }
                errors.show(wrong);
            }
        }
    });
    let submit = move |event: leptos::web_sys::Event| {
        event.prevent_default();
        errors.show(Vec::new());
        let Ok(kind) = kind.get_untracked().parse() else {
            errors.show(vec![FieldError::new(KIND, problem("required"))]);
            return;
        };
        send.start(NamePersonRequest {
            kind,
            name: name.get_untracked(),
            id_number: id_number.get_untracked(),
            phone: phone.get_untracked(),
        });
    };
    el("form")
        .attr("novalidate", true)
        .on("submit", submit)
        .child(view! { <ErrorSummary /> }.into_any())
        .child(el("h2").child(t::people::ask::title()))
        .child(view! { <Radios id=KIND label=t::people::ask::kind() choices=choices value=kind /> }.into_any())
        .child(view! { <TextField id=NAME label=t::people::ask::name() hint=t::people::ask::name_hint() value=name autocomplete="off" /> }.into_any())
        .child(view! { <TextField id=ID_NUMBER label=t::people::ask::id_number() hint=t::people::ask::id_number_hint() value=id_number kind=InputKind::IdNumber autocomplete="off" /> }.into_any())
        .child(view! { <TextField id=PHONE label=t::people::ask::phone() hint=t::people::ask::phone_hint() value=phone kind=InputKind::Phone autocomplete="off" /> }.into_any())
        .child(failure_line(failure))
        .child(view! { <Button pending=send.pending()>{t::people::ask::press()}</Button> }.into_any())
        .into_any()
}

/// What is wrong with somebody named, or with anything typed.
fn problem(code: &str) -> Text {
    let own = coded("problem.", code);
    if own.is_empty() {
        words::problem(code)
    } else {
        own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_server_finds_has_words() {
        for code in [
            "person_is_applicant",
            "person_named_twice",
            "partner_is_guarantor",
            "phone_is_applicant",
            "phone_named_twice",
            "spouse_name_differs",
            "too_many_people",
            "id_number_checksum",
            "phone_number_not_mobile",
        ] {
            assert_ne!(problem(code), code);
        }
    }
}
