//! Filed applications that the change would judge otherwise: masked numbers alone.

use super::{
    super::super::words::{Lexicon, code},
    count,
};
use crate::table::table;
use api::policy_desk::{AffectedFileView, SimulationView};
use i18n::t;
use leptos::prelude::*;

/// The list.
pub(super) fn files(found: &SimulationView, lexicon: &Lexicon) -> AnyView {
    if found.affected_files.is_empty() {
        return view! {
            <h2>{t::staff_policy::affected::title()}</h2>
            <p class="loadable__empty">{t::staff_policy::affected::empty()}</p>
        }
        .into_any();
    }
    let words = t::staff_policy::affected::count(
        count(found.affected_files_total),
        found.affected_files.len(),
    );
    let rows: Vec<AnyView> = found
        .affected_files
        .iter()
        .map(|one| row(one, lexicon))
        .collect();
    let heads = [
        t::staff_policy::column::number(),
        t::staff_policy::column::programme(),
        t::staff_policy::column::before(),
        t::staff_policy::column::after(),
    ];
    view! {
        <h2>{t::staff_policy::affected::title()}</h2>
        <p>{words}</p>
        {table(t::staff_policy::affected::title(), &heads, rows)}
    }
    .into_any()
}

fn row(one: &AffectedFileView, lexicon: &Lexicon) -> AnyView {
    view! {
        <tr>
            <th scope="row" class="figures">{one.number_masked.clone()}</th>
            <td>{lexicon.programme(&one.programme)}</td>
            <td>{code("verdict", &one.before)}</td>
            <td>{code("verdict", &one.after)}</td>
        </tr>
    }
    .into_any()
}
