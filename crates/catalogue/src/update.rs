//! What changed in a course when a newer version of it was published.

use domain::Date;
use serde::{Deserialize, Serialize};

use crate::code::coded_enum;
use crate::course::{Course, CourseSession, SkillLevel};

coded_enum! {
    /// What of a course may change.
    ChangedPart {
        /// Title.
        Title = "title",
        /// What it is for; a code.
        Kind = "kind",
        /// Price, in fen.
        Price = "price",
        /// Whether a training subsidy may cover it: `yes` or `no`.
        Subsidy = "subsidy",
        /// Trade.
        Trade = "trade",
        /// Skill level; a code.
        Level = "level",
        /// Teaching hours.
        Hours = "hours",
        /// Township or street by its name, and the room.
        Place = "place",
        /// How it is taught; a code.
        Mode = "mode",
        /// For whom; codes with `,` between them.
        Audiences = "audiences",
        /// What is taught; named without its words.
        Outline = "outline",
        /// What one leaves with.
        Certificate = "certificate",
        /// First day of a class.
        StartsOn = "starts_on",
        /// Last day of a class whose first day stayed.
        EndsOn = "ends_on",
        /// Weekdays and hours of a class in words.
        Time = "time",
        /// Seats of a class.
        Seats = "seats",
        /// A class that was not there before.
        ClassAdded = "class_added",
        /// A class to come that is there no more.
        ClassGone = "class_gone",
    }
}

impl ChangedPart {
    /// Whether somebody who has a seat, or waits for one, may decide otherwise because of it.
    pub const fn concerns_members(self) -> bool {
        matches!(
            self,
            Self::Price
                | Self::Subsidy
                | Self::Hours
                | Self::Place
                | Self::Mode
                | Self::StartsOn
                | Self::EndsOn
                | Self::Time
        )
    }
}

/// One thing that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseChange {
    /// What it is.
    pub part: ChangedPart,
    /// First day of the class it is about, as it was; none of what is said of the whole course.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Date>,
    /// As it was, in the form its part names; empty where nothing was said, none where only the part is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// As it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

impl CourseChange {
    fn is_nothing(&self) -> bool {
        self.before.is_some() && self.before == self.after
    }
}

/// The last publication that changed something a reader would notice. Words that were put right are not told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseUpdate {
    /// The day it went live.
    pub on: Date,
    /// What changed, in the order of the page.
    pub changes: Vec<CourseChange>,
}

impl CourseUpdate {
    /// What differs between two versions, the newer published on a day; none when nothing does. `place` names where a
    /// version is taught.
    pub fn between(
        before: &Course,
        after: &Course,
        on: Date,
        place: impl Fn(&Course) -> String,
    ) -> Option<Self> {
        let mut changes = of_course(before, after, place);
        changes.extend(of_classes(before, after, on));
        (!changes.is_empty()).then_some(Self { on, changes })
    }

    /// This one with what an earlier one of the same day told: who read the course the day before is told all of it. None
    /// when the day ends as it began.
    #[must_use]
    pub fn joined_to(mut self, earlier: Option<&Self>) -> Option<Self> {
        let same_day = earlier.filter(|earlier| earlier.on == self.on);
        for old in same_day.into_iter().flat_map(|earlier| &earlier.changes) {
            let is_it = |new: &&mut CourseChange| (new.part, new.class) == (old.part, old.class);
            match self.changes.iter_mut().find(is_it) {
                Some(new) => new.before.clone_from(&old.before),
                None => self.changes.push(old.clone()),
            }
        }
        self.changes.retain(|change| !change.is_nothing());
        (!self.changes.is_empty()).then_some(self)
    }
}

fn of_course(
    before: &Course,
    after: &Course,
    place: impl Fn(&Course) -> String,
) -> Vec<CourseChange> {
    let yes_or_no = |is_so: bool| if is_so { "yes" } else { "no" }.to_owned();
    let audiences = |course: &Course| {
        let codes: Vec<_> = course.audiences.iter().map(|one| one.code()).collect();
        codes.join(",")
    };
    let values = |course: &Course| {
        [
            (ChangedPart::Title, course.title.clone()),
            (ChangedPart::Kind, course.kind.code().to_owned()),
            (ChangedPart::Price, course.price_fen.fen().to_string()),
            (ChangedPart::Subsidy, yes_or_no(course.is_subsidised)),
            (ChangedPart::Trade, course.trade.clone().unwrap_or_default()),
            (
                ChangedPart::Level,
                course.level.map_or("", SkillLevel::code).to_owned(),
            ),
            (ChangedPart::Hours, course.hours.to_string()),
            (ChangedPart::Place, place(course)),
            (ChangedPart::Mode, course.mode.code().to_owned()),
            (ChangedPart::Audiences, audiences(course)),
            (
                ChangedPart::Certificate,
                course.certificate.clone().unwrap_or_default(),
            ),
        ]
    };
    let pairs = values(before).into_iter().zip(values(after));
    let mut changes: Vec<_> = pairs
        .filter(|((_, old), (_, new))| old != new)
        .map(|((part, old), (_, new))| changed(part, None, (old, new)))
        .collect();
    if before.outline != after.outline {
        changes.push(named(ChangedPart::Outline, None));
    }
    changes
}

fn of_classes(before: &Course, after: &Course, on: Date) -> Vec<CourseChange> {
    let find = |course: &Course, id: &str| -> Option<CourseSession> {
        let mut sessions = course.sessions.iter();
        sessions.find(|session| session.id == id).cloned()
    };
    let mut changes = Vec::new();
    for new in &after.sessions {
        let Some(old) = find(before, &new.id) else {
            changes.push(named(ChangedPart::ClassAdded, Some(new.starts_on)));
            continue;
        };
        let class = Some(old.starts_on);
        if old.starts_on != new.starts_on {
            let days = (old.starts_on.to_string(), new.starts_on.to_string());
            changes.push(changed(ChangedPart::StartsOn, class, days));
        } else if old.ends_on != new.ends_on {
            let days = (old.ends_on.to_string(), new.ends_on.to_string());
            changes.push(changed(ChangedPart::EndsOn, class, days));
        }
        if old.schedule != new.schedule {
            let words = (old.schedule.clone(), new.schedule.clone());
            changes.push(changed(ChangedPart::Time, class, words));
        }
        if old.seats != new.seats {
            let seats = (old.seats.to_string(), new.seats.to_string());
            changes.push(changed(ChangedPart::Seats, class, seats));
        }
    }
    let gone = before.sessions.iter().filter(|old| old.starts_on >= on);
    let gone = gone.filter(|old| find(after, &old.id).is_none());
    changes.extend(gone.map(|old| named(ChangedPart::ClassGone, Some(old.starts_on))));
    changes
}

fn changed(
    part: ChangedPart,
    class: Option<Date>,
    (before, after): (String, String),
) -> CourseChange {
    CourseChange {
        part,
        class,
        before: Some(before),
        after: Some(after),
    }
}

const fn named(part: ChangedPart, class: Option<Date>) -> CourseChange {
    CourseChange {
        part,
        class,
        before: None,
        after: None,
    }
}

#[cfg(test)]
mod tests;
