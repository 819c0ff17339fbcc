//! When an officer is reminded and a supervisor told.

use super::story::Story;
use crate::calendar::tests::date;
use crate::loan::{DeskClockKind as Kind, LoanAction as A, LoanState, Urgency};

fn clocks(story: &Story, today: &str) -> Vec<(Kind, Urgency)> {
    let clocks = story.file.desk_clocks(date(today), story.rules());
    clocks
        .into_iter()
        .map(|clock| (clock.kind, clock.urgency))
        .collect()
}

fn submitted() -> Story {
    Story::begin("2026-11-20").resident(A::Submit) // a Friday
}

#[test]
fn the_day_to_open_a_file_is_inside_the_bureaus_days() {
    let story = submitted();
    for (today, opening, stage) in [
        ("2026-11-20", Urgency::Calm, Urgency::Calm),
        ("2026-11-22", Urgency::Calm, Urgency::Calm),
        ("2026-11-23", Urgency::Near, Urgency::Calm),
        ("2026-11-24", Urgency::Over, Urgency::Calm),
        ("2026-11-27", Urgency::Over, Urgency::Near),
    ] {
        let expected = [(Kind::Opening, opening), (Kind::Stage, stage)];
        assert_eq!(clocks(&story, today), expected, "{today}");
    }
    let opened = story.on("2026-11-23").hr(A::AcceptForReview);
    assert_eq!(
        clocks(&opened, "2026-11-23"),
        [(Kind::Stage, Urgency::Calm)]
    );
}

#[test]
fn the_seventh_day_is_the_supervisors_and_the_eighth_changes_nothing_of_the_file() {
    let story = submitted().on("2026-11-23").hr(A::AcceptForReview);
    for (today, urgency) in [
        ("2026-11-26", Urgency::Calm),
        ("2026-11-27", Urgency::Near),
        // A weekend uses no day.
        ("2026-11-29", Urgency::Near),
        ("2026-12-01", Urgency::Last),
        ("2026-12-02", Urgency::Over),
        ("2027-12-02", Urgency::Over),
    ] {
        assert_eq!(clocks(&story, today), [(Kind::Stage, urgency)], "{today}");
    }
    assert_eq!(story.file.state(), LoanState::HrReview);
}

#[test]
fn a_clock_that_stands_still_tells_nobody() {
    let story = submitted()
        .on("2026-11-23")
        .hr(A::AcceptForReview)
        .on("2026-11-24")
        .hr(A::Return);
    assert_eq!(clocks(&story, "2026-12-10"), []);
    let story = story.on("2026-12-10").resident(A::Resubmit);
    // The days used before the pause count: two of seven.
    assert_eq!(clocks(&story, "2026-12-14"), [(Kind::Stage, Urgency::Calm)]);
    assert_eq!(clocks(&story, "2026-12-15"), [(Kind::Stage, Urgency::Near)]);
}

#[test]
fn a_proposed_refusal_has_days_of_its_own() {
    let story = submitted()
        .on("2026-11-23")
        .hr(A::AcceptForReview)
        .hr(A::ProposeRefusal);
    for (today, urgency) in [
        ("2026-11-25", Urgency::Calm),
        ("2026-11-26", Urgency::Near),
        ("2026-11-30", Urgency::Last),
        ("2026-12-01", Urgency::Over),
    ] {
        let found = clocks(&story, today);
        assert_eq!(found[1], (Kind::RefusalNotice, urgency), "{today}");
    }
    let clocks = story.file.desk_clocks(date("2026-11-26"), story.rules());
    assert_eq!(clocks[1].due_on, date("2026-11-30"));
}

#[test]
fn a_payment_is_confirmed_on_the_working_day_after_it_was_proposed() {
    let story = submitted()
        .on("2026-11-23")
        .hr(A::AcceptForReview)
        .hr(A::Pass)
        .guarantee(A::Pass)
        .bank(A::Approve)
        .bank(A::Sign)
        .on("2026-11-27") // a Friday
        .bank(A::ProposeDisbursement);
    for (today, urgency) in [
        ("2026-11-27", Urgency::Calm),
        ("2026-11-29", Urgency::Calm),
        ("2026-11-30", Urgency::Near),
        ("2026-12-01", Urgency::Over),
    ] {
        let found = clocks(&story, today);
        assert_eq!(
            found.last(),
            Some(&(Kind::Disbursement, urgency)),
            "{today}"
        );
    }
    let due = story.file.disbursement_due(story.rules());
    assert_eq!(due.unwrap().on, date("2026-11-30"));
    // While a refusal waits nobody can confirm it.
    let is_asked = |story: &Story| {
        let found = clocks(story, "2026-12-01");
        found.iter().any(|(kind, _)| *kind == Kind::Disbursement)
    };
    let story = story.bank(A::ProposeRefusal);
    assert!(!is_asked(&story));
    let story = story.second_bank(A::DismissRefusal);
    assert!(is_asked(&story));
    let story = story.second_bank(A::ConfirmDisbursement);
    assert_eq!(clocks(&story, "2026-12-01"), []);
}
