//! The result on one page.

use domain::Date;
use i18n::t;
use leptos::prelude::*;
use policy::Pack;
use ui::{BackLink, Button, ButtonKind, LinkButton, Notice, PageTitle, Tone};

use super::{
    address::{Address, Step, use_go},
    answers::answers,
    check::Check,
    memory::{KeptCheck, open_check, today},
    numbers::{evaluations, next_fact, questions_left},
    pack::with_pack,
    programme::programme,
    start_page::clear_answers,
};

/// How every programme stands, why, from which text, and what would have to change.
#[component]
pub(crate) fn EligibilityResultPage() -> impl IntoView {
    let check = open_check();
    let go = use_go();
    let start_anew = Callback::new(move |()| go.run((Address::Start, Step::Forward)));
    with_pack(move |pack| draw(&pack, check, start_anew))
}

fn draw(pack: &Pack, kept: KeptCheck, start_anew: Callback<()>) -> AnyView {
    let check = kept.get_untracked();
    let as_of = check.as_of.unwrap_or_else(today);
    let found = evaluations(pack, &check, as_of);
    let programmes: Vec<AnyView> = found
        .iter()
        .map(|found| programme(pack, &check, as_of, found))
        .collect();
    let left = next_fact(pack, &check, as_of).map(|_| questions_left(&found, &check).max(1));
    let back = check
        .order()
        .last()
        .map_or(Address::Start, |fact| Address::Question(fact.clone()));
    let day = day(&check, as_of);
    let print = |()| {
        let _ = window().print();
    };
    view! {
        <div class="no-print"><BackLink href=back.href() /></div>
        <PageTitle title=t::eligibility::result::title() />
        <Notice title=t::eligibility::result::provisional() tone=Tone::Warning>
            {day}
        </Notice>
        {left.map(unanswered)}
        {programmes}
        <div class="eligibility__acts no-print">
            <Button kind=ButtonKind::Secondary on_press=print>{t::eligibility::result::print()}</Button>
            <p class="eligibility__note">{t::eligibility::result::print_note()}</p>
        </div>
        {answers(pack, &check)}
        <div class="no-print">{clear_answers(kept, start_anew)}</div>
    }
    .into_any()
}

/// Whose rules were read.
fn day(check: &Check, as_of: Date) -> AnyView {
    let words = if check.as_of.is_none() {
        t::eligibility::result::as_of_today(i18n::date(as_of))
    } else {
        t::eligibility::result::as_of(i18n::date(as_of))
    };
    view! {
        <p>
            {words} " "
            <a class="no-print" href=Address::Start.href()>{t::eligibility::result::another_day()}</a>
        </p>
    }
    .into_any()
}

/// The way on, while an answer can still change something.
fn unanswered(left: usize) -> AnyView {
    view! {
        <div class="eligibility__acts no-print">
            <p>{t::eligibility::result::left(left)}</p>
            <LinkButton href=Address::Next.href()>{t::eligibility::result::go_on()}</LinkButton>
        </div>
    }
    .into_any()
}
