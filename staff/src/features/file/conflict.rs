//! Nobody acts on a relative's file: the question before the first action, and what a supervisor lifts.

use super::{control::Control, open_file::use_open_file};
use crate::{
    desk::use_desk,
    half_typed::HalfTyped,
    no_conflict::{NoConflict, StepBack},
    said::{Said, SaidNotice},
};
use api::conflict::{ConflictAction, ConflictRequest, ConflictView, MOST_REASON_CHARS};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, ErrorSummary, FieldError, Notice, TextArea, Tone};

/// The question before the first action, and the way out.
#[component]
pub(super) fn Conflict() -> impl IntoView {
    let open_file = use_open_file();
    let (file, ticked) = (open_file.file, open_file.no_conflict);
    let asked = Memo::new(move |_| file.with(|file| file.is_conflict_asked));
    let declared = Memo::new(move |_| file.with(|file| file.conflicts.clone()));
    let question = move || {
        asked
            .get()
            .then(|| view! { <NoConflict id=Control::NoConflict.id() ticked=ticked /> })
    };
    let typed = HalfTyped::new();
    let colleagues = move || {
        let lifts = declared.get().into_iter();
        lifts
            .map(|one| view! { <Lift of=one typed=typed /> }.into_any())
            .collect::<Vec<AnyView>>()
    };
    // Who has nothing to do here need not step back.
    let can_act = Memo::new(move |_| {
        file.with(|file| file.is_conflict_asked || !file.application.actions.is_empty())
    });
    let id = StoredValue::new(file.with_untracked(|file| file.application.id.clone()));
    let way_out = move || {
        can_act
            .get()
            .then(|| view! { <StepBack id=id.get_value() /> })
    };
    view! {
        {question}
        {way_out}
        {colleagues}
    }
    .into_any()
}

/// What a colleague declared, for the supervisor to lift where it does not hold.
#[component]
fn Lift(
    /// What was declared.
    of: ConflictView,
    /// What stands half typed.
    typed: HalfTyped,
) -> impl IntoView {
    let desk = use_desk();
    let open_file = use_open_file();
    let errors = typed.errors(&of.officer_id);
    let said = RwSignal::new(None);
    let reason = typed.text(&of.officer_id, "reason");
    let control = ["lift-", of.officer_id.as_str()].concat();
    let told = if of.is_recognised {
        t::staff_conflict::recognised(&of.officer)
    } else {
        t::staff_conflict::declared(&of.officer, i18n::date(of.on))
    };
    let officer_id = StoredValue::new(of.officer_id);
    let id = StoredValue::new(
        open_file
            .file
            .with_untracked(|file| file.application.id.clone()),
    );
    let at = control.clone();
    let line = move |words: &'static str| vec![FieldError::new(at.clone(), words)];
    let refused = line.clone();
    let send = desk.press(
        move |request: ConflictRequest, key| {
            let id = id.get_value();
            async move { desk.staff.say_conflict(&id, &request, &key).await }
        },
        move |answer: Result<(), ClientError>| match answer {
            Ok(()) => {
                let lifted = officer_id.get_value();
                typed.forget(&lifted);
                open_file.file.try_update(|file| {
                    file.conflicts.retain(|one| one.officer_id != lifted);
                });
            }
            Err(error) if error.fields().iter().any(|field| field.code == "too_long") => {
                errors.show(refused(t::staff_conflict::reason_long()));
            }
            Err(error) => said.set(Some(Said::of(&error))),
        },
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        said.set(None);
        let typed = reason.get_untracked();
        if typed.trim().is_empty() {
            errors.show(line(t::staff_conflict::reason_needed()));
            return;
        }
        errors.show(Vec::new());
        send.send(ConflictRequest {
            action: ConflictAction::Lift,
            officer_id: Some(officer_id.get_value()),
            reason: Some(typed),
        });
    };
    view! {
        <Notice tone=Tone::Warning>
            <p>{told}</p>
        </Notice>
        <form novalidate on:submit=submit>
            <ErrorSummary />
            <TextArea id=control label=t::staff_conflict::reason() hint=t::staff_conflict::reason_hint()
                value=reason limit=MOST_REASON_CHARS rows=2 />
            <SaidNotice said=said />
            <Button kind=ButtonKind::Secondary pending=send.pending>{t::staff_conflict::lift()}</Button>
        </form>
    }
    .into_any()
}
