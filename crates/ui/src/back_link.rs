//! One page back, as a link with an address.

use crate::{Icon, IconName, Text};
use i18n::t;
use leptos::prelude::*;

/// Leads to the page above this one.
#[component]
pub fn BackLink(
    /// The page above.
    #[prop(into)]
    href: Text,
    /// Its name; without one, just "back".
    #[prop(into, optional)]
    label: Option<Text>,
) -> impl IntoView {
    view! {
        <a class="back-link" rel=crate::rel(&href) href=href>
            <Icon name=IconName::Back />
            {label.unwrap_or_else(|| t::common::back().into())}
        </a>
    }
    .into_any()
}
