//! Proposing a draft, or an earlier pack to go back to.

use super::super::{
    desk::use_desk,
    frame::{Frame, Head},
    place::{DeskPlace, Report, Subject},
    said::{Said, SaidNotice},
    words::code,
};
use crate::clock::today;
use api::{
    ProblemCode,
    policy_desk::{MOST_REASON_CHARS, ProposalView, SubmitProposalRequest},
};
use client::ClientError;
use domain::Date;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, DateField, ErrorSummary, FieldError, Notice, TextArea, Tone, provide_form_errors,
};

const DAY: &str = "effective-on";
const REASON: &str = "reason";

/// The page.
#[component]
pub(in super::super) fn ProposePage(
    /// Whose rules.
    subject: Subject,
) -> impl IntoView {
    let desk = use_desk();
    let here = DeskPlace::Propose(subject.clone());
    let title = match subject {
        Subject::Draft(_) => t::staff_policy::propose::title(),
        Subject::Pack(_) => t::staff_policy::rollback::title(),
    };
    let body = move |head: Head| match head {
        Head::Draft(draft) if !Head::Draft(draft.clone()).is_open_to(desk.may_change) => closed(),
        Head::Draft(draft) => {
            let subject = Subject::Draft(draft.id);
            view! { <Form subject=subject version=draft.version /> }.into_any()
        }
        Head::Pack { .. } if !desk.may_change => closed(),
        Head::Pack { hash, .. } => {
            view! { <Form subject=Subject::Pack(hash) version=0 /> }.into_any()
        }
    };
    view! { <Frame subject=subject here=here title=title body=body /> }.into_any()
}

fn closed() -> AnyView {
    view! {
        <Notice tone=Tone::Warning>
            <p>{t::staff_policy::draft::closed()}</p>
        </Notice>
    }
    .into_any()
}

#[component]
fn Form(
    /// Whose rules.
    subject: Subject,
    /// The draft's version seen.
    version: u32,
) -> impl IntoView {
    let desk = use_desk();
    let errors = provide_form_errors();
    let (day, reason) = (
        RwSignal::new(today().to_string()),
        RwSignal::new(String::new()),
    );
    let (said, is_not_ready) = (RwSignal::new(None), RwSignal::new(false));
    let propose = desk.press(
        move |request: SubmitProposalRequest, key| async move {
            desk.staff.submit_policy_proposal(&request, &key).await
        },
        move |answer: Result<ProposalView, ClientError>| match answer {
            Ok(proposal) => desk.go.to(&DeskPlace::Proposal(proposal.id).to_string()),
            Err(error) => {
                is_not_ready.set(error.is(ProblemCode::PackNotReady));
                let flaws = flaws(&error);
                if flaws.is_empty() {
                    said.set(Some(Said::of(&error)));
                } else {
                    errors.show(flaws);
                }
            }
        },
    );
    let of = subject.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        said.set(None);
        is_not_ready.set(false);
        match check(&day.get_untracked(), &reason.get_untracked(), today()) {
            Ok((effective_on, reason)) => {
                errors.show(Vec::new());
                propose.send(request(&of, version, effective_on, reason));
            }
            Err(flaws) => errors.show(flaws),
        }
    };
    let ways = move || is_not_ready.get().then(|| reports(&subject));
    view! {
        <p>{t::staff_policy::propose::about()}</p>
        <form class="policy__form" novalidate on:submit=submit>
            <ErrorSummary />
            <DateField id=DAY label=t::staff_policy::propose::day() hint=t::staff_policy::propose::day_hint() value=day />
            <TextArea id=REASON label=t::staff_policy::propose::reason() hint=t::staff_policy::propose::reason_hint() value=reason limit=MOST_REASON_CHARS rows=3 />
            <SaidNotice said=said />
            {ways}
            <Button pending=propose.pending>{t::staff_policy::propose::submit()}</Button>
        </form>
    }
    .into_any()
}

/// Where it stands what keeps the rules from being proposed.
fn reports(subject: &Subject) -> AnyView {
    let check = DeskPlace::Report(subject.clone(), Report::Check).to_string();
    let cases = DeskPlace::Report(subject.clone(), Report::Cases).to_string();
    view! {
        <p class="row">
            <a href=check>{t::staff_policy::ways::check()}</a>
            <a href=cases>{t::staff_policy::ways::cases()}</a>
        </p>
    }
    .into_any()
}

fn request(
    subject: &Subject,
    version: u32,
    effective_on: Date,
    reason: String,
) -> SubmitProposalRequest {
    let (draft, pack) = match subject {
        Subject::Draft(id) => (Some(id.clone()), None),
        Subject::Pack(hash) => (None, Some(hash.clone())),
    };
    SubmitProposalRequest {
        draft_version: draft.is_some().then_some(version),
        draft,
        pack,
        effective_on: effective_on.to_string(),
        reason,
    }
}

fn check(day: &str, reason: &str, today: Date) -> Result<(Date, String), Vec<FieldError>> {
    let mut flaws = Vec::new();
    let day = Date::parse_iso(day);
    match day {
        None => flaws.push(FieldError::new(DAY, code("edit", "not_a_date"))),
        Some(day) if day < today => {
            flaws.push(FieldError::new(DAY, code("edit", "in_the_past")));
        }
        Some(_) => {}
    }
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > MOST_REASON_CHARS {
        flaws.push(FieldError::new(
            REASON,
            t::staff_policy::propose::reason_wrong(),
        ));
    }
    match day {
        Some(day) if flaws.is_empty() => Ok((day, reason.to_owned())),
        _ => Err(flaws),
    }
}

fn flaws(error: &ClientError) -> Vec<FieldError> {
    let fields = error.fields().iter();
    let found = fields.filter_map(|field| {
        let control = match field.pointer.as_str() {
            "/effective_on" => DAY,
            "/reason" => REASON,
            _ => return None,
        };
        Some(FieldError::new(control, code("edit", &field.code)))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposal_has_a_day_to_come_and_a_reason() {
        let today = Date::new(2026, 11, 24).unwrap();
        let (day, reason) = check("2026-11-24", " 财金1号 ", today).unwrap();
        assert_eq!((day, reason.as_str()), (today, "财金1号"));
        for (day, reason, flawed) in [
            ("2026-11-23", "x", &["effective-on"][..]),
            ("", "", &["effective-on", "reason"]),
            ("2026-12-01", &"长".repeat(501), &["reason"]),
        ] {
            let flaws = check(day, reason, today).unwrap_err();
            let fields: Vec<&str> = flaws.iter().map(|flaw| flaw.field.as_ref()).collect();
            assert_eq!(fields, flawed, "{day}");
        }
    }

    #[test]
    fn a_draft_goes_with_its_version_and_a_pack_without() {
        let day = Date::new(2026, 11, 24).unwrap();
        let draft = request(&Subject::Draft("d".into()), 3, day, "x".into());
        assert_eq!(
            (draft.draft.as_deref(), draft.draft_version, draft.pack),
            (Some("d"), Some(3), None)
        );
        let pack = request(&Subject::Pack("h".into()), 0, day, "x".into());
        assert_eq!(
            (pack.draft, pack.draft_version, pack.pack.as_deref()),
            (None, None, Some("h"))
        );
    }
}
