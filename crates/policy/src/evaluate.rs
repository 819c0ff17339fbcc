//! The verdict of a programme for a person on a day, with every reason.

use domain::Date;
use serde::{Deserialize, Serialize};

use crate::{Citation, Counterfactual, Facts, Name, Pack, Per, Programme};
#[cfg(feature = "compile")]
use crate::{
    diagram::Reference,
    person::Person,
    walk::{MAY_FAIL, MAY_PASS, Walk},
};

/// What the rule says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Every completion of the answers is met.
    Eligible,
    /// No completion is.
    NotEligible,
    /// It hangs on facts not answered.
    Unknown,
    /// The programme has no rule on that day.
    NotInForce,
    /// There was a rule, but no source dates it.
    NotSourced,
}

/// What one condition says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConditionVerdict {
    /// Met whatever the open answers are.
    Met,
    /// Not met whatever they are.
    Unmet,
    /// Hangs on them.
    Unknown,
}

impl Verdict {
    /// The name used in JSON.
    ///
    /// ```
    /// assert_eq!(policy::Verdict::NotEligible.id(), "not_eligible");
    /// ```
    pub fn id(self) -> &'static str {
        match self {
            Self::Eligible => "eligible",
            Self::NotEligible => "not_eligible",
            Self::Unknown => "unknown",
            Self::NotInForce => "not_in_force",
            Self::NotSourced => "not_sourced",
        }
    }
}

impl ConditionVerdict {
    /// The name used in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Unmet => "unmet",
            Self::Unknown => "unknown",
        }
    }
}

/// One condition with its verdict and sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionResult {
    /// The condition's id.
    pub id: Name,
    /// The key of its sentences in [`Words`](crate::Words).
    pub words: Name,
    /// Met, unmet or unknown.
    pub verdict: ConditionVerdict,
    /// Where it stands written; never empty.
    pub citations: std::sync::Arc<[Citation]>,
    /// True when it leans on anything not verified or not confirmed by the district.
    pub provisional: bool,
}

/// A verdict with its reasons. Sentences come from the pack's words, by the ids given here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// The programme.
    pub programme: Name,
    /// The version in force, when there is one.
    pub version: Option<Name>,
    /// The verdict.
    pub verdict: Verdict,
    /// The amount in fen for an eligible person; none when it is open or no source says it.
    pub amount_fen: Option<i64>,
    /// The largest amount still possible in fen, while the verdict is not a no; none when no source says it, or when it
    /// grows with a sum of money that is not known yet.
    pub ceiling_fen: Option<i64>,
    /// What both amounts are paid for: once, or for each month and the like.
    #[serde(default)]
    pub per: Per,
    /// Every condition of the version, in reading order.
    pub conditions: Vec<ConditionResult>,
    /// The fewest facts that still have to be answered for a yes; for a yes without an amount, those it hangs on.
    pub missing: Vec<Name>,
    /// For a no: ways to a yes, easiest first. Empty when there is none.
    pub counterfactuals: Vec<Counterfactual>,
    /// True when the verdict leans on anything not verified or not confirmed by the district.
    pub provisional: bool,
}

/// Evaluates one programme; `None` when the pack has no such programme.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let pack = policy::Pack::from_json(&std::fs::read_to_string("pack.json")?)?;
/// let facts: policy::Facts = serde_json::from_str(r#"{"birth_date":"1990-01-01"}"#)?;
/// let day = domain::Date::new(2026, 11, 24).ok_or("no such day")?;
/// let found = policy::evaluate(&pack, "startup_loan_individual", day, &facts).ok_or("no such programme")?;
/// assert_eq!(found.verdict, policy::Verdict::Unknown);
/// # Ok(())
/// # }
/// ```
pub fn evaluate(pack: &Pack, programme: &str, as_of: Date, facts: &Facts) -> Option<Evaluation> {
    let rules = pack.known_on(as_of);
    let place = rules.place(programme)?;
    Some(rules.evaluate(place, &rules.person(facts)))
}

/// The verdict alone; `None` when the pack has no such programme.
///
/// ```no_run
/// # fn ask(pack: &policy::Pack, facts: &policy::Facts, day: domain::Date) {
/// let verdict = policy::verdict(pack, "startup_loan_enterprise", day, facts);
/// # }
/// ```
pub fn verdict(pack: &Pack, programme: &str, as_of: Date, facts: &Facts) -> Option<Verdict> {
    let rules = pack.known_on(as_of);
    let place = rules.place(programme)?;
    Some(rules.verdict(place, &rules.person(facts)))
}

/// The verdict over the pack's own diagrams, on any day.
#[cfg(feature = "compile")]
pub(crate) fn verdict_of(
    pack: &Pack,
    programme: &Programme,
    as_of: Date,
    person: &Person,
) -> Verdict {
    match programme.version_on(as_of) {
        Some(version) => match outcomes(pack, person, version.root) {
            MAY_PASS => Verdict::Eligible,
            MAY_FAIL => Verdict::NotEligible,
            _ => Verdict::Unknown,
        },
        None => without_rule(programme, as_of),
    }
}

/// Which leaves some completion reaches, over the pack's own diagrams.
#[cfg(feature = "compile")]
pub(crate) fn outcomes(pack: &Pack, person: &Person, root: Reference) -> u8 {
    match person.decide(pack, root) {
        Some(true) => MAY_PASS,
        Some(false) => MAY_FAIL,
        None => Walk::new(pack, person).outcomes(root),
    }
}

pub(crate) fn without_rule(programme: &Programme, as_of: Date) -> Verdict {
    if programme.gaps.iter().any(|gap| gap.covers(as_of)) {
        Verdict::NotSourced
    } else {
        Verdict::NotInForce
    }
}
