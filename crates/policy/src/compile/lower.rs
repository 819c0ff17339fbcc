//! From files to formulas: names resolved, parameters put in, sentences filled, mistakes found.

use std::{cell::RefCell, collections::BTreeMap};

use domain::Date;
use toml::Spanned;

use super::{
    CompileError, expression,
    formula::Formula,
    scope::{Scope, Sum},
    source::{
        AmountSource, Both, CiteSource, ConditionSource, File, Kind, Parsed, ProgrammeSource,
        ScheduleSource, SpanSource, Unit, VersionSource, WindowSource,
    },
    text::fill,
};
use crate::{Per, quantity::Quantity};

pub(crate) struct Lowered {
    pub(crate) programmes: Vec<LoweredProgramme>,
}

pub(crate) struct LoweredProgramme {
    pub(crate) id: String,
    pub(crate) conditions: Vec<LoweredCondition>,
    pub(crate) versions: Vec<LoweredVersion>,
}

#[derive(PartialEq)]
pub(crate) struct LoweredCondition {
    pub(crate) id: String,
    pub(crate) key: String,
    pub(crate) words: String,
    pub(crate) formula: Formula,
    pub(crate) cites: Vec<CiteSource>,
    /// Key and sentence in Chinese and English.
    pub(crate) sentences: Vec<(&'static str, String, String)>,
}

pub(crate) struct VersionCondition {
    pub(crate) place: usize,
    pub(crate) expression: String,
}

pub(crate) struct LoweredVersion {
    pub(crate) id: String,
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
    pub(crate) term_months: i64,
    pub(crate) conditions: Vec<VersionCondition>,
    pub(crate) parameters: Vec<(String, i64)>,
    pub(crate) amounts: Vec<LoweredAmount>,
    pub(crate) cap_fen: Option<i64>,
    pub(crate) cites: Vec<CiteSource>,
    pub(crate) sentences: Vec<(&'static str, String, String)>,
}

pub(crate) struct LoweredAmount {
    pub(crate) when: Formula,
    /// None when unsourced.
    pub(crate) pay: Option<LoweredPay>,
    pub(crate) at_most: Option<i64>,
    pub(crate) per: Per,
}

/// `fen · fact / by`, rounded down; without a fact `fen / by`.
pub(crate) struct LoweredPay {
    pub(crate) fen: i64,
    pub(crate) by: i64,
    pub(crate) fact: Option<usize>,
}

type Parameters = BTreeMap<String, (i64, CiteSource)>;

pub(crate) fn lower(parsed: &Parsed<'_>) -> Result<Lowered, Vec<CompileError>> {
    let mut errors = vocabulary(parsed);
    let mut programmes = Vec::new();
    for (file, programme) in &parsed.programmes {
        let mut lowering = Lowering {
            parsed,
            file,
            programme,
            conditions: Vec::new(),
            errors: Vec::new(),
        };
        lowering.applying();
        let versions: Vec<_> = programme
            .version
            .iter()
            .map(|version| lowering.version(version))
            .collect();
        lowering.unused();
        errors.append(&mut lowering.errors);
        programmes.push(LoweredProgramme {
            id: programme.id.clone(),
            conditions: lowering.conditions,
            versions,
        });
    }
    if errors.is_empty() {
        Ok(Lowered { programmes })
    } else {
        Err(errors)
    }
}

/// Mistakes in the facts.
fn vocabulary(parsed: &Parsed<'_>) -> Vec<CompileError> {
    let mut errors = Vec::new();
    let mut refuse = |at: &Spanned<String>, message: &str| {
        errors.push(parsed.facts_file.error(
            at.span().start,
            &format!("fact.{}", at.as_ref()),
            message.into(),
        ));
    };
    for (place, fact) in parsed.facts.iter().enumerate() {
        let id = fact.id.as_ref();
        if parsed
            .facts
            .iter()
            .take(place)
            .any(|earlier| earlier.id.as_ref() == id)
        {
            refuse(&fact.id, "is written twice; keep one");
        }
        if parsed.parameters.contains_key(id) {
            refuse(&fact.id, "is also a parameter; rename one");
        }
        if place >= 128 {
            refuse(&fact.id, "is the 129th fact; 128 fit");
        }
        if fact.option.len() > 60 {
            refuse(&fact.id, "has more than 60 options; 60 fit");
        }
    }
    for derived in &parsed.derived {
        let mut refuse = |at: &Spanned<String>, message: &str| {
            let key = format!("derived.{}", derived.id.as_ref());
            errors.push(
                parsed
                    .facts_file
                    .error(at.span().start, &key, message.into()),
            );
        };
        let dated = parsed
            .facts
            .iter()
            .any(|fact| fact.id.as_ref() == derived.fact.as_ref() && fact.kind == Kind::Date);
        if !dated {
            refuse(
                &derived.fact,
                "is a span from something that is no date fact; name one",
            );
        }
        let Some(wanted) = &derived.schedule else {
            continue;
        };
        let schedule = parsed
            .schedules
            .iter()
            .find(|schedule| schedule.id.as_ref() == wanted.as_ref());
        match schedule.map(ScheduleSource::read) {
            None => refuse(
                wanted,
                "follows a schedule that no [[schedule]] has as its id",
            ),
            Some(Err(message)) => refuse(wanted, &message),
            Some(Ok(_)) if derived.span != SpanSource::Months => {
                refuse(
                    wanted,
                    "follows a schedule, which counts months; write span = \"months\"",
                );
            }
            Some(Ok(_)) => {}
        }
    }
    errors
}

struct Lowering<'a> {
    parsed: &'a Parsed<'a>,
    file: &'a File,
    programme: &'a ProgrammeSource,
    conditions: Vec<LoweredCondition>,
    errors: Vec<CompileError>,
}

impl Lowering<'_> {
    fn refuse(&mut self, offset: usize, key: &str, message: String) {
        self.errors.push(self.file.error(offset, key, message));
    }

    fn version(&mut self, source: &VersionSource) -> LoweredVersion {
        let (from, at) = (*source.from.as_ref(), source.from.span().start);
        let id = from.to_string();
        let key = format!("version.{id}");
        if source.until.is_some_and(|until| until < from) {
            self.refuse(
                at,
                &key,
                "ends before it begins; write a later `until`".into(),
            );
        }
        let parameters = parameters_over(self.parsed, from, source.until);
        let mut conditions = Vec::new();
        for listed in &source.conditions {
            let wanted = listed.as_ref();
            match self
                .programme
                .condition
                .iter()
                .find(|condition| condition.key.as_ref() == wanted)
            {
                Some(condition) => conditions.extend(self.condition(condition, &id, &parameters)),
                None => self.refuse(
                    listed.span().start,
                    &format!("{key}.conditions"),
                    format!(
                        "no [[condition]] has the key \"{wanted}\"; write one or correct the name"
                    ),
                ),
            }
        }
        let mut cites = source.cite.clone();
        if cites.is_empty() {
            self.refuse(
                at,
                &format!("{key}.cite"),
                "is empty; cite the document the version comes from".into(),
            );
        }
        let amounts = source
            .amount
            .iter()
            .map(|amount| self.amount(amount, &key, &parameters, &mut cites))
            .collect();
        let amounts = switched_on(&source.amount, amounts);
        let cap_fen = source
            .cap
            .as_ref()
            .and_then(|cap| self.fixed(cap, &format!("{key}.cap"), &parameters));
        self.documents(&cites, at, &key);
        let sentences = self.sentences(
            &[
                ("interest", &source.interest),
                ("term", &source.term),
                ("amount", &source.amount_words),
            ],
            at,
            &key,
            &parameters,
        );
        LoweredVersion {
            id,
            from,
            until: source.until,
            term_months: source.term_months,
            conditions,
            parameters: parameters
                .into_iter()
                .map(|(name, (value, _))| (name, value))
                .collect(),
            amounts,
            cap_fen,
            cites,
            sentences,
        }
    }

    fn condition(
        &mut self,
        source: &ConditionSource,
        version: &str,
        parameters: &Parameters,
    ) -> Option<VersionCondition> {
        let key = source.key.as_ref();
        let (at, shown) = (source.when.span().start, format!("condition.{key}"));
        let scope = Scope {
            parsed: self.parsed,
            parameters,
            used: RefCell::default(),
        };
        let lowered =
            expression::parse(source.when.as_ref()).and_then(|expression| scope.truth(&expression));
        let mut cites = source.cite.clone();
        for cite in scope.used.take() {
            if !cites.contains(&cite) {
                cites.push(cite);
            }
        }
        let formula = match lowered {
            Ok(formula) => formula,
            Err(message) => {
                self.refuse(
                    at,
                    &format!("{shown}.when"),
                    format!("{message} (in the version of {version})"),
                );
                return None;
            }
        };
        if cites.is_empty() {
            self.refuse(
                at,
                &format!("{shown}.cite"),
                "is empty; every condition names its document and clause".into(),
            );
        }
        self.documents(&cites, at, &shown);
        let parts = [
            ("label", &source.label),
            ("pass", &source.pass),
            ("fail", &source.fail),
            ("how", &source.how),
        ];
        let sentences = self.sentences(&parts, at, &shown, parameters);
        let id = source.id.as_deref().unwrap_or(key).to_owned();
        let name = format!("{}/{key}", self.programme.id);
        let same_words = self
            .conditions
            .iter()
            .find(|c| c.key == *key && c.sentences == sentences);
        let words = match same_words {
            Some(known) => known.words.clone(),
            None if self.conditions.iter().any(|c| c.key == *key) => format!("{name}@{version}"),
            None => name,
        };
        let condition = LoweredCondition {
            id,
            key: key.to_owned(),
            words,
            formula,
            cites,
            sentences,
        };
        let place = self
            .conditions
            .iter()
            .position(|known| *known == condition)
            .unwrap_or_else(|| {
                self.conditions.push(condition);
                self.conditions.len() - 1
            });
        Some(VersionCondition {
            place,
            expression: source.when.as_ref().clone(),
        })
    }

    fn amount(
        &mut self,
        source: &AmountSource,
        key: &str,
        parameters: &Parameters,
        cites: &mut Vec<CiteSource>,
    ) -> LoweredAmount {
        let scope = Scope {
            parsed: self.parsed,
            parameters,
            used: RefCell::default(),
        };
        let mut when = Formula::Always(true);
        if let Some(guard) = &source.when {
            match expression::parse(guard.as_ref()).and_then(|expression| scope.truth(&expression))
            {
                Ok(formula) => when = formula,
                Err(message) => {
                    self.refuse(guard.span().start, &format!("{key}.amount.when"), message)
                }
            }
        }
        let mut pay = None;
        if let Some(value) = &source.value {
            let fraction = expression::parse(value.as_ref())
                .and_then(|expression| scope.fraction(&expression));
            match fraction.and_then(|(sum, by)| one_fact(&sum, by)) {
                Ok(found) => pay = Some(found),
                Err(message) => {
                    self.refuse(value.span().start, &format!("{key}.amount.value"), message)
                }
            }
        }
        if pay.is_none() && !source.unsourced {
            let at = source
                .value
                .as_ref()
                .or(source.when.as_ref())
                .map_or(0, |text| text.span().start);
            self.refuse(
                at,
                &format!("{key}.amount"),
                "says no value; write `value`, or `unsourced = true`".into(),
            );
        }
        let at_most = source.at_most.as_ref().and_then(|cap| {
            let sum = expression::parse(cap.as_ref()).and_then(|expression| scope.sum(&expression));
            match sum {
                Ok(sum) if sum.terms.is_empty() => Some(sum.constant),
                _ => {
                    self.errors.push(self.file.error(
                        cap.span().start,
                        &format!("{key}.amount.at_most"),
                        "is no fixed amount; write a parameter".into(),
                    ));
                    None
                }
            }
        });
        for cite in scope.used.take() {
            if !cites.contains(&cite) {
                cites.push(cite);
            }
        }
        LoweredAmount {
            when,
            pay,
            at_most,
            per: source.per,
        }
    }

    fn fixed(&mut self, text: &Spanned<String>, key: &str, parameters: &Parameters) -> Option<i64> {
        let scope = Scope {
            parsed: self.parsed,
            parameters,
            used: RefCell::default(),
        };
        match expression::parse(text.as_ref()).and_then(|expression| scope.sum(&expression)) {
            Ok(sum) if sum.terms.is_empty() => Some(sum.constant),
            Ok(_) => {
                self.refuse(
                    text.span().start,
                    key,
                    "hangs on a fact; write a parameter".into(),
                );
                None
            }
            Err(message) => {
                self.refuse(text.span().start, key, message);
                None
            }
        }
    }

    fn documents(&mut self, cites: &[CiteSource], at: usize, key: &str) {
        for cite in cites {
            if !self
                .parsed
                .documents
                .iter()
                .any(|document| document.id == cite.document)
            {
                let message = format!(
                    "cites \"{}\", which documents.toml does not have; add it there",
                    cite.document
                );
                self.refuse(at, key, message);
            }
        }
    }

    fn sentences(
        &mut self,
        parts: &[(&'static str, &Both)],
        at: usize,
        key: &str,
        parameters: &Parameters,
    ) -> Vec<(&'static str, String, String)> {
        let mut sentences = Vec::new();
        for (part, both) in parts {
            match fill(both, parameters, self.parsed) {
                Ok(Both { zh, en }) => sentences.push((*part, zh, en)),
                Err(message) => self.refuse(at, &format!("{key}.{part}"), message),
            }
        }
        sentences
    }

    /// Mistakes in what is said about applying.
    fn applying(&mut self) {
        let programme = self.programme;
        let WindowSource { zh, en, .. } = &programme.window;
        let texts = programme
            .papers
            .iter()
            .chain(&programme.steps)
            .chain([&programme.office, &programme.title, &programme.summary])
            .chain([&programme.decided_by_person])
            .map(|both| (&both.zh, &both.en));
        for (zh, en) in texts.chain([(zh, en)]) {
            if zh.is_empty() != en.is_empty() {
                let message =
                    format!("\"{zh}{en}\" is written in one language only; write zh and en");
                self.refuse(0, "programme", message);
            }
        }
        if programme.apply_cite.is_empty()
            && !(programme.papers.is_empty() && programme.steps.is_empty())
        {
            self.refuse(
                0,
                "apply_cite",
                "is empty; cite where papers and steps stand written".into(),
            );
        }
        self.documents(&programme.apply_cite, 0, "apply_cite");
        for other in &programme.not_with {
            self.documents(std::slice::from_ref(&other.cite), 0, "not_with");
            let known =
                (self.parsed.programmes.iter()).any(|(_, known)| known.id == other.programme);
            if !known || other.programme == programme.id {
                let message = format!(
                    "names \"{}\", which is no other programme; write one of programmes/",
                    other.programme
                );
                self.refuse(0, "not_with", message);
            }
        }
    }

    /// A condition that no version lists is a mistake more often than a reserve.
    fn unused(&mut self) {
        let programme = self.programme;
        for condition in &programme.condition {
            let listed = programme
                .version
                .iter()
                .flat_map(|version| &version.conditions);
            if !listed
                .into_iter()
                .any(|listed| listed.as_ref() == condition.key.as_ref())
            {
                let key = format!("condition.{}", condition.key.as_ref());
                self.refuse(
                    condition.key.span().start,
                    &key,
                    "is in no version; list it or delete it".into(),
                );
            }
        }
    }
}

/// The lines left once parameters alone have settled a guard: a district that pays by share has no line that pays a
/// fixed sum.
fn switched_on(written: &[AmountSource], lines: Vec<LoweredAmount>) -> Vec<LoweredAmount> {
    let mut kept = Vec::new();
    for (source, line) in written.iter().zip(lines) {
        let settled = source.when.is_some() && line.when == Formula::Always(true);
        if line.when != Formula::Always(false) {
            kept.push(line);
        }
        if settled {
            break;
        }
    }
    kept
}

/// The parameters that keep one value over all the days, with their citations. Money is in fen.
fn parameters_over(parsed: &Parsed<'_>, from: Date, until: Option<Date>) -> Parameters {
    let mut found = BTreeMap::new();
    for (id, parameter) in &parsed.parameters {
        let covers = parameter.value.iter().find(|value| {
            let begins = value.from.is_none_or(|first| first <= from);
            let ends = match (value.until, until) {
                (None, _) => true,
                (Some(last), Some(until)) => until <= last,
                (Some(_), None) => false,
            };
            begins && ends
        });
        if let Some(value) = covers {
            let number = if parameter.unit == Unit::Yuan {
                value.value * 100
            } else {
                value.value
            };
            found.insert(id.clone(), (number, value.cite.clone()));
        }
    }
    found
}

fn one_fact(sum: &Sum, by: i64) -> Result<LoweredPay, String> {
    let mut terms = sum.terms.iter();
    match (terms.next(), terms.next(), sum.constant) {
        (None, ..) => Ok(LoweredPay {
            fen: sum.constant,
            by,
            fact: None,
        }),
        (Some((Quantity::Fact(fact), factor)), None, 0) => Ok(LoweredPay {
            fen: *factor,
            by,
            fact: Some(*fact),
        }),
        _ => Err("is neither a fixed amount nor an amount times one fact".into()),
    }
}
