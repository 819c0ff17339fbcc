//! Compile and check.

use std::collections::BTreeMap;

use api::policy_desk::{CheckResponse, FindingView};
use domain::Date;
use policy::compile::{self, Finding};

use super::witness::answers;
use crate::policy_desk::subject::{Subject, error_views};
use crate::policy_desk::workshop::Workshop;

/// What keeps the rules from being published, and what looks suspicious.
#[must_use]
pub fn check(subject: &Subject, workshop: &Workshop, today: Date) -> CheckResponse {
    let mut response = CheckResponse {
        version: subject.version(),
        pack_hash: None,
        is_ok: false,
        errors: Vec::new(),
        findings: Vec::new(),
    };
    match subject.compile(workshop).as_ref() {
        Ok(known) => {
            let findings = compile::check(known.pack(), today);
            response.is_ok = findings.iter().all(|finding| !finding.is_error);
            response.pack_hash = Some(known.pack().hash().to_string());
            response.findings = findings.into_iter().map(view).collect();
            // What must be mended comes first.
            response.findings.sort_by_key(|finding| !finding.is_error);
        }
        Err(errors) => response.errors = error_views(errors),
    }
    response
}

fn view(finding: Finding) -> FindingView {
    let witness: Option<BTreeMap<_, _>> = finding.witness.as_ref().map(answers);
    FindingView {
        code: finding.code.to_owned(),
        is_error: finding.is_error,
        programme: finding.programme,
        version: finding.version,
        condition: finding.condition,
        message: finding.message,
        witness,
        as_of: finding.as_of.map(|day| day.to_string()),
    }
}
