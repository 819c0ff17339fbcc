//! What is asked, each with its way out.

use std::sync::Arc;

use catalogue::{Catalogue, CourseFilter};
use i18n::t;
use leptos::prelude::*;
use ui::{Icon, IconName};

use super::{
    active_filter::active_filters, filter_in_url::FilterInUrl, spot::Spot, words::filter_words,
};

/// The choices made, as buttons that take them back.
#[component]
pub(super) fn Chips(
    /// What the choices are.
    filter: FilterInUrl,
    /// Where places have their names.
    catalogue: Arc<Catalogue>,
) -> impl IntoView {
    move || {
        let active = filter.with(active_filters);
        if active.is_empty() {
            return ().into_any();
        }
        let chips: Vec<AnyView> = active
            .into_iter()
            .map(|active| {
                let label = filter_words(&active, &catalogue);
                let remove = move |_| {
                    filter.change(|filter| active.removed_from(filter));
                    Spot::Count.focus();
                };
                view! {
                    <li>
                        <button class="course-chips__chip" type="button" on:click=remove>
                            <span class="visually-hidden">{t::courses::chip::remove()}</span>
                            {label}
                            <Icon name=IconName::Cross />
                        </button>
                    </li>
                }
                .into_any()
            })
            .collect();
        view! {
            <ul class="course-chips" aria-label=t::courses::chip::list()>
                {chips}
                <li>
                    <button class="button button--quiet" type="button" on:click=move |_| clear(filter)>
                        {t::courses::chip::clear()}
                    </button>
                </li>
            </ul>
        }
        .into_any()
    }
}

/// Asks nothing any more.
pub(super) fn clear(filter: FilterInUrl) {
    filter.change(|_| CourseFilter::default());
    Spot::Count.focus();
}
