//! On which days the class is taught.

use super::{
    super::words,
    model::{days_of, is_ticked, lessons_on_holiday},
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

/// A longer class is changed in the course itself.
const MOST_DAYS: usize = 120;

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
    if all.len() > MOST_DAYS {
        return ().into_any();
    }
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
        all.iter().map(choice).collect::<Vec<Choice>>()
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
            <Checkboxes id="lesson-days" label=t::staff_lessons::roster::lessons()
                hint=t::staff_lessons::lessons::hint() choices=choices value=days />
            <SaidNotice said=said />
            <Button kind=ButtonKind::Secondary pending=save.pending on_press=press>{t::staff_lessons::lessons::save()}</Button>
        </details>
    }
    .into_any()
}
