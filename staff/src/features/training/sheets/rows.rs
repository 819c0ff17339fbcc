//! Rows of a sheet that stand in one way, a part at a time.

use super::{super::words, row::BadRow, sheet::Open};
use crate::desk::{Asked, use_desk};
use crate::table::table;
use api::course_sheet::{Difference, ListSheetRowsResponse, RowState, SheetRowView};
use catalogue::Division;
use i18n::t;
use leptos::prelude::*;
use listing::Field;
use ui::{Button, ButtonKind, Loadable, StatusTag, Text, Tone};

/// The list.
#[component]
pub(super) fn Rows(
    /// The sheet.
    open: Open,
    /// Which rows.
    state: RowState,
) -> impl IntoView {
    let part = RwSignal::new(0_u32);
    let shown = move || {
        open.moves.track();
        if state == RowState::Good {
            open.repairs.track();
        }
        let after = part.get();
        view! { <Part open=open state=state after=after part=part /> }.into_any()
    };
    shown.into_any()
}

#[component]
fn Part(
    /// The sheet.
    open: Open,
    /// Which rows.
    state: RowState,
    /// Those behind this number.
    after: u32,
    /// The part shown.
    part: RwSignal<u32>,
) -> impl IntoView {
    let id = open.sheet.with_untracked(|sheet| sheet.id.clone());
    let found: Asked<ListSheetRowsResponse> = use_desk().ask(move |staff| {
        let id = id.clone();
        async move { staff.list_course_sheet_rows(&id, state, after).await }
    });
    let drawn = move |found: ListSheetRowsResponse| {
        let next = found.next_after.map(|after| {
            let press = move |()| part.set(after);
            view! { <p><Button kind=ButtonKind::Secondary on_press=press>{t::staff_training::sheet::next()}</Button></p> }
        });
        let rows = match state {
            RowState::Bad => found
                .rows
                .into_iter()
                .map(|row| view! { <BadRow open=open row=row /> }.into_any())
                .collect::<Vec<_>>()
                .into_any(),
            _ => open
                .divisions
                .with_value(|divisions| good(found.rows, divisions)),
        };
        view! { {rows} {next} }.into_any()
    };
    let empty = if state == RowState::Bad {
        t::staff_training::sheet::bad_empty()
    } else {
        t::staff_training::sheet::good_empty()
    };
    view! {
        <Loadable
            resource=found
            view=drawn
            is_empty={|found: &ListSheetRowsResponse| found.rows.is_empty()}
            empty=empty
        />
    }
    .into_any()
}

fn good(rows: Vec<SheetRowView>, divisions: &[Division]) -> AnyView {
    use t::staff_training::sheet as names;
    let heads = [
        names::number(),
        t::staff_training::list::course(),
        t::listing_field::by_key(Field::StartsOn.id()).unwrap_or_default(),
        names::difference(),
        t::staff_training::edit::notes(),
    ];
    let rows = rows.into_iter();
    let rows = rows.map(|row| good_row(&row, divisions)).collect();
    table(names::good(), &heads, rows)
}

fn good_row(row: &SheetRowView, divisions: &[Division]) -> AnyView {
    let value = |field: Field| {
        let text = row.values.get(&field).map(String::as_str);
        words::value(field, text.unwrap_or_default(), divisions)
    };
    let notes: Vec<String> = row
        .findings
        .iter()
        .map(|finding| [words::place(&finding.at), words::finding(finding)].join(" "))
        .collect();
    view! {
        <tr>
            <th scope="row" class="figures">{row.number}</th>
            <td>{value(Field::Title)}</td>
            <td>{value(Field::StartsOn)}</td>
            <td>
                <StatusTag tone=Tone::Info label=words::difference(row.difference.kind) />
                {changes(&row.difference, divisions)}
            </td>
            <td>{notes.join(" ")}</td>
        </tr>
    }
    .into_any()
}

/// What each field says now and would say; of rows kept since before that was noted, the names of the fields.
fn changes(difference: &Difference, divisions: &[Division]) -> AnyView {
    let mut lines: Vec<String> = difference
        .changes
        .iter()
        .map(|change| words::change(change, divisions))
        .collect();
    if lines.is_empty() {
        let names = difference.fields.iter().map(|id| words::place(id));
        lines.extend(names.map(Text::into_owned));
    }
    let replaces = t::staff_training::sheet::replaces_draft().to_owned();
    lines.extend(difference.replaces_draft.then_some(replaces));
    let lines: Vec<AnyView> = lines
        .into_iter()
        .map(|line| view! { <p class="training__note">{line}</p> }.into_any())
        .collect();
    lines.into_any()
}
