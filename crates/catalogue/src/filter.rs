//! Which courses are wanted.

mod query;

use domain::Date;

use crate::audience::Audience;
use crate::course::{CourseKind, SkillLevel, TeachingMode, TimeOfDay};
use crate::listing::{CourseListing, SessionListing};
use crate::season::Months;

/// Which courses are wanted, as the address of the page says it.
///
/// An empty list or `None` asks nothing. Several values of one field mean any of them; different fields must all hold.
/// What is asked of a class (when it starts, at what time of day, with seats left) must hold for one and the same class,
/// and then only classes still to come count.
///
/// ```
/// use catalogue::{CourseFilter, CourseKind};
///
/// let filter = CourseFilter::from_query("?q=%E5%85%BB%E7%BE%8A&kind=farming&seats=1");
/// assert_eq!((filter.text.as_str(), filter.seats_left), ("养羊", true));
/// assert_eq!(filter.kinds, [CourseKind::Farming]);
/// assert_eq!(filter.to_query(), "q=%E5%85%BB%E7%BE%8A&kind=farming&seats=1");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CourseFilter {
    /// Words to search for. [`CourseFilter::matches`] leaves them to [`crate::Catalogue::find`], which knows the names of places.
    pub text: String,
    /// Kinds.
    pub kinds: Vec<CourseKind>,
    /// Trades, by name.
    pub trades: Vec<String>,
    /// Divisions, by code.
    pub divisions: Vec<String>,
    /// A class starts on this day or later.
    pub starts_from: Option<Date>,
    /// A class starts on this day or earlier.
    pub starts_until: Option<Date>,
    /// A class meets at this time of day.
    pub time_of_day: Vec<TimeOfDay>,
    /// Skill levels.
    pub levels: Vec<SkillLevel>,
    /// Only courses that a subsidy may cover.
    pub subsidised: bool,
    /// For these people; courses for anybody match too.
    pub audiences: Vec<Audience>,
    /// Only with a class in which one can still enrol.
    pub seats_left: bool,
    /// How it is taught.
    pub mode: Vec<TeachingMode>,
    /// A class starts in these months, of whatever year.
    pub season: Option<Months>,
    /// The reader's own division, by code: what is taught there or online comes first, and nothing is left out.
    pub near: Option<String>,
}

impl CourseFilter {
    /// Whether nothing is asked at all, words included.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How many fields ask something; the words are not counted.
    pub fn active_count(&self) -> usize {
        [
            !self.kinds.is_empty(),
            !self.trades.is_empty(),
            !self.divisions.is_empty(),
            self.starts_from.is_some() || self.starts_until.is_some(),
            !self.time_of_day.is_empty(),
            !self.levels.is_empty(),
            self.subsidised,
            !self.audiences.is_empty(),
            self.seats_left,
            !self.mode.is_empty(),
            self.season.is_some(),
            self.near.is_some(),
        ]
        .into_iter()
        .filter(|&is_active| is_active)
        .count()
    }

    /// Whether the course is wanted, leaving the words aside.
    pub fn matches(&self, course: &CourseListing, today: Date) -> bool {
        any_or_all(&self.kinds, |kind| *kind == course.kind)
            && any_or_all(&self.trades, |trade| course.trade.as_ref() == Some(trade))
            && any_or_all(&self.divisions, |division| *division == course.division)
            && any_or_all(&self.levels, |level| course.level == Some(*level))
            && any_or_all(&self.mode, |mode| *mode == course.mode)
            && (!self.subsidised || course.is_subsidised)
            && (course.audiences.is_empty()
                || any_or_all(&self.audiences, |audience| {
                    course.audiences.contains(audience)
                }))
            && (!self.asks_of_session()
                || course
                    .sessions
                    .iter()
                    .any(|session| self.matches_session(session, today)))
    }

    /// Whether the reader would have to go elsewhere for the course; nobody has who did not say where they live.
    pub fn is_far(&self, course: &CourseListing) -> bool {
        self.near
            .as_ref()
            .is_some_and(|near| *near != course.division && course.mode != TeachingMode::Online)
    }

    /// Whether the class, which must be still to come, is one that is asked for.
    pub fn matches_session(&self, session: &SessionListing, today: Date) -> bool {
        session.is_upcoming(today)
            && self
                .starts_from
                .is_none_or(|from| session.starts_on >= from)
            && self
                .starts_until
                .is_none_or(|until| session.starts_on <= until)
            && any_or_all(&self.time_of_day, |time| *time == session.time_of_day)
            && self
                .season
                .is_none_or(|months| months.has(session.starts_on))
            && (!self.seats_left || session.is_open(today))
    }

    /// The first class to come of a course that is asked for.
    pub fn shown_session<'a>(
        &self,
        course: &'a CourseListing,
        today: Date,
    ) -> Option<&'a SessionListing> {
        course
            .sessions
            .iter()
            .filter(|session| self.matches_session(session, today))
            .min_by_key(|session| session.starts_on)
    }

    fn asks_of_session(&self) -> bool {
        self.starts_from.is_some()
            || self.starts_until.is_some()
            || !self.time_of_day.is_empty()
            || self.season.is_some()
            || self.seats_left
    }
}

fn any_or_all<T>(wanted: &[T], holds: impl Fn(&T) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(holds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{date, listing, session};

    const TODAY: &str = "2026-11-24";

    /// An evening class in December that is full, a day class in March with seats, and one that is over.
    fn welder() -> CourseListing {
        let mut welder = listing("welder");
        welder.trade = Some("焊工".into());
        welder.level = Some(SkillLevel::Five);
        welder.audiences = vec![Audience::Veteran, Audience::RuralWorker];
        let mut evening = session("2026-12-07", 30, 30);
        evening.time_of_day = TimeOfDay::Evening;
        let mut past = session("2026-10-08", 30, 3);
        past.time_of_day = TimeOfDay::Weekend;
        welder.sessions = vec![past, evening, session("2027-03-01", 30, 4)];
        welder
    }

    #[test]
    fn each_field_asks_its_own_question() {
        let asks = |change: fn(&mut CourseFilter)| {
            let mut filter = CourseFilter::default();
            change(&mut filter);
            filter
        };
        for (name, filter, is_wanted) in [
            ("nothing asked", asks(|_| ()), true),
            (
                "kind",
                asks(|f| f.kinds = vec![CourseKind::Farming, CourseKind::EmploymentSkill]),
                true,
            ),
            (
                "other kind",
                asks(|f| f.kinds = vec![CourseKind::Farming]),
                false,
            ),
            ("trade", asks(|f| f.trades = vec!["焊工".into()]), true),
            (
                "other trade",
                asks(|f| f.trades = vec!["电工".into()]),
                false,
            ),
            (
                "division",
                asks(|f| f.divisions = vec!["620602101".into()]),
                true,
            ),
            (
                "other division",
                asks(|f| f.divisions = vec!["620602100".into()]),
                false,
            ),
            (
                "level",
                asks(|f| f.levels = vec![SkillLevel::Four, SkillLevel::Five]),
                true,
            ),
            (
                "other level",
                asks(|f| f.levels = vec![SkillLevel::Four]),
                false,
            ),
            ("subsidised", asks(|f| f.subsidised = true), true),
            (
                "audience",
                asks(|f| f.audiences = vec![Audience::Graduate, Audience::Veteran]),
                true,
            ),
            (
                "other audience",
                asks(|f| f.audiences = vec![Audience::Graduate]),
                false,
            ),
            (
                "mode",
                asks(|f| f.mode = vec![TeachingMode::InPerson]),
                true,
            ),
            (
                "other mode",
                asks(|f| f.mode = vec![TeachingMode::Online]),
                false,
            ),
            (
                "from the very day",
                asks(|f| f.starts_from = Some(date("2027-03-01"))),
                true,
            ),
            (
                "from the day after",
                asks(|f| f.starts_from = Some(date("2027-03-02"))),
                false,
            ),
            (
                "until the very day",
                asks(|f| f.starts_until = Some(date("2026-12-07"))),
                true,
            ),
            (
                "only a past class is that early",
                asks(|f| f.starts_until = Some(date("2026-12-06"))),
                false,
            ),
            (
                "evening",
                asks(|f| f.time_of_day = vec![TimeOfDay::Evening]),
                true,
            ),
            (
                "weekend, but over",
                asks(|f| f.time_of_day = vec![TimeOfDay::Weekend]),
                false,
            ),
            (
                "slow season",
                asks(|f| f.season = Months::from_code("11-2")),
                true,
            ),
            (
                "another season",
                asks(|f| f.season = Months::from_code("6-8")),
                false,
            ),
            (
                "slow season with seats: the class then is full",
                asks(|f| {
                    f.season = Months::from_code("11-2");
                    f.seats_left = true;
                }),
                false,
            ),
            (
                "near another place leaves nothing out",
                asks(|f| f.near = Some("620602100".into())),
                true,
            ),
            ("seats", asks(|f| f.seats_left = true), true),
            (
                "evening with seats: no one class has both",
                asks(|f| {
                    f.time_of_day = vec![TimeOfDay::Evening];
                    f.seats_left = true;
                }),
                false,
            ),
            (
                "two fields, one of them wrong",
                asks(|f| {
                    f.trades = vec!["焊工".into()];
                    f.kinds = vec![CourseKind::Startup];
                }),
                false,
            ),
        ] {
            assert_eq!(filter.matches(&welder(), date(TODAY)), is_wanted, "{name}");
        }
    }

    #[test]
    fn a_course_for_anybody_is_for_every_audience() {
        let filter = CourseFilter {
            audiences: vec![Audience::Graduate],
            ..CourseFilter::default()
        };
        assert!(filter.matches(&listing("open"), date(TODAY)));
    }

    #[test]
    fn a_course_without_classes_is_found_until_a_class_is_asked_for() {
        let filter = CourseFilter {
            seats_left: true,
            ..CourseFilter::default()
        };
        assert!(CourseFilter::default().matches(&listing("idle"), date(TODAY)));
        assert!(!filter.matches(&listing("idle"), date(TODAY)));
    }

    #[test]
    fn near_is_what_is_taught_there_or_online() {
        let from = |code: &str| CourseFilter {
            near: Some(code.into()),
            ..CourseFilter::default()
        };
        let mut online = welder();
        online.mode = TeachingMode::Online;
        assert!(!CourseFilter::default().is_far(&welder()));
        assert!(!from("620602101").is_far(&welder()));
        assert!(from("620602100").is_far(&welder()));
        assert!(!from("620602100").is_far(&online));
    }

    #[test]
    fn active_fields_are_counted_once_each() {
        let mut filter = CourseFilter {
            text: "电工".into(),
            ..CourseFilter::default()
        };
        assert_eq!(filter.active_count(), 0);
        assert!(!filter.is_empty());
        filter.starts_from = Some(date("2027-01-01"));
        filter.starts_until = Some(date("2027-02-01"));
        filter.kinds = vec![CourseKind::Farming, CourseKind::Startup];
        assert_eq!(filter.active_count(), 2);
    }
}
