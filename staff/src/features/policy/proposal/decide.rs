//! Approving or rejecting somebody else's proposal, withdrawing one's own.

use super::super::{
    desk::use_desk,
    said::{Said, SaidNotice},
    words::code,
};
use api::policy_desk::{DecideProposalRequest, Decision, MOST_REASON_CHARS, ProposalView};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{Confirm, ErrorSummary, FieldError, TextArea, provide_form_errors};

const NOTE: &str = "note";

/// The note and the buttons.
#[component]
pub(super) fn Decide(
    /// What is decided on.
    proposal: ProposalView,
    /// Takes the proposal as it is afterwards.
    refresh: Callback<ProposalView>,
) -> impl IntoView {
    let desk = use_desk();
    let errors = provide_form_errors();
    let (note, said) = (RwSignal::new(String::new()), RwSignal::new(None));
    let ProposalView {
        id,
        pack_hash,
        is_mine,
        ..
    } = proposal;
    let decide = desk.press(
        move |request: DecideProposalRequest, key| {
            let id = id.clone();
            async move { desk.staff.decide_policy_proposal(&id, &request, &key).await }
        },
        move |answer: Result<ProposalView, ClientError>| match answer {
            Ok(newer) => refresh.run(newer),
            Err(error) => match flaw(&error) {
                Some(flaw) => errors.show(vec![flaw]),
                None => said.set(Some(Said::of(&error))),
            },
        },
    );
    let press = Callback::new(move |decision: Decision| {
        said.set(None);
        match check(decision, &note.get_untracked()) {
            Ok(note) => {
                errors.show(Vec::new());
                decide.send(DecideProposalRequest {
                    decision,
                    pack_hash: pack_hash.clone(),
                    note,
                });
            }
            Err(flaw) => errors.show(vec![flaw]),
        }
    });
    if !desk.may_change {
        return view! { <p>{t::staff_policy::decide::reader()}</p> }.into_any();
    }
    let buttons = if is_mine {
        own(press, decide.pending)
    } else {
        others(press, decide.pending)
    };
    view! {
        <h2>{t::staff_policy::decide::title()}</h2>
        <ErrorSummary />
        <TextArea id=NOTE label=t::staff_policy::decide::note() hint=t::staff_policy::decide::note_hint() value=note limit=MOST_REASON_CHARS rows=3 />
        <SaidNotice said=said />
        {buttons}
    }
    .into_any()
}

fn own(press: Callback<Decision>, pending: Signal<bool>) -> AnyView {
    view! {
        <p>{t::staff_policy::decide::own()}</p>
        <Confirm
            label=t::staff_policy::decide::withdraw()
            question=t::staff_policy::decide::withdraw_question()
            action=t::staff_policy::decide::withdraw_action()
            pending=pending
            on_confirm=move |()| press.run(Decision::Withdraw)
        />
    }
    .into_any()
}

fn others(press: Callback<Decision>, pending: Signal<bool>) -> AnyView {
    view! {
        <div class="stack">
            <Confirm
                label=t::staff_policy::decide::approve()
                question=t::staff_policy::decide::approve_question()
                action=t::staff_policy::decide::approve_action()
                pending=pending
                on_confirm=move |()| press.run(Decision::Approve)
            />
            <Confirm
                label=t::staff_policy::decide::reject()
                question=t::staff_policy::decide::reject_question()
                action=t::staff_policy::decide::reject_action()
                pending=pending
                on_confirm=move |()| press.run(Decision::Reject)
            />
        </div>
    }
    .into_any()
}

/// The note to send; a rejection needs one.
fn check(decision: Decision, note: &str) -> Result<Option<String>, FieldError> {
    let note = note.trim();
    if note.chars().count() > MOST_REASON_CHARS {
        return Err(FieldError::new(NOTE, code("edit", "length")));
    }
    if note.is_empty() && decision == Decision::Reject {
        return Err(FieldError::new(
            NOTE,
            t::staff_policy::decide::note_needed(),
        ));
    }
    Ok((!note.is_empty()).then(|| note.to_owned()))
}

/// What the server says about the note or the day, at the note: the day is not on this page to be changed.
fn flaw(error: &ClientError) -> Option<FieldError> {
    let field = error.fields().first()?;
    Some(FieldError::new(NOTE, code("edit", &field.code)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rejection_says_why() {
        assert!(check(Decision::Reject, " ").is_err());
        assert_eq!(
            check(Decision::Reject, " 字面不通 ").unwrap().as_deref(),
            Some("字面不通")
        );
        assert_eq!(check(Decision::Approve, "").unwrap(), None);
        assert!(check(Decision::Withdraw, &"长".repeat(501)).is_err());
    }
}
