//! Appeals: by whom, until when, decided by whom, and where they lead.

use super::rules::{reviewed, with};
use super::story::Story;
use crate::Role;
use crate::calendar::tests::date;
use crate::loan::{
    EventDetail, LoanAction as A, LoanFile, LoanState as S, Stage, TransitionError as E,
};

/// Refused on Friday, 20 November 2026, in a stage: proposed by `one`, confirmed by `two`.
fn refused(stage: Stage) -> Story {
    let story = match stage {
        Stage::Hr => reviewed(),
        Stage::Guarantee => reviewed().hr(A::Pass),
        Stage::Bank => reviewed().hr(A::Pass).guarantee(A::Pass),
    };
    let role = stage.officer();
    let proposed = story.event(A::ProposeRefusal, role, "one");
    let story = story.keep(proposed);
    let confirmed = story.event(A::ConfirmRefusal, role, "two");
    story.keep(confirmed)
}

fn decided(story: Story, action: A) -> Story {
    let role = story.file.holder().unwrap();
    let event = story.event(action, role, "three");
    story.keep(event)
}

#[test]
fn an_appeal_is_held_by_whoever_refused() {
    for (stage, refused_as) in [
        (Stage::Hr, S::Rejected),
        (Stage::Guarantee, S::Declined),
        (Stage::Bank, S::Declined),
    ] {
        let story = refused(stage);
        assert_eq!(story.file.state(), refused_as);
        let story = story.on("2026-12-04").resident(A::Appeal);
        assert_eq!(story.file.state(), S::AppealReview);
        assert_eq!(story.file.holder(), Some(stage.officer()));
        assert_eq!(story.file.appeal().unwrap().text, "reason");
        assert!(story.file.refusal().is_some(), "it stands until decided");
        for other in [Role::HrOfficer, Role::GuaranteeOfficer, Role::BankOfficer] {
            let event = story.event(A::UpholdRefusal, other, "three");
            let outcome = story.outcome(&event).map(|file| file.state());
            let expected = if other == stage.officer() {
                Ok(refused_as)
            } else {
                Err(E::WrongRole)
            };
            assert_eq!(outcome, expected, "{other} of an appeal in {stage}");
            let is_offered = !story
                .file
                .available(other, "three", date("2026-12-04"), story.rules())
                .is_empty();
            assert_eq!(is_offered, other == stage.officer());
        }
    }
}

#[test]
fn nobody_who_refused_decides_on_the_appeal() {
    for stage in Stage::ALL {
        let story = refused(*stage).resident(A::Appeal);
        for action in [A::UpholdRefusal, A::OverturnRefusal] {
            for (actor, expected) in [
                ("one", Err(E::SamePerson)),
                ("two", Err(E::SamePerson)),
                ("three", Ok(())),
            ] {
                let event = story.event(action, stage.officer(), actor);
                let outcome = story.outcome(&event).map(drop);
                assert_eq!(outcome, expected, "{action} by {actor}");
            }
        }
        let offered = |actor| {
            let today = date("2026-11-20");
            let role = stage.officer();
            story.file.available(role, actor, today, story.rules())
        };
        assert!(offered("one").is_empty() && offered("two").is_empty());
        assert_eq!(offered("three"), [A::UpholdRefusal, A::OverturnRefusal]);
    }
}

#[test]
fn an_appeal_is_taken_for_ten_working_days() {
    let story = refused(Stage::Hr);
    let until = story.file.appeal_until(story.rules()).unwrap();
    assert_eq!(until.on, date("2026-12-04"));
    let appeal = |story: &Story| story.event(A::Appeal, Role::Resident, "resident");
    let story = story.on("2026-12-04");
    assert!(story.outcome(&appeal(&story)).is_ok());
    let story = story.on("2026-12-05");
    let last_day = date("2026-12-04");
    assert_eq!(story.refusal_of(&appeal(&story)), E::TooLate { last_day });
    let mut story = story;
    story.clocks.appeal_working_days = 20;
    assert!(story.outcome(&appeal(&story)).is_ok(), "a district says");
}

#[test]
fn an_appeal_has_ten_working_days_of_its_own_and_no_silence_decides_it() {
    let story = refused(Stage::Guarantee)
        .on("2026-12-04")
        .resident(A::Appeal);
    let view = story.clock("2026-12-04");
    assert_eq!(
        (view.stage, view.day, view.limit, view.paused),
        (Stage::Guarantee, 0, 10, false)
    );
    assert_eq!(view.due_on, date("2026-12-18"));
    let late = story.clock("2026-12-21");
    assert!(late.overdue && late.day == 11);
    for role in [Role::System, Role::Resident] {
        let today = date("2027-12-01");
        let offered = story.file.available(role, "x", today, story.rules());
        assert!(offered.is_empty(), "{role}: {offered:?}");
    }
    assert_eq!(story.file.runs_out_on(story.rules()), None);
}

#[test]
fn an_upheld_refusal_stands_and_there_is_no_second_appeal() {
    let story = decided(refused(Stage::Hr).resident(A::Appeal), A::UpholdRefusal);
    assert_eq!(story.file.state(), S::Rejected);
    assert!(story.file.refusal().is_some());
    let decision = story.file.appeal().unwrap().decision.clone().unwrap();
    assert_eq!(
        (decision.is_overturned, decision.text.as_str()),
        (false, "reason")
    );
    let again = story.event(A::Appeal, Role::Resident, "resident");
    assert_eq!(story.refusal_of(&again), E::NotAllowed);
    assert_eq!(story.file.appeal_until(story.rules()), None);
    assert_eq!(
        story.file.clock_view(date("2026-12-01"), story.rules()),
        None
    );
}

#[test]
fn an_overturned_refusal_goes_back_and_the_clock_begins_at_half() {
    for (stage, state, half) in [
        (Stage::Hr, S::HrReview, 4),
        (Stage::Guarantee, S::GuaranteeReview, 2),
        (Stage::Bank, S::BankReview, 3),
    ] {
        let story = refused(stage).resident(A::Appeal).on("2026-12-01");
        let story = decided(story, A::OverturnRefusal);
        assert_eq!(story.file.state(), state);
        assert_eq!(
            (story.file.refusal(), story.file.holder()),
            (None, Some(stage.officer()))
        );
        assert!(
            story
                .file
                .appeal()
                .unwrap()
                .decision
                .as_ref()
                .unwrap()
                .is_overturned
        );
        let view = story.clock("2026-12-01");
        assert_eq!((view.stage, view.day, view.limit), (stage, 0, half));
        assert_eq!(story.clock("2026-12-02").day, 1);
    }
}

#[test]
fn the_next_stage_has_its_whole_time_and_a_return_keeps_the_half() {
    let story = decided(refused(Stage::Hr).resident(A::Appeal), A::OverturnRefusal);
    let story = story.hr(A::Return).resident(A::Resubmit);
    assert_eq!(story.clock("2026-11-23").limit, 4);
    let story = story.hr(A::Pass);
    assert_eq!(story.clock("2026-11-23").limit, 3);
}

#[test]
fn another_refusal_can_be_appealed_against_anew() {
    let story = decided(refused(Stage::Hr).resident(A::Appeal), A::OverturnRefusal);
    let story = story.hr(A::ProposeRefusal);
    let confirmed = story.event(A::ConfirmRefusal, Role::HrOfficer, "three");
    let story = story.keep(confirmed);
    assert_eq!(story.file.appeal(), None);
    let story = story.resident(A::Appeal);
    let event = story.event(A::UpholdRefusal, Role::HrOfficer, "three");
    assert_eq!(story.refusal_of(&event), E::SamePerson);
    let event = story.event(A::UpholdRefusal, Role::HrOfficer, "one");
    assert!(story.outcome(&event).is_ok(), "had no part in this one");
}

#[test]
fn an_appeal_takes_words_and_a_helper_needs_consent() {
    let story = refused(Stage::Hr);
    let mute = with(
        story.event(A::Appeal, Role::Resident, "resident"),
        EventDetail::None,
    );
    assert_eq!(story.refusal_of(&mute), E::WrongDetail);
    let mut helped = story.event(A::Appeal, Role::Resident, "clerk");
    helped.on_behalf_of = Some("resident".into());
    assert_eq!(story.refusal_of(&helped), E::ConsentMissing);
}

#[test]
fn what_was_stored_before_there_were_appeals_is_still_what_the_events_fold_into() {
    let story = refused(Stage::Hr);
    let mut stored = serde_json::to_value(&story.file).unwrap();
    let object = stored.as_object_mut().unwrap();
    assert!(object.remove("refused_by").is_some());
    assert!(!object.contains_key("appeal") && !object.contains_key("has_half_time"));
    let stored: LoanFile = serde_json::from_value(stored).unwrap();
    assert!(story.file.is_stored_as(&stored) && story.file.is_stored_as(&story.file));
    let appealed = story.resident(A::Appeal);
    assert!(!appealed.file.is_stored_as(&stored));
    let mut lost = serde_json::to_value(&appealed.file).unwrap();
    lost.as_object_mut().unwrap().remove("refused_by");
    let lost: LoanFile = serde_json::from_value(lost).unwrap();
    assert!(!appealed.file.is_stored_as(&lost));
}
