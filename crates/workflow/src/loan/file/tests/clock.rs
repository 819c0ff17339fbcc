//! The clock as the resident and the officer see it.

use super::story::Story;
use crate::calendar::tests::date;
use crate::loan::{LoanAction as A, Stage};

fn submitted() -> Story {
    Story::begin("2026-11-20").resident(A::Submit) // a Friday
}

#[test]
fn the_bureaus_days_run_from_the_submission_opening_included() {
    let story = submitted();
    assert_eq!(
        story.file.opening_due(story.rules()).unwrap().on,
        date("2026-11-23")
    );
    for (today, day, is_overdue) in [
        ("2026-11-20", 0, false),
        ("2026-11-22", 0, false),
        ("2026-11-23", 1, false),
        ("2026-12-01", 7, false),
        ("2026-12-02", 8, true),
    ] {
        let view = story.clock(today);
        assert_eq!(
            (view.stage, view.day, view.limit, view.overdue),
            (Stage::Hr, day, 7, is_overdue),
            "{today}"
        );
        assert_eq!(
            (view.due_on, view.provisional, view.paused),
            (date("2026-12-01"), false, false),
            "{today}"
        );
        assert_eq!(view.resident_due_on, None);
    }
    let opened = story.on("2026-11-24").hr(A::AcceptForReview);
    assert_eq!(opened.file.opening_due(opened.rules()), None);
    let view = opened.clock("2026-12-01");
    assert_eq!(
        (view.day, view.due_on),
        (7, date("2026-12-01")),
        "opening changes nothing"
    );
}

#[test]
fn a_return_stops_the_bureaus_clock_and_starts_the_residents() {
    let story = submitted().on("2026-11-24").hr(A::Return);
    let view = story.clock("2026-12-10");
    assert_eq!((view.day, view.paused, view.provisional), (2, true, true));
    assert_eq!(view.resident_due_on, Some(date("2026-12-15")));
    let story = story.resident(A::RequestExtension);
    let view = story.clock("2026-12-10");
    assert_eq!(view.resident_due_on, Some(date("2027-01-05")));
    assert!(
        view.resident_provisional,
        "the holidays of 2027 are not announced"
    );
    let story = story.on("2026-12-10").resident(A::Resubmit);
    let view = story.clock("2026-12-11");
    assert_eq!(
        (view.day, view.paused, view.resident_due_on),
        (3, false, None)
    );
    assert_eq!(view.due_on, date("2026-12-17"));
}

#[test]
fn each_stage_has_its_own_clock() {
    let story = submitted()
        .on("2026-11-24")
        .hr(A::AcceptForReview)
        .hr(A::Pass);
    let view = story.clock("2026-11-25");
    assert_eq!((view.stage, view.day, view.limit), (Stage::Guarantee, 1, 3));
    assert_eq!(view.due_on, date("2026-11-27"));
    let story = story.on("2026-11-26").guarantee(A::Pass);
    let view = story.clock("2026-11-26");
    assert_eq!((view.stage, view.day, view.limit), (Stage::Bank, 0, 5));
}

#[test]
fn the_banks_clock_waits_for_the_signature_and_goes_on_to_the_payment() {
    let story = submitted()
        .hr(A::AcceptForReview)
        .hr(A::Pass)
        .guarantee(A::Pass)
        .on("2026-11-24")
        .bank(A::Approve);
    let view = story.clock("2026-12-01");
    assert_eq!((view.day, view.paused), (2, true));
    assert_eq!(view.resident_due_on, Some(date("2026-12-08")));
    let story = story
        .on("2026-12-01")
        .bank(A::Sign)
        .on("2026-12-02")
        .bank(A::ProposeDisbursement);
    let view = story.clock("2026-12-02");
    assert_eq!(
        (view.day, view.paused, view.resident_due_on),
        (3, false, None)
    );
    assert_eq!(view.due_on, date("2026-12-04"));
}

#[test]
fn the_posted_list_stops_the_clock() {
    let mut story = submitted().on("2026-11-23").hr(A::AcceptForReview);
    story.clocks.public_notice_days = Some(7);
    let story = story.hr(A::PostPublicNotice);
    let view = story.clock("2026-11-27");
    assert_eq!((view.day, view.paused), (1, true));
    let view = story
        .on("2026-11-27")
        .hr(A::AcceptObjection)
        .clock("2026-11-30");
    assert_eq!((view.day, view.paused), (2, false));
}

#[test]
fn a_server_clock_set_back_gives_no_days_back() {
    let story = submitted().on("2026-11-24").hr(A::AcceptForReview);
    assert_eq!(story.clock("2026-11-20").day, 2);
    let story = story.on("2016-11-24").hr(A::Return);
    assert_eq!(story.file.entered_on(), Some(date("2026-11-24")));
}

#[test]
fn the_clock_stops_when_the_application_ends() {
    let story = submitted().on("2026-11-24").resident(A::Withdraw);
    assert!(story.file.clock().unwrap().is_paused());
}

#[test]
fn there_is_no_clock_before_submission() {
    let story = Story::begin("2026-11-20");
    assert_eq!(
        story.file.clock_view(date("2026-11-20"), story.rules()),
        None
    );
}
