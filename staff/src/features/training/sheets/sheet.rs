//! One sheet: what the check found, what to do with it, its rows.

use super::{super::place::TrainingPlace, actions::Actions, list::counts, rows::Rows};
use crate::desk::{Asked, Desk, use_desk};
use crate::said::Said;
use api::course_sheet::{RowState, SheetRowView, SheetView};
use catalogue::Division;
use client::{Anonymous, ClientError, both};
use domain::Date;
use i18n::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use listing::Values;
use std::collections::BTreeMap;
use ui::{BackLink, Loadable, PageTitle};

/// A row that is being repaired.
#[derive(Clone, Debug)]
pub(super) struct Begun {
    /// What is typed.
    pub(super) values: Values,
    /// What the row said meanwhile.
    pub(super) was: Values,
    /// Whether every field is shown, not only those with something wrong.
    pub(super) has_all: bool,
}

impl Begun {
    /// What is typed, on the newer words of the row.
    pub(super) fn on(&self, newer: &Values) -> Values {
        let mut after = newer.clone();
        for (field, typed) in &self.values {
            let was = self.was.get(field).map_or("", String::as_str);
            if was.trim() != typed.trim() {
                after.insert(*field, typed.clone());
            }
        }
        after
    }
}

/// What the page knows of the sheet, and how often its rows have changed places.
#[derive(Clone, Copy)]
pub(super) struct Open {
    /// As the server last gave it.
    pub(super) sheet: RwSignal<SheetView>,
    /// The townships, whose names values are read with.
    pub(super) divisions: StoredValue<Vec<Division>>,
    /// Raised when rows have moved, so that the lists are asked for anew.
    pub(super) moves: RwSignal<u32>,
    /// Raised by every repair: the list of those to repair stays as it is drawn, that of the good ones is asked for anew.
    pub(super) repairs: RwSignal<u32>,
    /// Rows that are being repaired, by their numbers: they outlive the list that is drawn anew.
    pub(super) begun: StoredValue<BTreeMap<u32, Begun>>,
    /// What rows are told once they are drawn anew.
    pub(super) told: StoredValue<BTreeMap<u32, Said>>,
    /// How rows that are drawn take over what a repair of another one made of them.
    pub(super) drawn: StoredValue<BTreeMap<u32, Callback<SheetRowView>>>,
}

impl Open {
    /// Where somebody was first, the newer state comes in. True then.
    pub(super) fn comes_second(self, desk: Desk, error: &ClientError) -> bool {
        let is_second = error.is(api::ProblemCode::Stale);
        if is_second {
            let id = self.sheet.with_untracked(|sheet| sheet.id.clone());
            spawn_local(async move {
                if let Ok(newer) = desk.staff.find_course_sheet(&id).await {
                    self.sheet.try_set(newer);
                    self.moves.try_update(|moves| *moves += 1);
                }
            });
        }
        is_second
    }
}

/// The page.
#[component]
pub(in super::super) fn SheetPage(
    /// Which.
    id: String,
) -> impl IntoView {
    let found: Asked<(SheetView, Vec<Division>)> = use_desk().ask(move |staff| {
        let id = id.clone();
        async move {
            let (sheet, divisions) =
                both(staff.find_course_sheet(&id), Anonymous.list_divisions()).await;
            Ok((sheet?, divisions?))
        }
    });
    let drawn = move |(sheet, divisions): (SheetView, Vec<Division>)| {
        view! { <Sheet sheet=sheet divisions=divisions /> }.into_any()
    };
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
    /// The townships.
    divisions: Vec<Division>,
) -> impl IntoView {
    let name = sheet.name.clone();
    let unknown = (!sheet.unknown_columns.is_empty()).then(|| {
        let names = sheet.unknown_columns.join(t::staff_training::separator());
        view! { <p class="training__note">{t::staff_training::sheet::unknown(names)}</p> }
    });
    let open = Open {
        sheet: RwSignal::new(sheet),
        divisions: StoredValue::new(divisions),
        moves: RwSignal::new(0),
        repairs: RwSignal::new(0),
        begun: StoredValue::new(BTreeMap::new()),
        told: StoredValue::new(BTreeMap::new()),
        drawn: StoredValue::new(BTreeMap::new()),
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

#[cfg(test)]
mod tests {
    use super::*;
    use listing::Field::{self, Bring, Hours, Price, Seats};

    fn values(pairs: &[(Field, &str)]) -> Values {
        let pairs = pairs.iter();
        pairs
            .map(|(field, value)| (*field, (*value).to_owned()))
            .collect()
    }

    #[test]
    fn what_is_typed_goes_on_and_what_is_not_is_as_newly_said() {
        let begun = Begun {
            was: values(&[(Hours, "多"), (Seats, "0"), (Bring, "身份证")]),
            values: values(&[(Hours, "多"), (Seats, "30"), (Bring, "")]),
            has_all: false,
        };
        let newer = values(&[
            (Hours, "120"),
            (Seats, "0"),
            (Bring, "身份证"),
            (Price, "0"),
        ]);
        let expected = values(&[(Hours, "120"), (Seats, "30"), (Bring, ""), (Price, "0")]);
        assert_eq!(begun.on(&newer), expected);
    }
}
