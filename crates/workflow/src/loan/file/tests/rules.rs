//! What is refused, and with which reason.

use super::story::{Story, usual_detail};
use crate::Role;
use crate::calendar::tests::date;
use crate::loan::{
    Disbursement, EventDetail, LoanAction as A, LoanEvent, LoanFile, TransitionError as E,
};

pub(super) fn reviewed() -> Story {
    Story::begin("2026-11-20")
        .resident(A::Submit)
        .hr(A::AcceptForReview)
}

fn offered() -> Story {
    reviewed().hr(A::Pass).guarantee(A::Pass).bank(A::Approve)
}

pub(super) fn signed() -> Story {
    offered().bank(A::Sign)
}

pub(super) fn hr(story: &Story, action: A) -> LoanEvent {
    story.event(action, Role::HrOfficer, "hr-1")
}

pub(super) fn with(mut event: LoanEvent, detail: EventDetail) -> LoanEvent {
    event.detail = detail;
    event
}

#[test]
fn the_table_comes_first() {
    let story = reviewed();
    assert_eq!(
        story.refusal_of(&story.event(A::Approve, Role::BankOfficer, "bank-1")),
        E::NotAllowed
    );
    assert_eq!(
        story.refusal_of(&story.event(A::Pass, Role::GuaranteeOfficer, "g")),
        E::WrongRole
    );
    assert_eq!(
        story.refusal_of(&story.event(A::Pass, Role::Administrator, "root")),
        E::WrongRole
    );
}

#[test]
fn nobody_confirms_an_own_proposal() {
    let story = reviewed().hr(A::ProposeRefusal);
    assert_eq!(
        story.refusal_of(&hr(&story, A::ConfirmRefusal)),
        E::SamePerson
    );
    let story = signed().bank(A::ProposeDisbursement);
    assert_eq!(
        story.refusal_of(&story.event(A::ConfirmDisbursement, Role::BankOfficer, "bank-1")),
        E::SamePerson
    );
}

#[test]
fn nothing_is_confirmed_that_was_not_proposed() {
    let story = reviewed();
    assert_eq!(
        story.refusal_of(&hr(&story, A::ConfirmRefusal)),
        E::NoProposal
    );
    assert_eq!(
        story.refusal_of(&hr(&story, A::DismissRefusal)),
        E::NoProposal
    );
    let story = signed();
    assert_eq!(
        story.refusal_of(&story.event(A::ConfirmDisbursement, Role::BankOfficer, "bank-2")),
        E::NoProposal
    );
}

#[test]
fn a_proposed_refusal_is_decided_before_anything_else_but_never_holds_the_resident() {
    let story = reviewed().hr(A::ProposeRefusal);
    for action in [A::Pass, A::Return, A::ProposeRefusal] {
        assert_eq!(
            story.refusal_of(&hr(&story, action)),
            E::RefusalPending,
            "{action}"
        );
    }
    assert_eq!(story.resident(A::Withdraw).file.pending_refusal(), None);
}

#[test]
fn a_stage_returns_once_twice_with_a_supervisor_and_thrice_for_new_facts_alone() {
    let story = reviewed().hr(A::Return).resident(A::Resubmit);
    assert_eq!(
        story.refusal_of(&hr(&story, A::Return)),
        E::SupervisorReasonMissing
    );
    let again = |story: &Story, reason: &str| {
        let EventDetail::Return(mut detail) = usual_detail(A::Return, date("2026-11-20")) else {
            panic!()
        };
        detail.supervisor_reason = Some(reason.into());
        with(hr(story, A::Return), EventDetail::Return(detail))
    };
    assert_eq!(
        story.refusal_of(&again(&story, "  ")),
        E::SupervisorReasonMissing
    );
    let second = again(&story, "the registry has changed");
    let story = story.keep(second).resident(A::Resubmit);
    assert_eq!(
        story.refusal_of(&again(&story, "once more")),
        E::NewFactsMissing
    );
    let with_facts = |story: &Story, reason: &str| {
        let mut event = again(story, reason);
        if let EventDetail::Return(detail) = &mut event.detail {
            detail.new_facts = Some("the licence was revoked yesterday".into());
        }
        event
    };
    assert_eq!(
        story.refusal_of(&with_facts(&story, " ")),
        E::SupervisorReasonMissing
    );
    let third = with_facts(&story, "seen by the supervisor");
    let story = story.keep(third).resident(A::Resubmit);
    assert_eq!(
        story.refusal_of(&with_facts(&story, "and again")),
        E::NoReturnsLeft
    );
    assert_eq!(
        story
            .hr(A::Pass)
            .guarantee(A::Return)
            .file
            .returns_used()
            .guarantee,
        1,
        "the next stage has its own"
    );
}

#[test]
fn a_second_return_begins_afresh() {
    let story = reviewed()
        .hr(A::Return)
        .resident(A::RequestExtension)
        .resident(A::CannotSupply)
        .resident(A::Resubmit);
    let EventDetail::Return(mut detail) = usual_detail(A::Return, date("2026-11-20")) else {
        panic!()
    };
    detail.supervisor_reason = Some("the registry has changed".into());
    let again = with(hr(&story, A::Return), EventDetail::Return(detail));
    let story = story.keep(again);
    assert!(!story.file.is_extended());
    assert!(story.file.cannot_supply().is_empty());
    story.resident(A::RequestExtension);
}

#[test]
fn helpers_need_consent_and_officers_act_for_nobody() {
    let story = Story::begin("2026-11-20");
    let mut event = story.event(A::Submit, Role::Resident, "helper");
    event.on_behalf_of = Some("resident".into());
    assert_eq!(story.refusal_of(&event), E::ConsentMissing);
    event.consent_id = Some(" ".into());
    assert_eq!(story.refusal_of(&event), E::ConsentMissing);
    event.consent_id = Some("consent-1".into());
    let story = story.keep(event);
    let mut event = hr(&story, A::AcceptForReview);
    event.on_behalf_of = Some("hr-2".into());
    assert_eq!(story.refusal_of(&event), E::NotOnBehalf);
}

#[test]
fn an_event_lies_on_the_shanghai_day_of_its_instant() {
    let story = Story::begin("2026-11-20");
    let mut event = story.event(A::Submit, Role::Resident, "resident");
    event.at_ms = date("2026-11-21").start_ms_shanghai() - 1;
    assert!(story.outcome(&event).is_ok());
    event.at_ms += 1;
    assert_eq!(story.refusal_of(&event), E::DateMismatch);
}

#[test]
fn a_signed_contract_binds() {
    let story = signed();
    for (action, role) in [
        (A::Withdraw, Role::Resident),
        (A::DeclineOffer, Role::Resident),
        (A::Expire, Role::System),
    ] {
        assert_eq!(
            story.refusal_of(&story.event(action, role, "x")),
            E::ContractSigned,
            "{action}"
        );
    }
    assert_eq!(
        story.refusal_of(&story.event(A::Sign, Role::BankOfficer, "bank-1")),
        E::ContractSigned
    );
    let story = offered();
    let propose = story.event(A::ProposeDisbursement, Role::BankOfficer, "bank-1");
    assert_eq!(story.refusal_of(&propose), E::ContractNotSigned);
}

#[test]
fn a_payment_is_confirmed_on_its_day_at_the_earliest() {
    let story = signed();
    let on = date("2026-11-23");
    let payment = Disbursement {
        amount_fen: 1,
        on,
        account_tail: "0000".into(),
        repayment: None,
    };
    let event = with(
        story.event(A::ProposeDisbursement, Role::BankOfficer, "bank-1"),
        EventDetail::Disbursement(payment),
    );
    let story = story.keep(event);
    let confirm = story.event(A::ConfirmDisbursement, Role::BankOfficer, "bank-2");
    assert_eq!(story.refusal_of(&confirm), E::TooEarly { first_day: on });
    story.on("2026-11-23").second_bank(A::ConfirmDisbursement);
}

#[test]
fn more_time_is_given_once_per_return() {
    let story = reviewed().hr(A::Return).resident(A::RequestExtension);
    assert_eq!(
        story.refusal_of(&story.event(A::RequestExtension, Role::Resident, "resident")),
        E::ExtensionUsed
    );
}

#[test]
fn times_are_kept_to_the_day() {
    let reopen = |story: &Story| story.event(A::Reopen, Role::Resident, "resident");
    let story = reviewed().resident(A::Withdraw).on("2026-12-20");
    assert!(story.outcome(&reopen(&story)).is_ok());
    let story = story.on("2026-12-21");
    assert_eq!(
        story.refusal_of(&reopen(&story)),
        E::TooLate {
            last_day: date("2026-12-20")
        }
    );

    let story = reviewed().hr(A::Return).on("2026-12-11");
    let expire = story.event(A::Expire, Role::System, "system");
    assert_eq!(
        story.refusal_of(&expire),
        E::TooEarly {
            first_day: date("2026-12-12")
        }
    );
    story
        .resident(A::RequestExtension)
        .on("2027-01-01")
        .resident(A::Resubmit);

    let story = reviewed()
        .hr(A::Return)
        .on("2026-12-12")
        .system(A::Expire)
        .on("2027-02-10");
    assert!(story.outcome(&reopen(&story)).is_ok());
    let story = story.on("2027-02-11");
    assert_eq!(
        story.refusal_of(&reopen(&story)),
        E::TooLate {
            last_day: date("2027-02-10")
        }
    );

    let mut story = reviewed();
    story.clocks.public_notice_days = Some(3);
    let story = story.hr(A::PostPublicNotice).on("2026-11-23");
    let end = story.event(A::EndPublicNotice, Role::System, "system");
    assert_eq!(
        story.refusal_of(&end),
        E::TooEarly {
            first_day: date("2026-11-24")
        }
    );
}

#[test]
fn a_late_answer_is_taken_as_long_as_the_file_is_open() {
    let story = reviewed()
        .hr(A::Return)
        .on("2026-12-31")
        .resident(A::Resubmit);
    assert_eq!(story.file.version(), 4);
}

#[test]
fn the_district_decides_whether_a_list_is_posted() {
    let mut story = reviewed();
    assert_eq!(
        story.refusal_of(&hr(&story, A::PostPublicNotice)),
        E::PublicNoticeNotUsed
    );
    story.clocks.public_notice_days = Some(5);
    assert_eq!(
        story.refusal_of(&hr(&story, A::Pass)),
        E::PublicNoticeNeeded
    );
}

#[test]
fn a_log_reads_the_same_after_the_limits_change() {
    let story = reviewed()
        .resident(A::Withdraw)
        .on("2026-12-20")
        .resident(A::Reopen);
    assert_eq!(LoanFile::fold(&story.events).unwrap(), story.file);
    let broken = LoanFile::fold(story.events.iter().skip(1)).unwrap_err();
    assert_eq!((broken.index, broken.source), (0, E::NotAllowed));
}
