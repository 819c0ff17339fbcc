//! Results, and asking to look at one again.

use api::ProblemCode;
use api::lesson::{AppealRequest, MemberActionRequest, RosterMember};
use api::path::{self, with_id};
use http::StatusCode;
use workflow::enrolment::{EnrolmentAction as A, EnrolmentState as S, Level};

use super::{FIRST, LAST, class, mine};

#[tokio::test]
async fn a_result_needs_the_lessons() {
    let class = class().await;
    class.on(LAST).await;
    let mut trainer = class.trainer().await;
    assert_eq!(
        class.tick(&mut trainer, 0, FIRST).await.status,
        StatusCode::OK
    );
    let member = class.member(&mut trainer, 0).await;
    assert!(!member.is_enough && !member.actions.contains(&A::RecordPass));
    let pass = |request| request;
    let refused = class.attempt(&mut trainer, 0, pass, A::RecordPass).await;
    let problem = refused.problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "attendance_too_low");
    for lesson in class
        .roster(&mut trainer)
        .await
        .lessons
        .iter()
        .skip(1)
        .take(15)
    {
        let answer = class.tick(&mut trainer, 0, &lesson.to_string()).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    }
    let member = class.member(&mut trainer, 0).await;
    assert!(member.is_enough && member.actions.contains(&A::RecordPass));
    // The course leads to level five: no other is passed in it.
    assert_eq!(class.roster(&mut trainer).await.level, Some(Level::Five));
    let higher = |request| MemberActionRequest {
        level: Some(Level::One),
        ..request
    };
    let refused = class.attempt(&mut trainer, 0, higher, A::RecordPass).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    assert_eq!(
        (
            problem.errors[0].pointer.as_str(),
            problem.errors[0].code.as_str()
        ),
        ("/level", "level_not_of_course")
    );
    let with = |request| MemberActionRequest {
        level: Some(Level::Five),
        ..request
    };
    let answer = class.attempt(&mut trainer, 0, with, A::RecordPass).await;
    let passed: RosterMember = answer.json();
    assert_eq!(
        (passed.state, passed.level),
        (S::Completed, Some(Level::Five))
    );
    assert_eq!(mine(&mut class.resident(0).await).await.state, S::Completed);
    // What is the officer's, a trainer does not.
    let refused = class.attempt(&mut trainer, 0, pass, A::Certify).await;
    refused.problem(ProblemCode::NotAllowed);
    class.holds_together();
}

#[tokio::test]
async fn a_failed_result_is_looked_at_again_once_in_its_time() {
    let class = class().await;
    let mut trainer = class.passed(&[]).await;
    for number in [0, 1] {
        class.tick_all(&mut trainer, number).await;
        let why = |request| MemberActionRequest {
            reason: Some("接线没有接对".into()),
            ..request
        };
        let answer = class.attempt(&mut trainer, number, why, A::Fail).await;
        assert_eq!(answer.json::<RosterMember>().state, S::Failed);
    }
    let mut resident = class.resident(0).await;
    let view = mine(&mut resident).await;
    assert!(view.actions.contains(&A::Appeal) && view.appeal.is_none());
    assert_eq!(view.fail_reason.as_deref(), Some("接线没有接对"));
    assert_eq!(view.appeal_answer, None);
    let address = with_id(path::ENROLMENT_APPEAL, &view.id);
    let request = |reason: &str| AppealRequest {
        version: view.version,
        reason: reason.into(),
    };
    let silent = resident.post(&address, &request("  ")).await;
    let problem = silent.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/reason");
    let asked = resident.post(&address, &request("接线那一题判错了")).await;
    assert_eq!(asked.status, StatusCode::OK, "{asked:?}");
    assert_eq!(mine(&mut resident).await.appeal.as_deref(), Some("open"));
    let mut other = class.resident(1).await;
    other
        .post(&address, &request("x"))
        .await
        .problem(ProblemCode::NotFound);

    // The officer reads why and decides with a reason.
    let mut officer = class.officer().await;
    let member = class.member(&mut officer, 0).await;
    assert_eq!(member.appeal.as_deref(), Some("接线那一题判错了"));
    assert_eq!(member.actions, [A::Uphold, A::Overturn]);
    let without = |request| request;
    let refused = class.attempt(&mut officer, 0, without, A::Overturn).await;
    refused.problem(ProblemCode::InvalidInput);
    let with = |request| MemberActionRequest {
        reason: Some("看了卷子，判错了".into()),
        ..request
    };
    let answer = class.attempt(&mut officer, 0, with, A::Overturn).await;
    let decided: RosterMember = answer.json();
    // For what the course leads to, or the paper would be the school's alone.
    assert_eq!(
        (decided.state, decided.has_passed, decided.level),
        (S::Completed, true, Some(Level::Five))
    );
    assert!(!decided.actions.contains(&A::RecordPass));
    assert!(decided.actions.contains(&A::Certify) && decided.is_put_right);
    // The school reads that, has no press for a result, and takes nothing away by one.
    let member = class.member(&mut trainer, 0).await;
    assert!(member.is_put_right && member.has_passed);
    assert_eq!(member.actions, [A::Name]);
    assert!(!class.member(&mut trainer, 1).await.is_put_right);
    for action in [A::RecordPass, A::Fail] {
        let refused = class.attempt(&mut trainer, 0, without, action).await;
        refused.problem(ProblemCode::ActionNotPossible);
    }
    let member = class.member(&mut trainer, 0).await;
    assert_eq!(member.level, Some(Level::Five));
    let view = mine(&mut resident).await;
    assert_eq!(
        (view.state, view.appeal.as_deref()),
        (S::Completed, Some("decided"))
    );
    // And the person reads it.
    assert_eq!(view.appeal_answer.as_deref(), Some("看了卷子，判错了"));
    assert_eq!(view.fail_reason, None);

    // Ten working days are over for the other one.
    class.on("2027-04-20").await;
    let mut other = class.resident(1).await;
    let late = mine(&mut other).await;
    assert!(!late.actions.contains(&A::Appeal));
    let address = with_id(path::ENROLMENT_APPEAL, &late.id);
    let request = AppealRequest {
        version: late.version,
        reason: "晚了".into(),
    };
    let refused = other.post(&address, &request).await;
    let problem = refused.problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "too_late");
    class.holds_together();
}
