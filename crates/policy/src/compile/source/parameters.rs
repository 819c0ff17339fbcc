//! `parameters.toml`: dated values.

use domain::Date;
use serde::Deserialize;
use toml::Spanned;

use super::{Both, CiteSource};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ParameterFile {
    #[serde(default)]
    pub(super) parameter: Vec<ParameterSource>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ParameterSource {
    pub(crate) id: Spanned<String>,
    pub(crate) unit: Unit,
    pub(crate) label: Both,
    pub(crate) value: Vec<DatedValue>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Unit {
    Yuan,
    Percent,
    BasisPoints,
    Days,
    Months,
    Years,
    Times,
    People,
    Workdays,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DatedValue {
    #[serde(default)]
    pub(crate) from: Option<Date>,
    #[serde(default)]
    pub(crate) until: Option<Date>,
    pub(crate) value: i64,
    #[serde(flatten)]
    pub(crate) cite: CiteSource,
}
