//! The result on one page: every programme in four groups, each a card that opens.

use domain::Date;
use i18n::t;
use leptos::prelude::*;
use policy::{Evaluation, Pack};
use ui::{
    BackLink, LinkButton, Tone,
    element::{Element, IntoChild, el},
    link, notice, page_title,
};

use super::{
    address::{Address, Step, use_go},
    answers::answers,
    card::card,
    check::Check,
    checked::checked,
    hand_out::hand_out,
    memory::{KeptCheck, day_of, open_check},
    numbers::{evaluations, grouped, next_fact, questions_left},
    pack::with_pack,
    receipts,
    standing::Standing,
    start_page::clear_answers,
    strip::count,
    training,
};

/// How every programme stands; what is on a card in a line is on its page in full.
#[component]
pub(crate) fn EligibilityResultPage() -> impl IntoView {
    let check = open_check();
    let go = use_go();
    let start_anew = Callback::new(move |()| go.run((Address::Start, Step::Forward)));
    with_pack(move |pack| draw(&pack, check, start_anew))
}

fn draw(pack: &Pack, kept: KeptCheck, start_anew: Callback<()>) -> AnyView {
    let check = kept.get_untracked();
    let as_of = day_of(&check);
    let found = evaluations(pack, &check, as_of);
    receipts::keep(pack, &check, as_of, &found);
    training::keep(pack, &check);
    let groups = grouped(&found);
    let counts: Vec<Element> = groups
        .iter()
        .map(|(standing, group)| count(*standing, group.len()))
        .collect();
    let groups: Vec<Element> = groups
        .into_iter()
        .map(|(standing, group)| section(pack, &check, as_of, standing, &group))
        .collect();
    let left = next_fact(pack, &check, as_of).map(|_| questions_left(&found, &check).max(1));
    let back = check
        .order()
        .last()
        .map_or(Address::Start, |fact| Address::Question(fact.clone()));
    let back = view! { <BackLink href=back.href() /> };
    vec![
        el("div")
            .class("no-print")
            .child(back.into_any())
            .into_child(),
        page_title(t::eligibility::result::title()).into_child(),
        provisional().child(day(&check, as_of)).into_child(),
        el("p")
            .class("eligibility__counts")
            .child(counts)
            .into_child(),
        left.map(unanswered).into_child(),
        groups.into_child(),
        hand_out(t::eligibility::title().into(), Address::Start).into_child(),
        checked(pack, as_of, &found).into_child(),
        answers(pack, &check).into_child(),
        el("div")
            .class("no-print")
            .child(clear_answers(kept, start_anew))
            .into_child(),
    ]
    .into_child()
}

/// The frame around what must be read before any result.
pub(super) fn provisional() -> Element {
    notice(
        Tone::Warning,
        Some(t::eligibility::result::provisional().into()),
        false,
    )
}

/// Whose rules were read.
fn day(check: &Check, as_of: Date) -> Element {
    let words = if check.as_of.is_none() {
        t::eligibility::result::as_of_today(i18n::date(as_of))
    } else {
        t::eligibility::result::as_of(i18n::date(as_of))
    };
    let change = link(Address::Start.href())
        .class("no-print")
        .child(t::eligibility::result::another_day());
    el("p").child(words).child(" ").child(change)
}

/// The way on, while an answer can still change something.
fn unanswered(left: usize) -> Element {
    let go_on = view! { <LinkButton href=Address::Next.href()>{t::eligibility::result::go_on()}</LinkButton> };
    el("div")
        .class("eligibility__acts no-print")
        .child(el("p").child(t::eligibility::result::left(left)))
        .child(go_on.into_any())
}

fn section(
    pack: &Pack,
    check: &Check,
    as_of: Date,
    standing: Standing,
    group: &[&Evaluation],
) -> Element {
    let cards: Vec<Element> = group
        .iter()
        .map(|found| el("li").child(card(pack, check, as_of, standing, found)))
        .collect();
    let id = ["group-", standing.id()].concat();
    let title = t::eligibility::count(standing.words(), group.len());
    el("section")
        .class("eligibility__group")
        .attr("aria-labelledby", id.clone())
        .child(el("h2").id(id).child(title))
        .child(el("ul").class("eligibility__cards").child(cards))
}
