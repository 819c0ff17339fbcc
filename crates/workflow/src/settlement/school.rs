//! What stands out across the classes of one school: the cases of past audits in which whole classes were made up. No person
//! is judged by it and nothing is held back: it tells an officer where to look.

use crate::class::MOST_HOURS_A_DAY;
use crate::names::named;
use domain::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A couple may share a phone or a card, or like a school.
const MANY: usize = 3;
/// In fewer people a share says nothing.
const SHARE_OF: usize = 10;

named! {
    /// A case that audits found at schools.
    pub enum SignKind {
        /// Several people of the class were in two or more other classes of the school within a year (facts 5:
        /// 同证件多工种同期; 雅安: found by comparing claims).
        RepeatTrainees = "repeat_trainees",
        /// The room was used by another class of the school at the same hours (百色: money drawn for training that was
        /// not).
        RoomTwice = "room_twice",
        /// Everybody passed, and hardly anybody ever checked in (facts 5: 机构批量异常).
        PassedUnseen = "passed_unseen",
        /// Fewer than half of the roster ever came (海淀: 2,984 people on paper, about 330 in the room).
        FewCame = "few_came",
        /// The days of teaching are too few for the hours of the course: days taken out make who came once somebody who was
        /// always there (百色: money drawn for training that was not).
        TooFewDays = "too_few_days",
        /// One device checked several people in, in more than one class (facts 5: 机构批量异常).
        DeviceAcross = "device_across",
        /// One payment card was given for several people, in more than one class (facts 5: 机构批量异常).
        CardAcross = "card_across",
    }
}

/// One case at a class of a school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolSign {
    /// Which case.
    pub kind: SignKind,
    /// The other classes it is about, by id.
    #[serde(default)]
    pub classes: Vec<String>,
    /// The day it is about, the first of several.
    #[serde(default)]
    pub on: Option<Date>,
    /// How many people it is about.
    #[serde(default)]
    pub people: Option<u32>,
    /// Of how many.
    #[serde(default)]
    pub of: Option<u32>,
    /// The hours that the course says.
    #[serde(default)]
    pub hours: Option<u32>,
    /// The days on which they would have been taught.
    #[serde(default)]
    pub days: Option<u32>,
}

impl SchoolSign {
    /// A case of which nothing more is said.
    #[must_use]
    pub const fn of(kind: SignKind) -> Self {
        Self {
            kind,
            classes: Vec::new(),
            on: None,
            people: None,
            of: None,
            hours: None,
            days: None,
        }
    }
}

/// One person in a class of a school.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trainee {
    /// What identifies the person, whatever the account.
    pub person: String,
    /// Whether the person was ever there.
    pub has_come: bool,
    /// Whether the person passed.
    pub has_passed: bool,
    /// The devices from which the person checked in.
    pub devices: BTreeSet<Vec<u8>>,
    /// What identifies the payment card.
    pub card: Option<Vec<u8>>,
}

/// One class of a school.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SchoolClass {
    /// Its id.
    pub id: String,
    /// What identifies room and hours; none where it is not known, or is no room.
    pub room: Option<String>,
    /// The days of teaching.
    pub days: BTreeSet<Date>,
    /// The hours that its course says; none where nobody knows them.
    pub hours: Option<u32>,
    /// Whether its last day is over: before that nobody knows who will have come.
    pub is_over: bool,
    /// Everybody who has or had a seat.
    pub trainees: Vec<Trainee>,
    /// How many times somebody checked in by the code in the room.
    pub check_ins: usize,
}

impl SchoolClass {
    fn came(&self) -> impl Iterator<Item = &Trainee> {
        self.trainees.iter().filter(|one| one.has_come)
    }
}

/// Everything that stands out at a class, given the classes of its school within a year, itself among them or not.
///
/// ```
/// use workflow::settlement::{SchoolClass, school_signs};
/// let quiet = SchoolClass { id: "a.1".into(), ..SchoolClass::default() };
/// assert!(school_signs(&quiet, &[quiet.clone()]).is_empty());
/// ```
#[must_use]
pub fn school_signs(class: &SchoolClass, school: &[SchoolClass]) -> Vec<SchoolSign> {
    let others: Vec<&SchoolClass> = school.iter().filter(|one| one.id != class.id).collect();
    let mut found = Vec::new();
    found.extend(repeat_trainees(class, &others));
    found.extend(rooms(class, &others));
    found.extend(passed_unseen(class));
    found.extend(few_came(class));
    found.extend(too_few_days(class));
    let devices = across(class, &others, |one| {
        one.devices.iter().map(Vec::as_slice).collect()
    });
    found.extend(devices.map(|(people, classes)| of(SignKind::DeviceAcross, people, classes)));
    let cards = across(class, &others, |one| {
        one.card.as_deref().into_iter().collect()
    });
    found.extend(cards.map(|(people, classes)| of(SignKind::CardAcross, people, classes)));
    found
}

fn number(count: usize) -> Option<u32> {
    u32::try_from(count).ok()
}

fn of(kind: SignKind, people: usize, classes: BTreeSet<&str>) -> SchoolSign {
    SchoolSign {
        classes: classes.into_iter().map(str::to_owned).collect(),
        people: number(people),
        ..SchoolSign::of(kind)
    }
}

fn repeat_trainees(class: &SchoolClass, others: &[&SchoolClass]) -> Option<SchoolSign> {
    let mut repeated: BTreeSet<&str> = BTreeSet::new();
    let mut classes: BTreeSet<&str> = BTreeSet::new();
    for one in class.came() {
        let with: Vec<&str> = others
            .iter()
            .filter(|other| other.came().any(|they| they.person == one.person))
            .map(|other| other.id.as_str())
            .collect();
        if with.len() > 1 {
            repeated.insert(&one.person);
            classes.extend(with);
        }
    }
    (repeated.len() >= MANY).then(|| SchoolSign {
        of: number(class.came().count()),
        ..of(SignKind::RepeatTrainees, repeated.len(), classes)
    })
}

fn rooms(class: &SchoolClass, others: &[&SchoolClass]) -> Vec<SchoolSign> {
    let same = others
        .iter()
        .filter(|other| class.room.is_some() && other.room == class.room);
    let found = same.filter_map(|other| {
        let day = class.days.intersection(&other.days).next()?;
        Some(SchoolSign {
            classes: vec![other.id.clone()],
            on: Some(*day),
            ..SchoolSign::of(SignKind::RoomTwice)
        })
    });
    found.collect()
}

fn passed_unseen(class: &SchoolClass) -> Option<SchoolSign> {
    let people = class.trainees.len();
    let have_all_passed = class.trainees.iter().all(|one| one.has_passed);
    let lessons = people.saturating_mul(class.days.len());
    let are_unseen = class.check_ins.saturating_mul(SHARE_OF) < lessons;
    (people >= SHARE_OF && have_all_passed && are_unseen)
        .then(|| of(SignKind::PassedUnseen, people, BTreeSet::new()))
}

fn few_came(class: &SchoolClass) -> Option<SchoolSign> {
    let (came, all) = (class.came().count(), class.trainees.len());
    (class.is_over && all >= SHARE_OF && came.saturating_mul(2) < all).then(|| SchoolSign {
        of: number(all),
        ..of(SignKind::FewCame, came, BTreeSet::new())
    })
}

fn too_few_days(class: &SchoolClass) -> Option<SchoolSign> {
    let (hours, days) = (class.hours?, number(class.days.len())?);
    (days.saturating_mul(MOST_HOURS_A_DAY) < hours).then(|| SchoolSign {
        hours: Some(hours),
        days: Some(days),
        ..SchoolSign::of(SignKind::TooFewDays)
    })
}

/// The device or card of the class that went round most people, in the class and in others: how many, and in which others.
fn across<'a>(
    class: &'a SchoolClass,
    others: &[&'a SchoolClass],
    keys: impl Fn(&'a Trainee) -> Vec<&'a [u8]>,
) -> Option<(usize, BTreeSet<&'a str>)> {
    let mut known: BTreeMap<&[u8], (BTreeSet<&str>, BTreeSet<&str>)> = BTreeMap::new();
    for one in &class.trainees {
        for key in keys(one) {
            let (people, _) = known.entry(key).or_default();
            people.insert(&one.person);
        }
    }
    for other in others {
        for one in &other.trainees {
            for key in keys(one) {
                if let Some((people, classes)) = known.get_mut(key) {
                    people.insert(&one.person);
                    classes.insert(&other.id);
                }
            }
        }
    }
    known
        .into_values()
        .map(|(people, classes)| (people.len(), classes))
        .filter(|(people, classes)| *people >= MANY && !classes.is_empty())
        .max_by_key(|(people, _)| *people)
}

#[cfg(test)]
mod tests;
