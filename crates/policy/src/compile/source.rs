//! The policy folder as it is written.

use std::{collections::BTreeMap, fs, path::Path};

use domain::Date;
use serde::Deserialize;
use toml::Spanned;

use super::CompileError;
use crate::{FactError, Per, Status};

/// One file of the folder.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path, for messages.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The largest file that is read. The largest of the district's is 60 KB; what is larger was not written by hand.
const LARGEST: usize = 1_000_000;

impl File {
    fn read(path: &Path) -> Result<Self, CompileError> {
        let shown = path.display().to_string();
        let bytes = fs::metadata(path).map_or(0, |found| found.len());
        if usize::try_from(bytes).map_or(true, |bytes| bytes > LARGEST) {
            return Err(CompileError::whole(&shown, &too_large(bytes)));
        }
        match fs::read_to_string(path) {
            Ok(text) => Ok(Self { path: shown, text }),
            Err(error) => Err(CompileError::whole(
                &shown,
                &format!("cannot be read: {error}"),
            )),
        }
    }

    /// The line of a byte offset.
    pub(crate) fn line(&self, offset: usize) -> usize {
        self.text
            .bytes()
            .take(offset)
            .filter(|byte| *byte == b'\n')
            .count()
            + 1
    }

    pub(crate) fn error(&self, offset: usize, key: &str, message: String) -> CompileError {
        CompileError {
            file: self.path.clone(),
            line: self.line(offset),
            key: key.into(),
            message,
        }
    }

    pub(crate) fn parse<'a, T: Deserialize<'a>>(&'a self) -> Result<T, CompileError> {
        if self.text.len() > LARGEST {
            return Err(CompileError::whole(&self.path, &too_large(self.text.len())));
        }
        toml::from_str(&self.text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            self.error(offset, "", error.message().trim().to_owned())
        })
    }
}

fn too_large(bytes: impl std::fmt::Display) -> String {
    format!(
        "has {bytes} bytes, and a policy file at most {LARGEST}; split it, or look what got into it"
    )
}

/// The files of a policy folder and its district.
#[derive(Clone, Debug)]
pub struct Sources {
    /// `documents.toml`.
    pub documents: File,
    /// `facts.toml`.
    pub facts: File,
    /// `parameters.toml`.
    pub parameters: File,
    /// `policy.toml` of the district, when there is one: its parameters replace those of the folder.
    pub district: Option<File>,
    /// `programmes/*.toml`, in the order of their names.
    pub programmes: Vec<File>,
    /// `cases/*.toml`, in the order of their names: the officers' examples. Compiling does not read them.
    pub cases: Vec<File>,
}

impl Sources {
    /// Reads the folder.
    ///
    /// # Errors
    /// When a file is missing or unreadable.
    pub fn read(policies: &Path, district: &Path) -> Result<Self, Vec<CompileError>> {
        let one = |name: &str| File::read(&policies.join(name)).map_err(|error| vec![error]);
        let overrides = district.join("policy.toml");
        Ok(Self {
            documents: one("documents.toml")?,
            facts: one("facts.toml")?,
            parameters: one("parameters.toml")?,
            district: if overrides.exists() {
                Some(File::read(&overrides).map_err(|error| vec![error])?)
            } else {
                None
            },
            programmes: toml_files(&policies.join("programmes"))?,
            cases: if policies.join("cases").is_dir() {
                toml_files(&policies.join("cases"))?
            } else {
                Vec::new()
            },
        })
    }
}

/// The `.toml` files of a folder, by name.
pub(crate) fn toml_files(folder: &Path) -> Result<Vec<File>, Vec<CompileError>> {
    let shown = folder.display().to_string();
    let entries = fs::read_dir(folder).map_err(|error| {
        vec![CompileError::whole(
            &shown,
            &format!("cannot be read: {error}"),
        )]
    })?;
    let mut paths: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "toml")
    });
    paths.sort();
    paths
        .iter()
        .map(|path| File::read(path).map_err(|error| vec![error]))
        .collect()
}

/// A text in both languages.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Both {
    pub(crate) zh: String,
    pub(crate) en: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentFile {
    document: Vec<DocumentSource>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DocumentSource {
    pub(crate) id: Spanned<String>,
    pub(crate) title: Both,
    #[serde(default)]
    pub(crate) number: String,
    #[serde(default)]
    pub(crate) issuers: String,
    #[serde(default)]
    pub(crate) issued: Option<Date>,
    /// First and last day in force, where the document or its successor says so.
    #[serde(default)]
    pub(crate) from: Option<Date>,
    #[serde(default)]
    pub(crate) until: Option<Date>,
    #[serde(default)]
    pub(crate) link: String,
    pub(crate) status: Status,
    pub(crate) last_verified: Date,
    #[serde(default)]
    pub(crate) verify_by: Option<Date>,
    #[serde(default)]
    pub(crate) owner: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FactFile {
    fact: Vec<FactSource>,
    #[serde(default)]
    derived: Vec<DerivedSource>,
    #[serde(default)]
    schedule: Vec<ScheduleSource>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Bool,
    Int,
    Money,
    Date,
    Enum,
    Set,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ChangeSource {
    Now,
    WithTime,
    Never,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Direction {
    Up,
    Down,
    Both,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ConfirmedBy {
    #[serde(rename = "self")]
    Person,
    Document,
    DataMatch,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactSource {
    pub(crate) id: Spanned<String>,
    #[serde(rename = "type")]
    pub(crate) kind: Kind,
    pub(crate) label: Both,
    pub(crate) question: Both,
    #[serde(default)]
    pub(crate) help: Both,
    #[serde(default)]
    pub(crate) min: Option<Bound>,
    #[serde(default)]
    pub(crate) max: Option<Bound>,
    #[serde(default)]
    pub(crate) never: bool,
    pub(crate) confirmed_by: ConfirmedBy,
    pub(crate) change: ChangeSource,
    #[serde(default)]
    pub(crate) direction: Option<Direction>,
    #[serde(default = "one")]
    pub(crate) effort: u32,
    #[serde(default)]
    pub(crate) moves_with: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) how: Both,
    #[serde(default)]
    pub(crate) option: Vec<OptionSource>,
}

fn one() -> u32 {
    1
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Bound {
    Int(i64),
    Text(String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OptionSource {
    pub(crate) id: String,
    pub(crate) label: Both,
    /// `gain` when a person can take it up, `shed` when they can give it up.
    #[serde(default)]
    pub(crate) now: Option<OptionMove>,
    #[serde(default)]
    pub(crate) how: Both,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OptionMove {
    Gain,
    Shed,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DerivedSource {
    pub(crate) id: Spanned<String>,
    pub(crate) span: SpanSource,
    pub(crate) fact: Spanned<String>,
    /// Counts from the day this schedule sets for a birth date, not from the date itself.
    #[serde(default)]
    pub(crate) schedule: Option<Spanned<String>>,
}

/// An age that rises by month of birth: `base_years`, and from `first_birth_month` on one month more for every
/// `step_months` of birth, at most `most_months`.
#[derive(Debug, Deserialize)]
pub(crate) struct ScheduleSource {
    pub(crate) id: Spanned<String>,
    pub(crate) base_years: i64,
    /// `1965-01`.
    pub(crate) first_birth_month: Spanned<String>,
    pub(crate) step_months: i64,
    pub(crate) most_months: i64,
    #[serde(flatten)]
    pub(crate) cite: CiteSource,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SpanSource {
    Years,
    Months,
    /// By the calendar, whatever the days: zero within the month of the date.
    CalendarMonths,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ParameterFile {
    #[serde(default)]
    parameter: Vec<ParameterSource>,
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

#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub(crate) struct CiteSource {
    pub(crate) document: String,
    pub(crate) clause: String,
    pub(crate) status: Status,
    #[serde(default)]
    pub(crate) local_confirm: bool,
}

impl CiteSource {
    pub(crate) fn is_provisional(&self) -> bool {
        self.status != Status::Verified || self.local_confirm
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProgrammeSource {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) title: Both,
    pub(crate) summary: Both,
    pub(crate) decided_by_person: Both,
    #[serde(default)]
    pub(crate) papers: Vec<Both>,
    #[serde(default)]
    pub(crate) office: Both,
    #[serde(default)]
    pub(crate) steps: Vec<Both>,
    #[serde(default)]
    pub(crate) window: WindowSource,
    /// Where papers, office, steps and window stand written.
    #[serde(default)]
    pub(crate) apply_cite: Vec<CiteSource>,
    #[serde(default)]
    pub(crate) not_with: Vec<NotWithSource>,
    pub(crate) condition: Vec<ConditionSource>,
    pub(crate) version: Vec<VersionSource>,
    #[serde(default)]
    pub(crate) known_gap: Vec<GapSource>,
}

/// When claims are taken: in words, and by days where a notice says them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WindowSource {
    pub(crate) zh: String,
    pub(crate) en: String,
    #[serde(default)]
    pub(crate) from: Option<Date>,
    #[serde(default)]
    pub(crate) until: Option<Date>,
}

/// A programme that cannot be had as well, and where that stands written.
#[derive(Debug, Deserialize)]
pub(crate) struct NotWithSource {
    pub(crate) programme: String,
    #[serde(flatten)]
    pub(crate) cite: CiteSource,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConditionSource {
    /// Unique in the file; versions list their conditions by it.
    pub(crate) key: Spanned<String>,
    /// The name that stays the same in every version; the key when absent.
    #[serde(default)]
    pub(crate) id: Option<String>,
    pub(crate) when: Spanned<String>,
    #[serde(default)]
    pub(crate) cite: Vec<CiteSource>,
    pub(crate) label: Both,
    pub(crate) pass: Both,
    pub(crate) fail: Both,
    #[serde(default)]
    pub(crate) how: Both,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VersionSource {
    pub(crate) from: Spanned<Date>,
    #[serde(default)]
    pub(crate) until: Option<Date>,
    pub(crate) conditions: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) term_months: i64,
    #[serde(default)]
    pub(crate) amount: Vec<AmountSource>,
    /// The largest amount anyone can get.
    #[serde(default)]
    pub(crate) cap: Option<Spanned<String>>,
    pub(crate) cite: Vec<CiteSource>,
    #[serde(default)]
    pub(crate) interest: Both,
    #[serde(default)]
    pub(crate) term: Both,
    pub(crate) amount_words: Both,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AmountSource {
    #[serde(default)]
    pub(crate) when: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) value: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) at_most: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) unsourced: bool,
    /// What the amount is paid for: once, or for each day, month and so on.
    #[serde(default)]
    pub(crate) per: Per,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GapSource {
    #[serde(default)]
    pub(crate) from: Option<Date>,
    #[serde(default)]
    pub(crate) until: Option<Date>,
    pub(crate) why: Both,
}

/// The folder, parsed.
#[derive(Debug)]
pub(crate) struct Parsed<'a> {
    pub(crate) documents_file: &'a File,
    pub(crate) facts_file: &'a File,
    pub(crate) documents: Vec<DocumentSource>,
    pub(crate) facts: Vec<FactSource>,
    pub(crate) derived: Vec<DerivedSource>,
    pub(crate) schedules: Vec<ScheduleSource>,
    pub(crate) parameters: BTreeMap<String, ParameterSource>,
    pub(crate) programmes: Vec<(&'a File, ProgrammeSource)>,
}

pub(crate) fn parse(sources: &Sources) -> Result<Parsed<'_>, Vec<CompileError>> {
    let one = |error| vec![error];
    let facts: FactFile = sources.facts.parse().map_err(one)?;
    let mut parameters = BTreeMap::new();
    for file in std::iter::once(&sources.parameters).chain(&sources.district) {
        let mut here: BTreeMap<String, ParameterSource> = BTreeMap::new();
        for parameter in file.parse::<ParameterFile>().map_err(one)?.parameter {
            let offset = parameter.id.span().start;
            let id = parameter.id.as_ref().clone();
            if here.insert(id.clone(), parameter).is_some() {
                return Err(vec![file.error(
                    offset,
                    &id,
                    "is written twice; keep one".into(),
                )]);
            }
        }
        parameters.extend(here);
    }
    let mut programmes = Vec::new();
    let mut errors = Vec::new();
    for file in &sources.programmes {
        match file.parse() {
            Ok(programme) => programmes.push((file, programme)),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Parsed {
        documents_file: &sources.documents,
        facts_file: &sources.facts,
        documents: sources
            .documents
            .parse::<DocumentFile>()
            .map_err(one)?
            .document,
        facts: facts.fact,
        derived: facts.derived,
        schedules: facts.schedule,
        parameters,
        programmes,
    })
}

/// A bound of a fact's range as a number: an integer, a day, or fen from a text in yuan.
pub(crate) fn bound(kind: Kind, bound: Option<&Bound>) -> Result<Option<i64>, FactError> {
    Ok(match (kind, bound) {
        (_, None) => None,
        (Kind::Date, Some(Bound::Text(text))) => Some(crate::day::number(
            Date::parse_iso(text).ok_or(FactError::Unreadable)?,
        )),
        (Kind::Money, Some(Bound::Text(text))) => Some(
            domain::Money::parse_yuan(text)
                .map_err(|_| FactError::Unreadable)?
                .fen(),
        ),
        (Kind::Int, Some(Bound::Int(number))) => Some(*number),
        _ => return Err(FactError::WrongType),
    })
}
