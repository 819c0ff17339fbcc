//! Which courses the list shows, by which of their classes, and what else would do when there is none.

use catalogue::{Catalogue, CourseFilter, CourseTexts};
use domain::Date;

use super::active_filter::{ActiveFilter, active_filters};
use super::in_order::in_order;
use super::sessions::shown_session;

/// Rows that a phone shows below what is asked.
pub(super) const FIRST: usize = 2;
/// Rows drawn at a time below them: few enough that a slow phone hears the next letter in between.
pub(super) const PART: usize = 3;
/// Rows shown before "more", and added by it.
pub(super) const PAGE: usize = 50;

/// How far the texts have come that a search reads besides the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum TextsState {
    #[default]
    NotAsked,
    Coming,
    Here,
    Failed,
}

/// Whether everything was searched that there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SearchState {
    /// Yes.
    Done,
    /// The texts are on their way: there may be more.
    Looking,
    /// The texts did not come: only the list was searched.
    ListOnly,
}

/// How far the search for these words has come. Without words nothing but the list is asked.
pub(super) fn search_state(words: &str, texts: TextsState) -> SearchState {
    match texts {
        _ if words.trim().is_empty() => SearchState::Done,
        TextsState::Here => SearchState::Done,
        TextsState::NotAsked | TextsState::Coming => SearchState::Looking,
        TextsState::Failed => SearchState::ListOnly,
    }
}

/// One row: a course and the class it is shown by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Row {
    pub(super) course_id: String,
    /// The place among its classes of the first that is asked for; none when no class is to come.
    pub(super) session: Option<usize>,
}

/// What the list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Results {
    /// Courses found.
    pub(super) total: usize,
    /// The first of them.
    pub(super) rows: Vec<Row>,
}

/// The courses asked for, in the catalogue's order.
pub(super) fn results(
    catalogue: &Catalogue,
    texts: &CourseTexts,
    filter: &CourseFilter,
    today: Date,
    limit: usize,
) -> Results {
    let (total, found) = catalogue.find_first(filter, texts, today, limit);
    let rows = found.into_iter().map(|course| Row {
        course_id: course.id.clone(),
        session: shown_session(course, filter, today),
    });
    Results {
        total,
        rows: rows.collect(),
    }
}

/// The first courses in which one can still enrol.
pub(super) fn next_starting(catalogue: &Catalogue, today: Date, limit: usize) -> Vec<Row> {
    let with_seats = CourseFilter {
        seats_left: true,
        ..CourseFilter::default()
    };
    results(
        catalogue,
        &CourseTexts::default(),
        &with_seats,
        today,
        limit,
    )
    .rows
}

/// What could be given up, and how many courses that would find; the most first, at most three. Where only one thing is
/// asked, giving it up is asking nothing, which needs no offer of its own.
pub(super) fn relaxations(
    catalogue: &Catalogue,
    texts: &CourseTexts,
    filter: &CourseFilter,
    today: Date,
) -> Vec<(ActiveFilter, usize)> {
    let active = active_filters(filter);
    if active.len() < 2 {
        return Vec::new();
    }
    let found = active
        .into_iter()
        .map(|active| {
            let (count, _) = catalogue.find_first(&active.removed_from(filter), texts, today, 0);
            (active, count)
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    let mut offers = in_order(found, |(_, one), (_, other)| one > other);
    offers.truncate(3);
    offers
}

/// Whether a text can be the identifier of a course; anything else in an address is not worth a request.
pub(super) fn is_course_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 100
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::courses::testing::{catalogue, date, listing, session};

    fn shelf() -> Catalogue {
        catalogue(vec![
            listing(
                "welder",
                "焊工班",
                vec![session("2026-12-01", 30, 30), session("2027-03-01", 30, 10)],
            ),
            listing("cook", "家常菜班", vec![session("2027-01-10", 20, 0)]),
            listing("over", "老班", vec![session("2026-10-01", 20, 0)]),
        ])
    }

    fn shown(filter: &CourseFilter, limit: usize) -> (usize, Vec<(String, Option<usize>)>) {
        let found = results(
            &shelf(),
            &CourseTexts::default(),
            filter,
            date("2026-11-24"),
            limit,
        );
        let rows = found
            .rows
            .into_iter()
            .map(|row| (row.course_id, row.session))
            .collect();
        (found.total, rows)
    }

    fn row(course_id: &str, session: Option<usize>) -> (String, Option<usize>) {
        (course_id.into(), session)
    }

    #[test]
    fn rows_are_in_the_order_of_the_class_they_show() {
        let everything = CourseFilter::default();
        let in_spring = CourseFilter {
            starts_from: Some(date("2027-01-01")),
            ..CourseFilter::default()
        };
        assert_eq!(
            shown(&everything, PAGE),
            (
                3,
                vec![
                    row("welder", Some(0)),
                    row("cook", Some(0)),
                    row("over", None)
                ]
            )
        );
        assert_eq!(
            shown(&in_spring, PAGE),
            (2, vec![row("cook", Some(0)), row("welder", Some(1))])
        );
    }

    #[test]
    fn what_is_near_goes_before_what_begins_sooner() {
        let mut far = listing("far", "远处的班", vec![session("2026-12-01", 30, 0)]);
        far.division = "620602100".into();
        let near = listing("near", "家门口的班", vec![session("2027-03-01", 30, 0)]);
        let shelf = catalogue(vec![far, near]);
        let today = date("2026-11-24");
        for (text, expected) in [("", ["near", "far"]), ("班", ["near", "far"])] {
            let filter = CourseFilter {
                near: Some("620602101".into()),
                text: text.into(),
                ..CourseFilter::default()
            };
            let rows = results(&shelf, &CourseTexts::default(), &filter, today, PAGE).rows;
            let ids: Vec<_> = rows.iter().map(|row| row.course_id.as_str()).collect();
            assert_eq!(ids, expected, "{text}");
        }
        let rows = results(
            &shelf,
            &CourseTexts::default(),
            &CourseFilter::default(),
            today,
            PAGE,
        )
        .rows;
        assert_eq!(rows.first().map(|row| row.course_id.as_str()), Some("far"));
    }

    #[test]
    fn a_page_is_cut_and_the_total_is_not() {
        assert_eq!(
            shown(&CourseFilter::default(), 1),
            (3, vec![row("welder", Some(0))])
        );
        assert_eq!(shown(&CourseFilter::default(), 0), (3, vec![]));
    }

    #[test]
    fn what_starts_next_has_a_seat() {
        let rows = next_starting(&shelf(), date("2026-11-24"), 3);
        let ids: Vec<_> = rows
            .iter()
            .map(|row| (row.course_id.as_str(), row.session))
            .collect();
        assert_eq!(ids, [("cook", Some(0)), ("welder", Some(1))]);
    }

    #[test]
    fn words_are_looked_for_until_the_texts_are_here() {
        for (words, texts, expected) in [
            ("触摸屏", TextsState::NotAsked, SearchState::Looking),
            ("触摸屏", TextsState::Coming, SearchState::Looking),
            ("触摸屏", TextsState::Here, SearchState::Done),
            ("触摸屏", TextsState::Failed, SearchState::ListOnly),
            (" ", TextsState::Coming, SearchState::Done),
            ("", TextsState::Failed, SearchState::Done),
        ] {
            assert_eq!(search_state(words, texts), expected, "{words} {texts:?}");
        }
    }

    #[test]
    fn giving_up_one_thing_is_offered_where_it_helps() {
        let filter = CourseFilter {
            text: "焊工".into(),
            starts_until: Some(date("2026-11-30")),
            ..CourseFilter::default()
        };
        let today = date("2026-11-24");
        assert!(
            shelf()
                .find(&filter, &CourseTexts::default(), today)
                .is_empty()
        );
        assert_eq!(
            relaxations(&shelf(), &CourseTexts::default(), &filter, today),
            [(ActiveFilter::Until(date("2026-11-30")), 1)]
        );
        let one_thing = CourseFilter {
            text: "潜水".into(),
            ..CourseFilter::default()
        };
        assert_eq!(
            relaxations(&shelf(), &CourseTexts::default(), &one_thing, today),
            []
        );
        let hopeless = CourseFilter {
            text: "潜水".into(),
            subsidised: true,
            ..CourseFilter::default()
        };
        assert_eq!(
            relaxations(&shelf(), &CourseTexts::default(), &hopeless, today),
            []
        );
    }

    #[test]
    fn only_slugs_are_asked_of_the_server() {
        for (text, expected) in [
            ("welder-5", true),
            ("a_B9", true),
            ("", false),
            ("../district", false),
            ("a?b", false),
            ("电工", false),
            ("<script>", false),
        ] {
            assert_eq!(is_course_id(text), expected, "{text}");
        }
        assert!(!is_course_id(&"a".repeat(101)));
    }
}
