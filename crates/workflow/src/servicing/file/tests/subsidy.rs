//! The subsidy of a quarter: asked about, approved, paid by other hands, and the days each has.

use domain::Date;

use super::*;
use crate::WorkCalendar;
use crate::loan::Urgency;
use crate::servicing::file::story::usual_detail;
use crate::servicing::{
    QueryTo, StopCode, SubsidyClock, SubsidyDays, SubsidyDuty, SubsidyPayment, SubsidyQuery,
};

const HR: Role = Role::HrOfficer;
const DAYS: SubsidyDays = SubsidyDays {
    review: 10,
    pay: 10,
};

fn query(story: &Story, to: QueryTo) -> D {
    D::Query(SubsidyQuery {
        quarter: story.file.shares()[0].quarter,
        to,
        question: "is the rate right".into(),
    })
}

fn words(words: &str) -> D {
    D::Words {
        words: words.into(),
    }
}

fn payment(story: &Story, on: &str) -> D {
    D::SubsidyPaid(SubsidyPayment {
        quarter: story.file.shares()[0].quarter,
        on: date(on),
        reference: "batch 1".into(),
    })
}

fn approved(on: &str) -> Story {
    let story = paid_until(4).on(on);
    let detail = usual_detail(A::ApproveSubsidy, &story, 1);
    story.act(A::ApproveSubsidy, HR, detail)
}

/// Of the first quarter of 2026, by a calendar that knows weekends only.
fn clock(story: &Story, on: &str) -> Option<SubsidyClock> {
    let calendar = WorkCalendar::from_parts([], [], date("2026-12-31"));
    let quarter = story.file.shares()[0].quarter;
    story.file.subsidy_clock(quarter, date(on), DAYS, &calendar)
}

#[test]
fn a_question_is_answered_by_whom_it_was_put_to_or_by_the_bureau() {
    let story = paid_until(4).on("2026-04-20");
    for (to, may, may_not) in [
        (QueryTo::Bank, BANK, Role::Resident),
        (QueryTo::Resident, Role::Resident, BANK),
    ] {
        let asked = story.clone().act(A::QuerySubsidy, HR, query(&story, to));
        assert_eq!(
            asked.refusal(A::QuerySubsidy, HR, query(&story, to)),
            E::QueryOpen
        );
        assert_eq!(
            asked.refusal(
                A::ApproveSubsidy,
                HR,
                usual_detail(A::StopSubsidy, &story, 1)
            ),
            E::Step(StepError::DetailInvalid { part: "reason" })
        );
        assert_eq!(
            asked.refusal(A::AnswerQuery, may_not, words("yes")),
            E::Step(StepError::NotAllowed)
        );
        for role in [may, HR] {
            let answered = asked.clone().act(A::AnswerQuery, role, words("yes"));
            assert!(answered.file.open_query().is_none());
            let detail = usual_detail(A::ApproveSubsidy, &answered, 1);
            answered.act(A::ApproveSubsidy, HR, detail);
        }
    }
}

#[test]
fn a_quarter_with_an_open_question_is_not_approved_but_can_be_held_back() {
    let story = paid_until(4).on("2026-04-20");
    let approve = usual_detail(A::ApproveSubsidy, &story, 1);
    let asked = story
        .clone()
        .act(A::QuerySubsidy, HR, query(&story, QueryTo::Bank));
    assert_eq!(asked.refusal(A::ApproveSubsidy, HR, approve), E::QueryOpen);
    let stop = usual_detail(A::StopSubsidy, &asked, 1);
    let stopped = asked.act(A::StopSubsidy, HR, stop);
    assert!(stopped.file.open_query().is_none());
    let record = &stopped.file.subsidies()[0];
    assert_eq!(record.code, Some(StopCode::Unclear));
    assert_eq!(stopped.file.queries()[0].answer, None);
}

/// What is told depends on the day alone between two events, so every day on which it changes is looked at.
#[test]
fn no_day_on_which_a_clock_changes_is_missed() {
    let calendar = WorkCalendar::from_parts([], [], date("2026-12-31"));
    let next = |story: &Story, on: &str| story.file.next_subsidy_look(date(on), DAYS, &calendar);
    let story = paid_until(4).on("2026-02-20");
    assert_eq!(next(&story, "2026-02-20"), Some(date("2026-04-01")));
    let urgency = |day: Date| clock(&story, &day.to_string()).map(|clock| clock.urgency);
    let mut day = date("2026-04-01");
    while day < date("2026-05-20") {
        let next = story.file.next_subsidy_look(day, DAYS, &calendar).unwrap();
        assert!(next > day && next <= day.add_days(7), "{day}: {next}");
        let mut between = day;
        while between < next {
            assert_eq!(urgency(between), urgency(day), "{between}");
            between = between.add_days(1);
        }
        day = next;
    }
    let approved = approved("2026-04-20").act(A::PaySubsidy, HR, {
        let story = approved("2026-04-20");
        payment(&story, "2026-04-20")
    });
    assert_eq!(next(&approved, "2026-04-20"), Some(date("2026-07-01")));
    let question = query(&story, QueryTo::Bank);
    let asked = story.on("2026-04-20").act(A::QuerySubsidy, HR, question);
    assert_eq!(next(&asked, "2026-04-20"), Some(date("2026-07-01")));
}

#[test]
fn whoever_approved_does_not_record_the_payment() {
    let story = approved("2026-04-20");
    assert_eq!(story.file.subsidy_paid(), Money::ZERO);
    let mut own = story.event(A::PaySubsidy, HR, payment(&story, "2026-04-20"));
    own.actor_id = HR.to_string();
    assert_eq!(story.file.decide(&own), Err(E::SamePerson));
    for (on, refusal) in [
        ("2026-04-21", E::DayAhead),
        ("2026-04-19", E::PaidBeforeDecided),
    ] {
        let detail = payment(&story, on);
        assert_eq!(story.refusal(A::PaySubsidy, HR, detail), refusal);
    }
    let detail = payment(&story, "2026-04-20");
    let paid = story.act(A::PaySubsidy, HR, detail.clone());
    assert_eq!(paid.file.subsidy_paid(), paid.file.subsidy_approved());
    assert_eq!(paid.refusal(A::PaySubsidy, HR, detail), E::NothingToPay);
}

#[test]
fn the_review_has_its_days_from_the_working_day_after_the_quarter() {
    let story = paid_until(4);
    assert_eq!(clock(&story, "2026-03-31"), None);
    // The quarter came on Wednesday the first of April; the tenth working day after it is the fifteenth.
    let of = |on| {
        let clock = clock(&story, on).unwrap();
        (
            clock.duty,
            clock.due_on.to_string(),
            clock.days_left,
            clock.urgency,
        )
    };
    let due = || "2026-04-15".to_owned();
    let review = SubsidyDuty::Review;
    assert_eq!(of("2026-04-01"), (review, due(), 10, Urgency::Calm));
    assert_eq!(of("2026-04-10"), (review, due(), 3, Urgency::Near));
    assert_eq!(of("2026-04-15"), (review, due(), 0, Urgency::Last));
    assert_eq!(of("2026-04-20"), (review, due(), -3, Urgency::Over));
}

#[test]
fn a_question_stops_the_days_and_an_approval_begins_those_of_the_payment() {
    let story = paid_until(4).on("2026-04-20");
    let asked = story
        .clone()
        .act(A::QuerySubsidy, HR, query(&story, QueryTo::Bank));
    let open = clock(&asked, "2026-04-24").unwrap();
    assert!(open.is_paused);
    assert_eq!((open.days_left, open.urgency), (-3, Urgency::Calm));
    assert_eq!(open.due_on, date("2026-04-21"));
    let answered = asked
        .on("2026-04-22")
        .act(A::AnswerQuery, BANK, words("yes"));
    let after = clock(&answered, "2026-04-24").unwrap();
    assert_eq!((after.is_paused, after.days_left), (false, -5));
    assert_eq!(after.due_on, date("2026-04-17"));

    let story = approved("2026-04-20");
    let pay = clock(&story, "2026-04-20").unwrap();
    assert_eq!((pay.duty, pay.days_left), (SubsidyDuty::Pay, 10));
    assert_eq!(pay.due_on, date("2026-05-04"));
    let detail = payment(&story, "2026-04-20");
    let paid = story.act(A::PaySubsidy, HR, detail);
    assert_eq!(clock(&paid, "2026-05-20"), None);
    let story = paid_until(4).on("2026-04-20");
    let stop = usual_detail(A::StopSubsidy, &story, 1);
    let stopped = story.act(A::StopSubsidy, HR, stop);
    assert_eq!(clock(&stopped, "2026-05-20"), None);
}

#[test]
fn what_was_stored_before_there_were_codes_is_read() {
    let old = r#"{"subsidy":{"quarter":"2026Q1","amount_fen":1,"reason":"papers"}}"#;
    let read: D = serde_json::from_str(old).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), old);
}
