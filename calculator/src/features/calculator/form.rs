//! The controls. Nothing is sent: the result follows what is typed.

use std::sync::Arc;

use catalogue::LoanBasis;
use domain::Date;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Bound, Choice, DateField, InputKind, MoneyField, Radios, Select, TextField,
    element::{Element, IntoChild, el},
};

use super::limits::{Borrower, PARTNERS_ALLOWED};
use super::page::Read;
use super::read::{Lpr, highest_rate, who_code};
use super::typed::{AMOUNT, COUNT, LPR, METHOD, MONTHS, PARTNERS, RATE, START, Typed, WHO, plain};
use super::words;

/// One control's part of the form.
type Part = fn(&mut Typed) -> &mut String;

fn part(typed: RwSignal<Typed>, read: fn(&Typed) -> &String, part: Part) -> Bound<String> {
    Bound::part(
        typed,
        move |typed| read(typed).clone(),
        move |typed, text| *part(typed) = text,
    )
}

/// The form; typing changes the result beside it at once.
pub(super) fn form(basis: Arc<LoanBasis>, typed: RwSignal<Typed>, reading: Read) -> Element {
    el("form")
        .class("calculator__form no-print")
        .attr("novalidate", true)
        .attr("aria-label", t::calculator::form())
        .on("submit", |event| event.prevent_default())
        .child(who(typed))
        .child(amount(Arc::clone(&basis), typed))
        .child(months(typed))
        .child(method(typed))
        .child(start(typed))
        .child(rate(Arc::clone(&basis), typed))
        .child(more(basis, typed, reading))
}

fn who(typed: RwSignal<Typed>) -> Vec<AnyView> {
    let choices = ["individual", "partnership", "enterprise"]
        .into_iter()
        .zip([
            t::calculator::borrower::individual(),
            t::calculator::borrower::partnership(),
            t::calculator::borrower::enterprise(),
        ])
        .map(|(code, words)| Choice::new(code, words))
        .collect();
    let value = part(typed, |typed| &typed.who, |typed| &mut typed.who);
    let is_partnership = Memo::new(move |_| typed.with(|typed| typed.who == "partnership"));
    let partners = move || {
        is_partnership.get().then(|| {
            let value = part(typed, |typed| &typed.partners, |typed| &mut typed.partners);
            view! { <TextField id=PARTNERS label=t::calculator::partners() hint=t::calculator::partners_hint() value=value kind=InputKind::Digits /> }.into_any()
        })
    };
    vec![
        view! { <Radios id=WHO label=t::calculator::who() choices=choices value=value /> }
            .into_any(),
        partners.into_child(),
    ]
}

/// A control whose hint follows other controls: drawn anew when they change, never by its own typing.
fn hinted(
    hint: impl Fn() -> String + Send + Sync + 'static,
    draw: impl Fn(String) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let hint = Memo::new(move |_| hint());
    let control = move || draw(hint.get());
    control.into_child()
}

fn amount(basis: Arc<LoanBasis>, typed: RwSignal<Typed>) -> AnyView {
    let value = part(typed, |typed| &typed.amount, |typed| &mut typed.amount);
    let most = move || {
        let (who, start) = typed.with(|typed| (borrower(typed), Date::parse_iso(&typed.start)));
        let cap = start.and_then(|start| who.cap(&basis, start));
        cap.map_or_else(
            || t::calculator::amount_no_cap().to_owned(),
            |(cap, _)| t::calculator::amount_hint(i18n::money_in_words(cap)),
        )
    };
    hinted(most, move |hint| {
        view! { <MoneyField id=AMOUNT label=t::calculator::amount() hint=hint value=value /> }
            .into_any()
    })
}

/// Who borrows, with the number of partners as far as it can be read.
fn borrower(typed: &Typed) -> Borrower {
    match who_code(typed) {
        Borrower::Partnership { partners } => {
            let read = plain(&typed.partners).parse().ok();
            Borrower::Partnership {
                partners: read
                    .filter(|partners| PARTNERS_ALLOWED.contains(partners))
                    .unwrap_or(partners),
            }
        }
        other => other,
    }
}

fn months(typed: RwSignal<Typed>) -> AnyView {
    let value = part(typed, |typed| &typed.months, |typed| &mut typed.months);
    let most =
        move || typed.with(|typed| t::calculator::months_hint(who_code(typed).most_months()));
    hinted(most, move |hint| {
        view! { <TextField id=MONTHS label=t::calculator::months() hint=hint value=value kind=InputKind::Digits /> }
            .into_any()
    })
}

fn method(typed: RwSignal<Typed>) -> AnyView {
    let choices = words::ways()
        .into_iter()
        .map(|(code, name, hint)| Choice::new(code, name).with_hint(hint))
        .collect();
    let value = part(typed, |typed| &typed.method, |typed| &mut typed.method);
    view! { <Radios id=METHOD label=t::calculator::method() choices=choices value=value /> }
        .into_any()
}

fn start(typed: RwSignal<Typed>) -> AnyView {
    let value = part(typed, |typed| &typed.start, |typed| &mut typed.start);
    view! { <DateField id=START label=t::calculator::start() hint=t::calculator::start_hint() value=value /> }
        .into_any()
}

fn rate(basis: Arc<LoanBasis>, typed: RwSignal<Typed>) -> AnyView {
    let value = part(typed, |typed| &typed.rate, |typed| &mut typed.rate);
    let assumed = move || {
        let highest = typed.with(|typed| {
            let start = Date::parse_iso(&typed.start)?;
            highest_rate(&basis, start, lpr_of(&basis, typed, start).as_ref())
        });
        highest.map_or_else(
            || t::calculator::rate_unknown().to_owned(),
            |(rate, _)| t::calculator::rate_hint(rate),
        )
    };
    hinted(assumed, move |hint| {
        view! { <TextField id=RATE label=t::calculator::rate() hint=hint value=value kind=InputKind::Decimal /> }
            .into_any()
    })
}

fn lpr_of(basis: &LoanBasis, typed: &Typed, start: Date) -> Option<Lpr> {
    let text = plain(&typed.lpr);
    if text.is_empty() {
        basis.rules.lpr_on(start).cloned().map(Lpr::Quoted)
    } else {
        loan::Rate::parse_percent(&text).ok().map(Lpr::Typed)
    }
}

/// What a contract may say otherwise. It opens by itself where something in it is needed.
fn more(basis: Arc<LoanBasis>, typed: RwSignal<Typed>, reading: Read) -> Element {
    let lpr = part(typed, |typed| &typed.lpr, |typed| &mut typed.lpr);
    let count = part(typed, |typed| &typed.count, |typed| &mut typed.count);
    let known = move || {
        let start = typed.with(|typed| Date::parse_iso(&typed.start));
        let quotation = start.and_then(|start| basis.rules.lpr_on(start));
        quotation.map_or_else(
            || t::calculator::lpr_unknown().to_owned(),
            |quotation| {
                let rate = loan::Rate::from_basis_points(i64::from(quotation.rate_bp));
                t::calculator::lpr_hint(rate, i18n::date(quotation.from))
            },
        )
    };
    let lpr = hinted(known, move |hint| {
        view! { <TextField id=LPR label=t::calculator::lpr() hint=hint value=lpr kind=InputKind::Decimal /> }
            .into_any()
    });
    let counts = vec![
        Choice::new("month_12", t::calculator::counted::month_12()),
        Choice::new("act_360", t::calculator::counted::act_360()),
        Choice::new("act_365", t::calculator::counted::act_365()),
    ];
    let is_needed = Memo::new(move |_| {
        reading.with(|reading| {
            reading.open.contains(&t::calculator::field::lpr())
                || reading.wrong.iter().any(|error| error.field == LPR)
        })
    });
    // Opened, and never closed again: it would close under whoever types in it.
    Effect::new(move |_| {
        let is_needed = is_needed.get();
        let found = document().query_selector(".calculator__more");
        if let Some(more) = found.ok().flatten().filter(|_| is_needed) {
            let _ = more.set_attribute("open", "");
        }
    });
    el("details")
        .class("calculator__more")
        .child(el("summary").child(t::calculator::more()))
        .child(lpr)
        .child(view! { <Select id=COUNT label=t::calculator::count() choices=counts value=count empty=t::calculator::count_usual() /> }.into_any())
}
