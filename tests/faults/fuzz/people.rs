//! Somebody of every role.

use api::path;
use api::session::BeginSecondFactorResponse;
use serde_json::json;

use crate::harness::Portal;
use crate::harness::resident::fresh_key;
use crate::harness::wire::{Answer, Line, Request};

const PASSWORD: &str = "liangzhou-faults-2026";

/// Whose requests they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Anonymous,
    Resident,
    HrOfficer,
    GuaranteeOfficer,
    BankOfficer,
    TrainingOfficer,
    ServicePointClerk,
    PolicyOfficer,
    Administrator,
    Auditor,
}

impl Role {
    /// As the command line spells it.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Anonymous => "anonymous",
            Self::Resident => "resident",
            Self::HrOfficer => "hr-officer",
            Self::GuaranteeOfficer => "guarantee-officer",
            Self::BankOfficer => "bank-officer",
            Self::TrainingOfficer => "training-officer",
            Self::ServicePointClerk => "service-point-clerk",
            Self::PolicyOfficer => "policy-officer",
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
        }
    }

    fn agency(self) -> &'static str {
        match self {
            Self::GuaranteeOfficer => "sample-guarantor",
            Self::BankOfficer => "sample-bank",
            Self::ServicePointClerk => "sample-point-huangyang",
            _ => "hr-bureau",
        }
    }
}

/// Makes an account of the role and gives its name.
fn staff(portal: &Portal, role: Role) -> &'static str {
    let name = role.words();
    let words = [
        "admin",
        "create-user",
        "--password-stdin",
        "--username",
        name,
        "--name",
        "示例",
    ];
    let place = ["--role", name, "--agency", role.agency()];
    portal.fumin(&[&words[..], &place[..]].concat(), &format!("{PASSWORD}\n"));
    name
}

/// Signs in and gives the cookie; a clerk, who may do nothing without one, takes up an authenticator.
pub(super) async fn cookie_of(portal: &Portal, role: Role) -> String {
    let mut line = Line::to(portal).await.unwrap();
    let who = json!({ "username": staff(portal, role), "password": PASSWORD }).to_string();
    let answer = ask(&mut line, "POST", path::STAFF_SESSION, "", &who).await;
    let set = answer.headers["set-cookie"].split(';').next();
    let cookie = set.unwrap_or_default().to_owned();
    if role == Role::ServicePointClerk {
        take_up(&mut line, &cookie).await;
    }
    cookie
}

async fn take_up(line: &mut Line, cookie: &str) {
    let path = path::STAFF_SECOND_FACTOR;
    let begun = ask(line, "POST", path, cookie, "").await;
    let begun: BeginSecondFactorResponse = serde_json::from_slice(&begun.body).unwrap();
    let secret = totp_rs::Secret::Encoded(begun.secret).to_bytes().unwrap();
    let algorithm = totp_rs::Algorithm::SHA1;
    let authenticator = totp_rs::TOTP::new_unchecked(algorithm, 6, 0, 30, secret);
    let code = authenticator.generate_current().unwrap();
    let proof = json!({ "pending": begun.pending, "code": code }).to_string();
    ask(line, "PUT", path, cookie, &proof).await;
}

async fn ask(line: &mut Line, method: &str, path: &str, cookie: &str, body: &str) -> Answer {
    let request = Request {
        method,
        key: &fresh_key(),
        content_type: "application/json",
        body: body.as_bytes(),
        ..Request::get(path, cookie)
    };
    let answer = line.ask(&request.bytes()).await.unwrap();
    let said = String::from_utf8_lossy(&answer.body);
    assert!([200, 204].contains(&answer.status), "{path}: {said}");
    answer
}
