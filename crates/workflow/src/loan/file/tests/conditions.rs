//! An offer under conditions: who sets them, who says that they are met, and that nothing is signed before.

use super::rules::{reviewed, with};
use super::story::{Story, usual_detail};
use crate::Role;
use crate::calendar::tests::date;
use crate::loan::{
    EventDetail, Finding, HandOverDecision as D, LoanAction as A, LoanEvent, LoanFile, LoanState,
    Met, Stage, TransitionError as E, WaiverAnswer,
};

const BANK: Role = Role::BankOfficer;
const AGENCY: Role = Role::GuaranteeOfficer;

pub(super) fn found(story: &Story, conditions: &[&str]) -> LoanEvent {
    let finding = Finding {
        text: String::new(),
        conditions: conditions.iter().map(|&text| text.to_owned()).collect(),
        waiver: None,
    };
    let event = story.event(A::Pass, AGENCY, "guarantee-1");
    with(event, EventDetail::Finding(finding))
}

pub(super) fn offer(story: &Story, conditions: &[&str]) -> LoanEvent {
    let mut event = story.event(A::Approve, BANK, "bank-1");
    if let EventDetail::Terms(terms) = &mut event.detail {
        terms.conditions = conditions.iter().map(|&text| text.to_owned()).collect();
    }
    event
}

fn met(story: &Story, role: Role, condition: u32) -> LoanEvent {
    let met = Met {
        condition,
        note: "抵押登记证".into(),
        tells_resident: true,
    };
    with(
        story.event(A::MeetCondition, role, "anybody"),
        EventDetail::Met(met),
    )
}

/// One condition of the guarantee agency's, then one of the bank's.
fn offered() -> Story {
    let story = reviewed().hr(A::Pass);
    let passed = found(&story, &["办好反担保"]);
    let story = story.keep(passed);
    let offered = offer(&story, &["补齐租房合同"]);
    story.keep(offered)
}

#[test]
fn nothing_is_signed_before_every_condition_is_met_by_whoever_set_it() {
    let story = offered();
    let texts: Vec<&str> = story
        .file
        .conditions()
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(texts, ["办好反担保", "补齐租房合同"]);
    let sign = |story: &Story| story.event(A::Sign, BANK, "bank-1");
    assert_eq!(story.refusal_of(&sign(&story)), E::ConditionsOpen);
    // Neither says it of the other's.
    for (role, condition) in [(BANK, 0), (AGENCY, 1), (BANK, 2)] {
        assert_eq!(
            story.refusal_of(&met(&story, role, condition)),
            E::DetailInvalid { part: "condition" },
            "{role} {condition}"
        );
    }
    let said = met(&story, BANK, 1);
    let story = story.on("2026-11-24").keep(said.clone());
    assert_eq!(story.refusal_of(&said), E::NoConditionOpen);
    assert_eq!(story.refusal_of(&sign(&story)), E::ConditionsOpen);
    let said = met(&story, AGENCY, 0);
    let story = story.keep(said);
    assert!(!story.file.has_open_conditions());
    let story = story.bank(A::Sign);
    let late = met(&story, BANK, 1);
    assert_eq!(story.refusal_of(&late), E::ContractSigned);
}

#[test]
fn who_may_do_it_is_offered_it() {
    let today = date("2026-11-20");
    let offers = |story: &Story, role| story.file.available(role, "1", today, story.rules());
    let story = offered();
    assert_eq!(offers(&story, BANK), [A::MeetCondition, A::ProposeRefusal]);
    assert_eq!(
        offers(&story, AGENCY),
        [A::MeetCondition, A::ProposeRefusal]
    );
    assert_eq!(D::open_on(&story.file), [D::Refuse, D::Meet, D::NotMet]);
    let said = met(&story, AGENCY, 0);
    let story = story.keep(said);
    assert_eq!(offers(&story, AGENCY), []);
    let said = met(&story, BANK, 1);
    let story = story.keep(said);
    assert_eq!(offers(&story, BANK), [A::Sign, A::ProposeRefusal]);
    assert_eq!(D::open_on(&story.file), [D::Refuse, D::Sign]);
    let plain = reviewed().hr(A::Pass).guarantee(A::Pass).bank(A::Approve);
    assert_eq!(offers(&plain, BANK), [A::Sign, A::ProposeRefusal]);
    assert_eq!(offers(&plain, AGENCY), []);
}

/// What cannot be arranged is said by two of the bank, with reasons, and can be appealed against.
#[test]
fn a_bank_takes_its_offer_back_by_two_people() {
    let story = offered().bank(A::ProposeRefusal);
    let sign = story.event(A::Sign, BANK, "bank-1");
    assert_eq!(story.refusal_of(&sign), E::RefusalPending);
    let same = story.event(A::ConfirmRefusal, BANK, "bank-1");
    assert_eq!(story.refusal_of(&same), E::SamePerson);
    let agency = story.event(A::ConfirmRefusal, AGENCY, "guarantee-1");
    assert_eq!(story.refusal_of(&agency), E::WrongRole);
    let dismissed = offered()
        .bank(A::ProposeRefusal)
        .second_bank(A::DismissRefusal);
    assert_eq!(dismissed.file.state(), LoanState::ContractReady);
    let story = story.second_bank(A::ConfirmRefusal).resident(A::Appeal);
    assert_eq!(story.file.holder(), Some(BANK));
}

/// A contract that is never paid has a way out: two of the bank say why, no payment is made meanwhile, and an appeal that
/// succeeds leads to another offer.
#[test]
fn a_signed_contract_that_is_not_paid_is_ended_by_two_of_the_bank() {
    let story = super::rules::signed()
        .bank(A::ProposeDisbursement)
        .bank(A::ProposeRefusal);
    for action in [A::ProposeDisbursement, A::ConfirmDisbursement] {
        let payment = story.event(action, BANK, "bank-2");
        assert_eq!(story.refusal_of(&payment), E::RefusalPending, "{action}");
    }
    // The resident is bound by the contract, and asks the bank.
    let alone = story.event(A::Withdraw, Role::Resident, "resident");
    assert_eq!(story.refusal_of(&alone), E::ContractSigned);
    let story = story.second_bank(A::DismissRefusal);
    assert!(story.file.pending_disbursement().is_some());
    let story = story.bank(A::ProposeRefusal).second_bank(A::ConfirmRefusal);
    assert_eq!(story.file.state(), LoanState::Declined);
    assert_eq!(story.file.pending_disbursement(), None);
    assert!(story.file.signed_on().is_some(), "what was signed is read");
    let today = date("2027-01-20");
    assert_eq!(story.file.desk_clocks(today, story.rules()), []);
    let story = story.resident(A::Appeal);
    let overturned = story.event(A::OverturnRefusal, BANK, "bank-3");
    let story = story.keep(overturned).bank(A::Approve);
    assert_eq!(
        (story.file.signed_on(), story.file.contract()),
        (None, None)
    );
    assert_eq!(story.file.holder(), Some(Role::Resident));
    assert!(story.file.resident_due(story.rules()).is_some());
}

/// The guarantee agency says of its own condition that it is not met, by two, and answers for it on appeal.
#[test]
fn an_agency_says_by_two_people_that_its_condition_is_not_met() {
    let story = offered().guarantee(A::ProposeRefusal);
    assert_eq!(story.file.pending_refusal_of(), Some(Stage::Guarantee));
    let sign = story.event(A::Sign, BANK, "bank-1");
    assert_eq!(story.refusal_of(&sign), E::RefusalPending);
    for action in [A::ConfirmRefusal, A::DismissRefusal] {
        let others = story.event(action, BANK, "bank-2");
        assert_eq!(story.refusal_of(&others), E::WrongRole, "{action}");
    }
    let same = story.event(A::ConfirmRefusal, AGENCY, "guarantee-1");
    assert_eq!(story.refusal_of(&same), E::SamePerson);
    let dismiss = story.event(A::DismissRefusal, AGENCY, "guarantee-1");
    let story = story.keep(dismiss).bank(A::ProposeRefusal);
    assert_eq!(story.file.pending_refusal_of(), Some(Stage::Bank));
    let story = story
        .second_bank(A::DismissRefusal)
        .guarantee(A::ProposeRefusal);
    let confirm = story.event(A::ConfirmRefusal, AGENCY, "guarantee-2");
    let story = story.keep(confirm).resident(A::Appeal);
    assert_eq!(story.file.holder(), Some(AGENCY));
    let overturned = story.event(A::OverturnRefusal, AGENCY, "guarantee-3");
    let story = story.keep(overturned);
    assert_eq!(story.file.state(), LoanState::GuaranteeReview);
    // What it asked for before is asked for no more where it passes the file on without.
    let passed = found(&story, &[]);
    let story = story.keep(passed);
    let offered = offer(&story, &[]);
    let story = story.keep(offered);
    assert_eq!(story.file.conditions(), []);
    // Of an offer without a condition of its own it has no word any more.
    let plain = reviewed().hr(A::Pass).guarantee(A::Pass).bank(A::Approve);
    let late = plain.event(A::ProposeRefusal, AGENCY, "guarantee-1");
    assert_eq!(plain.refusal_of(&late), E::NoConditionOpen);
}

/// What the agency waited for came while its refusal waited for the second person: nobody refuses for it any more.
#[test]
fn a_condition_that_is_met_after_all_is_no_reason_to_refuse() {
    let story = offered().guarantee(A::ProposeRefusal);
    let said = met(&story, AGENCY, 0);
    let story = story.keep(said);
    let confirm = story.event(A::ConfirmRefusal, AGENCY, "guarantee-2");
    assert_eq!(story.refusal_of(&confirm), E::NoConditionOpen);
    let today = date("2026-11-20");
    let open = story
        .file
        .available(AGENCY, "guarantee-2", today, story.rules());
    assert_eq!(open, [A::DismissRefusal]);
    let dismiss = story.event(A::DismissRefusal, AGENCY, "guarantee-2");
    let story = story.keep(dismiss);
    assert_eq!(story.file.state(), LoanState::ContractReady);
    assert_eq!(story.file.pending_refusal(), None);
}

#[test]
fn an_offer_under_conditions_stands_longer_and_the_clock_stands_still() {
    let plain = reviewed().hr(A::Pass).guarantee(A::Pass).bank(A::Approve);
    let story = offered();
    let due = |story: &Story| story.file.resident_due(story.rules()).unwrap().on;
    let calendar = crate::calendar::tests::announced();
    let day = date("2026-11-20");
    assert_eq!(due(&plain), calendar.nth_working_day_after(day, 10).on);
    assert_eq!(due(&story), calendar.nth_working_day_after(day, 20).on);
    assert!(story.clock("2026-12-01").paused);
}

/// The days on top are for what is to be arranged, and go with it: an offer stands ten from the last word that it is.
#[test]
fn once_all_is_met_an_offer_has_its_own_days_from_then() {
    let due = |story: &Story| story.file.resident_due(story.rules()).unwrap().on;
    let calendar = crate::calendar::tests::announced();
    let after = |day: &str, days| calendar.nth_working_day_after(date(day), days).on;
    let story = offered().on("2026-11-24");
    let said = met(&story, BANK, 1);
    let story = story.keep(said);
    assert_eq!(due(&story), after("2026-11-20", 20), "one is still open");
    let said = met(&story, AGENCY, 0);
    assert_eq!(due(&story.keep(said)), after("2026-11-24", 10));
    // Late, it ends where it would have: nobody's day passes by a word that comes in time.
    let story = offered().on("2026-12-15");
    let said = met(&story, BANK, 1);
    let story = story.keep(said);
    let said = met(&story, AGENCY, 0);
    assert_eq!(due(&story.keep(said)), after("2026-11-20", 20));
}

fn untold(mut event: LoanEvent) -> LoanEvent {
    if let EventDetail::Met(met) = &mut event.detail {
        met.tells_resident = false;
    }
    event
}

/// Nobody's offer lapses by a day that nobody told them of.
#[test]
fn who_was_not_told_that_all_is_met_keeps_the_day_of_the_offer() {
    let calendar = crate::calendar::tests::announced();
    let after = |day: &str, days| calendar.nth_working_day_after(date(day), days).on;
    let story = offered().on("2026-11-24");
    let said = untold(met(&story, BANK, 1));
    let story = story.keep(said);
    let said = untold(met(&story, AGENCY, 0));
    let story = story.keep(said);
    let due = story.file.resident_due(story.rules()).unwrap().on;
    assert_eq!(due, after("2026-11-20", 20));
    // More than ten working days later the clock takes nothing away.
    let story = story.on("2026-12-10");
    let early = story.event(A::Expire, Role::System, "system");
    let first_day = due.add_days(1);
    assert_eq!(story.refusal_of(&early), E::TooEarly { first_day });
    let stored = r#"{"condition":0,"note":""}"#;
    let before: Met = serde_json::from_str(stored).unwrap();
    assert!(!before.tells_resident);
    assert_eq!(serde_json::to_string(&before).unwrap(), stored);
}

/// While a refusal waits nobody is asked to sign, so the days begin when it is dropped.
#[test]
fn the_days_to_sign_begin_when_the_refusal_that_waited_is_dropped() {
    let calendar = crate::calendar::tests::announced();
    let after = |day: &str, days| calendar.nth_working_day_after(date(day), days).on;
    let due = |story: &Story| story.file.resident_due(story.rules()).unwrap().on;
    let story = offered();
    let said = met(&story, BANK, 1);
    let story = story.keep(said).guarantee(A::ProposeRefusal);
    let said = met(&story, AGENCY, 0);
    let story = story.keep(said);
    assert_eq!(due(&story), after("2026-11-20", 20));
    let story = story.on("2026-11-25");
    let dismiss = story.event(A::DismissRefusal, AGENCY, "guarantee-2");
    let story = story.keep(dismiss);
    assert_eq!(due(&story), after("2026-11-25", 10));
    let story = story.on("2026-11-27");
    // One of before an offer was held, which gives no new days, and takes none.
    let mut before = story.event(A::ProposeRefusal, BANK, "bank-1");
    if let EventDetail::Refusal(refusal) = &mut before.detail {
        refusal.holds_offer = false;
    }
    let story = story.keep(before).second_bank(A::DismissRefusal);
    assert_eq!(due(&story), after("2026-11-25", 10));
    let story = story.bank(A::ProposeRefusal).second_bank(A::DismissRefusal);
    assert_eq!(due(&story), after("2026-11-27", 10));
}

/// Silence refuses nobody: an offer does not lapse while two decide whether it stands, and has its days once it does.
#[test]
fn an_offer_outlives_a_refusal_that_waits_for_its_second_person() {
    let calendar = crate::calendar::tests::announced();
    let due = |story: &Story| story.file.resident_due(story.rules()).unwrap().on;
    let story = reviewed().hr(A::Pass).guarantee(A::Pass).bank(A::Approve);
    let story = story.bank(A::ProposeRefusal).on("2026-12-20");
    assert!(due(&story) < date("2026-12-20"));
    let lapse = story.event(A::Expire, Role::System, "system");
    assert_eq!(story.refusal_of(&lapse), E::RefusalPending);
    let story = story.second_bank(A::DismissRefusal);
    let anew = calendar.nth_working_day_after(date("2026-12-20"), 10).on;
    assert_eq!(due(&story), anew);
    let first_day = anew.add_days(1);
    let lapse = story.event(A::Expire, Role::System, "system");
    assert_eq!(story.refusal_of(&lapse), E::TooEarly { first_day });
    let story = story.on(&first_day.to_string()).system(A::Expire);
    assert_eq!(story.file.state(), LoanState::ClosedIncomplete);
}

#[test]
fn a_waiver_is_answered_with_a_finding_and_a_no_has_its_reason() {
    let story = reviewed().hr(A::Pass);
    let answered = |is_granted, reason: &str| {
        let finding = Finding {
            text: String::new(),
            conditions: Vec::new(),
            waiver: Some(WaiverAnswer {
                is_granted,
                reason: reason.into(),
            }),
        };
        let event = story.event(A::Pass, AGENCY, "guarantee-1");
        with(event, EventDetail::Finding(finding))
    };
    for (is_granted, reason) in [(false, " "), (true, "x")] {
        let refused = story.refusal_of(&answered(is_granted, reason));
        assert_eq!(refused, E::DetailInvalid { part: "waiver" });
    }
    for (is_granted, reason) in [(true, ""), (false, "x")] {
        let event = answered(is_granted, reason);
        let next = story.outcome(&event).unwrap();
        assert_eq!(next.state(), LoanState::BankReview);
    }
}

#[test]
fn conditions_have_words_and_only_an_agency_sets_them() {
    let story = reviewed();
    let by_bureau = with(
        story.event(A::Pass, Role::HrOfficer, "hr-1"),
        EventDetail::Finding(Finding {
            text: String::new(),
            conditions: vec!["x".into()],
            waiver: None,
        }),
    );
    assert_eq!(story.refusal_of(&by_bureau), E::WrongDetail);
    let story = reviewed().hr(A::Pass);
    for conditions in [&[][..], &["x", " "]] {
        assert_eq!(
            story.refusal_of(&found(&story, conditions)),
            E::DetailInvalid { part: "conditions" }
        );
    }
    let story = story.guarantee(A::Pass);
    assert_eq!(
        story.refusal_of(&offer(&story, &[" "])),
        E::DetailInvalid { part: "conditions" }
    );
}

#[test]
fn a_reopened_application_has_none_left() {
    let story = offered().resident(A::Withdraw).resident(A::Reopen);
    assert_eq!(story.file.state(), LoanState::Draft);
    assert_eq!(story.file.conditions(), []);
}

/// A file without conditions is stored as it was before there were any.
#[test]
fn what_was_stored_before_is_read() {
    let plain = reviewed().hr(A::Pass).guarantee(A::Pass).bank(A::Approve);
    let stored = serde_json::to_string(&plain.file).unwrap();
    for new in ["conditions", "contract\""] {
        assert!(!stored.contains(new), "{stored}");
    }
    assert_eq!(
        serde_json::from_str::<LoanFile>(&stored).unwrap(),
        plain.file
    );
    let offer = serde_json::to_string(&usual_detail(A::Approve, date("2026-11-20"))).unwrap();
    assert!(!offer.contains("conditions"), "{offer}");
    let file = offered().file;
    let stored = serde_json::to_string(&file).unwrap();
    assert_eq!(serde_json::from_str::<LoanFile>(&stored).unwrap(), file);
}
