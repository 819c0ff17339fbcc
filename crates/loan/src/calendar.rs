//! Due dates as a calendar file.

use calendar_file::Entry;
use domain::Date;

/// One whole-day entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEvent {
    /// The day.
    pub date: Date,
    /// What the calendar shows.
    pub summary: String,
    /// What it says when opened.
    pub description: String,
}

/// The text of a calendar file with a reminder three days before each entry. `made_on` stamps it, and `name` tells two
/// files apart: the same name and day replace each other's entry.
///
/// ```
/// # use domain::Date;
/// use loan::{CalendarEvent, calendar_text};
/// let due = CalendarEvent {
///     date: Date::new(2024, 12, 8).unwrap(),
///     summary: "还款 5,958.33 元".to_owned(),
///     description: "第 1 期; 以银行合同为准".to_owned(),
/// };
/// let text = calendar_text("fumin-loan", Date::new(2024, 11, 8).unwrap(), &[due]);
/// assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
/// assert!(text.contains("UID:fumin-loan-20241208\r\n"));
/// assert!(text.contains("DTSTART;VALUE=DATE:20241208\r\nDTEND;VALUE=DATE:20241209\r\n"));
/// assert!(text.contains("SUMMARY:还款 5\\,958.33 元\r\n"));
/// ```
#[must_use]
pub fn calendar_text(name: &str, made_on: Date, events: &[CalendarEvent]) -> String {
    let entry = |event: &CalendarEvent| Entry {
        uid: format!("{name}-{}", event.date.to_compact()),
        from: event.date,
        until: event.date,
        summary: event.summary.clone(),
        description: event.description.clone(),
        location: String::new(),
        remind_days: &[3],
        sequence: 0,
        is_cancelled: false,
    };
    let entries: Vec<Entry> = events.iter().map(entry).collect();
    calendar_file::calendar_text("loan", made_on, &entries)
}
