//! The desk of the training section: calendar, spot checks, complaints, notices of opening, targets, one person's classes.

mod calendar;
mod complaints;
mod eligibility;
mod grid;
mod history;
mod opening;
mod rates;
mod spot_check;
mod spot_checks;
mod year;
mod year_chart;

pub(super) use calendar::CalendarPage;
pub(super) use complaints::ComplaintsPage;
pub(super) use eligibility::EligibilityPage;
pub(super) use history::HistoryPage;
pub(super) use opening::OpeningPage;
pub(super) use spot_check::{found_papers, found_tag, found_words};
pub(super) use spot_checks::SpotChecksPage;
pub(super) use year::YearPage;
