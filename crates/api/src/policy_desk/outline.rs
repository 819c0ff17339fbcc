//! The sources as an officer edits them: parameters with their values, conditions with their words.

use serde::{Deserialize, Serialize};

use super::{BothLanguages, ConditionWords};

/// GET [`crate::path::STAFF_POLICY_OUTLINE`]. Read from the texts as far as they are TOML, so it is there before the
/// draft compiles; a file that is no TOML is missing from it and named in `unreadable`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PolicyOutline {
    /// The draft's version; 0 for a pack.
    pub version: u32,
    /// Parameters in the order of the files.
    pub parameters: Vec<ParameterOutline>,
    /// Programmes in the order of the files.
    pub programmes: Vec<ProgrammeOutline>,
    /// Documents that may be cited.
    pub documents: Vec<DocumentOutline>,
    /// What may be asked of a person: the words for a made-up person's answers.
    pub facts: Vec<FactOutline>,
    /// Paths of files that are no TOML now.
    pub unreadable: Vec<String>,
}

/// A parameter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ParameterOutline {
    /// File it stands in.
    pub path: String,
    /// Id.
    pub id: String,
    /// `yuan`, `percent`, `basis_points`, `months`, `years`, `times`, `people`, `workdays`.
    pub unit: String,
    /// What it is called.
    pub label: BothLanguages,
    /// Its dated values as they stand.
    pub values: Vec<ParameterValueOutline>,
}

/// A dated value of a parameter, as far as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ParameterValueOutline {
    /// In the parameter's unit; none when it is no whole number.
    pub value: Option<i64>,
    /// First day, ISO.
    pub from: Option<String>,
    /// Last day, ISO.
    pub until: Option<String>,
    /// Document id.
    pub document: String,
    /// Clause.
    pub clause: String,
    /// `verified`, `secondary`, `unconfirmed`.
    pub status: String,
    /// Yet to be confirmed by the district's bureau.
    pub local_confirm: bool,
}

/// A programme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgrammeOutline {
    /// Its file.
    pub path: String,
    /// Id.
    pub id: String,
    /// What it is called.
    pub title: BothLanguages,
    /// Its conditions in the order of the file.
    pub conditions: Vec<ConditionOutline>,
    /// Its versions in the order of the file.
    pub versions: Vec<VersionOutline>,
}

/// A condition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConditionOutline {
    /// Key within the file.
    pub key: String,
    /// Id that results name; the key when none is written.
    pub id: String,
    /// The expression.
    pub when: String,
    /// What it says.
    pub words: ConditionWords,
    /// What it rests on; empty when it rests on the sources of its parameters alone.
    pub citations: Vec<CitationOutline>,
}

/// Where a condition stands written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CitationOutline {
    /// Document id.
    pub document: String,
    /// Clause.
    pub clause: String,
    /// `verified`, `secondary`, `unconfirmed`.
    pub status: String,
    /// Yet to be confirmed by the district's bureau.
    pub local_confirm: bool,
}

/// A dated version of a programme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VersionOutline {
    /// Id, its first day when none is written.
    pub id: String,
    /// First day, ISO.
    pub from: String,
    /// Last day, ISO.
    pub until: Option<String>,
    /// Keys of its conditions.
    pub conditions: Vec<String>,
}

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentOutline {
    /// Id that citations use.
    pub id: String,
    /// Title.
    pub title: BothLanguages,
    /// Number (文号).
    pub number: String,
    /// Who issued it.
    pub issuers: String,
    /// Where an official text was read; empty where none was.
    pub link: String,
    /// `verified`, `secondary`, `unconfirmed`.
    pub status: String,
    /// When somebody last looked at it, ISO.
    pub last_verified: Option<String>,
    /// When somebody must look again, ISO.
    pub verify_by: Option<String>,
}

/// A fact of the vocabulary.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FactOutline {
    /// Id.
    pub id: String,
    /// `bool`, `int`, `money`, `date`, `enum`, `set`.
    pub kind: String,
    /// What it is called.
    pub label: BothLanguages,
    /// What may be answered, for `enum` and `set`.
    pub options: Vec<FactOptionOutline>,
}

/// One of the answers to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FactOptionOutline {
    /// Id.
    pub id: String,
    /// What it is called.
    pub label: BothLanguages,
}
