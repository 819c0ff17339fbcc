//! What is wrong with the days of a class that is to be opened: the first, the last, the last to enrol, and those between.

use catalogue::{Audience, CourseKind, TimeOfDay};
use domain::Date;
use workflow::WorkCalendar;

use crate::draft::text;
use crate::read::time_of_day;
use crate::weekdays::{has, weekdays};
use crate::{Draft, Field, Finding, Ground, Values};

/// A class that goes on longer is a slip of the keyboard; its days need not all be looked at.
const MOST_DAYS: i32 = 400;
/// So many days are named one by one.
const MOST_NAMED: usize = 5;

/// The days a class is written with, as far as they can be read.
pub(super) struct Days {
    pub(super) starts_on: Option<Date>,
    pub(super) ends_on: Option<Date>,
    pub(super) enrol_by: Option<Date>,
}

/// Where findings about one class go.
pub(super) struct Said<'a> {
    pub(super) at: &'a dyn Fn(Field) -> String,
    pub(super) findings: &'a mut Vec<Finding>,
}

impl Said<'_> {
    fn error(&mut self, field: Field, code: &str, with: String) {
        self.findings
            .push(Finding::error((self.at)(field), code, with));
    }

    fn note(&mut self, field: Field, code: &str, with: String) {
        self.findings
            .push(Finding::note((self.at)(field), code, with));
    }
}

/// Adds what there is to say.
pub(super) fn check(
    draft: &Draft,
    class: &Values,
    days: &Days,
    ground: &Ground<'_>,
    said: &mut Said<'_>,
) {
    let time = time_of_day(text(class, Field::TimeOfDay));
    first_day(days, time, ground, said);
    if let Some(ends_on) = days.ends_on.filter(|last| days.starts_on != Some(*last)) {
        last_day(ends_on, time, ground.calendar, said);
    }
    if let Some(enrol_by) = days.enrol_by {
        cut_off(enrol_by, ground.calendar, said);
    }
    let lessons = lesson_days(days, class, time);
    between(days, &lessons, time, ground.calendar, said);
    seasons(draft, days, &lessons, ground, said);
}

fn first_day(days: &Days, time: Option<TimeOfDay>, ground: &Ground<'_>, said: &mut Said<'_>) {
    let Some(starts_on) = days.starts_on else {
        return;
    };
    let calendar = ground.calendar;
    if starts_on < ground.today {
        said.error(Field::StartsOn, "starts_in_past", String::new());
    } else if calendar.working_days_between(ground.today, starts_on) < ground.notice_working_days {
        let first = calendar.nth_working_day_after(ground.today, ground.notice_working_days);
        said.error(Field::StartsOn, "starts_too_soon", first.on.to_string());
    } else if days.enrol_by.is_some_and(|day| day < ground.today) {
        said.error(Field::EnrolBy, "enrol_in_past", String::new());
    }
    if calendar.is_holiday(starts_on) {
        let back = calendar.nth_working_day_after(starts_on, 1).on.to_string();
        said.error(Field::StartsOn, "starts_on_holiday", back);
        return;
    }
    let code = match against_week(starts_on, time, calendar) {
        Some(Mismatch::WeekendClassOnWeekday) => "weekend_class_on_weekday",
        Some(Mismatch::WeekendWorked) => "starts_on_makeup_day",
        Some(Mismatch::DayClassOnWeekend) => "day_class_on_weekend",
        None => return,
    };
    said.note(Field::StartsOn, code, String::new());
}

fn last_day(ends_on: Date, time: Option<TimeOfDay>, calendar: &WorkCalendar, said: &mut Said<'_>) {
    if calendar.is_holiday(ends_on) {
        let before = worked_before(ends_on, calendar).to_string();
        said.error(Field::EndsOn, "ends_on_holiday", before);
        return;
    }
    let code = match against_week(ends_on, time, calendar) {
        Some(Mismatch::WeekendClassOnWeekday) => "weekend_class_ends_on_weekday",
        Some(Mismatch::WeekendWorked) => "ends_on_makeup_day",
        Some(Mismatch::DayClassOnWeekend) => "day_class_ends_on_weekend",
        None => return,
    };
    said.note(Field::EndsOn, code, String::new());
}

/// One can enrol on any day, but ask nobody on a holiday.
fn cut_off(enrol_by: Date, calendar: &WorkCalendar, said: &mut Said<'_>) {
    if calendar.is_holiday(enrol_by) {
        let before = worked_before(enrol_by, calendar).to_string();
        said.note(Field::EnrolBy, "enrol_ends_on_holiday", before);
    }
}

/// What a day is not that the time of day says.
enum Mismatch {
    WeekendClassOnWeekday,
    /// A Saturday or Sunday worked in exchange for a holiday (调休).
    WeekendWorked,
    DayClassOnWeekend,
}

fn against_week(day: Date, time: Option<TimeOfDay>, calendar: &WorkCalendar) -> Option<Mismatch> {
    let is_weekend = day.weekday().is_weekend();
    let is_worked = calendar.is_working_day(day);
    match time? {
        TimeOfDay::Weekend if !is_weekend => Some(Mismatch::WeekendClassOnWeekday),
        TimeOfDay::Weekend if is_worked => Some(Mismatch::WeekendWorked),
        TimeOfDay::Day if is_weekend && !is_worked => Some(Mismatch::DayClassOnWeekend),
        TimeOfDay::Weekend | TimeOfDay::Day | TimeOfDay::Evening => None,
    }
}

/// The last working day before a day.
fn worked_before(day: Date, calendar: &WorkCalendar) -> Date {
    let mut before = (1..MOST_DAYS).map(|days| day.add_days(-days));
    before
        .find(|day| calendar.is_working_day(*day))
        .unwrap_or(day)
}

/// The days on which there are lessons, with the first and the last: those of the week that the schedule names, otherwise
/// those its time of day means.
fn lesson_days(days: &Days, class: &Values, time: Option<TimeOfDay>) -> Vec<Date> {
    let (Some(first), Some(last)) = (days.starts_on, days.ends_on) else {
        return Vec::new();
    };
    let week = weekdays(text(class, Field::Schedule));
    let is_taught = |day: &Date| {
        let weekday = day.weekday();
        let is_meant = match (&week, time) {
            (Some(week), _) => has(week, weekday),
            (None, Some(TimeOfDay::Day)) => !weekday.is_weekend(),
            (None, Some(TimeOfDay::Weekend)) => weekday.is_weekend(),
            (None, Some(TimeOfDay::Evening) | None) => true,
        };
        is_meant || *day == first || *day == last
    };
    let all = (0..MOST_DAYS).map(|days| first.add_days(days));
    all.take_while(|day| *day <= last)
        .filter(is_taught)
        .collect()
}

/// Lessons that fall on a holiday, and lessons at weekends that are worked in exchange for one. Both are only to be known:
/// a class of some weeks goes over holidays, and its trainer says how.
fn between(
    days: &Days,
    lessons: &[Date],
    time: Option<TimeOfDay>,
    calendar: &WorkCalendar,
    said: &mut Said<'_>,
) {
    let inner = || {
        let ends = [days.starts_on, days.ends_on];
        let lessons = lessons.iter().copied();
        lessons.filter(move |day| !ends.contains(&Some(*day)))
    };
    let holidays: Vec<_> = inner().filter(|day| calendar.is_holiday(*day)).collect();
    if !holidays.is_empty() {
        said.note(Field::Schedule, "lessons_on_holiday", named(&holidays));
    }
    if time == Some(TimeOfDay::Weekend) {
        let is_worked = |day: &Date| day.weekday().is_weekend() && calendar.is_working_day(*day);
        let worked: Vec<_> = inner().filter(is_worked).collect();
        if !worked.is_empty() {
            said.note(Field::Schedule, "lessons_on_makeup_day", named(&worked));
        }
    }
}

fn named(days: &[Date]) -> String {
    let first: Vec<_> = days.iter().take(MOST_NAMED).map(Date::to_string).collect();
    let more = if days.len() > MOST_NAMED {
        "……"
    } else {
        ""
    };
    [first.join("、").as_str(), more].concat()
}

/// What is only to be known of the time of year: farmers are in their fields, or nobody knows the holidays yet.
fn seasons(draft: &Draft, days: &Days, lessons: &[Date], ground: &Ground<'_>, said: &mut Said<'_>) {
    let known_until = ground.calendar.known_until();
    if let Some(ends_on) = days.ends_on.filter(|day| *day > known_until)
        && days.starts_on.is_some()
    {
        let year = ends_on.year().to_string();
        said.note(Field::StartsOn, "holidays_not_announced", year);
    }
    if !is_for_farmers(draft, ground) {
        return;
    }
    let mut seasons = ground.busy_seasons.iter();
    let busy = seasons.find(|season| lessons.iter().any(|day| season.months.has(*day)));
    if let Some(season) = busy {
        said.note(Field::StartsOn, "in_busy_season", season.name.clone());
    }
}

/// Whether those meant are in the fields when there is work in them.
fn is_for_farmers(draft: &Draft, ground: &Ground<'_>) -> bool {
    let read = |field| {
        let reading = ground.read(field, draft.text(field));
        reading.map(|reading| reading.value).unwrap_or_default()
    };
    let farmers = [
        Audience::RuralEntrepreneur,
        Audience::RuralWorker,
        Audience::ProfessionalFarmer,
        Audience::ReturningMigrant,
        Audience::PovertyExited,
    ];
    read(Field::Kind) == CourseKind::Farming.code()
        || read(Field::Audiences)
            .split('、')
            .filter_map(Audience::from_code)
            .any(|audience| farmers.contains(&audience))
}

#[cfg(test)]
mod tests;
