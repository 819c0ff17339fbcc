//! What comes out of a package: by whom, what, and that two people stay two.

use super::conditions::{found, offer};
use super::rules::{reviewed, signed};
use super::story::Story;
use crate::Role;
use crate::loan::{
    HandOverDecision as D, LoanAction as A, LoanEvent, LoanState as S, Stage, TransitionError as E,
};

fn out_of_package(story: &Story, action: A, role: Role, actor_id: &str) -> LoanEvent {
    let mut event = story.event(action, role, actor_id);
    event.package_id = Some("package-1".into());
    event
}

fn at_bank() -> Story {
    reviewed().hr(A::Pass).guarantee(A::Pass)
}

/// Whoever reviews can also let the file wait.
fn with_waits(decisions: &[D]) -> Vec<D> {
    [decisions, &[D::HoldForQuota, D::HoldForFund]].concat()
}

#[test]
fn each_stage_offers_its_own_decisions() {
    let refused = at_bank()
        .bank(A::ProposeRefusal)
        .second_bank(A::ConfirmRefusal);
    for (story, expected) in [
        (reviewed(), vec![]),
        (
            reviewed().hr(A::Pass),
            with_waits(&[D::Pass, D::Return, D::Refuse]),
        ),
        (at_bank(), with_waits(&[D::Approve, D::Return, D::Refuse])),
        // A second return needs a supervisor's reason.
        (
            at_bank().bank(A::Return).resident(A::Resubmit),
            with_waits(&[D::Approve, D::Refuse]),
        ),
        (at_bank().bank(A::ProposeRefusal), vec![]),
        (at_bank().bank(A::Approve), vec![D::Refuse, D::Sign]),
        (signed(), vec![D::Refuse, D::Pay]),
        (at_bank().bank(A::Return), vec![]),
        (at_bank().resident(A::Withdraw), vec![]),
        (refused.resident(A::Appeal), vec![D::Uphold, D::Overturn]),
    ] {
        let state = story.file.state();
        assert_eq!(D::open_on(&story.file), expected, "{state}");
    }
}

#[test]
fn a_package_decides_what_an_agency_decides_and_nothing_else() {
    let story = at_bank();
    let approved = out_of_package(&story, A::Approve, Role::BankOfficer, "hr-1");
    let story = story.keep(approved);
    assert_eq!(story.file.state(), S::ContractReady);
    assert_eq!(
        story.events.last().unwrap().package_id.as_deref(),
        Some("package-1")
    );
    // The bureau's own work is the bureau's; a resident's word is the resident's.
    for (story, action, role) in [
        (reviewed(), A::Pass, Role::HrOfficer),
        (at_bank(), A::Withdraw, Role::Resident),
        (reviewed().hr(A::Pass), A::BookVisit, Role::GuaranteeOfficer),
    ] {
        let event = out_of_package(&story, action, role, "hr-1");
        assert_eq!(story.refusal_of(&event), E::NotByPackage, "{action}");
    }
    let mut unnamed = out_of_package(&at_bank(), A::Approve, Role::BankOfficer, "hr-1");
    unnamed.package_id = Some(" ".into());
    assert_eq!(at_bank().refusal_of(&unnamed), E::NotByPackage);
    // In whose place does not open what the stage does not have.
    let early = reviewed();
    let event = out_of_package(&early, A::Approve, Role::BankOfficer, "hr-1");
    assert_eq!(early.refusal_of(&event), E::NotAllowed);
}

#[test]
fn a_package_lets_a_file_wait_and_it_goes_on_where_it_was() {
    for (story, action, role) in [
        (
            reviewed().hr(A::Pass),
            A::HoldForFund,
            Role::GuaranteeOfficer,
        ),
        (at_bank(), A::HoldForQuota, Role::BankOfficer),
    ] {
        let before = story.file.state();
        let held = out_of_package(&story, action, role, "hr-1");
        let story = story.keep(held);
        assert_eq!(story.file.state(), S::QuotaWait);
        assert_eq!(D::open_on(&story.file), vec![]);
        assert_eq!(story.hr(A::EndWait).file.state(), before);
    }
}

/// The bank's form says it of the guarantee agency's condition too, for it refuses an offer for any reason.
#[test]
fn what_is_not_met_is_said_of_an_open_condition_of_an_offer_alone() {
    let story = reviewed().hr(A::Pass);
    let passed = found(&story, &["办好反担保"]);
    let story = story.keep(passed);
    assert!(!D::open_on(&story.file).contains(&D::NotMet));
    let story = story.bank(A::Approve);
    assert_eq!(D::open_on(&story.file), [D::Refuse, D::NotMet]);
    let story = story.bank(A::ProposeRefusal);
    assert_eq!(D::open_on(&story.file), vec![]);
}

/// Whether the bank has accounts or not: what the guarantee agency set, it says itself to be met or not.
#[test]
fn a_guarantee_agency_has_a_form_for_its_own_condition() {
    let at_guarantee = |story: &Story| D::open_at(&story.file, Stage::Guarantee);
    let plain = at_bank().bank(A::Approve);
    assert_eq!(at_guarantee(&plain), []);
    assert_eq!(at_guarantee(&conditional()), [], "the bank's own");
    let story = reviewed().hr(A::Pass);
    let passed = found(&story, &["办好反担保"]);
    let story = story.keep(passed);
    assert_eq!(at_guarantee(&story), [], "no offer yet");
    let story = story.bank(A::Approve);
    assert_eq!(at_guarantee(&story), [D::Meet, D::NotMet]);
    let role = Role::GuaranteeOfficer;
    let met = out_of_package(&story, A::MeetCondition, role, "hr-1");
    assert!(!story.outcome(&met).unwrap().has_open_conditions());
    let proposed = out_of_package(&story, A::ProposeRefusal, role, "hr-1");
    let story = story.keep(proposed);
    assert_eq!(at_guarantee(&story), []);
    let same = out_of_package(&story, A::ConfirmRefusal, role, "hr-1");
    assert_eq!(story.refusal_of(&same), E::SamePerson);
    let other = out_of_package(&story, A::ConfirmRefusal, role, "hr-2");
    assert_eq!(story.keep(other).file.state(), S::Declined);
}

fn conditional() -> Story {
    let story = at_bank();
    let offered = offer(&story, &["办好反担保"]);
    story.keep(offered)
}

#[test]
fn two_people_stay_two() {
    for (story, decision, ended) in [
        (at_bank(), D::Refuse, S::Declined),
        (at_bank().bank(A::Approve), D::Refuse, S::Declined),
        (conditional(), D::NotMet, S::Declined),
        (signed(), D::Pay, S::Disbursed),
        (signed(), D::Refuse, S::Declined),
    ] {
        assert!(D::open_on(&story.file).contains(&decision), "{decision}");
        let confirmation = decision.confirmation().unwrap();
        let proposed = out_of_package(&story, decision.action(), Role::BankOfficer, "hr-1");
        let story = story.keep(proposed);
        let same = out_of_package(&story, confirmation, Role::BankOfficer, "hr-1");
        assert_eq!(story.refusal_of(&same), E::SamePerson);
        let other = out_of_package(&story, confirmation, Role::BankOfficer, "hr-2");
        assert_eq!(story.keep(other).file.state(), ended);
    }
}
