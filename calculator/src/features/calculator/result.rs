//! What it comes to: one line that is read out, the sums, the drawing, every due date, late, early, and what it rests on.

use std::sync::Arc;

use catalogue::LoanBasis;
use i18n::t;
use leptos::prelude::*;
use loan::Method;
use ui::{
    Bound, DateField, MoneyField, Tone,
    element::{Element, IntoChild, el},
    notice,
};

use super::answer::Answer;
use super::chart::chart;
use super::early::{Comparison, Way};
use super::hand_out::hand_out;
use super::late::late_day;
use super::page::Read;
use super::read::{Asked, Reading};
use super::rests_on::{asked_rows, rests_on};
use super::rows::rows;
use super::totals::totals;
use super::typed::{EARLY_AMOUNT, EARLY_DATE, Typed};
use super::words;

/// A loan with its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Settled {
    asked: Asked,
    answer: Answer,
}

/// The result, drawn anew with every key.
pub(super) fn result(
    basis: Arc<LoanBasis>,
    typed: RwSignal<Typed>,
    reading: Read,
    early: Memo<Comparison>,
) -> Element {
    let settled = Memo::new(move |_| {
        reading.with(|reading| {
            let asked = reading.asked.clone()?;
            let answer = Answer::of(&asked).ok()?;
            Some(Settled { asked, answer })
        })
    });
    let is_settled = Memo::new(move |_| settled.with(Option::is_some));
    let said = move || {
        // Asked first: whoever asks what is derived from it first is not told when it alone has changed.
        let missing = reading.with(|reading| reading.asked.is_none().then(|| missing(reading)));
        missing.unwrap_or_else(|| {
            settled.with(|settled| {
                let settled = settled.as_ref();
                settled.map_or_else(String::new, |settled| figures(&settled.answer))
            })
        })
    };
    let body = move || {
        settled.with(|settled| {
            let settled = settled.as_ref()?;
            Some(drawn(settled, typed))
        })
    };
    let rests_on = move || {
        settled.with(|settled| {
            let settled = settled.as_ref()?;
            Some(rests_on(&basis, &settled.asked))
        })
    };
    let early = move || {
        is_settled
            .get()
            .then(|| paying_early(settled, typed, early))
    };
    el("section")
        .class("calculator__result")
        .attr("aria-labelledby", "result")
        .child(el("h2").id("result").child(t::calculator::result()))
        .child(
            el("p")
                // The sums stand below in full; here they are for whoever hears the page.
                .class(move || {
                    if is_settled.get() {
                        "visually-hidden"
                    } else {
                        "calculator__said"
                    }
                })
                .attr("role", "status")
                .child(said),
        )
        .child(body)
        .child(early)
        .child(rests_on)
}

fn figures(answer: &Answer) -> String {
    let interest = i18n::money(answer.interest);
    match answer.shares {
        Some(shares) => t::calculator::status::settled(
            interest,
            i18n::money(shares.state),
            i18n::money(shares.yours),
        ),
        None => t::calculator::status::unshared(interest),
    }
}

fn missing(reading: &Reading) -> String {
    if reading.wrong.is_empty() {
        t::calculator::status::open(reading.open.join(t::calculator::list_separator()))
    } else {
        t::calculator::status::wrong(reading.wrong.len())
    }
}

fn drawn(settled: &Settled, typed: RwSignal<Typed>) -> Vec<AnyView> {
    let Settled { asked, answer } = settled;
    let way = typed.with_untracked(|typed| words::way(&typed.method));
    let unknown = asked.period.is_none().then(|| {
        notice(Tone::Warning, None, false).child(el("p").child(t::calculator::no_regime()))
    });
    let note = el("p")
        .class("calculator__provisional")
        .child(t::calculator::provisional());
    vec![
        note.into_child(),
        unknown.into_child(),
        asked_rows(asked, way).into_child(),
        totals(answer).into_child(),
        hand_out(asked, answer).into_child(),
        chart(answer).into_child(),
        rows(answer).into_child(),
        late(asked, answer).into_child(),
    ]
}

fn late(asked: &Asked, answer: &Answer) -> Option<Element> {
    let day = late_day(asked, answer)?;
    let example = t::calculator::late::example(
        i18n::date(day.date),
        i18n::money(day.principal),
        i18n::money(day.costs),
    );
    Some(
        el("section")
            .child(el("h2").child(t::calculator::late::title()))
            .child(el("p").child(t::calculator::late::rule()))
            .child(el("p").class("figures").child(example))
            .child(el("p").child(t::calculator::late::penalty()))
            .child(
                el("p")
                    .class("calculator__note")
                    .child(t::calculator::late::basis()),
            ),
    )
}

/// The two controls and the ways side by side.
fn paying_early(
    settled: Memo<Option<Settled>>,
    typed: RwSignal<Typed>,
    early: Memo<Comparison>,
) -> Element {
    let date = Bound::part(
        typed,
        |typed| typed.early_date.clone(),
        |typed, text| typed.early_date = text,
    );
    let amount = Bound::part(
        typed,
        |typed| typed.early_amount.clone(),
        |typed, text| typed.early_amount = text,
    );
    let is_bullet = Memo::new(move |_| {
        settled.with(|settled| {
            settled
                .as_ref()
                .is_some_and(|settled| settled.asked.terms.method == Method::InterestOnlyBullet)
        })
    });
    let how_much = move || {
        let (label, hint) = if is_bullet.get() {
            (
                t::calculator::early::principal(),
                t::calculator::early::principal_hint(),
            )
        } else {
            (
                t::calculator::early::amount(),
                t::calculator::early::amount_hint(),
            )
        };
        view! { <MoneyField id=EARLY_AMOUNT label=label hint=hint value=amount /> }.into_any()
    };
    let table = move || early.with(|early| (!early.ways.is_empty()).then(|| ways(&early.ways)));
    el("section")
        .class("calculator__early")
        .child(el("h2").child(t::calculator::early::title()))
        .child(el("p").class("no-print").child(t::calculator::early::how()))
        .child(
            el("div")
                .class("no-print")
                .child(view! { <DateField id=EARLY_DATE label=t::calculator::early::date() value=date /> }.into_any())
                .child(how_much),
        )
        .child(table)
}

fn ways(ways: &[Way]) -> Element {
    let without = ways.first().map(|way| way.yours);
    let line = |way: &Way| {
        let saved = without
            .filter(|_| way.prepayment.is_some())
            .map(|without| saved(without.fen() - way.yours.fen()));
        let next = way.next.map_or_else(
            || t::calculator::early::no_next().to_owned(),
            |sum| sum.to_string(),
        );
        el("tr")
            .child(
                el("th")
                    .attr("scope", "row")
                    .child(words::prepayment(way.prepayment)),
            )
            .child(el("td").child(way.last.to_string()))
            .child(el("td").child(next))
            .child(el("td").child(way.yours.to_string()).child(saved))
    };
    let heads = [
        t::calculator::early::way(),
        t::calculator::early::last(),
        t::calculator::early::next(),
        t::calculator::early::paid(),
    ];
    let heads: Vec<Element> = heads
        .into_iter()
        .map(|words| el("th").attr("scope", "col").child(words))
        .collect();
    let table = el("table")
        .class("calculator__ways figures")
        .child(
            el("caption")
                .class("visually-hidden")
                .child(t::calculator::early::title()),
        )
        .child(el("thead").child(el("tr").child(heads)))
        .child(el("tbody").child(ways.iter().map(line).collect::<Vec<Element>>()));
    el("div")
        .class("scroll")
        .attr("role", "region")
        .attr("tabindex", "0")
        .attr("aria-label", t::calculator::early::title())
        .child(table)
}

fn saved(fen: i64) -> Element {
    let words = if fen > 0 {
        t::calculator::early::saved(domain::Money::from_fen(fen))
    } else {
        t::calculator::early::nothing_saved().to_owned()
    };
    el("small").class("calculator__part").child(words)
}
