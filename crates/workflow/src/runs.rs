//! How many random runs the properties make.

use proptest::prelude::ProptestConfig;

/// What `FUMIN_RUNS` says, as `script/proof` does; else so many.
pub(crate) fn runs(usually: u32) -> ProptestConfig {
    let said = std::env::var("FUMIN_RUNS").ok();
    let cases = said.and_then(|text| text.parse().ok()).unwrap_or(usually);
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases)
    }
}
