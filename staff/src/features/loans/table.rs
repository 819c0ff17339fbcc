//! A table that scrolls inside itself.

use i18n::t;
use leptos::prelude::*;

/// A table under its name.
pub(super) fn table(name: &'static str, heads: &[&'static str], rows: Vec<AnyView>) -> AnyView {
    let heads: Vec<AnyView> = heads
        .iter()
        .map(|words| view! { <th scope="col">{*words}</th> }.into_any())
        .collect();
    view! {
        <div class="scroll" role="region" aria-label=t::staff_loan::scroll(name) tabindex="0">
            <table class="loans__table">
                <caption class="visually-hidden">{name}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
