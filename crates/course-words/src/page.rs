//! The lines of a course and of a class of it.

use catalogue::{CourseDetails, CourseListing, SessionDetails, SessionListing};
use domain::Money;
use i18n::t;

use crate::update::{UpdateLines, update_lines};
use crate::{Words, words_of};

/// A line with a name: where it is taught, how many hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: &'static str,
    /// What is said.
    pub value: Words,
}

/// Every line of the page of a course but its title, its classes and what leads elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoursePage {
    /// What it is for.
    pub kind: &'static str,
    /// Two or three sentences.
    pub summary: String,
    /// What the last publication changed.
    pub update: Option<UpdateLines>,
    /// What is taught, in order.
    pub outline: Vec<String>,
    /// What to bring.
    pub bring: Vec<String>,
    /// What it costs.
    pub price: Words,
    /// Whether a subsidy may cover it. Never a promise.
    pub subsidy: &'static str,
    /// Everything else.
    pub facts: Vec<Fact>,
}

impl CoursePage {
    /// The lines of a course. `place` is the name of its township or street.
    #[must_use]
    pub fn of(listing: &CourseListing, details: &CourseDetails, place: &str) -> Self {
        Self {
            kind: code_words(listing.kind.code()),
            summary: details.summary.clone(),
            update: details.update.as_ref().map(update_lines),
            outline: details.outline.clone(),
            bring: details.bring.clone(),
            price: price_words(listing),
            subsidy: subsidy_words(listing),
            facts: facts(listing, details, place),
        }
    }
}

/// Every line of a class but its seats, which go by the minute, and the way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassLines {
    /// First day, with its weekday.
    pub first_day: String,
    /// Until when.
    pub until: String,
    /// When in the week.
    pub time_of_day: &'static str,
    /// Days and hours as the trainer wrote them.
    pub schedule: String,
    /// Last day to enrol.
    pub enrol_by: String,
}

impl ClassLines {
    /// The lines of a class.
    #[must_use]
    pub fn of(session: &SessionListing, details: &SessionDetails) -> Self {
        Self {
            first_day: i18n::date_with_weekday(session.starts_on),
            until: t::courses::session::until(i18n::date(details.ends_on)),
            time_of_day: code_words(session.time_of_day.code()),
            schedule: details.schedule.clone(),
            enrol_by: i18n::date(session.enrol_by),
        }
    }
}

/// The words of a kind, level, mode, time or audience; a code of a newer server as it is.
#[must_use]
pub fn code_words(code: &'static str) -> &'static str {
    t::course_code::by_key(code).unwrap_or(code)
}

/// What a course costs one who pays in full.
#[must_use]
pub fn price_words(course: &CourseListing) -> Words {
    sum_words(course.price_fen)
}

/// Whether a subsidy may cover it. Never a promise.
#[must_use]
pub fn subsidy_words(course: &CourseListing) -> &'static str {
    if course.is_subsidised {
        t::courses::page::covered()
    } else {
        t::courses::page::not_covered()
    }
}

/// What one who pays in full pays.
#[must_use]
pub fn sum_words(price: Money) -> Words {
    if price == Money::ZERO {
        t::courses::free().into()
    } else {
        i18n::money_in_words(price).into()
    }
}

/// For whom it is meant.
#[must_use]
pub fn for_whom(course: &CourseListing) -> Words {
    let audiences = course.audiences.iter();
    let words: Vec<_> = audiences.map(|one| code_words(one.code())).collect();
    audience_words(&words)
}

pub(crate) fn audience_words(audiences: &[&str]) -> Words {
    if audiences.is_empty() {
        t::courses::page::anybody().into()
    } else {
        audiences.join(t::courses::comma()).into()
    }
}

fn facts(listing: &CourseListing, details: &CourseDetails, place: &str) -> Vec<Fact> {
    let level = listing.level.map(|level| code_words(level.code()).into());
    let outcome = details
        .outcomes
        .map(|said| t::courses::page::outcome_value(said.days, said.answered, said.working).into());
    let hours = t::courses::page::hours_value(details.hours);
    let place = [place, &details.venue].join(" ");
    let mode = code_words(listing.mode.code());
    let all: [(&'static str, Option<Words>); 10] = [
        (t::courses::page::for_whom(), Some(for_whom(listing))),
        (t::courses::page::place(), Some(place.into())),
        (t::courses::page::mode(), Some(mode.into())),
        (t::courses::page::hours(), Some(hours.into())),
        (
            t::courses::page::provider(),
            Some(listing.provider.clone().into()),
        ),
        (
            t::courses::page::trade(),
            words_of(listing.trade.as_deref()),
        ),
        (t::courses::page::level(), level),
        (
            t::courses::page::certificate(),
            words_of(details.certificate.as_deref()),
        ),
        (t::courses::page::outcome(), outcome),
        (t::courses::page::source(), words_of(Some(&details.source))),
    ];
    let said = all.into_iter();
    said.filter_map(|(label, value)| {
        Some(Fact {
            label,
            value: value?,
        })
    })
    .collect()
}

#[cfg(test)]
mod tests;
