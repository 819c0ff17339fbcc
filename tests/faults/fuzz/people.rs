//! Somebody of every role.

use api::path;
use serde_json::json;

use crate::harness::Portal;
use crate::harness::resident::fresh_key;
use crate::harness::wire::{Line, Request};

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
pub(super) fn staff(portal: &Portal, role: Role) -> &'static str {
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

/// Signs in and gives the cookie.
pub(super) async fn cookie_of(portal: &Portal, username: &str) -> String {
    let body = json!({ "username": username, "password": PASSWORD }).to_string();
    let request = Request {
        method: "POST",
        key: &fresh_key(),
        content_type: "application/json",
        body: body.as_bytes(),
        ..Request::get(path::STAFF_SESSION, "")
    };
    let mut line = Line::to(portal).await.unwrap();
    let answer = line.ask(&request.bytes()).await.unwrap();
    assert_eq!(
        answer.status,
        200,
        "{}",
        String::from_utf8_lossy(&answer.body)
    );
    let cookie = answer.headers["set-cookie"]
        .split(';')
        .next()
        .unwrap_or_default();
    cookie.to_owned()
}
