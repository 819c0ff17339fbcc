//! Certificates: issued by an officer, printed by the one named, checked by anybody who has one in the hand.

use api::ProblemCode;
use api::certificate::CertificateView;
use api::lesson::MemberActionRequest;
use api::path::{self, with_id};
use axum::body::Body;
use http::header::HOST;
use http::{HeaderMap, Method, StatusCode};
use serde_json::json;
use workflow::enrolment::{EnrolmentAction as A, EnrolmentState as S};

use super::{Class, class, mine};
use crate::portal::{Answer, Browser};

async fn check(class: &Class, number: &str, code: &str) -> Answer {
    let request = json!({ "number": number, "check_code": code });
    class
        .portal
        .anonymous()
        .post(path::CERTIFICATE_CHECKS, &request)
        .await
}

async fn own(resident: &mut Browser) -> CertificateView {
    let id = mine(resident).await.id;
    let answer = resident
        .get(&with_id(path::ENROLMENT_CERTIFICATE, &id))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

#[tokio::test]
async fn an_officer_issues_and_anybody_checks() {
    let class = class().await;
    let mut trainer = class.passed(&[0, 2]).await;
    let mut officer = class.officer().await;
    // Nobody without a name gets one.
    let nameless = class.member(&mut officer, 2).await;
    assert!(nameless.has_passed && !nameless.actions.contains(&A::Certify));
    let plain = |request| request;
    let refused = class.attempt(&mut officer, 2, plain, A::Certify).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/name");
    let name = |name: &'static str| {
        move |request| MemberActionRequest {
            name: Some(name.into()),
            ..request
        }
    };
    let refused = class.attempt(&mut trainer, 2, name("示例3"), A::Name).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].code, "person_name_bad_character");
    let named = class
        .attempt(&mut trainer, 2, name("示例丙"), A::Name)
        .await;
    assert_eq!(named.status, StatusCode::OK, "{named:?}");

    for number in [0, 2] {
        let certified = class.act(&mut officer, number, A::Certify).await;
        assert_eq!(certified.state, S::Certified);
        assert!(certified.actions.is_empty());
    }
    let again = class.attempt(&mut officer, 0, plain, A::Certify).await;
    again.problem(ProblemCode::ActionNotPossible);
    let mut resident = class.resident(0).await;
    let view = mine(&mut resident).await;
    let certificate = own(&mut resident).await;
    assert_eq!(view.certificate.as_deref(), Some("P620602-2027-00001"));
    assert_eq!(certificate.number, "P620602-2027-00001");
    assert_eq!(
        (certificate.name.as_str(), certificate.hours),
        ("示例甲", 120)
    );
    assert_eq!(certificate.provider, "示例培训学校（甲）");
    assert!(certificate.is_sample);
    let code = certificate.check_code.clone().unwrap();
    let mut headers = HeaderMap::new();
    headers.insert(HOST, "127.0.0.1:8620".parse().unwrap());
    let address = with_id(path::ENROLMENT_CERTIFICATE_QR, &view.id);
    let picture = resident
        .send(Method::GET, &address, headers, Body::empty())
        .await;
    assert_eq!(picture.header("content-type"), "image/svg+xml");

    // Anybody sees no more than the paper, and the name masked.
    let answer = check(&class, " p620602-2027-00001 ", &code.to_lowercase()).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let checked: CertificateView = answer.json();
    assert_eq!(
        (checked.name.as_str(), &checked.check_code),
        ("示**", &None)
    );
    assert_eq!(checked.course, certificate.course);
    let text = String::from_utf8(answer.body.to_vec()).unwrap();
    assert!(!text.contains("示例甲") && !text.contains("138"), "{text}");
    class.holds_together();
}

#[tokio::test]
async fn a_forged_one_an_unknown_one_and_a_wrong_code_are_one_answer() {
    let class = class().await;
    class.passed(&[0]).await;
    let mut officer = class.officer().await;
    class.act(&mut officer, 0, A::Certify).await;
    let code = own(&mut class.resident(0).await).await.check_code.unwrap();
    let other = if code == "222222" { "333333" } else { "222222" };
    let answers = [
        check(&class, "P620602-2027-00001", other).await,
        check(&class, "P620602-2027-00002", &code).await,
        check(&class, "P999999-1999-00001", &code).await,
    ];
    for answer in &answers {
        let problem = answer.problem(ProblemCode::NotFound);
        assert_eq!(problem.errors, []);
    }
    let odd = check(&class, "' OR 1=1 --", "<b>").await;
    let problem = odd.problem(ProblemCode::InvalidInput);
    let pointers: Vec<_> = problem
        .errors
        .iter()
        .map(|one| one.pointer.as_str())
        .collect();
    assert_eq!(pointers, ["/number", "/check_code"]);
    // Nobody tries all codes of a number.
    let mut limited = false;
    for _ in 0..25 {
        let answer = check(&class, "P620602-2027-00001", other).await;
        limited |= answer.status == StatusCode::TOO_MANY_REQUESTS;
    }
    assert!(limited);
    // A certificate is its person's.
    let id = mine(&mut class.resident(0).await).await.id;
    let mut nosy = class.resident(1).await;
    for template in [path::ENROLMENT_CERTIFICATE, path::ENROLMENT_CERTIFICATE_QR] {
        let refused = nosy.get(&with_id(template, &id)).await;
        refused.problem(ProblemCode::NotFound);
    }
}

#[tokio::test]
async fn a_certificate_without_a_completed_class_is_found() {
    let class = class().await;
    class.passed(&[0]).await;
    let mut officer = class.officer().await;
    class.act(&mut officer, 0, A::Certify).await;
    let found = || {
        let (store, keyring) = (&class.portal.state.store, &class.portal.state.keyring);
        server::enrolments::verify::verify_one(store, keyring, &class.id)
            .unwrap()
            .findings
    };
    class.holds_together();
    let renumber = "UPDATE certificates SET number = 'P1'";
    class.portal.change(renumber).await;
    assert_eq!(found().len(), 1);
    class.portal.change("DELETE FROM certificates").await;
    let findings = found();
    assert!(findings[0].contains("certificate"), "{findings:?}");
    // So does the hour's look, while the class is over and not settled yet: that is when certificates are issued.
    class.on(super::settlement::AFTER).await;
    let (store, keyring) = (&class.portal.state.store, &class.portal.state.keyring);
    let watch = server::enrolments::verify::late::Watch::of(&class.portal.state);
    let live = server::whole::verify_live(store, keyring, watch).unwrap();
    let is_named = live.findings().any(|line| line.contains("certificate"));
    assert!(is_named, "{live:?}");
}
