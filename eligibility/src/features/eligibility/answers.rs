//! The answers given, each with the way back to its question.

use i18n::t;
use policy::Pack;
use ui::{
    SummaryRow, Text,
    element::{Element, el},
    summary_list,
};

use super::{
    address::Address,
    check::Check,
    words::{answer, words},
};

/// The answers in the order they were given. They stay off paper: a birth date is nobody else's business.
pub(super) fn answers(pack: &Pack, check: &Check) -> Option<Element> {
    let rows: Vec<SummaryRow> = check
        .order()
        .iter()
        .filter_map(|fact| row(pack, check, fact))
        .collect();
    (!rows.is_empty()).then(|| {
        el("section")
            .class("no-print")
            .child(el("h2").child(t::eligibility::result::answers()))
            .child(el("p").child(t::eligibility::result::answers_note()))
            .child(summary_list(rows))
    })
}

fn row(pack: &Pack, check: &Check, fact: &str) -> Option<SummaryRow> {
    let (spec, words) = (pack.fact(fact)?, words(pack));
    let value: Text = match check.facts.get(fact) {
        Some(value) => answer(words, spec, value),
        None => t::common::unsure().into(),
    };
    let row = SummaryRow::new(words.fact_label(fact).to_owned(), value);
    Some(row.with_change(Address::Question(fact.to_owned()).href()))
}
