//! How to claim: papers, office, steps, when, what excludes it, and what a person decides.

use i18n::t;
use policy::{NotWith, Pack, Programme};
use ui::{
    SummaryRow,
    element::{Element, el},
    link, summary_list,
};

use super::{
    address::Address,
    citations::citations,
    words::{span, words},
};

/// Everything between wanting it and having it.
pub(super) fn claim(pack: &Pack, known: &Programme) -> Element {
    let words = words(pack);
    let mut rows = Vec::new();
    let mut put = |label: &'static str, text: String| {
        if !text.is_empty() {
            rows.push(SummaryRow::new(label, text));
        }
    };
    put(
        t::eligibility::claim::office(),
        words.office(&known.id).to_owned(),
    );
    put(t::eligibility::claim::window(), window(pack, known));
    let decided = words.decided_by_person(&known.id);
    put(t::eligibility::claim::decided(), decided.to_owned());
    el("section")
        .class("eligibility__claim")
        .child(el("h2").child(t::eligibility::claim::title()))
        .child(summary_list(rows))
        .child(listed(
            "ul",
            t::eligibility::claim::papers(),
            &words.papers(&known.id),
        ))
        .child(listed(
            "ol",
            t::eligibility::claim::steps(),
            &words.steps(&known.id),
        ))
        .child(citations(pack, &known.apply_citations))
        .child(not_with(pack, &known.not_with))
}

/// When claims are taken: the notice's days where it says any, and its words.
fn window(pack: &Pack, known: &Programme) -> String {
    let days = span(known.window_from, known.window_until);
    let said = words(pack).window(&known.id);
    if days.is_empty() {
        said.to_owned()
    } else {
        t::common::with_note(days, said)
    }
}

fn listed(tag: &'static str, title: &'static str, lines: &[&str]) -> Option<Vec<Element>> {
    let items: Vec<Element> = lines
        .iter()
        .map(|line| el("li").child((*line).to_owned()))
        .collect();
    (!items.is_empty()).then(|| vec![el("h3").child(title), el(tag).child(items)])
}

/// What cannot be had as well, each with where that stands written.
fn not_with(pack: &Pack, others: &[NotWith]) -> Option<Vec<Element>> {
    let line = |other: &NotWith| {
        let name = words(pack).programme(&other.programme).to_owned();
        el("li")
            .child(link(Address::Programme(other.programme.to_string()).href()).child(name))
            .child(citations(pack, std::slice::from_ref(&other.citation)))
    };
    let items: Vec<Element> = others.iter().map(line).collect();
    (!items.is_empty()).then(|| {
        vec![
            el("h3").child(t::eligibility::claim::not_with()),
            el("ul").child(items),
        ]
    })
}
