//! On which days the class is taught.

use super::{
    super::words,
    model::{by_month, days_of, is_ticked, lessons_on_holiday},
    page::OpenClass,
    unsaved::Unsaved,
};
use crate::{
    desk::use_desk,
    said::{Said, SaidNotice},
};
use api::lesson::{RosterView, SetLessonsRequest};
use client::ClientError;
use domain::Date;
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Checkboxes, Choice, Notice, Tone, provide_form_errors};

/// The days of a longer class are folded by month.
const MOST_UNFOLDED: usize = 120;

/// The boxes of each month, under its first of those days.
type Months = Vec<(Date, Vec<Choice>)>;

/// The days as boxes to tick.
#[component]
pub(super) fn LessonDays(
    /// The class.
    open: OpenClass,
    /// What was ticked before somebody was first.
    unsaved: Unsaved,
    /// Told when they were saved, here or by somebody else.
    on_saved: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let (all, taught) = open.roster.with_untracked(|roster| {
        let taught: Vec<String> = roster.lessons.iter().map(Date::to_string).collect();
        (days_of(roster), taught)
    });
    let choices = open.roster.with_untracked(|roster| {
        let choice = |day: &Date| {
            let mut words = i18n::date_with_weekday(*day);
            if roster.holidays.contains(day) {
                words.push(' ');
                words.push_str(t::staff_lessons::lessons::holiday());
            }
            if is_ticked(&roster.members, *day) {
                words.push(' ');
                words.push_str(t::staff_lessons::roster::was_there());
            }
            Choice::new(day.to_string(), words)
        };
        let month = |month: &(Date, Vec<Date>)| (month.0, month.1.iter().map(&choice).collect());
        by_month(&all).iter().map(month).collect::<Months>()
    });
    let on_holiday = open.roster.with_untracked(lessons_on_holiday);
    let on_holiday = (!on_holiday.is_empty()).then(|| {
        let days: Vec<String> = on_holiday.into_iter().map(i18n::date).collect();
        let words = t::staff_lessons::lessons::on_holiday(days.join(t::courses::comma()));
        view! { <Notice tone=Tone::Warning><p>{words}</p></Notice> }
    });
    // Drawn anew, its field would find those of the form that the page had before.
    provide_form_errors();
    let (left, told) = unsaved.take_days();
    let is_again = left.is_some();
    let (days, said) = (RwSignal::new(left.unwrap_or(taught)), RwSignal::new(told));
    let id = open.id();
    let save = desk.press(
        move |request: SetLessonsRequest, key| {
            let id = id.clone();
            async move { desk.staff.set_lessons(&id, &request, &key).await }
        },
        move |answer: Result<RosterView, ClientError>| match answer {
            Ok(_) => {
                said.set(Some(Said::Done(t::staff_lessons::lessons::saved().into())));
                on_saved.run(());
            }
            Err(error) => {
                let told = Some(words::failed(&error));
                said.set(told.clone());
                if error.is(api::ProblemCode::Stale) {
                    // The page may have gone meanwhile.
                    if let Some(days) = days.try_get_untracked() {
                        unsaved.leave_days(days, told);
                        on_saved.run(());
                    }
                }
            }
        },
    );
    let press = move |()| {
        let ticked = days.get_untracked();
        let mut ticked: Vec<Date> = ticked
            .iter()
            .filter_map(|day| Date::parse_iso(day))
            .collect();
        ticked.sort();
        save.send(SetLessonsRequest {
            version: open.roster.with_untracked(|roster| roster.version),
            days: ticked,
        });
    };
    view! {
        {on_holiday}
        <details prop:open=is_again>
            <summary>{t::staff_lessons::lessons::edit()}</summary>
            {boxes(choices, days)}
            <SaidNotice said=said />
            <Button kind=ButtonKind::Secondary pending=save.pending on_press=press>{t::staff_lessons::lessons::save()}</Button>
        </details>
    }
    .into_any()
}

/// All days under one question, or those of each month under one of their own.
fn boxes(months: Months, days: RwSignal<Vec<String>>) -> AnyView {
    let label = t::staff_lessons::roster::lessons();
    let hint = t::staff_lessons::lessons::hint();
    let count: usize = months.iter().map(|(_, choices)| choices.len()).sum();
    if count <= MOST_UNFOLDED {
        let choices: Vec<Choice> = months
            .into_iter()
            .flat_map(|(_, choices)| choices)
            .collect();
        return view! { <Checkboxes id="lesson-days" label=label hint=hint choices=choices value=days /> }
            .into_any();
    }
    let folded: Vec<AnyView> = months
        .into_iter()
        .map(|(first, choices)| {
            let month = i18n::month(first);
            let id = ["lesson-days-", &first.to_string()].concat();
            view! {
                <details>
                    <summary>{month.clone()}</summary>
                    <Checkboxes id=id label=month choices=choices value=days />
                </details>
            }
            .into_any()
        })
        .collect();
    view! { <p>{hint}</p> {folded} }.into_any()
}
