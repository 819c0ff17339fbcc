//! What a person says to be granted a subsidy.

use serde::{Deserialize, Serialize};

/// What a person may say to belong to; the engine's facts of the same names.
pub const GROUPS: &[&str] = &[
    "registered_unemployed",
    "hard_to_employ",
    "poverty_exited",
    "zero_employment_family",
    "graduating_year",
    "school_leaver",
    "rural_transfer_worker",
];

/// How a person may work; the engine's options of `employment_status`.
pub const WORK: &[&str] = &[
    "unemployed",
    "employed",
    "flexible",
    "self_employed",
    "student",
    "retired",
];

/// What a person said and showed. None: not asked.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Why nothing is applied for; none when something is.
    #[serde(default)]
    pub left_out: Option<String>,
    /// Of [`GROUPS`]; an empty list says: none of them.
    #[serde(default)]
    pub groups: Option<Vec<String>>,
    /// Of [`WORK`].
    #[serde(default)]
    pub work: Option<String>,
    /// Training subsidies of the year, this one not counted.
    #[serde(default)]
    pub subsidies_this_year: Option<u32>,
    /// Whether this trade was paid for at this level before.
    #[serde(default)]
    pub same_level_before: Option<bool>,
    /// Whether the unemployment insurance paid its skills subsidy (失业保险技能提升补贴) for the same certificate, or is asked to.
    #[serde(default)]
    pub skills_subsidy_elsewhere: Option<bool>,
}

/// That somebody wants a subsidy to pay, with what the engine has to know.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// What the person says.
    pub statement: Statement,
    /// The number of the identity card, as typed: one person has one, however many phones.
    pub id_number: String,
}

impl std::fmt::Debug for Claim {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Claim(‹个人信息›)")
    }
}
