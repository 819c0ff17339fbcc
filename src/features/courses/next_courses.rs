//! What starts next, for the first page.

use std::sync::Arc;

use catalogue::Catalogue;
use i18n::t;
use leptos::prelude::*;
use ui::Loadable;

use super::{
    LIST,
    card::card,
    memory::{today, use_courses_memory},
    model::next_starting,
};

/// The next three courses with seats left, and the way to all of them.
#[component]
pub(crate) fn NextCourses() -> impl IntoView {
    let view = |catalogue: Arc<Catalogue>| {
        let today = today();
        let cards: Vec<AnyView> = next_starting(&catalogue, today, 3)
            .iter()
            .map(|row| card(&catalogue, row, today))
            .collect();
        view! { <ul class="course-cards course-next__cards">{cards}</ul> }.into_any()
    };
    view! {
        <section class="course-next">
            <h2>{t::courses::next::title()}</h2>
            <div class="course-next__place">
                <Loadable
                    resource=use_courses_memory().catalogue()
                    view=view
                    is_empty=has_nothing_next
                    empty=t::courses::next::none()
                />
            </div>
            <p><a href=LIST>{t::courses::next::all()}</a></p>
        </section>
    }
    .into_any()
}

fn has_nothing_next(catalogue: &Arc<Catalogue>) -> bool {
    next_starting(catalogue, today(), 1).is_empty()
}
