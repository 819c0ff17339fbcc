//! From files to formulas: names resolved, parameters put in, sentences filled, mistakes found.

mod amount;
mod applying;
mod condition;
mod parameters;
mod twice;
mod vocabulary;

use domain::Date;

use super::{
    CompileError,
    formula::Formula,
    source::{CiteSource, File, Parsed, ProgrammeSource, VersionSource},
};
use crate::Per;
pub(crate) use amount::amounts;
use amount::switched_on;
pub(crate) use condition::formula;
use parameters::{Parameters, parameters_over};

pub(crate) struct Lowered {
    pub(crate) programmes: Vec<LoweredProgramme>,
}

#[derive(Clone)]
pub(crate) struct LoweredProgramme {
    pub(crate) id: String,
    pub(crate) conditions: Vec<LoweredCondition>,
    pub(crate) versions: Vec<LoweredVersion>,
}

#[derive(Clone, PartialEq)]
pub(crate) struct LoweredCondition {
    pub(crate) id: String,
    pub(crate) key: String,
    pub(crate) words: String,
    pub(crate) formula: Formula,
    pub(crate) cites: Vec<CiteSource>,
    /// Key and sentence in Chinese and English.
    pub(crate) sentences: Vec<(&'static str, String, String)>,
}

#[derive(Clone)]
pub(crate) struct VersionCondition {
    pub(crate) place: usize,
    pub(crate) expression: String,
}

#[derive(Clone)]
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

#[derive(Clone)]
pub(crate) struct LoweredAmount {
    pub(crate) when: Formula,
    /// None when unsourced.
    pub(crate) pay: Option<LoweredPay>,
    pub(crate) at_most: Option<i64>,
    pub(crate) per: Per,
}

/// `fen · fact / by`, rounded down; without a fact `fen / by`.
#[derive(Clone)]
pub(crate) struct LoweredPay {
    pub(crate) fen: i64,
    pub(crate) by: i64,
    pub(crate) fact: Option<usize>,
}

pub(crate) fn lower(parsed: &Parsed<'_>) -> Result<Lowered, Vec<CompileError>> {
    let mut errors = vocabulary::mistakes(parsed);
    errors.extend(twice::mistakes(parsed));
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

    fn documents(&mut self, cites: &[CiteSource], at: usize, key: &str) {
        for cite in cites {
            if !self
                .parsed
                .documents
                .iter()
                .any(|document| *document.id.as_ref() == cite.document)
            {
                let message = format!(
                    "cites \"{}\", which documents.toml does not have; add it there",
                    cite.document
                );
                self.refuse(at, key, message);
            }
        }
    }
}
