//! What stands against paying for a person: the cases of past audits as rules over roster, attendance and earlier claims.

use crate::names::named;
use domain::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A couple may share a phone.
const MANY_WITH_ONE_DEVICE: u32 = 3;
/// The subsidy for a training as a whole, which is not paid for a part of it.
const WHOLE_TRAINING: &str = "training_subsidy";
/// What another system paid to somebody so many days before or after the class may be for it.
const NEAR_DAYS: i32 = 365;

named! {
    /// A case that audits found.
    pub enum FindingKind {
        /// Applied for, and nobody ever saw the person in a lesson (海淀: 2,984 people on paper, about 330 in the room).
        NoAttendance = "no_attendance",
        /// Left before the end by the school's own word, and applied for as if trained (百色: money drawn for training that was
        /// not). What is paid by the day is not concerned.
        LeftEarly = "left_early",
        /// Ticked on a day that is no day of teaching (百色: money drawn for training that was not).
        NoLesson = "no_lesson",
        /// In two classes on one day (facts 5: 同证件多工种同期).
        SameDay = "same_day",
        /// The same subsidy was paid for the same trade and level before (雅安: found by comparing claims).
        ClaimedBefore = "claimed_before",
        /// Two people of the class have one certificate number (facts 5: 机构批量异常).
        CertificateTwice = "certificate_twice",
        /// Many checked in from one device (facts 5: 机构批量异常).
        OneDevice = "one_device",
        /// Two people of the class gave one identity card (facts 5: 同证件).
        TwiceInClass = "twice_in_class",
        /// The identity card stands under another account in another class (facts 5: 同证件). Who has a new phone has a new
        /// account: what was paid and attended there is looked at as one person's.
        TwoAccounts = "two_accounts",
        /// Another system paid a subsidy for the same certificate, or to the same identity card within a year (facts 5:
        /// 技能提升 vs 培训补贴).
        PaidElsewhere = "paid_elsewhere",
        /// The person says so (facts 4.3: 失业保险技能提升补贴 and the training subsidy are not paid both).
        DeclaredElsewhere = "declared_elsewhere",
    }
}

impl FindingKind {
    /// Whether nothing is paid while it stands. A phone that went round, or a new one, is a reason to ask, not proof; nor is
    /// what another system calls a subsidy.
    #[must_use]
    pub const fn stops(self) -> bool {
        !matches!(
            self,
            Self::OneDevice | Self::TwoAccounts | Self::PaidElsewhere | Self::DeclaredElsewhere
        )
    }

    /// Whether a school does not read it. Who types a number must not learn what another system paid to whoever has it.
    #[must_use]
    pub const fn is_for_officers(self) -> bool {
        matches!(self, Self::PaidElsewhere)
    }
}

/// One case at one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Which case.
    pub kind: FindingKind,
    /// The other class it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// The day it is about, the first of several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// The subsidy it is about; every one where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programme: Option<String>,
    /// How many people it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<u32>,
    /// What another system calls the subsidy it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subsidy: Option<String>,
}

impl Finding {
    fn of(kind: FindingKind) -> Self {
        Self {
            kind,
            class: None,
            on: None,
            programme: None,
            people: None,
            subsidy: None,
        }
    }

    /// Whether it keeps a subsidy from being paid.
    #[must_use]
    pub fn stops(&self, programme: &str) -> bool {
        let is_about = self.programme.as_deref().is_none_or(|one| one == programme);
        self.kind.stops() && is_about
    }
}

/// A subsidy that was decided for a person before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// For which class.
    pub class: String,
    /// The programme.
    pub programme: String,
    /// What identifies trade and level.
    pub trade: String,
    /// The year it was for.
    pub for_year: i64,
}

/// A subsidy that another system paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// What it is called there.
    pub subsidy: String,
    /// When.
    pub paid_on: Date,
    /// Whether it was for the person's certificate of this class.
    pub is_same_certificate: bool,
}

/// What is known of one person of a class.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// The days on which the person was there.
    pub attended: BTreeSet<Date>,
    /// Whether the school says that the person left before the end.
    pub has_left: bool,
    /// The number of the certificate.
    pub certificate: Option<String>,
    /// The most people who checked in to one lesson from the person's device.
    pub same_device: u32,
    /// What identifies trade and level of this class.
    pub trade: String,
    /// The days on which the same person was in other classes.
    pub elsewhere: Vec<(String, BTreeSet<Date>)>,
    /// What was paid for the same person before.
    pub claimed: Vec<Claimed>,
    /// Classes in which the person's identity card stands under another account.
    pub accounts: Vec<String>,
    /// How many people of this class gave that identity card and are applied for.
    pub in_class: u32,
    /// What other systems paid for the certificate or to the identity card.
    pub outside: Vec<Outside>,
    /// Whether the person says that another system paid, or will.
    pub says_paid_elsewhere: bool,
}

/// Everything that stands against paying for somebody, given the days of teaching and the whole class.
///
/// ```
/// use workflow::settlement::{Evidence, FindingKind, find};
/// let nobody_saw = Evidence::default();
/// let found = find(&[], &nobody_saw, &[&nobody_saw]);
/// assert_eq!(found[0].kind, FindingKind::NoAttendance);
/// ```
#[must_use]
pub fn find(lessons: &[Date], person: &Evidence, class: &[&Evidence]) -> Vec<Finding> {
    let mut found = Vec::new();
    if person.attended.is_empty() {
        found.push(Finding::of(FindingKind::NoAttendance));
    } else if person.has_left {
        found.push(Finding {
            programme: Some(WHOLE_TRAINING.to_owned()),
            ..Finding::of(FindingKind::LeftEarly)
        });
    }
    let no_lesson = person.attended.iter().find(|day| !lessons.contains(day));
    found.extend(no_lesson.map(|day| Finding {
        on: Some(*day),
        ..Finding::of(FindingKind::NoLesson)
    }));
    for (class, days) in &person.elsewhere {
        let shared = person.attended.intersection(days).next();
        found.extend(shared.map(|day| Finding {
            class: Some(class.clone()),
            on: Some(*day),
            ..Finding::of(FindingKind::SameDay)
        }));
    }
    let again = person
        .claimed
        .iter()
        .filter(|one| one.trade == person.trade);
    found.extend(again.map(|one| Finding {
        class: Some(one.class.clone()),
        programme: Some(one.programme.clone()),
        ..Finding::of(FindingKind::ClaimedBefore)
    }));
    if let Some(number) = &person.certificate {
        let with_it = class
            .iter()
            .filter(|one| one.certificate.as_ref() == Some(number))
            .count();
        if with_it > 1 {
            found.push(Finding {
                people: u32::try_from(with_it).ok(),
                ..Finding::of(FindingKind::CertificateTwice)
            });
        }
    }
    if person.same_device >= MANY_WITH_ONE_DEVICE {
        found.push(Finding {
            people: Some(person.same_device),
            ..Finding::of(FindingKind::OneDevice)
        });
    }
    if person.in_class > 1 {
        found.push(Finding {
            people: Some(person.in_class),
            ..Finding::of(FindingKind::TwiceInClass)
        });
    }
    let accounts = person.accounts.iter();
    found.extend(accounts.map(|class| Finding {
        class: Some(class.clone()),
        ..Finding::of(FindingKind::TwoAccounts)
    }));
    found.extend(elsewhere(lessons, person));
    found
}

/// What may not be paid beside it, by the lists of other systems and by what the person says.
fn elsewhere(lessons: &[Date], person: &Evidence) -> Vec<Finding> {
    let last = lessons.last().copied();
    let is_near = |on: Date| last.is_some_and(|last| last.days_until(on).abs() <= NEAR_DAYS);
    let paid = person.outside.iter();
    let paid = paid.filter(|one| one.is_same_certificate || is_near(one.paid_on));
    let mut found: Vec<Finding> = paid
        .map(|one| Finding {
            on: Some(one.paid_on),
            subsidy: Some(one.subsidy.clone()),
            ..Finding::of(FindingKind::PaidElsewhere)
        })
        .collect();
    if person.says_paid_elsewhere {
        found.push(Finding::of(FindingKind::DeclaredElsewhere));
    }
    found
}

#[cfg(test)]
mod tests;
