//! Extensions: asked for, agreed to by both, refused by one, and what they change.

use super::*;
use crate::WorkCalendar;
use crate::loan::Urgency;
use crate::servicing::{Extended, ExtensionRequest, ExtensionState};

const AGENCY: Role = Role::GuaranteeOfficer;

fn request(months: u32, decide_by: &str) -> D {
    D::Extension(ExtensionRequest {
        months,
        reason: "the harvest failed".into(),
        decide_by: date(decide_by),
    })
}

/// Paid until June, and asked for six months more.
fn asked() -> Story {
    let story = paid_until(6).on("2026-06-20");
    story.act(A::AskExtension, Role::Resident, request(6, "2026-06-26"))
}

fn no(reason: &str) -> D {
    D::Reason {
        reason: reason.into(),
    }
}

#[test]
fn it_holds_once_bank_and_agency_agree() {
    let story = asked();
    let story = story.act(A::AgreeExtension, BANK, D::None).follow();
    assert_eq!(
        story.file.extensions()[0].state(),
        ExtensionState::Review,
        "one is not enough"
    );
    assert_eq!(
        story.refusal(A::AgreeExtension, BANK, D::None),
        E::ExtensionAgreed
    );
    let story = story.on("2026-06-24");
    let story = story.act(A::AgreeExtension, AGENCY, D::None).follow();
    assert_eq!(story.file.extensions()[0].state(), ExtensionState::Granted);
    let account = story.file.account().unwrap();
    assert_eq!(account.last_due_date(), date("2027-07-15"));
    // Five of twelve were paid; 70,000 come back over thirteen.
    let rows = &account.schedule().rows;
    assert_eq!((rows.len(), rows[5].principal.fen()), (18, 538_462));
    let principal: i64 = rows.iter().map(|row| row.principal.fen()).sum();
    assert_eq!(principal, terms().amount_fen);
    // Nobody moves it a second time.
    assert_eq!(
        story.refusal(A::AskExtension, BANK, request(1, "2026-07-01")),
        E::ExtensionUsed
    );
}

/// Five working days, told of as any desk's are, and only to whoever has not agreed.
#[test]
fn the_days_to_answer_run_out_for_whose_word_is_missing() {
    let calendar = WorkCalendar::from_parts([], [], date("2026-12-31"));
    let at = |story: &Story, on| story.file.extension_clock(date(on), &calendar).unwrap();
    let story = asked();
    for (on, urgency) in [
        ("2026-06-20", Urgency::Calm),
        ("2026-06-23", Urgency::Calm),
        ("2026-06-24", Urgency::Near),
        ("2026-06-26", Urgency::Last),
        ("2026-06-28", Urgency::Last),
        ("2026-06-29", Urgency::Over),
    ] {
        let clock = at(&story, on);
        assert_eq!(
            (clock.due_on, clock.urgency),
            (date("2026-06-26"), urgency),
            "{on}"
        );
        assert_eq!(clock.waits_for, [AGENCY, BANK], "{on}");
    }
    let story = story.act(A::AgreeExtension, BANK, D::None).follow();
    assert_eq!(at(&story, "2026-06-24").waits_for, [AGENCY]);
    let story = story.act(A::RefuseExtension, AGENCY, no("the guarantee has ended"));
    let late = story.file.extension_clock(date("2026-06-29"), &calendar);
    assert_eq!(late, None);
    assert_eq!(
        paid_until(6).file.extension_clock(story.today, &calendar),
        None
    );
}

#[test]
fn what_it_moves_is_not_subsidised() {
    let before: i64 = paid_until(6)
        .file
        .shares()
        .iter()
        .map(|share| share.state_pays.fen())
        .sum();
    let story = asked().act(A::AgreeExtension, BANK, D::None);
    let story = story.act(A::AgreeExtension, AGENCY, D::None).follow();
    let after = story.file.shares();
    let state: i64 = after.iter().map(|share| share.state_pays.fen()).sum();
    assert_eq!(state, before, "what comes on top is the borrower's");
    let late = after.iter().filter(|share| share.quarter.year() == 2027);
    let late: Vec<_> = late
        .map(|share| (share.state_pays > Money::ZERO, share.interest > Money::ZERO))
        .collect();
    assert_eq!(late, [(true, true), (false, true), (false, true)]);
}

#[test]
fn one_of_both_refuses_and_it_can_be_asked_for_again() {
    for role in [BANK, AGENCY] {
        let story = asked();
        assert_eq!(
            story.refusal(A::RefuseExtension, role, no(" ")),
            E::Step(StepError::DetailInvalid { part: "reason" })
        );
        let story = story
            .act(A::RefuseExtension, role, no("not this year"))
            .follow();
        assert_eq!(story.file.extensions()[0].state(), ExtensionState::Refused);
        assert_eq!(story.file.account(), paid_until(6).file.account());
        for action in [A::AgreeExtension, A::RefuseExtension] {
            let detail = if action == A::AgreeExtension {
                D::None
            } else {
                no("again")
            };
            assert_eq!(
                story.refusal(action, role, detail),
                E::Step(StepError::NotAllowed)
            );
        }
        let story = story.act(A::AskExtension, BANK, request(3, "2026-06-27"));
        assert_eq!(story.file.extensions().len(), 2);
    }
}

#[test]
fn it_is_refused_with_the_reason() {
    let story = paid_until(6).on("2026-06-20");
    let resident = Role::Resident;
    for (detail, refusal) in [
        (
            request(0, "2026-06-26"),
            E::Step(StepError::DetailInvalid { part: "months" }),
        ),
        (
            request(9_999, "2026-06-26"),
            E::Step(StepError::DetailInvalid { part: "months" }),
        ),
        (
            request(6, "2026-06-20"),
            E::Step(StepError::DetailInvalid { part: "decide_by" }),
        ),
        (D::None, E::Step(StepError::WrongDetail)),
    ] {
        assert_eq!(story.refusal(A::AskExtension, resident, detail), refusal);
    }
    assert_eq!(
        asked().refusal(A::AskExtension, BANK, request(6, "2026-06-26")),
        E::ExtensionPending
    );
    let last = paid_until(12).on("2027-01-15");
    assert_eq!(
        last.refusal(A::AskExtension, resident, request(6, "2027-01-25")),
        E::ExtensionTooLate
    );
    let late = story.on("2026-07-20").follow();
    assert_eq!(
        late.refusal(A::AskExtension, resident, request(6, "2026-07-27")),
        E::Step(StepError::NotAllowed),
        "what is overdue is paid first"
    );
}

/// Offices that are late cost nobody the extension.
#[test]
fn asked_for_in_time_it_holds_also_when_it_is_granted_after_the_last_day() {
    let story = paid_until(12).on("2027-01-14");
    let story = story.act(A::AskExtension, Role::Resident, request(6, "2027-01-21"));
    let story = story.on("2027-01-18").follow();
    assert_eq!(story.file.state(), S::Overdue);
    let story = story.act(A::AgreeExtension, BANK, D::None);
    let story = story.act(A::AgreeExtension, AGENCY, D::None).follow();
    assert_eq!(story.file.account().unwrap().schedule().rows.len(), 18);
    assert_eq!(story.file.state(), S::Overdue, "a seventh of it was due");
    let due = story.file.account().unwrap().overdue_on(story.today).fen();
    assert!(due < 10_000_000 / 5, "{due}");
    let story = story.pay(due).follow();
    assert_eq!(story.file.state(), S::Repaying);
}

#[test]
fn the_portal_extends_nothing_by_itself() {
    let story = asked();
    let extended = D::Extended(Extended {
        on: story.today,
        from: date("2027-01-15"),
        until: date("2027-07-15"),
    });
    assert_eq!(
        story.refusal(A::Extend, Role::System, extended),
        E::Step(StepError::TooEarly)
    );
}

#[test]
fn a_payment_that_the_extension_rests_on_stays() {
    let story = paid_until(6).on("2026-06-20");
    let early = story.receipt(3_000_000, true);
    let story = story.act(A::RecordPayment, BANK, early);
    let story = story.act(A::AskExtension, BANK, request(6, "2026-06-26"));
    let story = story.act(A::AgreeExtension, BANK, D::None);
    let story = story.act(A::AgreeExtension, AGENCY, D::None).follow();
    let back = D::Reversal(Reversal {
        no: 6,
        reason: "typed twice".into(),
    });
    assert_eq!(
        story.refusal(A::ReversePayment, BANK, back),
        E::PaymentBeforeExtension
    );
    let offered = story.file.available(BANK, story.today);
    assert!(!offered.contains(&A::ReversePayment));
}

/// Overdue since April, with a new plan agreed to by both.
fn planned_anew() -> Story {
    let story = paid_until(3).on("2026-04-20").follow();
    let story = story.act(A::ProposePlan, BANK, request(6, "2026-04-27"));
    let story = story.act(A::AgreeExtension, BANK, D::None).follow();
    assert_eq!(story.file.state(), S::Overdue, "one is not enough");
    story.act(A::AgreeExtension, AGENCY, D::None).follow()
}

#[test]
fn a_new_plan_ends_what_is_overdue_and_is_had_once() {
    let story = planned_anew();
    assert_eq!(story.file.state(), S::Repaying);
    assert!(story.file.extensions()[0].is_plan);
    assert_eq!(story.file.days_overdue(story.today), 0);
    let account = story.file.account().unwrap();
    assert_eq!(account.last_due_date(), date("2027-07-15"));
    let back = D::Reversal(Reversal {
        no: 2,
        reason: "typed twice".into(),
    });
    assert_eq!(
        story.refusal(A::ReversePayment, BANK, back),
        E::PaymentBeforeExtension
    );
    let story = story.on("2026-05-20").follow();
    assert_eq!(story.file.state(), S::Overdue, "the new plan is kept too");
    assert_eq!(
        story.refusal(A::ProposePlan, BANK, request(1, "2026-06-01")),
        E::ExtensionUsed
    );
}

#[test]
fn a_plan_that_is_no_longer_needed_is_an_extension() {
    let story = paid_until(3).on("2026-04-20").follow();
    let story = story.act(A::ProposePlan, BANK, request(6, "2026-04-27"));
    let fen = due_now(&story);
    let story = story.pay(fen).follow();
    let story = story.act(A::AgreeExtension, BANK, D::None);
    let story = story.act(A::AgreeExtension, AGENCY, D::None).follow();
    let last = story.events.last().unwrap();
    assert_eq!(last.action, A::Extend);
    assert_eq!(story.file.state(), S::Repaying);
}

#[test]
fn a_new_plan_is_for_what_is_overdue() {
    let paying = paid_until(3).on("2026-04-14");
    assert_eq!(
        paying.refusal(A::ProposePlan, BANK, request(6, "2026-04-27")),
        E::Step(StepError::NotAllowed)
    );
    let late = paid_until(12).on("2027-01-16").follow();
    assert_eq!(late.file.state(), S::Overdue);
    assert!(
        late.file
            .available(BANK, late.today)
            .contains(&A::ProposePlan)
    );
}

/// The last due date has passed, the day it holds, its last day, the first due date ahead.
#[test]
fn a_new_plan_is_had_after_the_last_day_too() {
    for (proposed, agreed, until, first) in [
        ("2027-01-16", "2027-01-16", "2027-07-15", "2027-02-15"),
        // Proposed in time, and the second office answered after the last day.
        ("2027-01-16", "2027-03-20", "2027-09-15", "2027-04-15"),
        ("2027-03-15", "2027-03-15", "2027-08-15", "2027-03-15"),
        ("2027-03-16", "2027-03-16", "2027-09-15", "2027-04-15"),
    ] {
        let story = paid_until(12).on(proposed).follow();
        let story = story.act(A::ProposePlan, BANK, request(6, "2027-04-27"));
        let story = story.act(A::AgreeExtension, BANK, D::None).on(agreed);
        let story = story.act(A::AgreeExtension, AGENCY, D::None);
        let (action, _) = story.file.follow(story.today).unwrap();
        assert_eq!(action, A::Restructure, "{agreed}");
        let story = story.follow();
        assert_eq!(story.file.state(), S::Repaying, "{agreed}");
        assert_eq!(story.file.days_overdue(story.today), 0);
        let account = story.file.account().unwrap();
        assert_eq!(account.last_due_date(), date(until), "{agreed}");
        let rows = &account.schedule().rows;
        assert_eq!(rows[12].due_date, date(first), "{agreed}");
        let principal: i64 = rows.iter().map(|row| row.principal.fen()).sum();
        assert_eq!(principal, terms().amount_fen);
        assert_eq!(ServicingFile::fold(&story.events).unwrap(), story.file);
        // It is kept as any is, and once had it is had.
        let story = story.on(until).follow();
        assert_eq!(story.file.state(), S::Overdue);
        assert_eq!(
            story.refusal(A::ProposePlan, BANK, request(1, "2027-12-01")),
            E::ExtensionUsed
        );
    }
}

#[test]
fn the_stored_form_of_an_extension_does_not_change() {
    let story = asked().act(A::AgreeExtension, BANK, D::None);
    let story = story.act(A::AgreeExtension, AGENCY, D::None).follow();
    let stored: Vec<String> = story
        .events
        .iter()
        .rev()
        .take(4)
        .rev()
        .map(|event| {
            format!(
                "{} {}",
                event.action,
                serde_json::to_string(&event.detail).unwrap()
            )
        })
        .collect();
    assert_eq!(
        stored,
        [
            r#"ask_extension {"extension":{"months":6,"reason":"the harvest failed","decide_by":"2026-06-26"}}"#,
            r#"agree_extension "none""#,
            r#"agree_extension "none""#,
            r#"extend {"extended":{"on":"2026-06-20","from":"2027-01-15","until":"2027-07-15"}}"#,
        ]
    );
}
