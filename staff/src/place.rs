//! Addresses of the staff pages, written in one place.

use domain::Date;
use std::fmt::{Display, Formatter, Result};
use workflow::{Role, loan::LoanAction};

/// A page of these workspaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Signing in.
    SignIn,
    /// Taking up an authenticator.
    SecondFactor,
    /// The files waiting.
    Queue,
    /// One file.
    File(String),
    /// The loans that were paid out.
    Loans,
    /// One of them, under its application's id.
    Loan(String),
    /// The subsidy by quarter.
    Subsidies,
    /// A bank's files of payments.
    Payments,
    /// One of them.
    PaymentSheet(String),
    /// The office's templates.
    Templates,
    /// Decisions drawn by lot.
    ReReviews,
    /// Who of the office is away and who stands in.
    Colleagues,
    /// The files that wait for new quota.
    Quota,
    /// How much there is to do and how long it took.
    Workload,
    /// The policy desk; its own pages are written by its own places.
    Policy,
    /// The courses of trainers; its own pages are written by its own places.
    Training,
    /// Helping residents.
    ServicePoint,
    /// Making the account one was invited to.
    Join,
    /// One file with the form of an action open, so that Back closes it.
    Action(String, LoanAction),
    /// One file as it stood right after an event.
    Then(String, u32),
    /// One file as it stood at an instant, unix milliseconds: what happens to a loan is no event of the file.
    Moment(String, i64),
}

/// The query parameter of an open action.
pub(crate) const ACTION: &str = "do";
/// The query parameter of the moment a file is shown as it stood at.
pub(crate) const AT: &str = "at";
/// The query parameter of the search.
pub(crate) const SEARCH: &str = "q";
/// The query parameter of the desk whose files are shown.
pub(crate) const DESK: &str = "desk";
/// The query parameter of the place in the queue behind which its files are shown.
pub(crate) const AFTER: &str = "after";
/// The query parameter of the page to show after sign-in.
pub(crate) const RETURN: &str = "return";

impl Display for Place {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Self::SignIn => out.write_str("/staff/sign-in"),
            Self::SecondFactor => out.write_str("/staff/second-factor"),
            Self::Queue => out.write_str("/staff/"),
            Self::Loans => out.write_str("/staff/loans"),
            Self::Loan(id) => write!(out, "/staff/loans/{id}"),
            Self::Subsidies => out.write_str("/staff/subsidies"),
            Self::Payments => out.write_str("/staff/payments"),
            Self::PaymentSheet(id) => write!(out, "/staff/payments/{id}"),
            Self::Templates => out.write_str("/staff/templates"),
            Self::ReReviews => out.write_str("/staff/re-reviews"),
            Self::Colleagues => out.write_str("/staff/colleagues"),
            Self::Quota => out.write_str("/staff/quota"),
            Self::Workload => out.write_str("/staff/workload"),
            Self::Policy => out.write_str("/staff/policy"),
            Self::Training => out.write_str("/staff/training"),
            Self::ServicePoint => out.write_str("/staff/service-point"),
            Self::Join => out.write_str("/staff/join"),
            Self::File(id) => write!(out, "/staff/applications/{id}"),
            Self::Action(id, action) => {
                write!(out, "/staff/applications/{id}?{ACTION}={}", action.as_str())
            }
            Self::Then(id, event) => write!(out, "/staff/applications/{id}?{AT}={event}"),
            Self::Moment(id, at_ms) => {
                write!(out, "/staff/applications/{id}?{AT}={}", rfc3339(*at_ms))
            }
        }
    }
}

/// An instant as RFC 3339 spells it, in UTC: the plus sign of another zone is a blank in an address.
fn rfc3339(at_ms: i64) -> String {
    // The day of Shanghai eight hours before is the day of UTC.
    let shifted_ms = at_ms - 8 * 3_600_000;
    let day = Date::from_unix_ms_shanghai(shifted_ms);
    let since_ms = shifted_ms - day.start_ms_shanghai();
    let (seconds, millis) = (since_ms / 1000, since_ms % 1000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{day}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z")
}

/// The first page of a role: those who keep or audit the rules have no files to work through.
pub(crate) fn home(role: Role) -> Place {
    match role {
        Role::PolicyOfficer | Role::Auditor => Place::Policy,
        Role::Trainer | Role::TrainingOfficer => Place::Training,
        Role::ServicePointClerk => Place::ServicePoint,
        _ => Place::Queue,
    }
}

/// The sign-in page that afterwards leads back to `path`.
pub(crate) fn sign_in_then(path: &str) -> String {
    then(&Place::SignIn, path)
}

/// The page of the authenticator that afterwards leads to `path`.
pub(crate) fn second_factor_then(path: &str) -> String {
    then(&Place::SecondFactor, path)
}

fn then(first: &Place, path: &str) -> String {
    let mut escaped = String::new();
    for letter in path.chars() {
        match letter {
            '&' => escaped.push_str("%26"),
            '%' => escaped.push_str("%25"),
            other => escaped.push(other),
        }
    }
    format!("{first}?{RETURN}={escaped}")
}

/// The page to show after sign-in: only one of ours, never an address that somebody put into a link.
pub(crate) fn safe_return(path: Option<&str>) -> String {
    match path {
        Some(path)
            if path.starts_with("/staff/")
                && !path.starts_with("/staff/sign-in")
                && !path.starts_with("/staff/second-factor")
                && !path.contains(['\\', '\r', '\n']) =>
        {
            path.to_owned()
        }
        _ => Place::Queue.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sign_in_returns_only_to_our_pages() {
        let table = [
            (
                Some("/staff/applications/1?do=return"),
                "/staff/applications/1?do=return",
            ),
            (Some("/staff/sign-in?return=/staff/"), "/staff/"),
            (Some("/staff/second-factor"), "/staff/"),
            (Some("https://elsewhere.example/staff/"), "/staff/"),
            (Some("//elsewhere.example/staff/"), "/staff/"),
            (Some("/staff/\\elsewhere"), "/staff/"),
            (None, "/staff/"),
        ];
        for (path, expected) in table {
            assert_eq!(safe_return(path), expected, "{path:?}");
        }
    }

    #[test]
    fn an_address_survives_as_a_parameter() {
        assert_eq!(
            sign_in_then("/staff/?q=1&x=%26"),
            "/staff/sign-in?return=/staff/?q=1%26x=%2526"
        );
        assert_eq!(
            second_factor_then("/staff/loans"),
            "/staff/second-factor?return=/staff/loans"
        );
        let action = Place::Action("a".into(), LoanAction::BookVisit);
        assert_eq!(action.to_string(), "/staff/applications/a?do=book_visit");
        let then = Place::Then("a".into(), 3);
        assert_eq!(then.to_string(), "/staff/applications/a?at=3");
        for (at_ms, expected) in [
            (1_795_485_600_000, "2026-11-24T02:00:00.000Z"),
            // A quarter past midnight in Shanghai is the day before in UTC.
            (1_795_450_500_007, "2026-11-23T16:15:00.007Z"),
        ] {
            let moment = Place::Moment("a".into(), at_ms).to_string();
            assert_eq!(moment, format!("/staff/applications/a?at={expected}"));
        }
    }
}
