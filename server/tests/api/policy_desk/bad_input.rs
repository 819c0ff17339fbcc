//! Sources that are no rules: each is kept as typed, said with its file and line, and never comes into force.

use api::ProblemCode;
use api::path;
use api::policy::PolicyPackPointer;
use api::policy_desk::{CheckResponse, PolicySubject, SubmitProposalRequest};

use super::{PROGRAMME, asking, officer, saved, shipped, source, started, write};
use crate::portal::TestPortal;

const PARAMETERS: &str = "parameters.toml";
const FACTS: &str = "facts.toml";

/// What is done to which file: everywhere one text in the place of another.
const WRONG: [(&str, &str, &str, &str); 11] = [
    (
        "a citation of a missing document",
        PROGRAMME,
        "document = \"linxia_2025\"",
        "document = \"nowhere_2030\"",
    ),
    (
        "versions that overlap",
        PROGRAMME,
        "until = \"2018-03-26\"",
        "until = \"2018-04-26\"",
    ),
    (
        "an unknown fact",
        PROGRAMME,
        "when = \"!in_school\"",
        "when = \"!in_skool\"",
    ),
    (
        "a number where there is none",
        PROGRAMME,
        "when = \"!in_school\"",
        "when = \"in_school > 3\"",
    ),
    (
        "an expression outside the subset",
        PROGRAMME,
        "when = \"!in_school\"",
        "when = \"categories.all(c, c.size() > 3)\"",
    ),
    (
        "half an expression",
        PROGRAMME,
        "when = \"!in_school\"",
        "when = \"!in_school &&\"",
    ),
    (
        "a day that is none",
        PROGRAMME,
        "from = \"2018-03-27\"",
        "from = \"2018-02-30\"",
    ),
    (
        "a parameter twice",
        PARAMETERS,
        "id = \"loan_cap_partnership\"",
        "id = \"loan_cap_individual\"",
    ),
    (
        "three decimals",
        PARAMETERS,
        "value = 300000",
        "value = 300000.125",
    ),
    (
        "a fact twice",
        FACTS,
        "id = \"in_school\"",
        "id = \"birth_date\"",
    ),
    (
        "an unknown key",
        FACTS,
        "type = \"date\"",
        "typo = \"date\"",
    ),
];

#[tokio::test]
async fn what_is_wrong_is_said_by_file_and_line_and_nothing_changes() {
    let portal = TestPortal::start().await;
    let mut desk = officer(&portal, "zhang").await;
    let draft = started(&portal, &mut desk).await;
    let of = PolicySubject::Draft(&draft.id);
    let mut version = draft.version;
    for (what, file, right, wrong) in WRONG {
        let text = source(&mut desk, of, file).await;
        let changed = text.replace(right, wrong);
        assert_ne!(text, changed, "{what}: {file} has no {right}");
        version = saved(&write(&mut desk, &draft.id, version, file, &changed).await);
        let check: CheckResponse = desk.get(&asking(path::STAFF_POLICY_CHECK, of)).await.json();
        assert!(!check.is_ok, "{what}");
        let is_said = check
            .errors
            .iter()
            .any(|error| error.file == file && error.line > 0 && !error.message.trim().is_empty());
        let is_found = check.findings.iter().any(|finding| finding.is_error);
        assert!(is_said || is_found, "{what}: {check:#?}");
        let request = SubmitProposalRequest {
            draft: Some(draft.id.clone()),
            draft_version: Some(version),
            pack: None,
            effective_on: "2026-11-24".into(),
            reason: what.into(),
        };
        desk.post(path::STAFF_POLICY_PROPOSALS, &request)
            .await
            .problem(ProblemCode::PackNotReady);
        version = saved(&write(&mut desk, &draft.id, version, file, &text).await);
    }
    // Put right again it is the pack it came from, and that one was in force all the time.
    let check: CheckResponse = desk.get(&asking(path::STAFF_POLICY_CHECK, of)).await.json();
    assert_eq!(
        (check.is_ok, check.pack_hash),
        (true, Some(shipped(&portal)))
    );
    let pointer: PolicyPackPointer = portal.anonymous().get(path::POLICY_PACK).await.json();
    assert_eq!(pointer.hash, shipped(&portal));
}
