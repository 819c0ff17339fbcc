//! Uploading a sheet, and those uploaded before.

use super::{
    super::{frame::Ways, place::TrainingPlace},
    tokens::Tokens,
    upload::Upload,
};
use crate::desk::{Asked, use_desk};
use crate::table::table;
use api::course_sheet::{ListSheetsResponse, SheetView};
use i18n::t;
use leptos::prelude::*;
use ui::{Loadable, PageTitle};

/// The page.
#[component]
pub(in super::super) fn SheetsPage() -> impl IntoView {
    let found: Asked<ListSheetsResponse> =
        use_desk().ask(|staff| async move { staff.list_course_sheets().await });
    let drawn = move |found: ListSheetsResponse| {
        use t::staff_training::sheet as words;
        let heads = [words::earlier(), t::staff_training::list::state()];
        let rows = found.sheets.into_iter().map(row).collect();
        table(words::earlier(), &heads, rows)
    };
    view! {
        <PageTitle title=t::staff_training::sheet::title() />
        <Ways here=TrainingPlace::Sheets />
        <Upload />
        <h2>{t::staff_training::sheet::earlier()}</h2>
        <Loadable
            resource=found
            view=drawn
            is_empty={|found: &ListSheetsResponse| found.sheets.is_empty()}
            empty=t::staff_training::sheet::earlier_empty()
        />
        <Tokens />
    }
    .into_any()
}

fn row(sheet: SheetView) -> AnyView {
    let counts = counts(&sheet);
    let href = TrainingPlace::Sheet(sheet.id).to_string();
    let at = i18n::time_ms(sheet.created_at_ms);
    view! {
        <tr>
            <th scope="row"><a href=href>{sheet.name} " " {at}</a></th>
            <td>{counts}</td>
        </tr>
    }
    .into_any()
}

/// How many rows stand where.
pub(super) fn counts(sheet: &SheetView) -> String {
    t::staff_training::sheet::counts(sheet.good, sheet.bad, sheet.taken, sheet.dropped)
}
