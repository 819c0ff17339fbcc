//! The record of a verdict, from which it can be reproduced.

use domain::Date;
use serde::{Deserialize, Serialize};

use crate::{ConditionResult, Evaluation, Facts, Name, Pack, Per, Verdict};

/// A verdict, the rule and the facts it was reached by. Its JSON is canonical: keys sorted, no spaces.
///
/// ```no_run
/// # fn file(pack: &policy::Pack, facts: &policy::Facts, day: domain::Date) -> Option<String> {
/// let found = policy::evaluate(pack, "startup_loan_individual", day, facts)?;
/// let json = policy::Receipt::new(pack, day, facts, &found).to_json();
/// # Some(json)
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The amount in fen.
    pub amount_fen: Option<i64>,
    /// The day the rule was asked for.
    pub as_of: Date,
    /// Every condition with its verdict and sources.
    pub conditions: Vec<ConditionResult>,
    /// The answers used.
    pub facts: Facts,
    /// The hash of the pack.
    pub pack: Name,
    /// What the amount is paid for: once, or for each month and the like.
    #[serde(default)]
    pub per: Per,
    /// The programme.
    pub programme: Name,
    /// True when the verdict leans on anything not verified or not confirmed by the district.
    pub provisional: bool,
    /// The verdict.
    pub verdict: Verdict,
    /// The version in force.
    pub version: Option<Name>,
}

impl Receipt {
    /// The receipt of an evaluation. Answers that no vocabulary knows are left out.
    pub fn new(pack: &Pack, as_of: Date, facts: &Facts, found: &Evaluation) -> Self {
        let mut used = Facts::default();
        for (id, value) in facts.iter() {
            if pack.fact(id).is_some_and(|spec| spec.check(value).is_ok()) {
                used.set(id, value.clone());
            }
        }
        Self {
            amount_fen: found.amount_fen,
            as_of,
            conditions: found.conditions.clone(),
            facts: used,
            pack: pack.hash.clone(),
            per: found.per,
            programme: found.programme.clone(),
            provisional: found.provisional,
            verdict: found.verdict,
            version: found.version.clone(),
        }
    }

    /// The canonical JSON, the same on every machine.
    pub fn to_json(&self) -> String {
        serde_json::to_value(self)
            .map_or_else(|_| String::new(), |value| crate::canonical_json(&value))
    }

    /// SHA-256 of the canonical JSON, in hexadecimal.
    #[cfg(feature = "receipt-hash")]
    pub fn hash(&self) -> String {
        crate::canonical::sha256_hex(&self.to_json())
    }
}
