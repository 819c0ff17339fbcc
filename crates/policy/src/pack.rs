//! The compiled pack: vocabulary, diagrams, programmes, documents, parameters and words.

use std::sync::Arc;

use domain::Date;

use crate::{
    FactError, FactSpec, Facts, Name, Words,
    amount::{Amount, Pay},
    decode,
    diagram::{Node, Reference},
    fact,
    quantity::Quantity,
    rules::Days,
};

/// Everything the evaluator needs, immutable once published; `hash` names it for ever.
///
/// Made by [`Pack::from_json`] from what the compiler wrote.
#[derive(Clone, Debug)]
pub struct Pack {
    pub(crate) hash: Name,
    pub(crate) facts: Arc<[FactSpec]>,
    /// Places of the facts in the order of their ids.
    pub(crate) by_id: Arc<[usize]>,
    pub(crate) quantities: Arc<[Quantity]>,
    /// The group of each quantity: quantities that share a fact, directly or through others.
    pub(crate) groups: Arc<[usize]>,
    pub(crate) nodes: Arc<[Node]>,
    pub(crate) programmes: Arc<[Programme]>,
    pub(crate) documents: Vec<Document>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) words: Vec<(Name, Words)>,
    /// The rules of the days asked for last.
    pub(crate) days: Days,
}

/// How well a value or a clause is known.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Seen in an official text.
    Verified,
    /// Seen second-hand.
    Secondary,
    /// Not confirmed.
    Unconfirmed,
}

impl Status {
    /// The name used in files and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Secondary => "secondary",
            Self::Unconfirmed => "unconfirmed",
        }
    }
}

/// Where a condition stands written.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Citation {
    /// Document id.
    pub document: Name,
    /// The clause, row or passage, in Chinese.
    pub clause: Name,
    /// How well the clause is known.
    pub status: Status,
    /// True when the district's bureau has yet to confirm that it holds here.
    pub local_confirm: bool,
}

/// A policy document.
#[derive(Clone, Debug)]
pub struct Document {
    /// The id citations use.
    pub id: Name,
    /// The number (文号), empty when the document has none.
    pub number: Name,
    /// Who issued it.
    pub issuers: Name,
    /// First day in force, where the document says one.
    pub from: Option<Date>,
    /// Last day in force, where the document or its successor says one.
    pub until: Option<Date>,
    /// An official address, empty when no official text is known.
    pub link: Name,
    /// How well it is known.
    pub status: Status,
    /// When somebody last looked at it.
    pub last_verified: Option<Date>,
    /// When somebody must look at it again.
    pub verify_by: Option<Date>,
}

/// A dated value (cap, rate, share, days).
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The id.
    pub id: Name,
    /// `yuan`, `percent`, `basis_points`, `months`, `years`, `times`, `people` or `workdays`.
    pub unit: Name,
    /// Its values over time.
    pub values: Vec<ParameterValue>,
}

/// One value of a parameter. Money is in fen.
#[derive(Clone, Debug)]
pub struct ParameterValue {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// The value.
    pub value: i64,
    /// Where it stands written, and how well that is known.
    pub citation: Citation,
}

/// A programme: conditions shared by its dated versions.
#[derive(Clone, Debug)]
pub struct Programme {
    /// The id.
    pub id: Name,
    /// `loan`, `training`, `startup`, `employment` or `enterprise`.
    pub kind: Name,
    /// The conditions of all versions; a version names its own by place.
    pub conditions: Vec<Condition>,
    /// The rules over time.
    pub versions: Vec<Version>,
    /// Periods that no source dates.
    pub gaps: Vec<Gap>,
    /// Where papers, office, steps and claim window stand written; their words are in [`Words`].
    pub apply_citations: Arc<[Citation]>,
    /// First day on which claims are taken, when a notice says one.
    pub window_from: Option<Date>,
    /// Last day on which claims are taken, when a notice says one.
    pub window_until: Option<Date>,
    /// Programmes that cannot be had as well.
    pub not_with: Vec<NotWith>,
}

/// A programme that cannot be had together with another.
#[derive(Clone, Debug)]
pub struct NotWith {
    /// The other programme's id.
    pub programme: Name,
    /// Where that stands written.
    pub citation: Citation,
}

/// A named condition.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The id, the same in every version.
    pub id: Name,
    /// The key of its sentences in [`Words`].
    pub words: Name,
    /// Where it stands written.
    pub citations: Arc<[Citation]>,
    /// True when it leans on anything not verified or not confirmed by the district.
    pub provisional: bool,
    pub(crate) root: Reference,
}

/// A programme's rule in force over some days.
#[derive(Clone, Debug)]
pub struct Version {
    /// The id, usually its first day.
    pub id: Name,
    /// First day.
    pub from: Date,
    /// Last day; none when it stays.
    pub until: Option<Date>,
    /// Longest term in months; zero when none is written.
    pub term_months: i64,
    /// The largest amount the version can give anyone, in fen, when it is written.
    pub cap_fen: Option<i64>,
    /// Where the version, its amount and its interest stand written.
    pub citations: Arc<[Citation]>,
    /// Whether the amount leans on anything not verified or not confirmed by the district.
    pub provisional_amount: bool,
    pub(crate) conditions: Vec<usize>,
    pub(crate) root: Reference,
    pub(crate) amounts: Vec<Amount>,
}

impl Version {
    /// True on the days the version is in force.
    pub fn is_in_force(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// True when the version pays something, whether or not a source says how much.
    pub fn has_amount(&self) -> bool {
        !self.amounts.is_empty()
    }

    /// True when sources say how every amount is worked out, and one of them grows with what the person says.
    pub fn is_paid_by_fact(&self) -> bool {
        let amounts = || self.amounts.iter().map(|amount| amount.pay);
        amounts().all(|pay| matches!(pay, Pay::Sum { .. }))
            && amounts().any(|pay| matches!(pay, Pay::Sum { fact: Some(_), .. }))
    }
}

/// A period that no source dates.
#[derive(Clone, Debug)]
pub struct Gap {
    /// The id, for the words.
    pub id: Name,
    /// First day; none when it reaches back for ever.
    pub from: Option<Date>,
    /// Last day; none when it stays.
    pub until: Option<Date>,
}

impl Gap {
    pub(crate) fn covers(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

impl Programme {
    /// The version in force on a day.
    pub fn version_on(&self, day: Date) -> Option<&Version> {
        self.versions
            .iter()
            .find(|version| version.is_in_force(day))
    }

    /// The conditions of a version, in the order they are read.
    pub fn conditions_of<'a>(
        &'a self,
        version: &'a Version,
    ) -> impl Iterator<Item = &'a Condition> {
        version
            .conditions
            .iter()
            .filter_map(|place| self.conditions.get(*place))
    }
}

impl Pack {
    /// Reads a compiled pack.
    ///
    /// # Errors
    /// When the text is no JSON or not a pack.
    pub fn from_json(text: &str) -> Result<Self, decode::PackError> {
        decode::pack(text, true)
    }

    /// Reads the rules of a pack that came in parts; its words follow by [`Pack::add_words`].
    ///
    /// # Errors
    /// When the text is no JSON or not the rules of a pack.
    ///
    /// ```no_run
    /// # fn read(rules: &str, zh: &str) -> Result<policy::Pack, policy::PackError> {
    /// let mut pack = policy::Pack::from_parts(rules)?;
    /// pack.add_words("zh", zh)?;
    /// # Ok(pack)
    /// # }
    /// ```
    pub fn from_parts(rules: &str) -> Result<Self, decode::PackError> {
        decode::pack(rules, false)
    }

    /// Adds the sentences of one language, or replaces them.
    ///
    /// # Errors
    /// When the text is no JSON, holds no words, or those of a pack with another hash; the pack is then unchanged.
    pub fn add_words(&mut self, language: &str, words: &str) -> Result<(), decode::PackError> {
        let words = decode::words_part(&self.hash, words)?;
        self.words.retain(|(known, _)| *known != language);
        self.words.push((Name::from(language), words));
        Ok(())
    }

    /// SHA-256 of the pack's canonical JSON, in hexadecimal.
    pub fn hash(&self) -> &Name {
        &self.hash
    }

    /// The vocabulary, in the order questions are best asked.
    pub fn facts(&self) -> &[FactSpec] {
        &self.facts
    }

    /// One fact of the vocabulary.
    pub fn fact(&self, id: &str) -> Option<&FactSpec> {
        self.facts.iter().find(|fact| fact.id == id)
    }

    /// The programmes.
    pub fn programmes(&self) -> &[Programme] {
        &self.programmes
    }

    /// One programme.
    pub fn programme(&self, id: &str) -> Option<&Programme> {
        self.programmes.iter().find(|programme| programme.id == id)
    }

    /// The documents that citations name.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// One document.
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == id)
    }

    /// The value of a parameter on a day, with its citation.
    pub fn parameter(&self, id: &str, day: Date) -> Option<&ParameterValue> {
        self.parameters
            .iter()
            .find(|parameter| parameter.id == id)?
            .values
            .iter()
            .find(|value| {
                value.from.is_none_or(|from| from <= day)
                    && value.until.is_none_or(|until| day <= until)
            })
    }

    /// All values of a parameter, each with its days.
    pub fn parameter_values(&self, id: &str) -> &[ParameterValue] {
        self.parameters
            .iter()
            .find(|parameter| parameter.id == id)
            .map_or(&[], |parameter| &parameter.values)
    }

    /// The sentences in `zh` or `en`.
    pub fn words(&self, language: &str) -> Option<&Words> {
        self.words
            .iter()
            .find(|(id, _)| *id == language)
            .map(|(_, words)| words)
    }

    /// Every answer that the vocabulary cannot use; such answers count as unanswered.
    pub fn problems(&self, facts: &Facts) -> Vec<(String, FactError)> {
        fact::problems(&self.facts, facts)
    }

    #[cfg(feature = "compile")]
    pub(crate) fn node(&self, reference: Reference) -> Option<&Node> {
        crate::diagram::node(&self.nodes, reference)
    }

    #[cfg(feature = "compile")]
    pub(crate) fn quantity(&self, place: usize) -> Quantity {
        self.quantities
            .get(place)
            .copied()
            .unwrap_or(Quantity::Fact(usize::MAX))
    }

    /// The facts that a diagram tests.
    #[cfg(feature = "compile")]
    pub(crate) fn support(&self, root: Reference) -> Vec<usize> {
        let (mut seen, mut open, mut facts) =
            (vec![false; self.nodes.len()], vec![root], Vec::new());
        while let Some(reference) = open.pop() {
            let Some(node) = self.node(reference) else {
                continue;
            };
            let place = usize::try_from(reference).unwrap_or(0).saturating_sub(2);
            if seen
                .get_mut(place)
                .is_none_or(|seen| std::mem::replace(seen, true))
            {
                continue;
            }
            let quantity = self.quantity(node.quantity);
            facts.push(quantity.fact());
            facts.extend(quantity.second());
            open.push(node.first);
            open.extend(node.cuts.iter().map(|(_, child)| *child));
        }
        crate::order::sort_unique(&mut facts);
        facts
    }
}
