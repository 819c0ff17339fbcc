//! The policy desk, through the real router.

mod bad_input;
mod drafts;
mod proposals;
mod reports;

use api::path::{self, with_id};
use api::policy_desk::{
    ConditionWords, DraftView, EditDraftRequest, ParameterValue, PolicyEdit, PolicyOutline,
    PolicySubject, SavedDraftResponse, StartDraftRequest, WriteSourceRequest,
};
use http::{Method, StatusCode};
use workflow::Role;

use crate::portal::{Answer, Browser, TestPortal, fresh_key};

const PROGRAMME: &str = "programmes/startup_loan_individual.toml";
const CAP: &str = "loan_cap_individual";

/// A policy officer at the desk.
async fn officer(portal: &TestPortal, username: &str) -> Browser {
    portal
        .staff(username, Role::PolicyOfficer, "hr-bureau")
        .await
}

fn shipped(portal: &TestPortal) -> String {
    portal.state.packs.shipped().pack().hash().to_string()
}

/// A draft of the pack inside the program.
async fn started(portal: &TestPortal, desk: &mut Browser) -> DraftView {
    let request = StartDraftRequest {
        based_on: shipped(portal),
        title: "提高额度".into(),
    };
    let answer = desk.post(path::STAFF_POLICY_DRAFTS, &request).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()
}

fn asking(path: &str, of: PolicySubject<'_>) -> String {
    format!("{path}?{}", of.query())
}

async fn source(desk: &mut Browser, of: PolicySubject<'_>, file: &str) -> String {
    let path = format!("{}&path={file}", asking(path::STAFF_POLICY_SOURCE, of));
    let found: api::policy_desk::SourceFileView = desk.get(&path).await.json();
    found.text
}

async fn write(desk: &mut Browser, id: &str, version: u32, file: &str, text: &str) -> Answer {
    let request = WriteSourceRequest {
        version,
        path: file.into(),
        text: text.into(),
    };
    let path = with_id(path::STAFF_POLICY_DRAFT_SOURCE, id);
    desk.send_json(Method::PUT, &path, &fresh_key(), &request)
        .await
}

async fn edit(desk: &mut Browser, id: &str, version: u32, edit: PolicyEdit) -> Answer {
    let request = EditDraftRequest { version, edit };
    desk.post(&with_id(path::STAFF_POLICY_DRAFT_EDITS, id), &request)
        .await
}

/// The version after a change that must be taken.
#[track_caller]
fn saved(answer: &Answer) -> u32 {
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json::<SavedDraftResponse>().version
}

async fn outline(desk: &mut Browser, of: PolicySubject<'_>) -> PolicyOutline {
    desk.get(&asking(path::STAFF_POLICY_OUTLINE, of))
        .await
        .json()
}

/// The loan's cap of today, raised.
async fn raised_cap(desk: &mut Browser, id: &str, yuan: i64) -> PolicyEdit {
    let outline = outline(desk, PolicySubject::Draft(id)).await;
    let parameter = outline.parameters.iter().find(|one| one.id == CAP).unwrap();
    let today = "2026-11-24";
    let place = parameter
        .values
        .iter()
        .position(|value| {
            value.from.as_deref().is_none_or(|from| from <= today)
                && value.until.as_deref().is_none_or(|until| until >= today)
        })
        .unwrap();
    let value = &parameter.values[place];
    PolicyEdit::SetParameterValue {
        path: parameter.path.clone(),
        parameter: CAP.into(),
        place: u32::try_from(place).unwrap(),
        value: ParameterValue {
            value: yuan,
            from: value.from.clone(),
            until: value.until.clone(),
            document: value.document.clone(),
            clause: value.clause.clone(),
            status: value.status.clone(),
            local_confirm: value.local_confirm,
        },
    }
}

/// Other words for a condition: another pack, and everybody is judged as before.
async fn reworded(desk: &mut Browser, id: &str, label: &str) -> PolicyEdit {
    let outline = outline(desk, PolicySubject::Draft(id)).await;
    let programme = outline
        .programmes
        .iter()
        .find(|one| one.path == PROGRAMME)
        .unwrap();
    let condition = &programme.conditions[0];
    let mut words: ConditionWords = condition.words.clone();
    words.label.zh = label.into();
    PolicyEdit::SetCondition {
        path: PROGRAMME.into(),
        condition: condition.key.clone(),
        when: None,
        words: Some(words),
    }
}
