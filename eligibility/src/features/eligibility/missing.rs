//! What still has to be known, each with its question.

use i18n::t;
use policy::{Evaluation, Pack};
use ui::{
    element::{Element, el},
    link,
};

use super::{address::Address, check::Check, words::words};

/// The fewest answers that are still needed.
pub(super) fn missing(pack: &Pack, check: &Check, found: &Evaluation) -> Option<Element> {
    let line = |fact: &policy::Name| {
        let question = link(Address::Question(fact.to_string()).href())
            .child(words(pack).fact_label(fact).to_owned());
        el("li")
            .child(question)
            .child(check.is_unsure(fact).then(t::eligibility::missing::unsure))
    };
    let lines: Vec<Element> = found.missing.iter().map(line).collect();
    (!lines.is_empty()).then(|| {
        el("section")
            .class("eligibility__missing")
            .child(el("h2").child(t::eligibility::missing::title()))
            .child(el("ul").child(lines))
    })
}
