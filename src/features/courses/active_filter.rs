//! One thing the filter asks: what a chip removes and a tick box adds.

use catalogue::{Audience, CourseFilter, CourseKind, Months, SkillLevel, TeachingMode, TimeOfDay};
use domain::Date;

/// One thing a [`CourseFilter`] asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ActiveFilter {
    Text(String),
    Kind(CourseKind),
    Division(String),
    Trade(String),
    From(Date),
    Until(Date),
    Time(TimeOfDay),
    SeatsLeft,
    Subsidised,
    Audience(Audience),
    Level(SkillLevel),
    Mode(TeachingMode),
    Season(Months),
    Near(String),
}

/// Everything the filter asks, in the order of the panel.
pub(super) fn active_filters(filter: &CourseFilter) -> Vec<ActiveFilter> {
    let mut active = Vec::new();
    if !filter.text.trim().is_empty() {
        active.push(ActiveFilter::Text(filter.text.clone()));
    }
    active.extend(filter.kinds.iter().copied().map(ActiveFilter::Kind));
    active.extend(filter.divisions.iter().cloned().map(ActiveFilter::Division));
    active.extend(filter.trades.iter().cloned().map(ActiveFilter::Trade));
    active.extend(filter.starts_from.map(ActiveFilter::From));
    active.extend(filter.starts_until.map(ActiveFilter::Until));
    active.extend(filter.time_of_day.iter().copied().map(ActiveFilter::Time));
    active.extend(filter.seats_left.then_some(ActiveFilter::SeatsLeft));
    active.extend(filter.subsidised.then_some(ActiveFilter::Subsidised));
    active.extend(filter.audiences.iter().copied().map(ActiveFilter::Audience));
    active.extend(filter.levels.iter().copied().map(ActiveFilter::Level));
    active.extend(filter.mode.iter().copied().map(ActiveFilter::Mode));
    active.extend(filter.season.map(ActiveFilter::Season));
    active.extend(filter.near.clone().map(ActiveFilter::Near));
    active
}

impl ActiveFilter {
    /// Whether the filter asks this.
    pub(super) fn is_in(&self, filter: &CourseFilter) -> bool {
        active_filters(filter).contains(self)
    }

    /// The filter asking this too.
    pub(super) fn added_to(&self, filter: &CourseFilter) -> CourseFilter {
        self.put(filter, true)
    }

    /// The filter no longer asking this.
    pub(super) fn removed_from(&self, filter: &CourseFilter) -> CourseFilter {
        self.put(filter, false)
    }

    fn put(&self, filter: &CourseFilter, is_asked: bool) -> CourseFilter {
        let mut changed = filter.clone();
        match self {
            Self::Text(text) => {
                changed.text = if is_asked {
                    text.clone()
                } else {
                    String::new()
                }
            }
            Self::Kind(kind) => put_in(&mut changed.kinds, kind, is_asked),
            Self::Division(code) => put_in(&mut changed.divisions, code, is_asked),
            Self::Trade(name) => put_in(&mut changed.trades, name, is_asked),
            Self::From(day) => changed.starts_from = is_asked.then_some(*day),
            Self::Until(day) => changed.starts_until = is_asked.then_some(*day),
            Self::Time(time) => put_in(&mut changed.time_of_day, time, is_asked),
            Self::SeatsLeft => changed.seats_left = is_asked,
            Self::Subsidised => changed.subsidised = is_asked,
            Self::Audience(audience) => put_in(&mut changed.audiences, audience, is_asked),
            Self::Level(level) => put_in(&mut changed.levels, level, is_asked),
            Self::Mode(mode) => put_in(&mut changed.mode, mode, is_asked),
            Self::Season(months) => changed.season = is_asked.then_some(*months),
            Self::Near(code) => changed.near = is_asked.then(|| code.clone()),
        }
        changed
    }
}

fn put_in<T: Clone + PartialEq>(values: &mut Vec<T>, value: &T, is_asked: bool) {
    values.retain(|known| known != value);
    if is_asked {
        values.push(value.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::courses::testing::date;

    fn one_of_each() -> Vec<ActiveFilter> {
        vec![
            ActiveFilter::Text("电工".into()),
            ActiveFilter::Kind(CourseKind::Farming),
            ActiveFilter::Kind(CourseKind::Startup),
            ActiveFilter::Division("620602101".into()),
            ActiveFilter::Trade("焊工".into()),
            ActiveFilter::From(date("2026-12-01")),
            ActiveFilter::Until(date("2027-01-31")),
            ActiveFilter::Time(TimeOfDay::Evening),
            ActiveFilter::SeatsLeft,
            ActiveFilter::Subsidised,
            ActiveFilter::Audience(Audience::Veteran),
            ActiveFilter::Level(SkillLevel::Five),
            ActiveFilter::Mode(TeachingMode::Online),
            ActiveFilter::Season(Months { from: 11, until: 2 }),
            ActiveFilter::Near("620602100".into()),
        ]
    }

    #[test]
    fn what_is_added_is_listed_and_what_is_removed_is_gone() {
        let all = one_of_each();
        let mut filter = CourseFilter::default();
        for active in &all {
            assert!(!active.is_in(&filter), "{active:?}");
            filter = active.added_to(&filter);
            assert!(active.is_in(&filter), "{active:?}");
        }
        assert_eq!(active_filters(&filter), all);
        for active in &all {
            filter = active.removed_from(&filter);
            assert!(!active.is_in(&filter), "{active:?}");
        }
        assert!(filter.is_empty());
    }

    #[test]
    fn asking_twice_asks_once() {
        let kind = ActiveFilter::Kind(CourseKind::Farming);
        let filter = kind.added_to(&kind.added_to(&CourseFilter::default()));
        assert_eq!(filter.kinds, [CourseKind::Farming]);
    }

    #[test]
    fn spaces_alone_ask_nothing() {
        let filter = CourseFilter {
            text: " 　".into(),
            ..CourseFilter::default()
        };
        assert!(active_filters(&filter).is_empty());
    }
}
