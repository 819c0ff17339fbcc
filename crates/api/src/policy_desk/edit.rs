//! Changes of a draft that keep the file's comments and formatting.

use serde::{Deserialize, Serialize};

use super::BothLanguages;

/// POST [`crate::path::STAFF_POLICY_DRAFT_EDITS`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EditDraftRequest {
    /// The version seen.
    pub version: u32,
    /// What to change.
    pub edit: PolicyEdit,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum PolicyEdit {
    /// Replaces a dated value of a parameter.
    SetParameterValue {
        /// File the parameter stands in.
        path: String,
        /// Parameter id.
        parameter: String,
        /// Which of its values, counted from 0 as in [`super::ParameterOutline::values`].
        place: u32,
        /// What it becomes.
        value: ParameterValue,
    },
    /// Adds a dated value after the last one, which ends the day before if it would reach into the new one.
    AddParameterValue {
        /// File the parameter stands in.
        path: String,
        /// Parameter id.
        parameter: String,
        /// The new value; its `from` is needed.
        value: ParameterValue,
    },
    /// Takes a dated value away.
    RemoveParameterValue {
        /// File the parameter stands in.
        path: String,
        /// Parameter id.
        parameter: String,
        /// Which of its values, counted from 0.
        place: u32,
    },
    /// Changes what a condition asks and says. Absent parts stay.
    SetCondition {
        /// File of the programme.
        path: String,
        /// The condition's key within the file.
        condition: String,
        /// The expression.
        #[serde(default)]
        when: Option<String>,
        /// The sentences.
        #[serde(default)]
        words: Option<ConditionWords>,
    },
}

/// A parameter's value with its days and its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ParameterValue {
    /// In the parameter's unit; money in whole yuan.
    pub value: i64,
    /// First day, ISO; none when it reaches back for ever.
    #[serde(default)]
    pub from: Option<String>,
    /// Last day, ISO; none when it stays.
    #[serde(default)]
    pub until: Option<String>,
    /// Document id.
    pub document: String,
    /// Clause, row or passage.
    pub clause: String,
    /// `verified`, `secondary`, `unconfirmed`.
    pub status: String,
    /// The district's bureau has yet to confirm that it holds here.
    #[serde(default)]
    pub local_confirm: bool,
}

/// What a condition says to people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConditionWords {
    /// What it is called.
    pub label: BothLanguages,
    /// Said when it is met.
    pub pass: BothLanguages,
    /// Said when it is not.
    pub fail: BothLanguages,
    /// How to change that.
    pub how: BothLanguages,
}
