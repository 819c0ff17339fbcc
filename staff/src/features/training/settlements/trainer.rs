//! The trainer's part: what the people said, and handing the sheet in.

use super::super::words;
use super::list::code;
use super::model::{self, Answers, Control, NO, NONE, OUT, Typed, Unsaved, YES, check_all};
use super::person::people;
use crate::desk::use_desk;
use crate::said::Said;
use api::settlement::{
    GROUPS, SettlementActionRequest, SettlementRow, SettlementView, WORK, WriteSettlementRequest,
};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use std::collections::BTreeMap;
use ui::{
    Bound, Button, ButtonKind, Checkboxes, Choice, Confirm, ErrorSummary, FieldError, InputKind,
    Notice, Select, TextField, Tone, focus_title, provide_form_errors,
};
use workflow::enrolment::EnrolmentState;
use workflow::settlement::SettlementAction;

type Statements = RwSignal<BTreeMap<String, Typed>>;

/// The form.
#[component]
pub(super) fn TrainerForm(
    /// The sheet as it is.
    sheet: SettlementView,
    /// What was typed into the sheet before it was drawn anew.
    unsaved: StoredValue<Unsaved>,
    /// What came of the last press.
    said: RwSignal<Option<Said>>,
    /// Loads the sheet anew.
    again: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let errors = provide_form_errors();
    let rows = sheet.rows.iter();
    let rows = rows.map(|row| (row.id.clone(), Typed::of(row))).collect();
    let known: Answers = (model::choice(sheet.listed), rows);
    let (listed, rows) = unsaved.get_value().over(known.clone());
    let listed = RwSignal::new(listed);
    let typed: Statements = RwSignal::new(rows);
    Effect::new(move |_| {
        let now = (listed.get(), typed.get());
        unsaved.set_value(Unsaved::of(&known, &now));
    });
    let (version, id) = (sheet.version, sheet.id.clone());
    let answered = move |done: &'static str| {
        move |answer: Result<SettlementView, ClientError>| match answer {
            Ok(_) => {
                said.set(Some(Said::Done(done.into())));
                unsaved.set_value(Unsaved::default());
                focus_title();
                again.run(());
            }
            Err(error) => {
                said.set(Some(words::failed(&error)));
                if error.is(api::ProblemCode::Stale) {
                    again.run(());
                }
            }
        }
    };
    let class = id.clone();
    let save = desk.press(
        move |request: WriteSettlementRequest, key| {
            let id = class.clone();
            async move { desk.staff.write_settlement(&id, &request, &key).await }
        },
        answered(t::staff_settlement::ask::saved()),
    );
    let submit = desk.press(
        move |request: SettlementActionRequest, key| {
            let id = id.clone();
            async move { desk.staff.act_on_settlement(&id, &request, &key).await }
        },
        answered(t::staff_settlement::act::submitted()),
    );
    let press_save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        said.set(None);
        let today = crate::clock::today();
        match typed.with_untracked(|typed| check_all(typed, today)) {
            Ok(rows) => {
                errors.show(Vec::new());
                let listed = listed.with_untracked(|choice| model::answer(choice));
                save.send(WriteSettlementRequest {
                    version,
                    listed,
                    rows,
                });
            }
            Err(wrong) => errors.show(wrong.iter().map(flaw).collect()),
        }
    };
    let press_submit = move |()| {
        said.set(None);
        if !unsaved.with_value(Unsaved::is_empty) {
            let words = t::staff_settlement::problem::unsaved();
            said.set(Some(Said::Failed(words.into(), None)));
            return;
        }
        submit.send(SettlementActionRequest {
            version,
            action: SettlementAction::Submit,
            reason: String::new(),
            remarks: Vec::new(),
            rates: Vec::new(),
            is_compared: false,
            papers: Vec::new(),
        });
    };
    let yes_no = vec![
        Choice::new(YES, t::staff_settlement::listed::yes()),
        Choice::new(NO, t::staff_settlement::listed::no()),
    ];
    let is_ready = sheet.listed.is_some() && sheet.rows.iter().all(|row| row.problems.is_empty());
    let hand_in = if is_ready {
        view! {
            <Confirm label=t::staff_settlement::act::submit() question=t::staff_settlement::act::submit_ask()
                action=t::staff_settlement::act::submit() pending=submit.pending on_confirm=press_submit />
        }
        .into_any()
    } else {
        not_ready(&sheet)
    };
    let forms = people(&sheet, move |row| statement(typed, row));
    view! {
        <form novalidate on:submit=press_save>
            <ErrorSummary />
            <Select id="listed" label=t::staff_settlement::listed::label() choices=yes_no value=listed
                empty=t::staff_settlement::listed::unknown() />
            <p>{t::staff_settlement::ask::about()}</p>
            {forms}
            <Button kind=ButtonKind::Primary pending=save.pending>{t::staff_settlement::ask::save()}</Button>
        </form>
        {hand_in}
    }
    .into_any()
}

/// Everything the sheet still waits for.
fn not_ready(sheet: &SettlementView) -> AnyView {
    let mut lines: Vec<&'static str> = Vec::new();
    if sheet.listed.is_none() {
        lines.push(t::staff_settlement::problem::listed());
    }
    let has = |problem: &str| {
        let mut problems = sheet.rows.iter().flat_map(|row| &row.problems);
        problems.any(|one| one == problem)
    };
    if has("settlement_row_open") {
        lines.push(t::staff_settlement::problem::settlement_row_open());
    }
    if has("settlement_row_id") {
        lines.push(t::staff_settlement::problem::settlement_row_id());
    }
    if has("settlement_row_unknown") {
        lines.push(t::staff_settlement::problem::settlement_row_unknown());
    }
    let lines: Vec<AnyView> = lines
        .into_iter()
        .map(|line| view! { <li>{line}</li> }.into_any())
        .collect();
    view! {
        <Notice tone=Tone::Warning>
            <p>{t::staff_settlement::problem::first()}</p>
            <ul>{lines}</ul>
        </Notice>
    }
    .into_any()
}

fn flaw((person, control): &(String, Control)) -> FieldError {
    let words = match control {
        Control::Times => t::staff_settlement::ask::times_wrong(),
        Control::IdNumber(code) => crate::words::problem(code).unwrap_or_default(),
        Control::Reason => crate::words::problem("required").unwrap_or_default(),
    };
    FieldError::new(control.id(person), words)
}

/// A part of what is typed of one person.
fn part<T: Clone + Default + Send + Sync + 'static>(
    typed: Statements,
    id: &str,
    read: fn(&Typed) -> T,
    write: fn(&mut Typed, T),
) -> Bound<T> {
    let (of, to) = (id.to_owned(), id.to_owned());
    Bound::part(
        typed,
        move |all| all.get(&of).map(read).unwrap_or_default(),
        move |all, value| write(all.entry(to.clone()).or_default(), value),
    )
}

/// What one person said.
fn statement(typed: Statements, row: &SettlementRow) -> AnyView {
    use t::staff_settlement::ask;
    if row.state == EnrolmentState::NoShow {
        return ().into_any();
    }
    let id = row.id.as_str();
    let mut groups: Vec<Choice> = GROUPS
        .iter()
        .map(|group| Choice::new(*group, code("group", group)))
        .collect();
    groups.push(Choice::new(NONE, ask::none()));
    let work: Vec<Choice> = WORK
        .iter()
        .map(|one| Choice::new(*one, code("work", one)))
        .collect();
    let before = vec![Choice::new(YES, ask::yes()), Choice::new(NO, ask::no())];
    let elsewhere = before.clone();
    let out = vec![Choice::new(OUT, ask::leave_out())];
    let of = |name: &str| [name, "-", id].concat();
    let groups_value = part(
        typed,
        id,
        |one| one.groups.clone(),
        |one, to| one.groups = to,
    );
    let work_value = part(typed, id, |one| one.work.clone(), |one, to| one.work = to);
    let times_value = part(typed, id, |one| one.times.clone(), |one, to| one.times = to);
    let before_value = part(
        typed,
        id,
        |one| one.before.clone(),
        |one, to| one.before = to,
    );
    let elsewhere_value = part(
        typed,
        id,
        |one| one.elsewhere.clone(),
        |one, to| one.elsewhere = to,
    );
    let out_value = part(typed, id, |one| one.out.clone(), |one, to| one.out = to);
    let reason_value = part(
        typed,
        id,
        |one| one.reason.clone(),
        |one, to| one.reason = to,
    );
    let id_value = part(
        typed,
        id,
        |one| one.id_number.clone(),
        |one, to| one.id_number = to,
    );
    let id_hint = if row.id_number.is_some() {
        ask::id_kept()
    } else {
        ask::id_hint()
    };
    view! {
        <details open=!row.problems.is_empty()>
            <summary>{ask::title()}</summary>
            <Checkboxes id=of("groups") label=ask::groups() hint=ask::groups_hint() choices=groups value=groups_value />
            <Select id=of("work") label=ask::work() choices=work value=work_value empty=ask::not_asked() />
            <TextField id=Control::Times.id(id) label=ask::times() hint=ask::times_hint() kind=InputKind::Digits value=times_value />
            <Select id=of("before") label=ask::before() choices=before value=before_value empty=ask::not_asked() />
            <Select id=of("elsewhere") label=ask::elsewhere() hint=ask::elsewhere_hint() choices=elsewhere value=elsewhere_value empty=ask::not_asked() />
            <TextField id=Control::IdNumber("").id(id) label=ask::id() hint=id_hint value=id_value />
            <Checkboxes id=of("out") label=ask::leave_out_title() choices=out value=out_value />
            <TextField id=Control::Reason.id(id) label=ask::left_out() value=reason_value />
        </details>
    }
    .into_any()
}
