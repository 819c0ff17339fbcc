//! Where a rule stands written, and how well that is known.

use domain::Date;
use i18n::t;
use policy::{Citation, Document, Pack, Status};
use ui::element::{Element, el};

use super::{memory::today, words::words};

/// Policy texts are Chinese whatever language the page speaks.
const TEXT_LANGUAGE: &str = "zh-CN";

/// The texts a sentence rests on, each once: their numbers at once, the clauses on opening.
pub(super) fn citations(pack: &Pack, citations: &[Citation]) -> Option<Element> {
    let (mut names, mut entries) = (Vec::new(), Vec::new());
    let mut rest: Vec<&Citation> = citations.iter().collect();
    while let Some(first) = rest.first().copied() {
        let (clauses, others): (Vec<&Citation>, Vec<&Citation>) = rest
            .into_iter()
            .partition(|citation| citation.document == first.document);
        names.push(name(pack, first));
        entries.push(entry(pack, first, &clauses));
        rest = others;
    }
    (!names.is_empty()).then(|| {
        let summary = t::eligibility::cite::by(names.join(t::eligibility::separator()));
        el("details")
            .class("eligibility__cite")
            .child(el("summary").child(summary))
            .child(entries)
    })
}

/// A text's number, or its title where it has none.
fn name(pack: &Pack, citation: &Citation) -> String {
    match pack.document(&citation.document) {
        Some(document) if !document.number.is_empty() => document.number.to_string(),
        _ => t::eligibility::cite::document(words(pack).document(&citation.document)),
    }
}

/// One text with its clauses; it is known as well as the least known of them.
fn entry(pack: &Pack, first: &Citation, clauses: &[&Citation]) -> Element {
    let document = pack.document(&first.document);
    let title = t::eligibility::cite::document(words(pack).document(&first.document));
    let named = |name: Option<&policy::Name>| {
        name.filter(|name| !name.is_empty()).map(|name| {
            el("span")
                .attr("lang", TEXT_LANGUAGE)
                .child(name.to_string())
        })
    };
    let number = named(document.map(|document| &document.number));
    let issuers =
        named(document.map(|document| &document.issuers)).map(|issuers| vec![el("br"), issuers]);
    let known = clauses
        .iter()
        .map(|citation| citation.status)
        .max()
        .unwrap_or(first.status);
    let is_local = clauses.iter().any(|citation| citation.local_confirm);
    let quotes: Vec<Element> = clauses
        .iter()
        .map(|citation| clause("blockquote", citation).class("eligibility__clause"))
        .collect();
    let head = el("p")
        .child(el("strong").child(title))
        .child(" ")
        .child(number)
        .child(issuers);
    el("div")
        .class("eligibility__text")
        .child(head)
        .child(quotes)
        .child(el("p").child(status(known)))
        .child(is_local.then(|| el("p").child(t::eligibility::cite::local_confirm())))
        .child(document.map(seen))
}

/// The words of a clause.
pub(super) fn clause(tag: &'static str, citation: &Citation) -> Element {
    el(tag)
        .attr("lang", TEXT_LANGUAGE)
        .child(citation.clause.to_string())
}

/// When somebody looked, whether it is time to look again, and where one can look oneself.
fn seen(document: &Document) -> Element {
    let checked = document
        .last_verified
        .map(|day| t::eligibility::cite::checked(i18n::date(day)));
    let is_due = document.verify_by.is_some_and(|day| day < today());
    let link = (!document.link.is_empty()).then(|| {
        el("a")
            .attr("href", document.link.to_string())
            .attr("rel", "external noopener noreferrer")
            .attr("target", "_blank")
            .child(t::eligibility::cite::link())
    });
    el("p")
        .child(checked)
        .child(is_due.then(t::eligibility::cite::due))
        .child(" ")
        .child(link)
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Verified => t::eligibility::cite::verified(),
        Status::Secondary => t::eligibility::cite::secondary(),
        Status::Unconfirmed => t::eligibility::cite::unconfirmed(),
    }
}

/// On which day the text looked at longest ago was looked at, and how many texts were only seen second-hand or not at
/// all.
pub(super) fn freshness<'a>(
    pack: &Pack,
    citations: impl Iterator<Item = &'a Citation>,
) -> Freshness {
    let mut found = Freshness::default();
    let mut known: Vec<&str> = Vec::new();
    for citation in citations {
        if known.contains(&&*citation.document) {
            continue;
        }
        known.push(&citation.document);
        let Some(document) = pack.document(&citation.document) else {
            continue;
        };
        found.documents += 1;
        found.unsure += usize::from(document.status != Status::Verified);
        found.oldest = match (found.oldest, document.last_verified) {
            (Some(oldest), Some(day)) => Some(oldest.min(day)),
            (oldest, day) => oldest.or(day),
        };
    }
    found
}

/// How fresh the sources are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Freshness {
    /// How many texts there are.
    pub(super) documents: usize,
    /// How many of them nobody saw in the official version.
    pub(super) unsure: usize,
    /// The longest ago that one of them was looked at.
    pub(super) oldest: Option<Date>,
}

#[cfg(test)]
mod tests {
    use super::freshness;
    use crate::features::eligibility::testing::pack;

    #[test]
    fn freshness_counts_each_text_once_and_takes_the_oldest_day() {
        let version = pack().programme("startup_loan_individual").unwrap();
        let version = version.versions.last().unwrap();
        let once = freshness(pack(), version.citations.iter());
        let twice = freshness(
            pack(),
            version.citations.iter().chain(version.citations.iter()),
        );
        assert_eq!(once, twice);
        assert!(once.documents > 0 && once.unsure <= once.documents);
        let days = version
            .citations
            .iter()
            .filter_map(|citation| pack().document(&citation.document)?.last_verified);
        assert_eq!(once.oldest, days.min());
    }
}
