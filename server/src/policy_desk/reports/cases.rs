//! Run the cases.

use api::policy_desk::{CaseOutcomeView, CasesResponse};
use policy::compile::{self, CompileError, Sources};

use super::small;
use crate::policy_desk::subject::{Subject, error_views};
use crate::policy_desk::workshop::Workshop;

/// How the officers' examples come out.
#[must_use]
pub fn cases(subject: &Subject, workshop: &Workshop) -> CasesResponse {
    let mut response = CasesResponse {
        version: subject.version(),
        errors: Vec::new(),
        cases: Vec::new(),
        passed: 0,
        failed: 0,
    };
    match run(subject, workshop) {
        Ok(outcomes) => {
            response.cases = outcomes;
            response
                .cases
                .sort_by_key(|case| case.differences.is_empty());
            let failed = response.cases.iter();
            let failed = failed.filter(|case| !case.differences.is_empty()).count();
            response.failed = small(failed);
            response.passed = small(response.cases.len() - failed);
        }
        Err(errors) => response.errors = error_views(&errors),
    }
    response
}

fn run(subject: &Subject, workshop: &Workshop) -> Result<Vec<CaseOutcomeView>, Vec<CompileError>> {
    let compiled = subject.compile(workshop);
    let known = compiled.as_ref().as_ref().map_err(Clone::clone)?;
    let sources = Sources::from_texts(subject.texts.clone())?;
    let outcomes = compile::run_cases_in(known.pack(), &sources.cases)?;
    Ok(outcomes
        .into_iter()
        .map(|outcome| CaseOutcomeView {
            file: outcome.file,
            name: outcome.name,
            differences: outcome.differences,
        })
        .collect())
}
