//! What for and for which day, and the first question at once.

use std::{sync::Arc, time::Duration};

use domain::Date;
use i18n::t;
use leptos::prelude::*;
use policy::Pack;
use ui::{
    Bound, ButtonKind, Choice, Confirm, DateField, Fetched, FieldError, LinkButton, Loadable,
    Select, Tone,
    element::{Element, IntoChild, el},
    notice, page_title, provide_form_errors,
};

use super::{
    address::{Address, Step, use_go},
    ask::Asking,
    memory::{KeptCheck, day_of, open_check, today},
    numbers::{first_day, next_fact},
    pack::{Awaiting, fetch_opening, fetch_pack, pack_at_hand, when_here},
    purpose::Purpose,
    question_page::see_result,
    strip::strip,
};

const PURPOSE: &str = "purpose";
const AS_OF: &str = "as-of";

/// Begins a check, or takes up the one of this tab.
#[component]
pub(crate) fn EligibilityStartPage() -> impl IntoView {
    let kept = open_check();
    let go = use_go();
    let rules = Fetched::new(fetch_pack);
    let at_hand = pack_at_hand();
    // Somebody of whom something is known is asked another question first, and only the rules know which.
    let is_opened = at_hand.is_none() && kept.get_untracked().is_fresh();
    if let Some(pack) = at_hand {
        rules.set(Some(Ok(pack)));
    }
    let first = if is_opened {
        Fetched::new(fetch_opening)
    } else {
        rules
    };
    when_here(first, move |pack| start(pack, rules, kept, go))
}

/// Drawn with what came first, and not again when the rules come: nothing moves under a finger.
fn start(
    first: Arc<Pack>,
    rules: Awaiting,
    kept: KeptCheck,
    go: Callback<(Address, Step)>,
) -> AnyView {
    let errors = provide_form_errors();
    let day = RwSignal::new(day_of(&kept.get_untracked()).to_string());
    let known = move || rules.get().and_then(Result::ok);
    // How everything stands is reckoned in a turn of its own, after which question comes: see `breathe`.
    let is_in_turn = RwSignal::new(untrack(known).is_some());
    Effect::new(move |_| {
        if known().is_some() && !is_in_turn.get_untracked() {
            let begin = move || {
                is_in_turn.try_set(true);
            };
            set_timeout(begin, Duration::ZERO);
        }
    });
    let opening = first.facts().first().map(|spec| spec.id.to_string());
    // None while only the rules can say: the opening question is that of somebody who has said nothing.
    let fact = Memo::new(move |_| {
        let check = kept.get();
        match known() {
            Some(pack) => Some(next_fact(&pack, &check, day_of(&check)).unwrap_or_default()),
            None if check.is_fresh() => opening.clone(),
            None => None,
        }
    });
    let question = move || {
        let pack = untrack(known).unwrap_or_else(|| Arc::clone(&first));
        let Some(fact) = fact.get() else {
            return el("div").child(waiting(rules));
        };
        let Some(spec) = pack.fact(&fact).cloned() else {
            return el("div").child(nothing_left());
        };
        let asking = Asking {
            pack,
            kept,
            go,
            errors,
            also: Callback::new(move |()| day_problem(day)),
        };
        let (form, preview) = asking.ask(&spec);
        let so_far = Callback::new(move |pack: Arc<Pack>| {
            let preview = preview.clone();
            let lines = move || {
                let pack = Arc::clone(&pack);
                is_in_turn.get().then(|| strip(pack, preview.clone()))
            };
            lines.into_child()
        });
        let main = el("div").child(form).child(see_result());
        el("div")
            .class("columns")
            .child(main)
            .child(view! { <Loadable resource=rules view=so_far /> }.into_any())
    };
    let is_begun = move || (!kept.get().order().is_empty()).then(|| earlier(kept));
    vec![
        page_title(t::eligibility::title()).into_child(),
        el("p")
            .class("prose")
            .child(t::eligibility::start::private())
            .into_child(),
        is_begun.into_child(),
        settings(rules, kept, day).into_child(),
        question.into_child(),
    ]
    .into_child()
}

/// What for and for which day.
fn settings(rules: Awaiting, kept: KeptCheck, day: RwSignal<String>) -> Element {
    let purpose = Bound::new(
        Signal::derive(move || kept.get().purpose.code().to_owned()),
        Callback::new(move |code: String| {
            kept.change(|check| check.purpose = Purpose::from_code(&code));
        }),
    );
    let choice = |purpose: Purpose| Choice::new(purpose.code(), purpose.words());
    let choices: Vec<Choice> = Purpose::NARROWER.into_iter().map(choice).collect();
    let select = view! {
        <Select
            id=PURPOSE
            label=t::eligibility::start::purpose()
            choices=choices
            value=purpose
            empty=Purpose::Everything.words()
        />
    };
    el("div")
        .class("eligibility__settings")
        .child(select.into_any())
        .child(another_day(rules, kept, day))
}

fn another_day(rules: Awaiting, kept: KeptCheck, day: RwSignal<String>) -> Element {
    let value = Bound::new(
        day.into(),
        Callback::new(move |text: String| {
            if let Some(day) = Date::parse_iso(&text) {
                kept.change(|check| check.as_of = (day != today()).then_some(day));
            }
            day.set(text);
        }),
    );
    let field = view! {
        <DateField
            id=AS_OF
            label=t::eligibility::start::day()
            hint=t::eligibility::start::day_hint()
            value=value
        />
    };
    let known = move || {
        let check = kept.get();
        rules
            .get()?
            .ok()
            .and_then(|pack| first_day(&pack, &check))
            .map(|first| {
                t::eligibility::start::known(i18n::date(first), i18n::date(day_of(&check)))
            })
    };
    let is_open = kept.get_untracked().as_of.is_some();
    el("details")
        .class("eligibility__details")
        .prop("open", is_open)
        .child(el("summary").child(t::eligibility::start::another_day()))
        .child(field.into_any())
        .child(
            el("p")
                .class("eligibility__note")
                .attr("role", "status")
                .child(known),
        )
}

fn day_problem(day: RwSignal<String>) -> Option<FieldError> {
    let is_day = day.with_untracked(|text| Date::parse_iso(text).is_some());
    let message = t::problem::by_key("date_unreadable").unwrap_or_default();
    (!is_day).then(|| FieldError::new(AS_OF, message))
}

/// How the rules fare on their way.
fn waiting(rules: Awaiting) -> AnyView {
    view! { <Loadable resource=rules view=Callback::new(|_| ().into_any()) /> }.into_any()
}

/// Every question of this purpose is answered.
fn nothing_left() -> AnyView {
    view! { <LinkButton href=Address::Result.href()>{t::eligibility::see_result()}</LinkButton> }
        .into_any()
}

/// Answers are at hand: look at them, or clear them for the next person.
fn earlier(kept: KeptCheck) -> Element {
    let count = kept.get_untracked().order().len();
    let result = view! {
        <LinkButton kind=ButtonKind::Secondary href=Address::Result.href()>
            {t::eligibility::see_result()}
        </LinkButton>
    };
    let row = el("div")
        .class("row")
        .child(result.into_any())
        .child(clear_answers(kept, Callback::new(|()| {})));
    notice(
        Tone::Info,
        Some(t::eligibility::start::earlier(count).into()),
        false,
    )
    .child(row)
}

/// The way to forget every answer, with a second thought.
pub(super) fn clear_answers(kept: KeptCheck, then: Callback<()>) -> AnyView {
    let clear = move |()| {
        kept.change(|check| check.forget_answers());
        super::receipts::forget();
        super::training::forget();
        then.run(());
    };
    view! {
        <Confirm
            label=t::eligibility::clear::label()
            question=t::eligibility::clear::question()
            action=t::eligibility::clear::action()
            on_confirm=clear
        />
    }
    .into_any()
}
