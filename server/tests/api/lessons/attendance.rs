//! Ticks: one press each, corrected with a trace; who never came, and who comes after all.

use api::ProblemCode;
use api::lesson::{MemberActionRequest, RosterView, SetLessonsRequest};
use api::listing::ListListingsResponse;
use api::path::{self, with_document};
use http::{Method, StatusCode};
use listing::Field;
use serde_json::json;
use server::clock::Clock as _;
use server::enrolments::remind;
use store::events::ENROLMENTS;
use workflow::class::ClassState;
use workflow::enrolment::{EnrolmentAction as A, EnrolmentState as S};
use workflow::listing::ListingAction;

use super::{Class, FIRST, LAST, PHONES, SESSION, class, day, listed, mine};
use crate::portal::fresh_key;
use crate::training::{done, good, written};

#[tokio::test]
async fn a_trainer_ticks_who_is_there_and_can_take_it_back() {
    let class = class().await;
    let mut trainer = class.trainer().await;
    let early = class.tick(&mut trainer, 0, FIRST).await;
    early.problem(ProblemCode::ActionNotPossible);
    class.on(FIRST).await;
    let mut trainer = class.trainer().await;
    let roster = class.roster(&mut trainer).await;
    assert_eq!(roster.state, ClassState::Running);
    // Four weeks of working days, and 80 % of them.
    assert_eq!((roster.lessons.len(), roster.lessons_needed), (20, 16));
    let names: Vec<_> = roster
        .members
        .iter()
        .map(|one| one.name.as_deref())
        .collect();
    assert_eq!(names, [Some("示例甲"), Some("示例乙"), None]);
    assert_eq!(roster.members[0].phone, "138****0001");

    // The same press sent twice counts once.
    let member = &roster.members[0];
    let mut request = MemberActionRequest::plain(member.version, A::CheckIn);
    request.on = Some(day(FIRST));
    let address = with_document(path::STAFF_MEMBER_ACTIONS, &class.id, &member.id);
    let key = fresh_key();
    for _ in 0..2 {
        let answer = trainer
            .send_json(Method::POST, &address, &key, &request)
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    }
    let stale = trainer.post(&address, &request).await;
    stale.problem(ProblemCode::Stale);
    // Another window has taken the press over, and sends it on what the person is now.
    let now = class.member(&mut trainer, 0).await;
    request.version = now.version;
    let doubled = trainer
        .send_json(Method::POST, &address, &key, &request)
        .await;
    doubled.problem(ProblemCode::KeyReused);
    let then = class.member(&mut trainer, 0).await;
    assert_eq!(
        (then.version, then.attended),
        (now.version, vec![day(FIRST)])
    );
    let again = class.tick(&mut trainer, 0, FIRST).await;
    let problem = again.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/on");
    for odd in ["2027-03-02", "2027-03-06", "2027-04-01"] {
        let refused = class.tick(&mut trainer, 0, odd).await;
        assert!(!refused.status.is_success(), "{odd}: {refused:?}");
    }
    let shown = mine(&mut class.resident(0).await).await;
    assert_eq!(shown.state, S::Attending);
    let lessons = shown.lessons.unwrap();
    assert_eq!((lessons.attended, lessons.all, lessons.needed), (1, 20, 16));

    let undo = |request| MemberActionRequest {
        on: Some(day(FIRST)),
        ..request
    };
    let undone = class.attempt(&mut trainer, 0, undo, A::UndoCheckIn).await;
    assert_eq!(undone.status, StatusCode::OK, "{undone:?}");
    let member = class.member(&mut trainer, 0).await;
    assert_eq!((member.state, member.attended.len()), (S::Attending, 0));
    // Both are in the log: asking, seat, name, tick, and its correction.
    let events = class
        .portal
        .state
        .store
        .read(|connection| ENROLMENTS.list(connection, &member.id));
    assert_eq!(events.unwrap().len(), 5);
    class.holds_together();
}

#[tokio::test]
async fn the_trainer_says_on_which_days_the_class_is_taught() {
    let class = class().await;
    class.on(FIRST).await;
    let mut trainer = class.trainer().await;
    assert_eq!(
        class.tick(&mut trainer, 0, FIRST).await.status,
        StatusCode::OK
    );
    let roster = class.roster(&mut trainer).await;
    assert!(roster.can_set_lessons);
    let address = class.address(path::STAFF_LESSONS);
    let set = |days: &[&str]| SetLessonsRequest {
        version: roster.version,
        days: days.iter().map(|text| day(text)).collect(),
    };
    // The day on which somebody is ticked stays.
    let refused = trainer.put(&address, &set(&["2027-03-03"])).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].code, "lesson_ticked");
    let refused = trainer.put(&address, &set(&[FIRST, "2027-05-01"])).await;
    refused.problem(ProblemCode::InvalidInput);
    let answer = trainer
        .put(&address, &set(&[FIRST, "2027-03-06", LAST]))
        .await;
    let changed: RosterView = answer.json();
    assert_eq!((changed.lessons.len(), changed.lessons_needed), (3, 3));
    let stale = trainer.put(&address, &set(&[FIRST, LAST])).await;
    stale.problem(ProblemCode::Stale);
    class.holds_together();
}

/// To whom a message went that they are taken for who does not come.
fn told_of_absence(class: &Class) -> Vec<String> {
    let (store, keyring) = (&class.portal.state.store, &class.portal.state.keyring);
    let messages = server::sms::outbox::list(store, keyring, 50).unwrap();
    let told = messages.into_iter();
    let told = told.filter(|message| message.text.contains("记着您没来"));
    let mut phones: Vec<String> = told.map(|message| message.phone).collect();
    phones.sort();
    phones
}

#[tokio::test]
async fn who_never_came_is_found_after_the_second_lesson_where_ticks_are_kept() {
    let class = class().await;
    // Nobody is ticked: perhaps the trainer keeps the list on paper.
    class.on("2027-03-03").await;
    let mut trainer = class.trainer().await;
    assert_eq!(class.member(&mut trainer, 1).await.state, S::Held);
    assert_eq!(
        class.tick(&mut trainer, 0, FIRST).await.status,
        StatusCode::OK
    );
    class.on("2027-03-03").await;
    let states: Vec<_> = class
        .roster(&mut trainer)
        .await
        .members
        .iter()
        .map(|member| member.state)
        .collect();
    assert_eq!(states, [S::Attending, S::NoShow, S::NoShow]);
    assert_eq!(told_of_absence(&class), PHONES[1..]);
    // Who comes after all finds the seat free.
    let back = class.tick(&mut trainer, 1, "2027-03-03").await;
    assert_eq!(back.status, StatusCode::OK, "{back:?}");
    let member = class.member(&mut trainer, 1).await;
    assert_eq!((member.state, member.missed), (S::Attending, 2));
    // Who teaches calls, and has the number of this person alone.
    assert_eq!(member.call.as_deref(), Some(PHONES[1]));
    assert_eq!(class.member(&mut trainer, 0).await.call, None);
    let mut officer = class.officer().await;
    let seen = class.member(&mut officer, 1).await;
    assert_eq!((seen.missed, seen.call), (2, None));
    let dropped = class.act(&mut trainer, 1, A::Drop).await;
    assert_eq!(dropped.state, S::Dropped);
    assert_eq!(told_of_absence(&class), [PHONES[1], PHONES[1], PHONES[2]]);
    assert_eq!(mine(&mut class.resident(1).await).await.state, S::Dropped);
    class.holds_together();
}

/// On the first day the seat of whoever does not come still goes to the wait-list; on the next it would be nobody's.
#[tokio::test]
async fn a_seat_that_is_empty_on_the_first_day_goes_to_who_waits() {
    let class = class().await;
    let (mut trainer, mut officer) = (class.trainer().await, class.officer().await);
    let own: ListListingsResponse = trainer.get(path::STAFF_LISTINGS).await.json();
    let mut draft = good();
    draft.classes[0].insert(Field::Seats, "3".into());
    let answer = written(&mut trainer, &own.listings[0].id, &draft).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    done(&mut trainer, &own.listings[0].id, ListingAction::Submit).await;
    done(&mut officer, &own.listings[0].id, ListingAction::Approve).await;
    let mut fourth = class.portal.resident("13800000009").await;
    let enrol = json!({ "course": class.course, "session": SESSION });
    let answer = fourth.post(path::ENROLMENTS, &enrol).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    assert_eq!(mine(&mut fourth).await.state, S::Waitlisted);

    class.on(FIRST).await;
    let mut trainer = class.trainer().await;
    assert_eq!(class.roster(&mut trainer).await.waiting, 1);
    let gone = class.act(&mut trainer, 2, A::ReportNoShow).await;
    assert_eq!(gone.state, S::NoShow);
    assert_eq!(class.roster(&mut trainer).await.waiting, 0);
    let mut fourth = class.portal.resident("13800000009").await;
    let own = mine(&mut fourth).await;
    assert_eq!(own.state, S::Offered);
    assert!(own.actions.contains(&A::Accept));
    class.holds_together();
}

#[tokio::test]
async fn a_name_registered_on_the_day_before_takes_nobodys_reminder() {
    let class = class().await;
    class.on("2027-02-28").await;
    let mut trainer = class.trainer().await;
    let name = |request| MemberActionRequest {
        name: Some("示例丙".into()),
        ..request
    };
    let named = class.attempt(&mut trainer, 2, name, A::Name).await;
    assert_eq!(named.status, StatusCode::OK, "{named:?}");
    let now_ms = class.portal.clock.now_ms();
    let reminded = remind::run_once(&class.portal.state, now_ms).await;
    assert_eq!(reminded.unwrap(), 3);
}

#[tokio::test]
async fn classes_are_listed_for_those_who_look_after_them() {
    let class = class().await;
    let mut trainer = class.trainer().await;
    let mut officer = class.officer().await;
    let own = listed(&mut trainer).await.classes;
    assert_eq!((own.len(), own[0].taken), (1, 3));
    assert_eq!(own[0].state, ClassState::Open);
    assert!(listed(&mut officer).await.classes.is_empty());
    class.on(FIRST).await;
    let mut officer = class.officer().await;
    let taught = listed(&mut officer).await.classes;
    assert_eq!(
        (taught.len(), taught[0].id.as_str()),
        (1, class.id.as_str())
    );
}
