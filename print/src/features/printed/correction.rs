//! Everything to put right, at once.

use super::table::{day_of, heading, pair, table, whose};
use account::words;
use api::application::{ApplicationView, DefectView};
use i18n::t;
use ui::element::Element;
use workflow::loan::{DefectCode, LoanAction};

/// Who sent it back, by when it is to be right, and each thing with what is wrong.
pub(super) fn correction(file: &ApplicationView) -> Vec<Element> {
    let mut rows = whose(file);
    let returned = file
        .timeline
        .iter()
        .rev()
        .find(|entry| entry.action == LoanAction::Return);
    rows.extend(returned.into_iter().flat_map(|entry| {
        [
            pair(t::print::from(), words::role(entry.role)),
            pair(t::print::decided(), day_of(entry.at_ms)),
        ]
    }));
    let due = file.clock.as_ref().and_then(|clock| clock.resident_due_on);
    rows.extend(due.map(|due| pair(t::print::until(), i18n::date(due))));
    let defects = file.defects.iter().enumerate();
    rows.extend(defects.flat_map(|(place, defect)| one(place + 1, defect)));
    vec![table(rows)]
}

fn one(number: usize, defect: &DefectView) -> Vec<Element> {
    let title = format!("{number}. {}", words::name(&defect.field));
    let mut rows = vec![
        heading(title.into()),
        pair(t::print::why(), words::defect(defect.code)),
    ];
    if defect.code == DefectCode::Unreadable && defect.field.starts_with("documents/") {
        rows.push(pair("", t::files::fix::photo()));
    }
    if !defect.note.is_empty() {
        rows.push(pair(t::print::note(), defect.note.clone()));
    }
    let explained = defect.cannot_supply.as_ref();
    rows.extend(explained.map(|reason| pair("", t::print::explained(reason))));
    rows
}
