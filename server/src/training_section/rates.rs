//! What came of classes, by school and by trade: how many of those who answered work. Under twenty answers nothing is said.

use std::collections::BTreeMap;

use api::training_section::{EmploymentRate, EmploymentRates};
use store::follow_ups::{self, CourseOutcome};
use store::{Connection, classes};
use workflow::enrolment::Outcome;
use workflow::target::FEWEST;

use crate::applications::error::while_doing;
use crate::enrolments::view::find_course;
use crate::lessons::follow_up::DAYS;
use crate::problem::ApiError;

/// Answers of one group, by the days after which they were given.
type Answers = BTreeMap<i64, (i64, i64)>;

/// A group under way: its answers, and the first and last day of the classes they are about.
#[derive(Clone, Debug, Default)]
struct Group {
    answers: Answers,
    span: Option<(domain::Date, domain::Date)>,
}

/// The rates of everything that was answered.
///
/// # Errors
/// When the store does not answer.
pub fn rates(connection: &Connection) -> Result<EmploymentRates, ApiError> {
    let spans: BTreeMap<_, _> = classes::list_ended_spans(connection)?
        .into_iter()
        .map(|(course, first, last)| (course, (first, last)))
        .collect();
    let mut schools: BTreeMap<Option<String>, Group> = BTreeMap::new();
    let mut trades: BTreeMap<Option<String>, Group> = BTreeMap::new();
    let mut known = BTreeMap::new();
    for said in follow_ups::list_all_outcomes(connection)? {
        if !known.contains_key(&said.course_id) {
            let course = find_course(connection, &said.course_id)?;
            let names = course.map(|course| (course.provider, course.trade));
            known.insert(said.course_id.clone(), names);
        }
        let names = known.get(&said.course_id).cloned().flatten();
        let (school, trade) = names.map_or((None, None), |(school, trade)| (Some(school), trade));
        let span = spans.get(&said.course_id).copied();
        for group in [schools.entry(school), trades.entry(trade)] {
            group.or_default().add(&said, span)?;
        }
    }
    Ok(EmploymentRates {
        fewest: FEWEST,
        schools: of_groups(schools)?,
        trades: of_groups(trades)?,
    })
}

fn of_groups(groups: BTreeMap<Option<String>, Group>) -> Result<Vec<EmploymentRate>, ApiError> {
    let rates = groups
        .into_iter()
        .filter_map(|(name, group)| group.rate(name).transpose());
    rates.collect()
}

impl Group {
    fn add(
        &mut self,
        said: &CourseOutcome,
        span: Option<(domain::Date, domain::Date)>,
    ) -> Result<(), ApiError> {
        let outcome: Outcome = said
            .outcome
            .parse()
            .map_err(while_doing("read an answer"))?;
        let (working, answered) = self.answers.entry(said.days).or_default();
        *working += if outcome.is_work() { said.people } else { 0 };
        *answered += if outcome.is_answer() { said.people } else { 0 };
        self.span = match (self.span, span) {
            (Some((first, last)), Some((from, until))) => Some((first.min(from), last.max(until))),
            (one, other) => one.or(other),
        };
        Ok(())
    }

    /// The answers given the longest time after a class of which there are enough; where there are never enough, the most,
    /// without saying what they were. None where nobody answered.
    fn rate(&self, name: Option<String>) -> Result<Option<EmploymentRate>, ApiError> {
        let mut times: Vec<_> = DAYS
            .into_iter()
            .filter_map(|days| {
                let (working, answered) = self.answers.get(&i64::from(days)).copied()?;
                (answered > 0).then_some((answered.min(i64::from(FEWEST)), days, working, answered))
            })
            .collect();
        times.sort_unstable_by_key(|(enough, days, ..)| (*enough, *days));
        let Some((_, days, working, answered)) = times.pop() else {
            return Ok(None);
        };
        let number = |count: i64| u32::try_from(count).map_err(while_doing("count answers"));
        let is_enough = answered >= i64::from(FEWEST);
        Ok(Some(EmploymentRate {
            name,
            days,
            answered: number(answered)?,
            working: is_enough.then(|| number(working)).transpose()?,
            first_on: self.span.map(|(first, _)| first),
            last_on: self.span.map(|(_, last)| last),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(days: i64, outcome: &str, people: i64) -> CourseOutcome {
        CourseOutcome {
            course_id: "c".into(),
            days,
            outcome: outcome.into(),
            people,
        }
    }

    fn day(text: &str) -> domain::Date {
        domain::Date::parse_iso(text).unwrap()
    }

    #[test]
    fn nothing_is_said_under_twenty_answers() {
        let mut group = Group::default();
        assert_eq!(group.rate(None).unwrap(), None);
        let span = Some((day("2027-03-26"), day("2027-03-26")));
        group.add(&said(30, "employed", 12), span).unwrap();
        group.add(&said(30, "looking", 7), span).unwrap();
        // Who would rather not say is counted nowhere.
        group.add(&said(30, "prefers_not_to_say", 9), span).unwrap();
        let few = group.rate(Some("甲".into())).unwrap().unwrap();
        assert_eq!((few.answered, few.working), (19, None));
        group.add(&said(30, "farming_own", 1), span).unwrap();
        group
            .add(
                &said(90, "employed", 3),
                Some((day("2027-05-01"), day("2027-06-01"))),
            )
            .unwrap();
        let enough = group.rate(Some("甲".into())).unwrap().unwrap();
        assert_eq!(
            (enough.days, enough.answered, enough.working),
            (30, 20, Some(13))
        );
        assert_eq!(
            (enough.first_on, enough.last_on),
            (Some(day("2027-03-26")), Some(day("2027-06-01")))
        );
        // Later answers count as soon as there are enough of them.
        group.add(&said(90, "looking", 17), span).unwrap();
        let late = group.rate(None).unwrap().unwrap();
        assert_eq!((late.days, late.answered, late.working), (90, 20, Some(3)));
    }
}
