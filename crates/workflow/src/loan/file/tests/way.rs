//! The ways through: to the money, to a refusal, back to the resident, out and in again.

use super::story::Story;
use crate::Role;
use crate::calendar::tests::date;
use crate::loan::{LoanAction as A, LoanState as S};

fn submitted() -> Story {
    Story::begin("2026-11-20").resident(A::Submit)
}

fn offered() -> Story {
    submitted()
        .hr(A::AcceptForReview)
        .hr(A::Pass)
        .guarantee(A::BookVisit)
        .guarantee(A::Pass)
        .bank(A::Approve)
}

#[test]
fn a_file_reaches_the_money() {
    let story = offered();
    assert_eq!(story.file.holder(), Some(Role::Resident));
    assert_eq!(story.file.terms().unwrap().amount_fen, 20_000_000);
    let story = story.bank(A::Sign);
    assert_eq!(story.file.holder(), Some(Role::BankOfficer));
    let story = story.bank(A::ProposeDisbursement);
    assert_eq!(
        story.file.pending_disbursement().unwrap().actor_id,
        "bank-1"
    );
    let story = story.second_bank(A::ConfirmDisbursement);
    assert_eq!(
        (story.file.state(), story.file.version()),
        (S::Disbursed, 9)
    );
    assert_eq!(story.file.disbursement().unwrap().account_tail, "1234");
    assert_eq!(story.file.pending_disbursement(), None);
    assert_eq!(
        story.file.clock_view(date("2026-12-01"), story.rules()),
        None
    );
}

#[test]
fn a_refusal_takes_two_and_keeps_its_reasons() {
    let story = submitted().hr(A::AcceptForReview).hr(A::ProposeRefusal);
    assert_eq!(story.file.state(), S::HrReview);
    assert_eq!(
        story.file.refusal_notice_due(story.rules()).unwrap().on,
        date("2026-11-27")
    );
    let confirmed = story.event(A::ConfirmRefusal, Role::HrOfficer, "hr-2");
    let story = story.keep(confirmed);
    assert_eq!(story.file.state(), S::Rejected);
    assert_eq!(story.file.refusal().unwrap().article, "第五条");
    assert_eq!(story.file.refusal_notice_due(story.rules()), None);
    let states = crate::loan::LoanFile::states(&story.events).unwrap();
    assert_eq!(
        states,
        [S::Submitted, S::HrReview, S::HrReview, S::Rejected]
    );
    assert_eq!(story.file.pending_refusal(), None);
}

#[test]
fn a_dismissed_refusal_lets_the_check_go_on() {
    let story = submitted()
        .hr(A::AcceptForReview)
        .hr(A::ProposeRefusal)
        .hr(A::DismissRefusal)
        .hr(A::Pass);
    assert_eq!(
        (story.file.state(), story.file.refusal()),
        (S::GuaranteeReview, None)
    );
}

#[test]
fn a_returned_file_comes_back_to_the_same_stage() {
    let story = submitted().hr(A::Return);
    assert_eq!(story.file.state(), S::ReturnedHr);
    assert_eq!(story.file.open_defects().len(), 1);
    let story = story
        .resident(A::RequestExtension)
        .resident(A::CannotSupply)
        .resident(A::CannotSupply);
    assert_eq!(
        story.file.cannot_supply().len(),
        1,
        "the later reason replaces the earlier"
    );
    let story = story.resident(A::Resubmit);
    assert_eq!(story.file.state(), S::HrReview);
    assert!(story.file.open_defects().is_empty());
    assert_eq!(
        story.file.defects().len(),
        1,
        "the officer still sees what was asked"
    );
    let story = story.hr(A::Pass);
    assert!(
        story.file.defects().is_empty(),
        "the next stage asks afresh"
    );
    let story = story
        .guarantee(A::Return)
        .resident(A::Resubmit)
        .guarantee(A::Pass)
        .bank(A::Return);
    assert_eq!(story.file.state(), S::ReturnedBank);
    let used = story.file.returns_used();
    assert_eq!((used.hr, used.guarantee, used.bank), (1, 1, 1));
}

#[test]
fn a_posted_list_ends_or_leads_back() {
    let mut story = submitted().hr(A::AcceptForReview);
    story.clocks.public_notice_days = Some(3);
    let story = story.hr(A::PostPublicNotice);
    assert_eq!(
        story.file.public_notice_until(story.rules()),
        Some(date("2026-11-23"))
    );
    let back = story.hr(A::AcceptObjection);
    assert_eq!(back.file.state(), S::HrReview);
    let story = back
        .hr(A::PostPublicNotice)
        .on("2026-11-24")
        .system(A::EndPublicNotice);
    assert_eq!(story.file.state(), S::GuaranteeReview);
}

#[test]
fn a_withdrawn_file_can_begin_again() {
    let story = submitted()
        .hr(A::Return)
        .resident(A::Withdraw)
        .on("2026-12-20")
        .resident(A::Reopen);
    assert_eq!((story.file.state(), story.file.version()), (S::Draft, 4));
    assert_eq!(story.file.returns_used().hr, 0);
    assert_eq!(
        (
            story.file.submission(),
            story.file.submitted_on(),
            story.file.clock()
        ),
        (None, None, None)
    );
    let story = story.resident(A::Submit);
    assert_eq!(story.clock("2026-12-20").day, 0);
    assert_eq!(story.file.submitted_on(), Some(date("2026-12-20")));
}

#[test]
fn what_the_resident_lets_run_out_is_closed_not_refused() {
    let story = submitted().hr(A::Return).on("2026-12-12").system(A::Expire);
    assert_eq!(
        (story.file.state(), story.file.refusal()),
        (S::ClosedIncomplete, None)
    );
    let story = offered().on("2026-12-05").system(A::Expire);
    assert_eq!(story.file.state(), S::ClosedIncomplete);
}

#[test]
fn an_offer_can_be_turned_down() {
    assert_eq!(
        offered().resident(A::DeclineOffer).file.state(),
        S::Withdrawn
    );
}

#[test]
fn buttons_show_only_what_can_be_done() {
    let story = submitted().hr(A::AcceptForReview);
    let buttons = |story: &Story, actor: &str| {
        story
            .file
            .available(Role::HrOfficer, actor, date("2026-11-20"), story.rules())
    };
    assert_eq!(
        buttons(&story, "hr-1"),
        [
            A::Pass,
            A::Return,
            A::ProposeRefusal,
            A::HoldForQuota,
            A::HoldForFund
        ]
    );
    let story = story.hr(A::ProposeRefusal);
    assert_eq!(buttons(&story, "hr-1"), [A::DismissRefusal]);
    assert_eq!(
        buttons(&story, "hr-2"),
        [A::DismissRefusal, A::ConfirmRefusal]
    );
    assert!(
        story
            .file
            .available(Role::Auditor, "a", date("2026-11-20"), story.rules())
            .is_empty()
    );
}

#[test]
fn a_stored_file_reads_back_the_same() {
    for story in [
        submitted().hr(A::Return).resident(A::CannotSupply),
        offered().bank(A::Sign).bank(A::ProposeDisbursement),
    ] {
        let text = serde_json::to_string(&story.file).unwrap();
        assert_eq!(
            serde_json::from_str::<crate::loan::LoanFile>(&text).unwrap(),
            story.file
        );
    }
}
