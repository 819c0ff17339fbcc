//! What the figures rest on: each with its day, its source and how well that is known.

use catalogue::{LoanBasis, LoanLimitKind, Source, SubsidyPeriod, SubsidyRegime};
use domain::Date;
use i18n::t;
use ui::{
    SummaryRow,
    element::{Element, IntoChild, el},
    summary_list,
};

use super::limits::least_certain;
use super::read::{Asked, Lpr, highest_rate};
use super::words;

/// Texts of sources are Chinese whatever language the page speaks.
const TEXT_LANGUAGE: &str = "zh-CN";

/// What was asked, for the paper: on screen the form says it.
pub(super) fn asked_rows(asked: &Asked, way: &'static str) -> Element {
    let terms = &asked.terms;
    let rows = vec![
        SummaryRow::new(t::calculator::who(), words::borrower(asked.who)),
        SummaryRow::new(t::calculator::amount(), i18n::money(terms.principal)),
        SummaryRow::new(t::calculator::months(), asked.months.to_string()),
        SummaryRow::new(t::calculator::method(), way),
        SummaryRow::new(t::calculator::start(), i18n::date(terms.start_date)),
    ];
    el("section")
        .class("calculator__asked")
        .child(el("h3").child(t::calculator::asked()))
        .child(summary_list(rows))
}

/// Rate, LPR, limits, who pays, how days are counted, the version of the arithmetic.
pub(super) fn rests_on(basis: &LoanBasis, asked: &Asked) -> Element {
    let start = asked.terms.start_date;
    let count = words::day_count(asked.terms.day_count).to_owned();
    let entries = vec![
        entry(
            t::calculator::basis::rate(),
            rate(basis, asked),
            None,
            false,
        ),
        lpr(asked),
        rate_cap(basis, start),
        most(basis, asked),
        asked.period.as_ref().map(split),
        entry(t::calculator::basis::count(), count, None, false),
        entry(
            t::calculator::basis::version(),
            loan::RULES_VERSION.to_owned(),
            None,
            false,
        ),
    ];
    let entries: Vec<Element> = entries.into_iter().flatten().collect();
    el("section")
        .child(el("h2").child(t::calculator::basis::title()))
        .child(el("dl").class("calculator__basis").child(entries))
}

fn rate(basis: &LoanBasis, asked: &Asked) -> String {
    let rate = asked.terms.annual_rate;
    let highest = highest_rate(basis, asked.terms.start_date, asked.lpr.as_ref());
    match (&asked.lpr, highest) {
        (Some(lpr), Some((_, points))) if !asked.is_rate_typed => {
            t::calculator::basis::rate_assumed(rate, lpr.rate(), words::points(points))
        }
        _ => t::calculator::basis::rate_typed(rate),
    }
}

fn lpr(asked: &Asked) -> Option<Element> {
    let name = t::calculator::basis::lpr();
    match asked.lpr.as_ref()? {
        Lpr::Typed(rate) => entry(name, t::calculator::basis::lpr_typed(rate), None, false),
        Lpr::Quoted(quotation) => {
            let rate = loan::Rate::from_basis_points(i64::from(quotation.rate_bp));
            let words = t::calculator::basis::lpr_quoted(rate, i18n::date(quotation.from));
            entry(name, words, Some(&quotation.source), false)
        }
    }
}

fn rate_cap(basis: &LoanBasis, start: Date) -> Option<Element> {
    let cap = basis.limit_on(LoanLimitKind::RateCap, start)?;
    entry(
        t::calculator::basis::cap(),
        t::calculator::basis::cap_value(words::points(cap.value)),
        Some(&cap.source),
        cap.is_local_confirm,
    )
}

fn most(basis: &LoanBasis, asked: &Asked) -> Option<Element> {
    let (cap, limits) = asked.who.cap(basis, asked.terms.start_date)?;
    let source = &least_certain(&limits)?.source;
    entry(
        t::calculator::basis::most(),
        i18n::money_in_words(cap),
        Some(source),
        limits.iter().any(|limit| limit.is_local_confirm),
    )
}

fn split(period: &SubsidyPeriod) -> Element {
    let from = i18n::date(period.from);
    let words = match (period.regime, period.until.map(i18n::date)) {
        (SubsidyRegime::HalfOfActualRate, Some(until)) => t::calculator::basis::half(from, until),
        (SubsidyRegime::HalfOfActualRate, None) => t::calculator::basis::half_open(from),
        (SubsidyRegime::LprMinus150bp, Some(until)) => t::calculator::basis::minus(from, until),
        (SubsidyRegime::LprMinus150bp, None) => t::calculator::basis::minus_open(from),
    };
    let words = match period.subsidised_years {
        Some(years) => [words, t::calculator::basis::years(years)].concat(),
        None => words,
    };
    described(
        t::calculator::basis::split(),
        words,
        Some(&period.source),
        false,
    )
}

fn entry(
    name: &'static str,
    words: String,
    source: Option<&Source>,
    is_local_confirm: bool,
) -> Option<Element> {
    Some(described(name, words, source, is_local_confirm))
}

fn described(
    name: &'static str,
    words: String,
    source: Option<&Source>,
    is_local_confirm: bool,
) -> Element {
    let source = source.map(|source| {
        let clause = source.clause.as_ref().map(|clause| {
            el("small")
                .class("calculator__part")
                .attr("lang", TEXT_LANGUAGE)
                .child(clause.clone())
        });
        let named = el("small")
            .class("calculator__part")
            .attr("lang", TEXT_LANGUAGE)
            .child(words::source_name(source));
        let confirm = is_local_confirm.then(t::calculator::basis::local_confirm);
        let known = [words::status(source.status), confirm.unwrap_or_default()].join(" ");
        let known = el("small").class("calculator__known").child(known);
        vec![named.into_child(), clause.into_child(), known.into_child()]
    });
    el("div")
        .child(el("dt").child(name))
        .child(el("dd").child(words).child(source))
}
