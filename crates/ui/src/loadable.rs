//! The four faces of whatever comes from the server: loading, failed with retry, empty, there.

use crate::{
    Awaited, Button, ButtonKind, Explain, Text, Tone,
    element::{IntoChild, el},
    notice::notice,
};
use i18n::t;
use leptos::prelude::*;

/// Shows a resource. Old content stays on screen while it is fetched again.
///
/// ```text
/// <Loadable resource=courses view={move |found| view! { <CourseList found /> }.into_any()}
///     empty=t::courses::empty() is_empty={|found: &Vec<Course>| found.is_empty()} />
/// ```
#[component]
pub fn Loadable<R>(
    /// What is fetched.
    resource: R,
    /// Draws what came.
    #[prop(into)]
    view: Callback<R::Found, AnyView>,
    /// Whether what came is nothing to show.
    #[prop(optional)]
    is_empty: Option<fn(&R::Found) -> bool>,
    /// What an empty answer says: what to do next.
    #[prop(into, optional)]
    empty: Option<Text>,
) -> impl IntoView
where
    R: Awaited + Send + Sync,
    R::Found: Clone + 'static,
    R::Error: Explain,
{
    let retry = Callback::new(move |()| resource.ask_again());
    let draw = move || match resource.answer() {
        None => view! { <Loading /> }.into_any(),
        Some(Err(error)) => {
            view! { <LoadFailed words=error.explain() on_retry=retry /> }.into_any()
        }
        Some(Ok(found)) => match empty.clone() {
            Some(words) if is_empty.is_some_and(|is_empty| is_empty(&found)) => {
                el("p").class("loadable__empty").child(words).into_any()
            }
            _ => view.run(found),
        },
    };
    draw.into_child()
}

/// The first face.
#[component]
pub fn Loading() -> impl IntoView {
    el("p")
        .class("loadable__loading")
        .attr("role", "status")
        .child(t::common::loading())
        .into_any()
}

/// The second face, with the way out of it.
#[component]
pub fn LoadFailed(
    /// What went wrong, as what to do.
    #[prop(into)]
    words: Text,
    /// Tries again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    let retry = view! { <Button kind=ButtonKind::Secondary on_press=on_retry>{t::common::retry()}</Button> };
    notice(Tone::Error, Some(t::common::failed::title().into()), true)
        .child(el("p").child(words))
        .child(retry.into_any())
        .into_any()
}
