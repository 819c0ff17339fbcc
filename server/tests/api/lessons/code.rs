//! The number on the trainer's screen: for those in the room, now.

use api::ProblemCode;
use api::lesson::{CheckInRequest, LessonCodeView};
use api::path::{self, with_id};
use http::StatusCode;
use server::lessons::code::STEP_MS;
use workflow::enrolment::{EnrolmentAction as A, EnrolmentState as S};

use super::{Class, FIRST, class, mine};
use crate::portal::{Answer, Browser};

pub(super) async fn shown(class: &Class, trainer: &mut Browser) -> String {
    let answer = trainer.get(&class.address(path::STAFF_LESSON_CODE)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let view: LessonCodeView = answer.json();
    assert!(view.next_in_ms > 0 && i64::from(view.next_in_ms) <= STEP_MS);
    view.code
}

pub(super) async fn check_in(resident: &mut Browser, code: &str) -> Answer {
    let id = mine(resident).await.id;
    let request = CheckInRequest { code: code.into() };
    resident
        .post(&with_id(path::ENROLMENT_CHECK_IN, &id), &request)
        .await
}

fn later(class: &Class, steps: i64) {
    class.portal.clock.advance_ms(steps * STEP_MS);
}

#[tokio::test]
async fn who_types_the_number_is_there_once_and_an_old_number_is_worth_nothing() {
    let class = class().await;
    let mut trainer = class.trainer().await;
    let early = trainer.get(&class.address(path::STAFF_LESSON_CODE)).await;
    early.problem(ProblemCode::ActionNotPossible);
    class.on(FIRST).await;
    let mut trainer = class.trainer().await;
    let mut first = class.resident(0).await;
    let mut second = class.resident(1).await;
    let mut third = class.resident(2).await;
    let code = shown(&class, &mut trainer).await;
    assert!(mine(&mut first).await.actions.contains(&A::CheckIn));
    let answer = check_in(&mut first, &code).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let now = mine(&mut first).await;
    assert_eq!(
        (now.state, now.lessons.unwrap().attended),
        (S::Attending, 1)
    );
    assert!(!now.actions.contains(&A::CheckIn));
    // Twice is once.
    let again = check_in(&mut first, &code).await;
    assert!(!again.status.is_success(), "{again:?}");
    // One step later it is still good, two later it is not.
    later(&class, 1);
    assert_eq!(check_in(&mut second, &code).await.status, StatusCode::OK);
    later(&class, 1);
    let refused = check_in(&mut third, &code).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].code, "lesson_code_wrong");
    assert_ne!(shown(&class, &mut trainer).await, code);
    class.holds_together();
}

#[tokio::test]
async fn numbers_are_not_guessed_and_an_enrolment_is_its_persons() {
    let class = class().await;
    class.on(FIRST).await;
    let mut first = class.resident(0).await;
    let id = mine(&mut first).await.id;
    let address = with_id(path::ENROLMENT_CHECK_IN, &id);
    let guess = |number: u32| CheckInRequest {
        code: format!("{number:06}"),
    };
    let mut other = class.resident(1).await;
    let refused = other.post(&address, &guess(0)).await;
    refused.problem(ProblemCode::NotFound);
    let mut wrong = 0;
    for number in 0..12 {
        let answer = first.post(&address, &guess(number)).await;
        wrong += u32::from(answer.status == StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(wrong, 10);
    let limited = first.post(&address, &guess(99)).await;
    limited.problem(ProblemCode::TooManyRequests);
}

#[tokio::test]
async fn one_phone_that_checks_many_in_is_shown_and_not_refused() {
    let class = class().await;
    class.on(FIRST).await;
    let mut trainer = class.trainer().await;
    let mut phone = class.resident(0).await;
    let others = [class.resident(1).await, class.resident(2).await];
    let code = shown(&class, &mut trainer).await;
    assert_eq!(check_in(&mut phone, &code).await.status, StatusCode::OK);
    let device = phone
        .cookies()
        .iter()
        .find(|(name, _)| name == "__Host-fumin-device")
        .cloned()
        .unwrap();
    assert_eq!(class.member(&mut trainer, 0).await.same_device, None);
    for other in others {
        let mut next = other.with_cookie(&device.0, &device.1);
        assert_eq!(check_in(&mut next, &code).await.status, StatusCode::OK);
    }
    let roster = class.roster(&mut trainer).await;
    let shared: Vec<_> = roster.members.iter().map(|one| one.same_device).collect();
    assert_eq!(shared, [Some(3); 3]);
    class.holds_together();
}
