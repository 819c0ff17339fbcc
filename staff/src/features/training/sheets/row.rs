//! One row to repair: what is wrong, and the fields it is wrong in.

use super::{
    super::{
        listing::{control_id, typed_field},
        words,
    },
    sheet::{Begun, Open},
};
use crate::{
    desk::{Press, use_desk},
    said::{Said, SaidNotice},
};
use api::course_sheet::{RepairRowRequest, RepairedRow, RowState, SheetRowView};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use listing::{Field, Finding, Values};
use ui::{Bound, Button, ButtonKind, FieldError, FormErrors, provide_form_errors};

/// A row that is being repaired.
#[derive(Clone, Copy)]
struct Repair {
    open: Open,
    number: u32,
    values: RwSignal<Values>,
    shown: RwSignal<SheetRowView>,
    is_open: RwSignal<bool>,
    has_all: RwSignal<bool>,
    errors: FormErrors,
    said: RwSignal<Option<Said>>,
}

/// The row.
#[component]
pub(super) fn BadRow(
    /// The sheet.
    open: Open,
    /// The row.
    row: SheetRowView,
) -> impl IntoView {
    let number = row.number;
    let begun = open.begun.with_value(|all| all.get(&number).cloned());
    let mut told = None;
    open.told.update_value(|all| told = all.remove(&number));
    let repair = Repair {
        open,
        number,
        is_open: RwSignal::new(begun.is_some()),
        has_all: RwSignal::new(begun.as_ref().is_some_and(|begun| begun.has_all)),
        values: RwSignal::new(
            begun.map_or_else(|| row.values.clone(), |begun| begun.on(&row.values)),
        ),
        shown: RwSignal::new(row),
        errors: provide_form_errors(),
        said: RwSignal::new(told),
    };
    if repair.is_open.get_untracked() {
        repair.shown.with_untracked(|row| show(repair.errors, row));
        repair.remember();
    }
    let renew = Callback::new(move |row| repair.renew(row));
    open.drawn.update_value(|all| {
        all.insert(number, renew);
    });
    let press = repair.press();
    let is_bad = Memo::new(move |_| repair.shown.with(|row| row.state == RowState::Bad));
    let buttons = move || (is_bad.get() && !repair.is_open.get()).then(|| repair.buttons(press));
    let form = move || repair.is_open.get().then(|| repair.form(press));
    let number = repair.number.to_string();
    view! {
        <section class="training__row" id=["row-", &number].concat()>
            {move || repair.shown.with(head)}
            <SaidNotice said=repair.said />
            {buttons}
            {form}
        </section>
    }
    .into_any()
}

impl Repair {
    fn press(self) -> Press<RepairRowRequest> {
        let desk = use_desk();
        let id = self.open.sheet.with_untracked(|sheet| sheet.id.clone());
        let call = move |request: RepairRowRequest, key| {
            let id = id.clone();
            async move {
                desk.staff
                    .repair_course_sheet_row(&id, self.number, &request, &key)
                    .await
            }
        };
        desk.press(
            call,
            move |answer: Result<RepairedRow, ClientError>| match answer {
                Ok(repaired) => self.take(repaired),
                Err(error) => {
                    let told = words::failed(&error);
                    self.said.set(Some(told.clone()));
                    if self.open.comes_second(desk, &error) {
                        self.open.told.update_value(|all| {
                            all.insert(self.number, told);
                        });
                    }
                }
            },
        )
    }

    /// Nothing typed waits any more.
    fn forget(self) {
        self.open.begun.update_value(|all| {
            all.remove(&self.number);
        });
    }

    /// The row is found as it is when the list is drawn anew.
    fn remember(self) {
        let begun = self.begun(self.values.get_untracked());
        self.open.begun.update_value(|all| {
            all.insert(self.number, begun);
        });
    }

    fn begun(self, values: Values) -> Begun {
        Begun {
            values,
            was: self.shown.with_untracked(|row| row.values.clone()),
            has_all: self.has_all.get_untracked(),
        }
    }

    /// A repair of another row changed what this one says of their course. What is typed here stays.
    fn renew(self, row: SheetRowView) {
        let values = self.begun(self.values.get_untracked()).on(&row.values);
        let is_typed = values != row.values;
        self.values.set(values);
        show(self.errors, &row);
        let is_good = row.state == RowState::Good;
        if is_good {
            self.said.set(Some(Said::Done(came(&row).into())));
        }
        self.shown.set(row);
        if is_good && !is_typed {
            self.forget();
            self.is_open.set(false);
        } else if self.is_open.get_untracked() {
            self.remember();
        }
    }

    fn take(self, repaired: RepairedRow) {
        self.said.set(Some(Said::Done(came(&repaired.row).into())));
        self.open.sheet.set(repaired.sheet);
        self.open.repairs.update(|repairs| *repairs += 1);
        for row in repaired.others {
            let drawn = self.open.drawn;
            let renew = drawn.with_value(|all| all.get(&row.number).copied());
            // None where it stands on another part of the list, which is asked for anew when somebody turns to it.
            if let Some(renew) = renew {
                renew.try_run(row);
            }
        }
        show(self.errors, &repaired.row);
        self.values.set(repaired.row.values.clone());
        let is_bad = repaired.row.state == RowState::Bad;
        self.shown.set(repaired.row);
        if is_bad {
            self.remember();
        } else {
            self.forget();
            self.is_open.set(false);
        }
    }

    fn send(self, press: Press<RepairRowRequest>, is_dropped: bool) {
        press.send(RepairRowRequest {
            version: self.open.sheet.with_untracked(|sheet| sheet.version),
            values: self.values.get_untracked(),
            is_dropped,
        });
    }

    fn buttons(self, press: Press<RepairRowRequest>) -> AnyView {
        let begin = move |()| {
            self.is_open.set(true);
            self.remember();
            self.shown.with_untracked(|row| show(self.errors, row));
        };
        let drop = move |()| self.send(press, true);
        let name = t::staff_training::sheet::row(self.number);
        let same = name.clone();
        view! {
            <div class="row">
                <Button kind=ButtonKind::Secondary on_press=begin>
                    {t::staff_training::sheet::repair()} <span class="visually-hidden">{same}</span>
                </Button>
                <Button kind=ButtonKind::Quiet pending=press.pending on_press=drop>
                    {t::staff_training::sheet::drop_row()} <span class="visually-hidden">{name}</span>
                </Button>
            </div>
        }
        .into_any()
    }

    fn form(self, press: Press<RepairRowRequest>) -> AnyView {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.send(press, false);
        };
        let fields = self.shown.with(|row| fields_of(row, self.has_all.get()));
        let controls: Vec<AnyView> = fields
            .into_iter()
            .map(|field| {
                let id = control_of(self.number, field);
                typed_field(field, id, self.bound(field))
            })
            .collect();
        let more = move |()| {
            self.has_all.set(true);
            self.remember();
        };
        let close = move |()| {
            self.is_open.set(false);
            self.forget();
        };
        view! {
            <form novalidate on:submit=submit>
                {controls}
                <div class="row">
                    <Button pending=press.pending>{t::staff_training::sheet::save_row()}</Button>
                    <Button kind=ButtonKind::Quiet on_press=more>{t::staff_training::sheet::all_fields()}</Button>
                    <Button kind=ButtonKind::Quiet on_press=close>{t::staff_training::sheet::cancel()}</Button>
                </div>
            </form>
        }
        .into_any()
    }

    /// A field, kept as it is typed.
    fn bound(self, field: Field) -> Bound<String> {
        Bound::part(
            self.values,
            move |values| values.get(&field).cloned().unwrap_or_default(),
            move |values, text| {
                values.insert(field, text);
                let begun = self.begun(values.clone());
                self.open.begun.update_value(|all| {
                    all.insert(self.number, begun);
                });
            },
        )
    }
}

fn head(row: &SheetRowView) -> AnyView {
    let title = row.values.get(&Field::Title).cloned().unwrap_or_default();
    let lines: Vec<AnyView> = row
        .findings
        .iter()
        .map(|finding| {
            view! { <li>{words::place(&finding.at)} " " {words::finding(finding)}</li> }.into_any()
        })
        .collect();
    view! {
        <h3>{t::staff_training::sheet::row_title(row.number, title)}</h3>
        <ul class="training__findings">{lines}</ul>
    }
    .into_any()
}

/// The fields that something is wrong with, or all of them.
fn fields_of(row: &SheetRowView, is_all: bool) -> Vec<Field> {
    let is_wrong = |field: &Field| {
        let wrong = row.findings.iter().filter(|finding| !finding.is_note);
        wrong.map(Finding::field).any(|found| found == Some(*field))
    };
    let all = Field::ALL.iter().copied();
    all.filter(|field| is_all || is_wrong(field)).collect()
}

fn control_of(number: u32, field: Field) -> String {
    control_id(&["row/", &number.to_string(), "/", field.id()].concat())
}

/// What is wrong, at the controls of this row.
fn show(errors: FormErrors, row: &SheetRowView) {
    let wrong = row.findings.iter().filter(|finding| !finding.is_note);
    let at = |finding: &Finding| {
        let id = control_of(row.number, finding.field()?);
        Some(FieldError::new(id, words::finding(finding)))
    };
    errors.show(wrong.filter_map(at).collect());
}

fn came(row: &SheetRowView) -> String {
    match row.state {
        RowState::Good => t::staff_training::sheet::repaired(row.number),
        RowState::Dropped => t::staff_training::sheet::dropped(row.number),
        RowState::Bad | RowState::Taken => t::staff_training::sheet::still().to_owned(),
    }
}
