//! Nothing is proposed or approved that does not compile, fails its check or fails a case.

use std::sync::Arc;

use api::ProblemCode;
use domain::Date;
use policy::compile::{self, Sources};

use super::super::subject::{Subject, Texts};
use super::super::workshop::Workshop;
use crate::packs::KnownPack;
use crate::problem::ApiError;

/// Rules that passed, with the texts they were compiled from.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The pack.
    pub pack: Arc<KnownPack>,
    /// Its texts.
    pub texts: Texts,
}

/// Compiles a draft and puts it to the test. Not on an async thread.
///
/// # Errors
/// `pack_not_ready`.
pub fn prove_draft(subject: &Subject, workshop: &Workshop, today: Date) -> Result<Proof, ApiError> {
    match subject.compile(workshop).as_ref() {
        Ok(pack) => prove_pack(pack.clone(), subject.texts.clone(), today),
        Err(_) => Err(ProblemCode::PackNotReady.into()),
    }
}

/// Puts compiled rules to the test. Not on an async thread.
///
/// # Errors
/// `pack_not_ready`.
pub fn prove_pack(pack: Arc<KnownPack>, texts: Texts, today: Date) -> Result<Proof, ApiError> {
    let findings = compile::check(pack.pack(), today);
    let sources = Sources::from_texts(texts.clone()).map_err(|_| ProblemCode::PackNotReady)?;
    let outcomes = compile::run_cases_in(pack.pack(), &sources.cases)
        .map_err(|_| ProblemCode::PackNotReady)?;
    let is_right = findings.iter().all(|finding| !finding.is_error)
        && outcomes.iter().all(|case| case.differences.is_empty());
    if is_right {
        Ok(Proof { pack, texts })
    } else {
        Err(ProblemCode::PackNotReady.into())
    }
}
