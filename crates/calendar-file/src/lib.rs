//! Whole days as a calendar file (RFC 5545), made on the device: due dates of a loan, days of a class.
#![deny(missing_docs)]

use domain::Date;

/// One entry of whole days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Tells entries apart: a later file with the same name replaces the entry.
    pub uid: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// What the calendar shows.
    pub summary: String,
    /// What it says when opened.
    pub description: String,
    /// Where it is; nothing when it is nowhere.
    pub location: String,
    /// How many days before the first day to remind of it, at nine in the morning; each at least one.
    pub remind_days: &'static [u32],
    /// How often it was changed: a later file with the same name counts where this is not less.
    pub sequence: u32,
    /// Whether it takes place no more: a calendar that has it strikes it out.
    pub is_cancelled: bool,
}

/// Octets a line may have before it is folded.
const LINE: usize = 75;

/// The text of a calendar file. `about` names what the entries are, `made_on` stamps them.
///
/// ```
/// use calendar_file::{Entry, calendar_text};
/// use domain::Date;
/// let class = Entry {
///     uid: "fumin-class-7".to_owned(),
///     from: Date::new(2026, 12, 15).unwrap(),
///     until: Date::new(2026, 12, 20).unwrap(),
///     summary: "电工班, 开课".to_owned(),
///     description: "周一至周五 9:00—17:00".to_owned(),
///     location: "武南镇".to_owned(),
///     remind_days: &[3, 1],
///     sequence: 2,
///     is_cancelled: false,
/// };
/// let text = calendar_text("class", Date::new(2026, 11, 24).unwrap(), &[class]);
/// assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
/// assert!(text.contains("DTSTART;VALUE=DATE:20261215\r\nDTEND;VALUE=DATE:20261221\r\n"));
/// assert!(text.contains("SUMMARY:电工班\\, 开课\r\n"));
/// assert!(text.contains("TRIGGER:-P2DT15H\r\n"));
/// assert!(text.contains("SEQUENCE:2\r\n") && !text.contains("CANCELLED"));
/// ```
#[must_use]
pub fn calendar_text(about: &str, made_on: Date, entries: &[Entry]) -> String {
    let mut text = String::new();
    push(&mut text, &["BEGIN:VCALENDAR"]);
    push(&mut text, &["VERSION:2.0"]);
    push(&mut text, &["PRODID:-//Fumin//", about, "//ZH"]);
    push(&mut text, &["CALSCALE:GREGORIAN"]);
    for entry in entries {
        push_entry(&mut text, made_on, entry);
    }
    push(&mut text, &["END:VCALENDAR"]);
    text
}

fn push_entry(text: &mut String, made_on: Date, entry: &Entry) {
    let (from, after) = (
        entry.from.to_compact(),
        entry.until.add_days(1).to_compact(),
    );
    let summary = escaped(&entry.summary);
    push(text, &["BEGIN:VEVENT"]);
    push(text, &["UID:", &escaped(&entry.uid)]);
    push(text, &["DTSTAMP:", &made_on.to_compact(), "T000000Z"]);
    if entry.sequence > 0 {
        push(text, &["SEQUENCE:", &entry.sequence.to_string()]);
    }
    if entry.is_cancelled {
        push(text, &["STATUS:CANCELLED"]);
    }
    push(text, &["DTSTART;VALUE=DATE:", &from]);
    push(text, &["DTEND;VALUE=DATE:", &after]);
    push(text, &["SUMMARY:", &summary]);
    push(text, &["DESCRIPTION:", &escaped(&entry.description)]);
    if !entry.location.is_empty() {
        push(text, &["LOCATION:", &escaped(&entry.location)]);
    }
    push(text, &["TRANSP:TRANSPARENT"]);
    let reminders = entry.remind_days.iter();
    for days in reminders.filter(|_| !entry.is_cancelled) {
        // An entry of whole days begins at midnight; nine in the morning `days` before is fifteen hours short of that.
        let whole_days = days.saturating_sub(1).to_string();
        push(text, &["BEGIN:VALARM"]);
        push(text, &["ACTION:DISPLAY"]);
        push(text, &["TRIGGER:-P", &whole_days, "DT15H"]);
        push(text, &["DESCRIPTION:", &summary]);
        push(text, &["END:VALARM"]);
    }
    push(text, &["END:VEVENT"]);
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
fn push(text: &mut String, parts: &[&str]) {
    let mut used = 0;
    for letter in parts.iter().flat_map(|part| part.chars()) {
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
        let day = Date::new(2024, 2, 29).unwrap();
        let entry = Entry {
            uid: "a;b".to_owned(),
            from: day,
            until: day,
            summary: summary.clone(),
            description: "一；二\n三\\四".to_owned(),
            location: String::new(),
            remind_days: &[3, 1],
            sequence: 0,
            is_cancelled: false,
        };
        let text = calendar_text("loan", Date::new(2024, 1, 1).unwrap(), &[entry]);
        for line in text.split("\r\n") {
            assert!(line.len() <= LINE, "{line}");
        }
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains(&format!("\r\nSUMMARY:{summary}\r\n")));
        assert!(unfolded.contains("\r\nDESCRIPTION:一；二\\n三\\\\四\r\n"));
        assert!(unfolded.contains("UID:a\\;b\r\nDTSTAMP:20240101T000000Z\r\n"));
        assert!(unfolded.contains("DTEND;VALUE=DATE:20240301\r\n"));
        assert!(
            unfolded.contains("TRIGGER:-P2DT15H\r\n") && unfolded.contains("TRIGGER:-P0DT15H\r\n")
        );
        for name in ["LOCATION", "SEQUENCE", "STATUS"] {
            assert!(!unfolded.contains(name), "{name}");
        }
    }

    #[test]
    fn what_takes_place_no_more_is_struck_out_and_reminds_of_nothing() {
        let day = Date::new(2026, 12, 5).unwrap();
        let entry = Entry {
            uid: "fumin-class-7-2".to_owned(),
            from: day,
            until: day,
            summary: "示例".to_owned(),
            description: String::new(),
            location: String::new(),
            remind_days: &[3, 1],
            sequence: 9,
            is_cancelled: true,
        };
        let text = calendar_text("class", day, &[entry]);
        assert!(
            text.contains("SEQUENCE:9\r\nSTATUS:CANCELLED\r\n"),
            "{text}"
        );
        assert!(!text.contains("VALARM"), "{text}");
    }
}
