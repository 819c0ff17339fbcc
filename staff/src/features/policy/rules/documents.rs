//! Documents that rules cite, and how fresh the look at them is.

use super::super::words::{Lexicon, both, code, day};
use crate::clock::today;
use crate::table::table;
use api::policy_desk::DocumentOutline;
use i18n::t;
use leptos::prelude::*;
use ui::{StatusTag, Tone};

/// The section.
pub(super) fn documents(lexicon: &Lexicon) -> AnyView {
    let today = today().to_string();
    let rows: Vec<AnyView> = lexicon
        .0
        .documents
        .iter()
        .map(|one| document(one, &today))
        .collect();
    let heads = [
        t::staff_policy::column::document(),
        t::staff_policy::column::status(),
        t::staff_policy::column::verified(),
        t::staff_policy::column::verify_by(),
    ];
    view! {
        <section id="documents" tabindex="-1">
            <h2>{t::staff_policy::documents::title()}</h2>
            {table(t::staff_policy::documents::title(), &heads, rows)}
        </section>
    }
    .into_any()
}

/// Whether somebody should have looked again by now. ISO days compare as texts.
fn is_overdue(one: &DocumentOutline, today: &str) -> bool {
    one.verify_by.as_deref().is_some_and(|by| by < today)
}

fn document(one: &DocumentOutline, today: &str) -> AnyView {
    let late = is_overdue(one, today).then(|| {
        view! { <StatusTag tone=Tone::Error label=t::staff_policy::documents::overdue() /> }
    });
    let verified = one.last_verified.as_deref().map(day);
    let by = one.verify_by.as_deref().map(day);
    view! {
        <tr>
            <th scope="row" class="policy__long">
                {both(&one.title)}
                <p class="policy__note">{one.number.clone()} " " <code>{one.id.clone()}</code></p>
            </th>
            <td>{code("status", &one.status)}</td>
            <td class="figures">{verified}</td>
            <td class="figures">{by} " " {late}</td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_overdue_after_its_day() {
        let mut one = DocumentOutline::default();
        assert!(!is_overdue(&one, "2026-11-24"));
        one.verify_by = Some("2026-11-24".into());
        assert!(!is_overdue(&one, "2026-11-24"));
        assert!(is_overdue(&one, "2026-11-25"));
    }
}
