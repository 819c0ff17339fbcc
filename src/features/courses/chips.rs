//! What is asked, each with its way out.

use std::sync::Arc;

use catalogue::{Catalogue, CourseFilter};
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, ButtonKind, IconName,
    element::{Element, el},
    icon,
};

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
        let chips: Vec<Element> = active
            .into_iter()
            .map(|active| {
                let label = filter_words(&active, &catalogue);
                let remove = move |_| {
                    filter.change(|filter| active.removed_from(filter));
                    Spot::Count.focus();
                };
                let what = el("span")
                    .class("visually-hidden")
                    .child(t::courses::chip::remove());
                let chip = el("button")
                    .class("course-chips__chip")
                    .attr("type", "button")
                    .on("click", remove)
                    .child(what)
                    .child(label)
                    .child(icon(IconName::Cross));
                el("li").child(chip)
            })
            .collect();
        let all = view! {
            <Button kind=ButtonKind::Quiet on_press=Callback::new(move |()| clear(filter))>
                {t::courses::chip::clear()}
            </Button>
        };
        el("ul")
            .class("course-chips")
            .attr("aria-label", t::courses::chip::list())
            .child(chips)
            .child(el("li").child(all.into_any()))
            .into_any()
    })
}

/// Asks nothing any more.
pub(super) fn clear(filter: FilterInUrl) {
    filter.change(|_| CourseFilter::default());
    Spot::Count.focus();
}
