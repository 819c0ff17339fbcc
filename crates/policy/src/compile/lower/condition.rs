//! Conditions: expression, sources and sentences of one version.

use std::cell::RefCell;

use super::{LoweredCondition, Lowering, Parameters, VersionCondition, parameters_over};
use crate::compile::{
    expression::{self, Expression},
    formula::Formula,
    scope::Scope,
    source::{Both, ConditionSource, Parsed, VersionSource},
    text::fill,
};

/// An expression as a version reads it.
pub(crate) fn formula(
    parsed: &Parsed<'_>,
    version: &VersionSource,
    expression: &Expression,
) -> Result<Formula, String> {
    let parameters = &parameters_over(parsed, *version.from.as_ref(), version.until);
    let used = RefCell::default();
    Scope {
        parsed,
        parameters,
        used,
    }
    .truth(expression)
}

impl Lowering<'_> {
    pub(super) fn condition(
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

    pub(super) fn sentences(
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
}
