//! How ticks are shown: where each one is, how many wait, and what only a person can decide.

use super::{
    super::person::{Acting, called},
    Ticks,
    kept::{Kept, Tick, Trouble, clock_of},
};
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Notice, StatusTag, Tone};

/// Says over the list how many are on this computer alone.
#[component]
pub(in super::super) fn KeptNotice(
    /// The ticks.
    ticks: Ticks,
) -> impl IntoView {
    let waiting = Memo::new(move |_| {
        let count = ticks.kept.with(Kept::len);
        (ticks.is_line_gone.get() && count > 0).then_some(count)
    });
    move || {
        waiting.get().map(|count| {
            view! {
                <Notice tone=Tone::Warning title=t::staff_lessons::offline::title(count) is_live=true>
                    <p>{t::staff_lessons::offline::about()}</p>
                    <Button kind=ButtonKind::Secondary on_press=move |()| ticks.send()>
                        {t::staff_lessons::offline::send()}
                    </Button>
                </Notice>
            }
        })
    }
}

/// The tick of one person on the chosen day.
#[component]
pub(in super::super) fn TickButton(
    /// What is done to the person.
    acting: Acting,
    /// The ticks of the class.
    ticks: Ticks,
) -> impl IntoView {
    let now = Memo::new(move |_| {
        let (member, day) = (acting.member()?, acting.open.chosen()?);
        let (is_there, is_kept) = ticks.now(&member, day)?;
        let arrived = ticks
            .received
            .with(|received| received.get(&(member.id.clone(), day)).copied());
        Some((is_there, is_kept, arrived, day, called(&member)))
    });
    let trouble = Memo::new(move |_| {
        let id = acting.member()?.id;
        ticks.kept.with(|kept| kept.troubled(&id).cloned())
    });
    let button = move || {
        now.get().map(|(is_there, is_kept, arrived, day, name)| {
            let press = move |()| {
                let id = acting.id.get_value();
                ticks.press(&id, day, !is_there);
            };
            let (kind, words) = if is_there {
                (ButtonKind::Quiet, t::staff_lessons::roster::not_there())
            } else {
                (ButtonKind::Secondary, t::staff_lessons::roster::there())
            };
            let was_there = is_there.then(|| {
                let words = t::staff_lessons::roster::was_there();
                view! { <StatusTag tone=Tone::Success label=words /> }
            });
            view! {
                <div class="row">
                    {was_there}
                    {place(is_kept, arrived)}
                    <Button kind=kind on_press=press>
                        {words} <span class="visually-hidden">" " {name}</span>
                    </Button>
                </div>
            }
        })
    };
    let shown = move || trouble.get().map(|tick| decide(ticks, tick));
    view! { {button} {shown} }.into_any()
}

/// Where the tick is: on this computer, or at the server since when.
fn place(is_kept: bool, arrived: Option<i64>) -> AnyView {
    if is_kept {
        let words = t::staff_lessons::offline::here();
        return view! { <StatusTag tone=Tone::Warning label=words /> }.into_any();
    }
    arrived
        .map(|at_ms| {
            let words = t::staff_lessons::offline::received(clock_of(at_ms));
            view! { <span class="figures" role="status">{words}</span> }
        })
        .into_any()
}

/// What only a person can decide.
fn decide(ticks: Ticks, tick: Tick) -> AnyView {
    use t::staff_lessons::offline as words;
    let day = i18n::date(tick.on);
    let said = match (&tick.trouble, tick.there) {
        (Some(Trouble::Refused(why)), _) => words::refused(day, why.as_str()),
        (_, true) => words::changed_there(day),
        (_, false) => words::changed_not_there(day),
    };
    let can_insist = tick.trouble == Some(Trouble::Changed);
    let (mine, theirs) = (tick.clone(), tick);
    let insist = can_insist.then(|| {
        let press = move |()| {
            ticks.change(|kept| kept.insist(&mine));
            ticks.send();
        };
        view! { <Button kind=ButtonKind::Secondary on_press=press>{words::insist()}</Button> }
    });
    let give_up = move |()| ticks.change(|kept| kept.remove(&theirs));
    let leave = if can_insist {
        words::give_up()
    } else {
        words::understood()
    };
    view! {
        <Notice tone=Tone::Error is_live=true>
            <p>{said}</p>
            {insist}
            <Button kind=ButtonKind::Quiet on_press=give_up>{leave}</Button>
        </Notice>
    }
    .into_any()
}
