//! What stands where a form was, once the application lies with an office.

use crate::open::use_application;
use account::Part;
use i18n::t;
use leptos::prelude::*;
use ui::{
    LinkButton,
    element::{IntoChild, el},
    page_title,
};

/// Says that there is nothing to fill in, and leads to where the file is.
#[component]
pub(super) fn AlreadyIn(
    /// Title of the page.
    #[prop(into)]
    title: ui::Text,
) -> impl IntoView {
    let overview = use_application().open.place(Part::Overview).to_string();
    vec![
        page_title(title).into_child(),
        el("p").child(t::apply::check::already()).into_child(),
        view! { <LinkButton href=overview>{t::apply::check::see()}</LinkButton> }.into_any(),
    ]
    .into_any()
}
