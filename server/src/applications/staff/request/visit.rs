//! The day of a visit.

use api::staff::{StaffActionRequest, VISIT_WITHIN_DAYS};
use domain::Date;
use workflow::loan::{EventDetail, Visit};

use super::super::check::Check;
use super::NOTE_CHARS;

pub(super) fn read(check: &mut Check, request: &StaffActionRequest, today: Date) -> EventDetail {
    let Some(sent) = &request.visit else {
        check.refuse("/visit", "required");
        return EventDetail::None;
    };
    let note = check.optional("/visit/note", &sent.note, NOTE_CHARS);
    let Some(on) = Date::parse_iso(&sent.on) else {
        check.refuse("/visit/on", "date_unreadable");
        return EventDetail::None;
    };
    check.holds(on >= today, "/visit/on", "date_in_past");
    let last = today.add_days(VISIT_WITHIN_DAYS);
    check.holds(on <= last, "/visit/on", "date_too_far");
    EventDetail::Visit(Visit { on, note })
}
