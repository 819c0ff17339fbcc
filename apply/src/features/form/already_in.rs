//! What stands where a form was, once the application lies with an office.

use crate::open::use_application;
use account::Part;
use i18n::t;
use leptos::prelude::*;
use ui::{LinkButton, PageTitle};

/// Says that there is nothing to fill in, and leads to where the file is.
#[component]
pub(super) fn AlreadyIn(
    /// Title of the page.
    #[prop(into)]
    title: ui::Text,
) -> impl IntoView {
    let overview = use_application().open.place(Part::Overview).to_string();
    view! {
        <PageTitle title=title />
        <p>{t::apply::check::already()}</p>
        <LinkButton href=overview>{t::apply::check::see()}</LinkButton>
    }
    .into_any()
}
