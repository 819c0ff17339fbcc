//! The shares the synthetic population is drawn from, with where each comes from.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

/// One share of the district's residents of working age.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marginal {
    /// The name the generator knows it by.
    pub id: String,
    /// Of a thousand residents (or of a thousand in the group the words name).
    pub permille: i64,
    /// What it is, in Chinese.
    pub zh: String,
    /// What it is, in English.
    pub en: String,
    /// The figure and the place it stands in, in Chinese; says how it was worked out.
    pub source: String,
    /// True when no source gives it: 假设.
    #[serde(default)]
    pub assumed: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    marginal: Vec<Marginal>,
}

/// Every share, in the order of the file.
///
/// ```
/// let sourced = policy::population::marginals().iter().filter(|share| !share.assumed).count();
/// assert!(sourced > 5);
/// ```
pub fn marginals() -> &'static [Marginal] {
    static READ: OnceLock<Vec<Marginal>> = OnceLock::new();
    READ.get_or_init(|| {
        toml::from_str::<File>(include_str!("liangzhou.toml"))
            .map_or_else(|_| Vec::new(), |file| file.marginal)
    })
}

/// A share by name; zero when the file has none (a test asks for every name the generator uses).
pub(crate) fn permille(id: &str) -> i64 {
    marginals()
        .iter()
        .find(|marginal| marginal.id == id)
        .map_or(0, |marginal| marginal.permille)
}
