//! What to do when nothing was found.

use std::sync::Arc;

use catalogue::Catalogue;
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind};

use super::{
    card::card,
    changing::changing,
    chips::clear,
    filter_in_url::FilterInUrl,
    memory::{today, use_courses_memory},
    model::{next_starting, relaxations},
    spot::Spot,
    words::filter_words,
};

/// Offers to give up one thing, or everything, and shows what starts next.
#[component]
pub(super) fn NothingFound(
    /// What was asked in vain.
    filter: FilterInUrl,
    /// What was searched.
    catalogue: Arc<Catalogue>,
) -> impl IntoView {
    let (memory, today) = (use_courses_memory(), today());
    let next: Vec<AnyView> = next_starting(&catalogue, today, 3)
        .iter()
        .map(|row| card(&catalogue, row, today))
        .collect();
    let ways_out = changing(move || {
        let offers: Vec<AnyView> = filter
            .with(|filter| memory.with_texts(|texts| relaxations(&catalogue, texts, filter, today)))
            .into_iter()
            .map(|(active, count)| {
                let words = t::courses::empty::without(filter_words(&active, &catalogue), count);
                let give_up = Callback::new(move |()| {
                    filter.change(|filter| active.removed_from(filter));
                    Spot::Count.focus();
                });
                view! {
                    <li>
                        <Button kind=ButtonKind::Secondary on_press=give_up>{words}</Button>
                    </li>
                }
                .into_any()
            })
            .collect();
        let advice = if offers.is_empty() {
            t::courses::empty::other_words()
        } else {
            t::courses::empty::give_up()
        };
        view! {
            <p>{advice}</p>
            <ul class="course-list__offers">
                {offers}
                <li>
                    <Button kind=ButtonKind::Secondary on_press=Callback::new(move |()| clear(filter))>{t::courses::empty::clear()}</Button>
                </li>
            </ul>
        }
        .into_any()
    });
    view! {
        <div class="panel">{ways_out}</div>
        <h2>{t::courses::empty::next()}</h2>
        <ul class="course-cards">{next}</ul>
    }
    .into_any()
}
