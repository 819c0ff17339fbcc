//! The record of a verdict, from which it can be reproduced.

use domain::Date;
use serde::{Deserialize, Serialize};

use crate::{
    ConditionResult, Evaluation, Facts, Name, Pack, Per, Value, Verdict, canonical::Writer,
};

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
        let mut out = Writer::default();
        out.plain("{");
        out.key("amount_fen");
        match self.amount_fen {
            Some(fen) => out.number(fen),
            None => out.plain("null"),
        }
        out.key("as_of");
        out.text(&self.as_of.to_string());
        out.key("conditions");
        out.plain("[");
        for condition in &self.conditions {
            write_condition(condition, &mut out);
        }
        out.plain("]");
        out.key("facts");
        out.plain("{");
        for (fact, value) in self.facts.iter() {
            out.key(fact);
            write_answer(value, &mut out);
        }
        out.plain("}");
        out.key("pack");
        out.text(&self.pack);
        out.key("per");
        out.text(self.per.id());
        out.key("programme");
        out.text(&self.programme);
        out.key("provisional");
        out.flag(self.provisional);
        out.key("verdict");
        out.text(self.verdict.id());
        out.key("version");
        match &self.version {
            Some(version) => out.text(version),
            None => out.plain("null"),
        }
        out.plain("}");
        out.finish()
    }

    /// SHA-256 of the canonical JSON, in hexadecimal.
    #[cfg(feature = "receipt-hash")]
    pub fn hash(&self) -> String {
        crate::canonical::sha256_hex(&self.to_json())
    }
}

fn write_condition(condition: &ConditionResult, out: &mut Writer) {
    out.plain("{");
    out.key("citations");
    out.plain("[");
    for citation in condition.citations.iter() {
        out.plain("{");
        out.key("clause");
        out.text(&citation.clause);
        out.key("document");
        out.text(&citation.document);
        out.key("local_confirm");
        out.flag(citation.local_confirm);
        out.key("status");
        out.text(citation.status.id());
        out.plain("}");
    }
    out.plain("]");
    out.key("id");
    out.text(&condition.id);
    out.key("provisional");
    out.flag(condition.provisional);
    out.key("verdict");
    out.text(condition.verdict.id());
    out.key("words");
    out.text(&condition.words);
    out.plain("}");
}

fn write_answer(answer: &Value, out: &mut Writer) {
    match answer {
        Value::Bool(value) => out.flag(*value),
        Value::Int(value) => out.number(*value),
        Value::Text(value) => out.text(value),
        Value::Set(options) => {
            out.plain("[");
            for option in options {
                out.text(option);
            }
            out.plain("]");
        }
    }
}
