//! The number on the trainer's screen, asked for again and again while it is shown.

use super::super::words;
use crate::desk::{Asked, use_desk};
use api::lesson::LessonCodeView;
use i18n::t;
use leptos::prelude::*;
use std::time::Duration;
use ui::{Button, ButtonKind};

/// Soon enough after a change: the number before is good as well.
const PAUSE: Duration = Duration::from_secs(5);

/// The button that shows it, and what it shows.
#[component]
pub(super) fn LessonCode(
    /// The class.
    id: String,
) -> impl IntoView {
    let is_shown = RwSignal::new(false);
    let shown = move || {
        if !is_shown.get() {
            let show = move |()| is_shown.set(true);
            return view! { <Button kind=ButtonKind::Secondary on_press=show>{t::staff_lessons::code::show()}</Button> }
                .into_any();
        }
        let hide = move |()| is_shown.set(false);
        view! {
            <Shown id=id.clone() />
            <Button kind=ButtonKind::Quiet on_press=hide>{t::staff_lessons::code::hide()}</Button>
        }
        .into_any()
    };
    view! { <section class="panel"><h2>{t::staff_lessons::code::title()}</h2> {shown}</section> }
        .into_any()
}

#[component]
fn Shown(
    /// The class.
    id: String,
) -> impl IntoView {
    let desk = use_desk();
    let found: Asked<LessonCodeView> = desk.ask(move |staff| {
        let id = id.clone();
        async move { staff.find_lesson_code(&id).await }
    });
    let asking = set_interval_with_handle(move || found.refetch(), PAUSE);
    on_cleanup(move || {
        if let Ok(asking) = asking {
            asking.clear();
        }
    });
    let number = move || match found.get() {
        Some(Ok(view)) => view! { <p class="training__number">{view.code}</p> }.into_any(),
        Some(Err(error)) => view! { <p role="alert">{words::explain(&error)}</p> }.into_any(),
        None => ().into_any(),
    };
    view! { <p>{t::staff_lessons::code::about()}</p> {number} }.into_any()
}
