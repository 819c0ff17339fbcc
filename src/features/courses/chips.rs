//! What is asked, each with its way out.

use std::sync::Arc;

use catalogue::{Catalogue, CourseFilter};
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Icon, IconName};

use super::{
    active_filter::active_filters, changing::changing, filter_in_url::FilterInUrl, spot::Spot,
    words::filter_words,
};

/// The choices made, as buttons that take them back.
#[component]
pub(super) fn Chips(
    /// What the choices are.
    filter: FilterInUrl,
    /// Where places have their names.
    catalogue: Arc<Catalogue>,
) -> impl IntoView {
    changing(move || {
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
                    <Button kind=ButtonKind::Quiet on_press=Callback::new(move |()| clear(filter))>
                        {t::courses::chip::clear()}
                    </Button>
                </li>
            </ul>
        }
        .into_any()
    })
}

/// Asks nothing any more.
pub(super) fn clear(filter: FilterInUrl) {
    filter.change(|_| CourseFilter::default());
    Spot::Count.focus();
}
