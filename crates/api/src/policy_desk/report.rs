//! What the rules of a draft or a pack do: check, cases, difference, simulation, and receipts that did not match.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::wire_names;

/// Something that keeps the sources from being a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CompileErrorView {
    /// Path of the file.
    pub file: String,
    /// Line, from 1; 0 when it concerns the whole file.
    pub line: u32,
    /// Key, such as `condition.age.when`; may be empty.
    pub key: String,
    /// What is wrong and what to write, in English as the compiler says it.
    pub message: String,
}

/// GET [`crate::path::STAFF_POLICY_CHECK`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckResponse {
    /// The draft's version that was checked; 0 for a pack.
    pub version: u32,
    /// Hash of the compiled pack; none while it does not compile.
    pub pack_hash: Option<String>,
    /// No compile error and no finding that is an error.
    pub is_ok: bool,
    /// Why it does not compile.
    pub errors: Vec<CompileErrorView>,
    /// What the check found once it compiles.
    pub findings: Vec<FindingView>,
}

/// Something suspicious in compiled rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindingView {
    /// `gap`, `overlap`, `impossible_version`, `uncited`, `overdue` and so on.
    pub code: String,
    /// Must be mended before publishing.
    pub is_error: bool,
    /// Programme, or document.
    pub programme: String,
    /// Version.
    pub version: Option<String>,
    /// Condition.
    pub condition: Option<String>,
    /// What is wrong, in English as the check says it.
    pub message: String,
    /// A person who shows it, in the form of `facts.json`.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub witness: Option<BTreeMap<String, serde_json::Value>>,
    /// The day on which the person shows it, ISO.
    pub as_of: Option<String>,
}

/// GET [`crate::path::STAFF_POLICY_CASES`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CasesResponse {
    /// The draft's version; 0 for a pack.
    pub version: u32,
    /// Why it does not compile, or a case file cannot be read.
    pub errors: Vec<CompileErrorView>,
    /// Those that fail first.
    pub cases: Vec<CaseOutcomeView>,
    /// How many pass.
    pub passed: u32,
    /// How many fail.
    pub failed: u32,
}

/// How one case came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseOutcomeView {
    /// Path of its file.
    pub file: String,
    /// Its name.
    pub name: String,
    /// What differs from what it expects, in English; empty when it passes.
    pub differences: Vec<String>,
}

wire_names! {
    /// What became of a condition.
    ConditionChange {
        /// Only the new rules have it.
        Added = "added",
        /// Only the old rules have it.
        Removed = "removed",
        /// Somebody meets one and not the other.
        Changed = "changed",
        /// It means the same; its sentences or sources differ.
        Reworded = "reworded",
    }
}

/// GET [`crate::path::STAFF_POLICY_DIFF`] with `on` (ISO day, default today): the rules of the pack in force today, read
/// for today, against those of the subject, read for `on`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DiffResponse {
    /// The draft's version; 0 for a pack.
    pub version: u32,
    /// Why it does not compile.
    pub errors: Vec<CompileErrorView>,
    /// Hash of the pack in force.
    pub old_pack: String,
    /// The day it is read for.
    pub old_day: String,
    /// The day the new rules are read for.
    pub new_day: String,
    /// Programmes that differ.
    pub programmes: Vec<ProgrammeDiffView>,
}

/// How one programme differs. Every person is made up, and missing only when there is nobody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgrammeDiffView {
    /// Programme id.
    pub programme: String,
    /// Its Chinese title.
    pub title: String,
    /// Version in force in the old rules.
    pub old_version: Option<String>,
    /// `not_in_force` or `not_sourced` when the old rules have no version on their day.
    pub old_without: Option<String>,
    /// Version in force in the new rules.
    pub new_version: Option<String>,
    /// `not_in_force` or `not_sourced` when the new rules have no version on their day.
    pub new_without: Option<String>,
    /// Largest amount of the old version, fen.
    pub old_cap_fen: Option<i64>,
    /// Largest amount of the new version, fen.
    pub new_cap_fen: Option<i64>,
    /// Conditions that differ, in reading order.
    pub conditions: Vec<ConditionChangeView>,
    /// Somebody who becomes eligible.
    pub gains: Option<WitnessView>,
    /// Somebody who is eligible no more.
    pub loses: Option<WitnessView>,
    /// Somebody eligible both times who gets more.
    pub more: Option<WitnessView>,
    /// Somebody eligible both times who gets less.
    pub less: Option<WitnessView>,
    /// Somebody eligible both times whose amount is paid for something else, or said by a source on one side only.
    pub otherwise: Option<WitnessView>,
}

/// How one condition differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConditionChangeView {
    /// Condition id.
    pub id: String,
    /// Its Chinese label, the new one where there is one.
    pub label: String,
    /// What became of it.
    pub change: ConditionChange,
    /// Document, number and clause before.
    pub citations_before: Vec<String>,
    /// Document, number and clause after.
    pub citations_after: Vec<String>,
    /// Somebody who meets it only now.
    pub met_now: Option<WitnessView>,
    /// Somebody who met it and does no more.
    pub unmet_now: Option<WitnessView>,
}

/// A made-up person under both rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WitnessView {
    /// Answers in the form of `facts.json`.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub facts: BTreeMap<String, serde_json::Value>,
    /// What the old rules say.
    pub before: OutcomeView,
    /// What the new rules say.
    pub after: OutcomeView,
}

/// A verdict in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutcomeView {
    /// `eligible`, `not_eligible`, `unknown`, `not_in_force`, `not_sourced`; none when the pack has no such programme.
    pub verdict: Option<String>,
    /// Amount in fen, when it is settled.
    pub amount_fen: Option<i64>,
    /// What the amount is paid for: `once`, `month` and so on.
    pub per: String,
    /// Ids of the conditions not met.
    pub unmet: Vec<String>,
}

wire_names! {
    /// Who a simulation looks at.
    PopulationKind {
        /// 100,000 made-up people with documented marginals, the same for the same seed.
        Synthetic = "synthetic",
        /// The facts of the receipts of filed applications; only counts and masked numbers come out.
        Filed = "filed",
    }
}

/// GET [`crate::path::STAFF_POLICY_SIMULATION`] with `population`, `on` (ISO day, default today) and, for a synthetic
/// population, `seed` (default 1).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimulationResponse {
    /// The draft's version; 0 for a pack.
    pub version: u32,
    /// Why it does not compile; then there is no simulation.
    pub errors: Vec<CompileErrorView>,
    /// What came out.
    pub simulation: Option<SimulationView>,
}

/// Who gains, who loses, what it costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimulationView {
    /// Who was looked at.
    pub population: PopulationKind,
    /// How many people.
    pub people: u32,
    /// Seed of a synthetic population.
    pub seed: Option<u32>,
    /// Hash of the pack in force.
    pub old_pack: String,
    /// The day it is read for.
    pub old_day: String,
    /// The day the new rules are read for.
    pub new_day: String,
    /// Every programme, changed or not.
    pub programmes: Vec<ProgrammeSimulationView>,
    /// Filed applications whose verdict for their own programme changes; at most 200, empty for a synthetic population.
    pub affected_files: Vec<AffectedFileView>,
    /// How many there are in all.
    pub affected_files_total: u32,
    /// How long the two evaluations of everybody took.
    pub took_ms: u32,
}

/// One programme of a simulation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgrammeSimulationView {
    /// Programme id.
    pub programme: String,
    /// Its Chinese title.
    pub title: String,
    /// `loan`, `training`, `startup`, `employment`, `enterprise`.
    pub kind: String,
    /// Under the old rules.
    pub before: CountView,
    /// Under the new rules.
    pub after: CountView,
    /// Eligible now and not before.
    pub gains: u32,
    /// Eligible before and not now.
    pub loses: u32,
    /// Eligible both times, and gets more.
    pub more: u32,
    /// Eligible both times, and gets less.
    pub less: u32,
    /// Up to three made-up people who gain; empty for filed applications.
    pub winners: Vec<WitnessView>,
    /// Up to three made-up people who lose; empty for filed applications.
    pub losers: Vec<WitnessView>,
}

/// One rule's count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CountView {
    /// Sure yes.
    pub eligible: u32,
    /// Hangs on answers that are open.
    pub unknown: u32,
    /// Sure no, not in force, or not sourced.
    pub others: u32,
    /// Sum of the settled amounts, fen; for a loan, the sum lent.
    pub cost_fen: i64,
    /// What the amounts are paid for: `once`, `month` and so on; none when they differ or there is none.
    pub per: Option<String>,
    /// Eligible people whose amount no source says or an open answer leaves open.
    pub unsettled: u32,
}

/// A filed application that a change would judge differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AffectedFileView {
    /// Acceptance number with all but its last four digits hidden.
    pub number_masked: String,
    /// Programme id.
    pub programme: String,
    /// Verdict of the old rules.
    pub before: String,
    /// Verdict of the new rules.
    pub after: String,
}

/// GET [`crate::path::STAFF_POLICY_MISMATCHES`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListReceiptMismatchesResponse {
    /// The newest first; at most 100.
    pub mismatches: Vec<ReceiptMismatchRow>,
    /// How many there are in all.
    pub total: u32,
}

/// A receipt of a browser that the server did not reproduce.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptMismatchRow {
    /// Acceptance number with all but its last four digits hidden.
    pub number_masked: String,
    /// What did not match.
    pub mismatch: crate::policy::ReceiptMismatchView,
}
