//! What stands where a form was, once the application lies with an office.

use crate::open::{too_late, use_application};
use account::Part;
use i18n::t;
use leptos::prelude::*;
use ui::{
    LinkButton,
    element::{IntoChild, el},
    page_title,
};

/// Says that there is nothing to fill in, and leads to where the file is. What was typed too late stands here until then.
#[component]
pub(crate) fn AlreadyIn(
    /// Title of the page.
    #[prop(into)]
    title: ui::Text,
) -> impl IntoView {
    let application = use_application();
    let overview = application.open.place(Part::Overview).to_string();
    let link = view! { <LinkButton href=overview>{t::apply::check::see()}</LinkButton> }.into_any();
    vec![
        page_title(title).into_child(),
        el("p").child(t::apply::check::already()).into_child(),
        too_late(application).into_child(),
        el("div")
            .on("click", move |_| application.forget_unsent())
            .child(link)
            .into_child(),
    ]
    .into_any()
}
