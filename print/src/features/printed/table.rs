//! The table that every printed page is.

use account::words;
use api::application::ApplicationView;
use application::{Answers, Field};
use domain::Date;
use i18n::t;
use ui::{Text, element::Element};
use workflow::loan::LoanAction;

pub(super) use crate::table::{heading, pair, table};

/// Which application this is of: number, product, applicant.
pub(super) fn whose(file: &ApplicationView) -> Vec<Element> {
    let number = file
        .acceptance_number
        .clone()
        .unwrap_or_else(|| t::print::not_submitted().to_owned());
    vec![
        pair(t::print::number(), number),
        pair(t::print::product(), words::product(file.product)),
        pair(t::print::applicant(), applicant(&file.answers)),
    ]
}

/// Who handed the application in for the applicant, where somebody did.
pub(super) fn helped(file: &ApplicationView) -> Option<Element> {
    let mut newest_first = file.timeline.iter().rev();
    let handed_in = newest_first.find(|entry| entry.action == LoanAction::Submit)?;
    let by = handed_in.on_behalf.clone()?;
    let words = t::files::timeline::on_behalf(by.point, by.clerk);
    Some(pair(t::print::handed_in_by(), words))
}

fn applicant(answers: &Answers) -> Text {
    let business = words::answer(Field::BusinessName, answers, None);
    let person = words::answer(Field::ApplicantName, answers, None);
    if person.is_empty() { business } else { person }
}

/// The day of an instant in Asia/Shanghai.
pub(super) fn day_of(at_ms: i64) -> String {
    i18n::date(Date::from_unix_ms_shanghai(at_ms))
}

/// An ISO day as it is read; what is none is shown as it came.
pub(super) fn day(iso: &str) -> String {
    Date::parse_iso(iso).map_or_else(|| iso.to_owned(), i18n::date)
}
