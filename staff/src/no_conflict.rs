//! Nobody acts on a relative's file: the question before an officer's first action on one, wherever that is taken, and the
//! way out.

use crate::{
    desk::use_desk,
    place::Place,
    said::{Said, SaidNotice},
};
use api::conflict::{ConflictAction, ConflictRequest};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{Checkboxes, Choice, Confirm, FieldError, Text};

/// The code of the one box.
const YES: &str = "yes";

/// What is ticked of the one box.
pub(crate) type Ticked = RwSignal<Vec<String>>;

/// Whether the officer has said to have nothing to do with the applicant.
pub(crate) fn is_ticked(ticked: Ticked) -> bool {
    ticked.with_untracked(|ticked| !ticked.is_empty())
}

/// Whether a refusal says that it was never said.
pub(crate) fn is_unanswered(error: &ClientError) -> bool {
    let mut fields = error.fields().iter();
    fields.any(|field| field.pointer == "/no_conflict")
}

/// That it has still to be said, at the box with this id.
pub(crate) fn needed(id: impl Into<Text>) -> FieldError {
    FieldError::new(id, t::staff_conflict::needed())
}

/// The question about one applicant.
#[component]
pub(crate) fn NoConflict(
    /// The id of the box.
    #[prop(into)]
    id: Text,
    /// What is ticked.
    ticked: Ticked,
) -> impl IntoView {
    let choices = vec![Choice::new(YES, t::staff_conflict::none())];
    view! {
        <Checkboxes id=id label=t::staff_conflict::question() hint=t::staff_conflict::hint()
            choices=choices value=ticked />
    }
    .into_any()
}

/// The question about several applicants at once; the way out is on the page of each.
#[component]
pub(crate) fn NoConflictOfMany(
    /// The id of the box.
    #[prop(into)]
    id: Text,
    /// What is ticked.
    ticked: Ticked,
) -> impl IntoView {
    use t::staff_conflict::many;
    let choices = vec![Choice::new(YES, many::none())];
    view! {
        <Checkboxes id=id label=many::question() hint=many::hint() choices=choices value=ticked />
    }
    .into_any()
}

/// The officer leaves a file to colleagues.
#[component]
pub(crate) fn StepBack(
    /// The application's id.
    id: String,
) -> impl IntoView {
    let desk = use_desk();
    let said = RwSignal::new(None);
    let send = desk.press(
        move |request: ConflictRequest, key| {
            let id = id.clone();
            async move { desk.staff.say_conflict(&id, &request, &key).await }
        },
        move |answer: Result<(), ClientError>| match answer {
            Ok(()) => desk.go.instead(&Place::Queue.to_string()),
            Err(error) => said.set(Some(Said::of(&error))),
        },
    );
    let press = Callback::new(move |()| {
        send.send(ConflictRequest {
            action: ConflictAction::Declare,
            officer_id: None,
            reason: None,
        });
    });
    view! {
        <SaidNotice said=said />
        <Confirm label=t::staff_conflict::declare() question=t::staff_conflict::declare_question()
            action=t::staff_conflict::declare_submit() pending=send.pending on_confirm=press />
    }
    .into_any()
}
