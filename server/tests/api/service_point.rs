//! The service point: consent, helped sessions, and what they can never do.

use api::path;
use api::service_point::{HelpedSessionOpened, ListHelpersResponse};
use http::StatusCode;
use serde_json::{Value, json};

use crate::portal::{Browser, TestPortal};

mod consent;
mod limits;
mod mixing;
mod second_factor;
mod work;

pub(crate) const POINT: &str = "sample-point-huangyang";
const PHONE: &str = "13800005678";

fn opening(phone: &str, purpose: &str, proof: &Value) -> Value {
    json!({ "name": "示例甲", "phone": phone, "purpose": purpose, "proof": proof })
}

fn by_code(code: &str) -> Value {
    json!({ "kind": "code", "code": code })
}

async fn ask_for_code(clerk: &mut Browser, phone: &str, purpose: &str) {
    let asked = json!({ "phone": phone, "purpose": purpose });
    let answer = clerk.post(path::STAFF_CONSENT_CODES, &asked).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{answer:?}");
}

/// Opens a helped session by a code; the clerk's browser has its cookie, and what is given back is the tab that has its mark.
pub(crate) async fn help(
    portal: &TestPortal,
    clerk: &mut Browser,
    phone: &str,
    purpose: &str,
) -> Browser {
    ask_for_code(clerk, phone, purpose).await;
    let code = portal.code_sent_to(phone).unwrap();
    let request = opening(phone, purpose, &by_code(&code));
    let answer = clerk.post(path::STAFF_HELPED_SESSIONS, &request).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let opened: HelpedSessionOpened = answer.json();
    clerk.clone().in_helped_session(&opened.mark)
}

/// Why a tab is out of its session.
#[track_caller]
fn reason(answer: &crate::portal::Answer) -> String {
    let problem = answer.problem(api::ProblemCode::SignInRequired);
    problem.errors.first().map_or_else(String::new, |error| {
        assert_eq!(error.pointer, api::service_point::HELPED_POINTER);
        error.code.clone()
    })
}

async fn helpers(resident: &mut Browser) -> ListHelpersResponse {
    resident.get(path::HELPERS).await.json()
}
