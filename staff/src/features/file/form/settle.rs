//! The actions that need no more than a second thought, or a word of why.

use super::{
    super::{
        control::Control,
        draft::{Drafts, WAIVER_GRANTED, WAIVER_REFUSED},
        open_file::use_open_file,
        template::InsertTemplate,
    },
    ActionForm,
    conditions::Conditions,
};
use api::{staff::StaffApplicationView, template::TemplatePurpose};
use i18n::t;
use leptos::prelude::*;
use ui::{Bound, ButtonKind, Choice, Notice, Select, TextArea, Tone};
use workflow::{
    consent::ConsentKind,
    loan::{LoanAction, LoanState, Stage},
};

/// The form of such an action.
pub(super) fn of(action: LoanAction) -> AnyView {
    match action {
        LoanAction::Pass => view! { <PassForm /> }.into_any(),
        LoanAction::PostPublicNotice => plain(
            action,
            t::staff_file::post_public_notice::about(),
            t::staff_file::post_public_notice::submit(),
        ),
        LoanAction::ConfirmRefusal => view! {
            <ActionForm
                action=action
                about=t::staff_file::proposal::confirm_refusal_about()
                submit=t::staff_file::proposal::confirm_refusal()
                kind=ButtonKind::Danger
            />
        }
        .into_any(),
        LoanAction::ConfirmDisbursement => plain(
            action,
            t::staff_file::proposal::confirm_disbursement_about(),
            t::staff_file::proposal::confirm_disbursement(),
        ),
        LoanAction::HoldForQuota | LoanAction::HoldForFund => {
            view! { <HoldForm action=action /> }.into_any()
        }
        LoanAction::EndWait => plain(
            action,
            t::staff_quota::end::about(),
            t::staff_quota::end::submit(),
        ),
        LoanAction::DismissRefusal => view! { <DismissForm /> }.into_any(),
        LoanAction::AcceptObjection => view! { <ObjectionForm /> }.into_any(),
        LoanAction::UpholdRefusal => appeal(
            action,
            t::staff_file::appeal::uphold_about(),
            t::staff_file::appeal::uphold(),
            ButtonKind::Danger,
            |drafts| &mut drafts.upholding,
        ),
        LoanAction::OverturnRefusal => appeal(
            action,
            t::staff_file::appeal::overturn_about(),
            t::staff_file::appeal::overturn(),
            ButtonKind::Primary,
            |drafts| &mut drafts.overturning,
        ),
        // The rest are the resident's or the portal's own; the server offers them to no officer.
        _ => ().into_any(),
    }
}

fn plain(action: LoanAction, about: &'static str, submit: &'static str) -> AnyView {
    view! { <ActionForm action=action about=about submit=submit /> }.into_any()
}

#[component]
fn PassForm() -> impl IntoView {
    let open_file = use_open_file();
    let open_conditions = open_file.file.with_untracked(|file| {
        let verdict = file.application.verdict.as_ref();
        verdict.map_or(0, |verdict| {
            let conditions = verdict.conditions.iter();
            conditions
                .filter(|condition| condition.verdict != "met")
                .count()
        })
    });
    let is_agency = open_file
        .file
        .with_untracked(|file| file.application.state.stage() == Some(Stage::Guarantee));
    let set = is_agency.then(|| view! { <Conditions part=|drafts| &mut drafts.conditions /> });
    let waiver = open_file
        .file
        .with_untracked(is_waiver_asked)
        .then(waiver_answer);
    let warning = (open_conditions > 0).then(|| {
        view! {
            <Notice tone=Tone::Warning>
                <p>{t::staff_file::pass::warn(open_conditions)}</p>
            </Notice>
        }
    });
    let bad_guarantor = open_file.file.with_untracked(has_bad_guarantor).then(|| {
        view! { <Notice tone=Tone::Warning><p>{t::staff_file::pass::bad_guarantor()}</p></Notice> }
    });
    view! {
        <ActionForm action=LoanAction::Pass about=t::staff_file::pass::about() submit=t::staff_file::pass::submit()>
            {warning}
            {bad_guarantor}
            <TextArea
                id=Control::Note.id() limit=500
                label=t::staff_file::actions::note()
                hint=t::staff_file::actions::note_hint()
                value=note(|drafts| &mut drafts.note)
                rows=2
            />
            {waiver}
            {set}
        </ActionForm>
    }
    .into_any()
}

/// Whether the guarantee agency has to answer a request to do without a guarantor.
fn is_waiver_asked(file: &StaffApplicationView) -> bool {
    let people = file.people.as_ref();
    file.application.state.stage() == Some(Stage::Guarantee)
        && people.is_some_and(|people| people.waiver.is_some())
}

fn waiver_answer() -> AnyView {
    let choices = vec![
        Choice::new(WAIVER_GRANTED, t::staff_file::pass::waiver_granted()),
        Choice::new(WAIVER_REFUSED, t::staff_file::pass::waiver_refused()),
    ];
    view! {
        <Select
            id=Control::Waiver.id()
            label=t::staff_file::pass::waiver()
            hint=t::staff_file::pass::waiver_hint()
            empty=t::staff_file::pass::waiver_empty()
            choices=choices
            value=note(|drafts| &mut drafts.waiver)
        />
        <TextArea
            id=Control::WaiverReason.id() limit=500
            label=t::staff_file::pass::waiver_reason()
            value=note(|drafts| &mut drafts.waiver_reason)
            rows=2
        />
    }
    .into_any()
}

/// Whether the guarantee agency must say why it passes the file.
fn has_bad_guarantor(file: &StaffApplicationView) -> bool {
    let people = file.people.iter().flat_map(|found| &found.people);
    file.application.state == LoanState::GuaranteeReview
        && people.into_iter().any(|person| {
            person.kind == ConsentKind::Guarantor
                && person
                    .findings
                    .iter()
                    .any(|code| matches!(code.as_str(), "has_bad_loan" | "guaranteed_overdue"))
        })
}

/// Letting the file wait; the resident reads the reason, not these words.
#[component]
fn HoldForm(
    /// For which reason.
    action: LoanAction,
) -> impl IntoView {
    view! {
        <ActionForm action=action about=t::staff_quota::hold::about() submit=t::staff_quota::hold::submit()>
            <TextArea
                id=Control::Note.id() limit=500
                label=t::staff_quota::hold::note()
                hint=t::staff_file::actions::note_hint()
                value=note(|drafts| &mut drafts.holding)
                rows=2
            />
        </ActionForm>
    }
    .into_any()
}

#[component]
fn DismissForm() -> impl IntoView {
    view! {
        <ActionForm
            action=LoanAction::DismissRefusal
            about=t::staff_file::proposal::dismiss_about()
            submit=t::staff_file::proposal::dismiss()
        >
            <TextArea
                id=Control::Note.id() limit=500
                label=t::staff_file::proposal::dismiss_reason()
                value=note(|drafts| &mut drafts.dismissal)
                rows=3
            />
        </ActionForm>
    }
    .into_any()
}

#[component]
fn ObjectionForm() -> impl IntoView {
    view! {
        <ActionForm
            action=LoanAction::AcceptObjection
            about=t::staff_file::objection::about()
            submit=t::staff_file::objection::submit()
        >
            <TextArea
                id=Control::Note.id() limit=500
                label=t::staff_file::objection::reason()
                value=note(|drafts| &mut drafts.objection)
                rows=3
            />
        </ActionForm>
    }
    .into_any()
}

/// What is said of an appeal, which the resident reads.
fn appeal(
    action: LoanAction,
    about: &'static str,
    submit: &'static str,
    kind: ButtonKind,
    part: fn(&mut Drafts) -> &mut String,
) -> AnyView {
    let said = note(part);
    view! {
        <ActionForm action=action about=about submit=submit kind=kind>
            <TextArea
                id=Control::Note.id() limit=500
                label=t::staff_file::appeal::why()
                hint=t::staff_file::appeal::why_hint()
                value=said
                rows=5
            />
            <InsertTemplate id="template-appeal" purpose=TemplatePurpose::Appeal target=said />
        </ActionForm>
    }
    .into_any()
}

/// One text of the drafts.
fn note(part: fn(&mut Drafts) -> &mut String) -> Bound<String> {
    Bound::part(
        use_open_file().drafts,
        move |drafts| part(&mut drafts.clone()).clone(),
        move |drafts, text| *part(drafts) = text,
    )
}
