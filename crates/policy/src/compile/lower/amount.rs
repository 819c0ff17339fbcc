//! Amounts: guards, what a line pays, and caps.

use std::cell::RefCell;

use toml::Spanned;

use super::{LoweredAmount, LoweredPay, Lowering, Parameters, parameters_over};
use crate::{
    compile::{
        CompileError, expression,
        formula::Formula,
        scope::{Scope, Sum},
        source::{AmountSource, CiteSource, File, Parsed, ProgrammeSource, VersionSource},
    },
    quantity::Quantity,
};

/// Lines of an amount as a version reads them.
pub(crate) fn amounts<'a>(
    parsed: &'a Parsed<'a>,
    (file, programme): (&'a File, &'a ProgrammeSource),
    version: &VersionSource,
    lines: &[AmountSource],
) -> Result<Vec<LoweredAmount>, Vec<CompileError>> {
    let parameters = parameters_over(parsed, *version.from.as_ref(), version.until);
    let mut lowering = Lowering {
        parsed,
        file,
        programme,
        conditions: Vec::new(),
        errors: Vec::new(),
    };
    let mut cites = Vec::new();
    let lowered = lines
        .iter()
        .map(|line| lowering.amount(line, "amount", &parameters, &mut cites))
        .collect();
    if lowering.errors.is_empty() {
        Ok(switched_on(lines, lowered))
    } else {
        Err(lowering.errors)
    }
}

impl Lowering<'_> {
    pub(super) fn amount(
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

    pub(super) fn fixed(
        &mut self,
        text: &Spanned<String>,
        key: &str,
        parameters: &Parameters,
    ) -> Option<i64> {
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
}

/// The lines left once parameters alone have settled a guard: a district that pays by share has no line that pays a
/// fixed sum.
pub(super) fn switched_on(
    written: &[AmountSource],
    lines: Vec<LoweredAmount>,
) -> Vec<LoweredAmount> {
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
