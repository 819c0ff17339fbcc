//! A trainer's classes, or those the training section looks after.

use super::super::{
    frame::{Ways, duty},
    place::TrainingPlace,
    settlements::statements_file,
    words,
};
use super::{
    list_kept::{self, FoundList},
    model::class_tone,
    ticks::ShelfNotice,
};
use crate::desk::{Asked, use_desk};
use crate::table::table;
use api::lesson::{ClassWaiting, StaffClassSummary};
use i18n::t;
use leptos::prelude::*;
use ui::{Loadable, PageTitle, StatusTag, Tone};
use workflow::Duty;
use workflow::enrolment::WaitsFor;

/// The list.
#[component]
pub(in super::super) fn ClassesPage() -> impl IntoView {
    let desk = use_desk();
    let found: Asked<FoundList> = desk.ask(move |staff| list_kept::find(staff, desk.may_change));
    let again = Callback::new(move |()| found.refetch());
    let may_settle = desk.may_change && duty() != Some(Duty::Teacher);
    let empty = if desk.may_change {
        t::staff_lessons::empty_trainer()
    } else {
        t::staff_lessons::empty_officer()
    };
    let drawn = move |found: FoundList| {
        use t::staff_lessons as words;
        let heads = [
            words::course(),
            words::provider(),
            words::state(),
            words::days(),
            words::people(),
            words::waiting(),
        ];
        let old = found.kept_at_ms.map(|at_ms| list_kept::old(at_ms, again));
        let has_line = found.kept_at_ms.is_none();
        let count = words::count(found.list.classes.len());
        let rows = found.list.classes.into_iter().map(row).collect();
        let table = table(words::nav(), &heads, rows);
        let statements = (may_settle && has_line).then(statements_file);
        view! { {old} <p role="status">{count}</p> {statements} {table} }.into_any()
    };
    view! {
        <PageTitle title=t::staff_lessons::title() />
        <Ways here=TrainingPlace::Classes />
        <ShelfNotice />
        <Loadable
            resource=found
            view=drawn
            is_empty={|found: &FoundList| found.list.classes.is_empty()}
            empty=empty
        />
    }
    .into_any()
}

fn row(one: StaffClassSummary) -> AnyView {
    let href = TrainingPlace::Class(one.id).to_string();
    let title = words::course_title(one.title);
    let few = one
        .is_minimum_not_met
        .then(|| view! { " " <StatusTag tone=Tone::Warning label=t::staff_lessons::whole::few_title() /> });
    let days = t::staff_lessons::from_until(i18n::date(one.starts_on), i18n::date(one.ends_on));
    let waiting: Vec<AnyView> = one.waiting.iter().map(waits).collect();
    view! {
        <tr>
            <th scope="row"><a href=href>{title}</a></th>
            <td>{one.provider}</td>
            <td><StatusTag tone=class_tone(one.state) label=words::class(one.state) /> {few}</td>
            <td>{days}</td>
            <td class="figures">{one.taken}</td>
            <td>{waiting}</td>
        </tr>
    }
    .into_any()
}

/// What people of the class wait for, and until when.
fn waits(one: &ClassWaiting) -> AnyView {
    use t::staff_lessons::wait as said;
    let (people, day) = (one.people, i18n::date(one.due_on));
    let words = match one.waits_for {
        WaitsFor::Eligibility => said::eligibility(people, day),
        WaitsFor::Result => said::result(people, day),
        WaitsFor::Certificate => said::certificate(people, day),
        WaitsFor::Appeal => said::appeal(people, day),
    };
    let tone = if one.is_overdue {
        Tone::Error
    } else {
        Tone::Warning
    };
    view! { <StatusTag tone=tone label=words /> " " }.into_any()
}
