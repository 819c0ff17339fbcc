//! One sheet: what the check found, what to do with it, its rows.

use super::{super::place::TrainingPlace, actions::Actions, list::counts, rows::Rows};
use crate::desk::{Asked, use_desk};
use api::course_sheet::{RowState, SheetView};
use domain::Date;
use i18n::t;
use leptos::prelude::*;
use ui::{BackLink, Loadable, PageTitle};

/// What the page knows of the sheet, and how often its rows have changed places.
#[derive(Clone, Copy)]
pub(super) struct Open {
    /// As the server last gave it.
    pub(super) sheet: RwSignal<SheetView>,
    /// Raised when rows have moved, so that the lists are asked for anew.
    pub(super) moves: RwSignal<u32>,
}

/// The page.
#[component]
pub(in super::super) fn SheetPage(
    /// Which.
    id: String,
) -> impl IntoView {
    let found: Asked<SheetView> = use_desk().ask(move |staff| {
        let id = id.clone();
        async move { staff.find_course_sheet(&id).await }
    });
    let drawn = move |sheet: SheetView| view! { <Sheet sheet=sheet /> }.into_any();
    view! {
        <BackLink href=TrainingPlace::Sheets.to_string() label=t::staff_training::nav::sheets() />
        <PageTitle title=t::staff_training::sheet::page_title() />
        <Loadable resource=found view=drawn />
    }
    .into_any()
}

#[component]
fn Sheet(
    /// The sheet.
    sheet: SheetView,
) -> impl IntoView {
    let name = sheet.name.clone();
    let unknown = (!sheet.unknown_columns.is_empty()).then(|| {
        let names = sheet.unknown_columns.join(t::staff_training::separator());
        view! { <p class="training__note">{t::staff_training::sheet::unknown(names)}</p> }
    });
    let open = Open {
        sheet: RwSignal::new(sheet),
        moves: RwSignal::new(0),
    };
    let count = move || open.sheet.with(counts);
    let until = move || {
        let day = Date::from_unix_ms_shanghai(open.sheet.with(|sheet| sheet.kept_until_ms));
        t::staff_training::sheet::kept_until(i18n::date(day))
    };
    view! {
        <p>{name}</p>
        <p role="status">{count}</p>
        <p class="training__note">{until}</p>
        {unknown}
        <Actions open=open />
        <h2>{t::staff_training::sheet::bad()}</h2>
        <Rows open=open state=RowState::Bad />
        <h2>{t::staff_training::sheet::good()}</h2>
        <Rows open=open state=RowState::Good />
    }
    .into_any()
}
