//! One programme in full: how it stands, the money, what to do, the conditions with their sources, how to claim.

use std::sync::Arc;

use domain::Date;
use i18n::t;
use leptos::prelude::*;
use policy::{Evaluation, Pack, Programme, evaluate};
use router::use_params_map;
use ui::{
    BackLink, ButtonKind, LinkButton, NotFound,
    element::{Element, IntoChild, el},
    link, page_title, summary_list,
};

use super::{
    address::Address,
    check::Check,
    checked::checked,
    citations::citations,
    claim::claim,
    conditions::conditions,
    hand_out::hand_out,
    memory::{day_of, open_check},
    missing::missing,
    money::{rows, sum},
    pack::with_pack,
    receipts::{self, LOANS},
    result_page::provisional,
    standing::{Standing, tag},
    training,
    ways::ways,
    words::{span, words},
};

/// The programme named by the address.
#[component]
pub(crate) fn EligibilityProgrammePage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("programme").unwrap_or_default()));
    let check = open_check();
    with_pack(move |pack| {
        let pack = Arc::clone(&pack);
        let draw = move || page(&pack, &check.get(), &id.get());
        draw.into_child()
    })
}

fn page(pack: &Pack, check: &Check, id: &str) -> AnyView {
    let as_of = day_of(check);
    let (Some(known), Some(found)) = (pack.programme(id), evaluate(pack, id, as_of, &check.facts))
    else {
        return view! { <NotFound home="/eligibility" /> }.into_any();
    };
    let found = [found];
    receipts::keep(pack, check, as_of, &found);
    training::keep(pack, check);
    let [found_one] = &found;
    let standing = Standing::of(found_one);
    let title = words(pack).programme(id).to_owned();
    let back =
        view! { <BackLink href=Address::Result.href() label=t::eligibility::result::title() /> };
    let body = if standing.has_rule() {
        with_rule(pack, check, known, found_one, as_of)
    } else {
        without_rule(pack, known, as_of)
    };
    el("article")
        .class("eligibility__programme")
        .child(el("div").class("no-print").child(back.into_any()))
        .child(page_title(title.clone()))
        .child(
            el("p")
                .class("row")
                .child(tag(standing))
                .child(standing.said(found_one)),
        )
        .child(body)
        .child(hand_out(title, Address::Programme(id.to_owned())))
        .child(checked(pack, as_of, &found))
        .into_any()
}

fn with_rule(
    pack: &Pack,
    check: &Check,
    known: &Programme,
    found: &Evaluation,
    as_of: Date,
) -> Vec<AnyView> {
    let words = words(pack);
    let version = known.version_on(as_of);
    let money = el("section")
        .child(el("h2").child(t::eligibility::money::title()))
        .child(summary_list(rows(pack, known, as_of)))
        .child(calculate(&known.id))
        .child(version.and_then(|version| citations(pack, &version.citations)));
    let marked = found
        .provisional
        .then(|| provisional().child(el("p").child(t::eligibility::provisional_why())));
    vec![
        sum(known, found, as_of)
            .map(|sum| el("p").class("money").child(sum))
            .into_child(),
        marked.into_child(),
        apply(check, Standing::of(found), &known.id).into_child(),
        el("p")
            .class("prose")
            .child(words.summary(&known.id).to_owned())
            .into_child(),
        ways(pack, &found.counterfactuals).into_child(),
        missing(pack, check, found).into_child(),
        conditions(pack, found).into_child(),
        money.into_child(),
        claim(pack, known).into_child(),
        other_days(known, as_of).into_child(),
    ]
}

/// A day for which nothing can be said: why, and for which days something can.
fn without_rule(pack: &Pack, known: &Programme, as_of: Date) -> Vec<AnyView> {
    let covers = |from: Option<Date>, until: Option<Date>| {
        from.is_none_or(|from| from <= as_of) && until.is_none_or(|until| as_of <= until)
    };
    let why = known
        .gaps
        .iter()
        .find(|gap| covers(gap.from, gap.until))
        .map(|gap| el("p").child(words(pack).gap(&known.id, &gap.id).to_owned()));
    vec![why.into_child(), other_days(known, as_of).into_child()]
}

/// The days of which the rule is known, apart from the one asked about.
fn other_days(known: &Programme, as_of: Date) -> Option<Element> {
    let spans: Vec<Element> = known
        .versions
        .iter()
        .filter(|version| !version.is_in_force(as_of))
        .map(|version| el("li").child(span(Some(version.from), version.until)))
        .collect();
    (!spans.is_empty()).then(|| {
        el("section")
            .class("no-print")
            .child(el("h2").child(t::eligibility::days_known()))
            .child(el("ul").child(spans))
    })
}

/// The way to the loan's figures, for the loans.
fn calculate(id: &str) -> Option<Element> {
    LOANS.contains(&id).then(|| {
        let way = link(["/calculator?product=", id].concat());
        el("p")
            .class("no-print")
            .child(way.child(t::eligibility::money::calculate()))
    })
}

/// The way into an application, for the loans and for today's rules only; the answers come along by themselves.
fn apply(check: &Check, standing: Standing, id: &str) -> Option<Element> {
    let kind = match standing {
        _ if !LOANS.contains(&id) => return None,
        Standing::Eligible => ButtonKind::Primary,
        Standing::Unknown | Standing::OneStep => ButtonKind::Secondary,
        _ => return None,
    };
    if check.as_of.is_some() {
        let words = t::eligibility::apply::only_today();
        return Some(el("p").class("no-print").child(words));
    }
    let href = ["/apply?product=", id].concat();
    let button =
        view! { <LinkButton kind=kind href=href>{t::eligibility::apply::link()}</LinkButton> };
    let note = el("p")
        .class("eligibility__note")
        .child(t::eligibility::apply::note());
    Some(
        el("div")
            .class("eligibility__acts no-print")
            .child(button.into_any())
            .child(note),
    )
}
