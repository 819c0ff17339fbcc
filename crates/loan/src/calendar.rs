//! Due dates as a calendar file (RFC 5545), made on the device.

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

/// Octets a line may have before it is folded.
const LINE: usize = 75;

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
/// assert!(text.contains("DTSTART;VALUE=DATE:20241208\r\n"));
/// assert!(text.contains("SUMMARY:还款 5\\,958.33 元\r\n"));
/// ```
#[must_use]
pub fn calendar_text(name: &str, made_on: Date, events: &[CalendarEvent]) -> String {
    let mut text = String::new();
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Fumin//loan//ZH",
        "CALSCALE:GREGORIAN",
    ] {
        push(&mut text, line);
    }
    for event in events {
        let day = event.date.to_compact();
        push(&mut text, "BEGIN:VEVENT");
        push(&mut text, &format!("UID:{}-{day}", escaped(name)));
        push(
            &mut text,
            &format!("DTSTAMP:{}T000000Z", made_on.to_compact()),
        );
        push(&mut text, &format!("DTSTART;VALUE=DATE:{day}"));
        push(
            &mut text,
            &format!("DTEND;VALUE=DATE:{}", event.date.add_days(1).to_compact()),
        );
        push(&mut text, &format!("SUMMARY:{}", escaped(&event.summary)));
        push(
            &mut text,
            &format!("DESCRIPTION:{}", escaped(&event.description)),
        );
        push(&mut text, "TRANSP:TRANSPARENT");
        push(&mut text, "BEGIN:VALARM");
        push(&mut text, "ACTION:DISPLAY");
        push(&mut text, "TRIGGER:-P3D");
        push(
            &mut text,
            &format!("DESCRIPTION:{}", escaped(&event.summary)),
        );
        push(&mut text, "END:VALARM");
        push(&mut text, "END:VEVENT");
    }
    push(&mut text, "END:VCALENDAR");
    text
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            '\r' => {}
            other => out.push(other),
        }
    }
    out
}

/// A line, folded so that none is longer than 75 octets and no letter is cut.
fn push(text: &mut String, line: &str) {
    let mut used = 0;
    for letter in line.chars() {
        if used + letter.len_utf8() > LINE {
            text.push_str("\r\n ");
            used = 1;
        }
        text.push(letter);
        used += letter.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters_and_nothing_is_lost() {
        let summary = "还款".repeat(60);
        let event = CalendarEvent {
            date: Date::new(2024, 2, 29).unwrap(),
            summary: summary.clone(),
            description: "一；二\n三\\四".to_owned(),
        };
        let text = calendar_text("a;b", Date::new(2024, 1, 1).unwrap(), &[event]);
        for line in text.split("\r\n") {
            assert!(line.len() <= LINE, "{line}");
        }
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains(&format!("\r\nSUMMARY:{summary}\r\n")));
        assert!(unfolded.contains("\r\nDESCRIPTION:一；二\\n三\\\\四\r\n"));
        assert!(unfolded.contains("UID:a\\;b-20240229\r\nDTSTAMP:20240101T000000Z\r\n"));
        assert!(unfolded.contains("DTEND;VALUE=DATE:20240301\r\n"));
    }
}
