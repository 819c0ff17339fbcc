//! Calls about lessons, results and certificates.

use api::{
    certificate::{CertificateView, CheckCertificateRequest},
    enrolment::{ClassActionRequest, EnrolmentPlace, StaffClassView},
    lesson::{
        AppealRequest, CheckInRequest, FollowUpRequest, FollowUpView, LessonCodeView,
        ListStaffClassesResponse, MemberActionRequest, RosterMember, RosterView, SetLessonsRequest,
    },
    path,
};
use gloo_net::http::Method;

use crate::{Anonymous, ClientError, IdempotencyKey, Resident, Staff, transport};

impl Anonymous {
    /// Whether a certificate is real.
    pub async fn check_certificate(
        self,
        request: &CheckCertificateRequest,
    ) -> Result<CertificateView, ClientError> {
        let key = IdempotencyKey::fresh();
        transport::write(Method::POST, path::CERTIFICATE_CHECKS, request, &key).await
    }

    /// Says what came of a class.
    pub async fn answer_follow_up(
        self,
        request: &FollowUpRequest,
        key: &IdempotencyKey,
    ) -> Result<FollowUpView, ClientError> {
        transport::write(Method::POST, path::FOLLOW_UPS, request, key).await
    }
}

impl Resident {
    /// Checks in to today's lesson.
    pub async fn check_in(
        self,
        id: &str,
        request: &CheckInRequest,
        key: &IdempotencyKey,
    ) -> Result<EnrolmentPlace, ClientError> {
        let path = path::with_id(path::ENROLMENT_CHECK_IN, id);
        transport::write(Method::POST, &path, request, key).await
    }

    /// Asks the bureau to look at a result again.
    pub async fn appeal(
        self,
        id: &str,
        request: &AppealRequest,
        key: &IdempotencyKey,
    ) -> Result<EnrolmentPlace, ClientError> {
        let path = path::with_id(path::ENROLMENT_APPEAL, id);
        transport::write(Method::POST, &path, request, key).await
    }

    /// The certificate of a class I passed.
    pub async fn find_certificate(self, id: &str) -> Result<CertificateView, ClientError> {
        transport::get(&path::with_id(path::ENROLMENT_CERTIFICATE, id)).await
    }
}

impl Staff {
    /// Classes with people in them.
    pub async fn list_classes(self) -> Result<ListStaffClassesResponse, ClientError> {
        transport::get(path::STAFF_CLASSES).await
    }

    /// Everybody in a class.
    pub async fn find_roster(self, id: &str) -> Result<RosterView, ClientError> {
        transport::get(&path::with_id(path::STAFF_ROSTER, id)).await
    }

    /// Says on which days a class is taught.
    pub async fn set_lessons(
        self,
        id: &str,
        request: &SetLessonsRequest,
        key: &IdempotencyKey,
    ) -> Result<RosterView, ClientError> {
        let path = path::with_id(path::STAFF_LESSONS, id);
        transport::write(Method::PUT, &path, request, key).await
    }

    /// Has a class taught all the same, puts it off, or gives it up.
    pub async fn act_on_class(
        self,
        id: &str,
        request: &ClassActionRequest,
        key: &IdempotencyKey,
    ) -> Result<StaffClassView, ClientError> {
        let path = path::with_id(path::STAFF_CLASS_ACTIONS, id);
        transport::write(Method::POST, &path, request, key).await
    }

    /// The number by which those in the room check in.
    pub async fn find_lesson_code(self, id: &str) -> Result<LessonCodeView, ClientError> {
        transport::get(&path::with_id(path::STAFF_LESSON_CODE, id)).await
    }

    /// Ticks somebody, enters a result, issues a certificate.
    pub async fn act_on_member(
        self,
        class: &str,
        id: &str,
        request: &MemberActionRequest,
        key: &IdempotencyKey,
    ) -> Result<RosterMember, ClientError> {
        let path = path::with_document(path::STAFF_MEMBER_ACTIONS, class, id);
        transport::write(Method::POST, &path, request, key).await
    }
}
