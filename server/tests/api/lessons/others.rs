//! Whose class it is not.

use api::ProblemCode;
use api::lesson::{MemberActionRequest, SetLessonsRequest};
use api::path::{self, with_document};
use workflow::enrolment::EnrolmentAction as A;

use super::{FIRST, class, day, listed};
use crate::training::trainer;

#[tokio::test]
async fn a_trainer_of_another_school_does_not_learn_that_the_class_is_there() {
    let class = class().await;
    let mut officer = class.officer().await;
    let mut other = trainer(&class.portal, &mut officer, "示例培训学校（乙）", "other").await;
    assert!(listed(&mut other).await.classes.is_empty());
    let mut own = class.trainer().await;
    let member = class.member(&mut own, 0).await;
    for template in [path::STAFF_ROSTER, path::STAFF_LESSON_CODE] {
        let refused = other.get(&class.address(template)).await;
        refused.problem(ProblemCode::NotFound);
    }
    let set = SetLessonsRequest {
        version: 2,
        days: vec![day(FIRST)],
    };
    let refused = other.put(&class.address(path::STAFF_LESSONS), &set).await;
    refused.problem(ProblemCode::NotFound);
    let address = with_document(path::STAFF_MEMBER_ACTIONS, &class.id, &member.id);
    let request = MemberActionRequest::plain(member.version, A::ReportNoShow);
    let refused = other.post(&address, &request).await;
    refused.problem(ProblemCode::NotFound);
    // Nobody of that id is in the class.
    let nobody = with_document(path::STAFF_MEMBER_ACTIONS, &class.id, "nobody");
    own.post(&nobody, &request)
        .await
        .problem(ProblemCode::NotFound);
    // Teaching is not the officer's.
    let refused = officer.post(&address, &request).await;
    let early = refused.status;
    assert!(early.is_client_error(), "{refused:?}");
    class.holds_together();
}
