//! What an event of an enrolment carries beside the action.

use crate::names::named;
use domain::{Date, PersonName};
use serde::{Deserialize, Serialize};
use std::fmt;

named! {
    /// What came of a training, in the resident's one tap.
    pub enum Outcome {
        /// Has a job.
        Employed = "employed",
        /// Runs a business.
        SelfEmployed = "self_employed",
        /// Works the own land.
        FarmingOwn = "farming_own",
        /// Looks for work.
        Looking = "looking",
        /// Is in another training.
        InTraining = "in_training",
        /// Prefers not to say.
        PrefersNotToSay = "prefers_not_to_say",
    }
}

impl Outcome {
    /// Whether it names work.
    #[must_use]
    pub const fn is_work(self) -> bool {
        matches!(self, Self::Employed | Self::SelfEmployed | Self::FarmingOwn)
    }

    /// Whether it says what came of the class: who would rather not say is counted nowhere.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        self.is_work() || matches!(self, Self::Looking | Self::InTraining)
    }
}

named! {
    /// How the portal learnt that somebody was there.
    pub enum Presence {
        /// The trainer ticked it.
        Tick = "tick",
        /// The person typed the code that the trainer's screen showed.
        Code = "code",
    }
}

named! {
    /// Level of a skill that was assessed (职业技能评价); five is the lowest.
    pub enum Level {
        /// 五级, 初级工.
        Five = "level_5",
        /// 四级, 中级工.
        Four = "level_4",
        /// 三级, 高级工.
        Three = "level_3",
        /// 二级, 技师.
        Two = "level_2",
        /// 一级, 高级技师.
        One = "level_1",
    }
}

named! {
    /// Why somebody did not come, in the resident's one tap.
    pub enum Absence {
        /// Work, on the land too.
        Work = "work",
        /// Illness, one's own or in the family.
        Illness = "illness",
        /// Children or old people to look after.
        Care = "care",
        /// Too far, or no way to get there.
        TooFar = "too_far",
        /// Did not know, or forgot the day.
        NotTold = "not_told",
        /// The class was not what one expected.
        NotExpected = "not_expected",
        /// Something else, or prefers not to say.
        Other = "other",
    }
}

/// The name under which somebody is in a class, as the roster and the certificate have it. It does not print.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LearnerName(String);

impl LearnerName {
    /// A name that was read.
    #[must_use]
    pub fn new(name: &PersonName) -> Self {
        Self(name.as_str().to_owned())
    }

    /// The whole name, for somebody who may see it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    pub(super) fn is_name(&self) -> bool {
        PersonName::parse(&self.0).is_ok_and(|name| name.as_str() == self.0)
    }
}

impl fmt::Debug for LearnerName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("‹个人信息›")
    }
}

/// What an event carries. Which action takes which is checked by
/// [`EnrolmentFile::decide`](super::EnrolmentFile::decide).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum EnrolmentDetail {
    /// Nothing: the action says it all.
    #[default]
    None,
    /// The sequence number of the request within its class; the order of the wait-list.
    Place {
        /// From 1.
        number: u32,
        /// Whether the person has a seat on the same days and asks for this one all the same; none in events that are
        /// older than the question.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        overlap: Option<bool>,
    },
    /// What is known of other seats on the same days when an offered one is taken.
    Overlap {
        /// Whether there is one, and the person takes this one all the same.
        is_accepted: bool,
    },
    /// Until when an offer stands.
    Offer {
        /// Unix milliseconds.
        until_ms: i64,
    },
    /// What the engine said of a subsidy that the person asks for.
    Verdict {
        /// Whether the person clearly gets it.
        is_clear: bool,
        /// SHA-256 of the receipt, hexadecimal.
        receipt: String,
    },
    /// Why somebody did not come.
    Absence {
        /// The reason.
        reason: Absence,
    },
    /// The day on which an assessment can be taken again.
    NextDate {
        /// The day.
        on: Date,
    },
    /// A reason, or what to fix, in the actor's own words.
    Reason {
        /// The words.
        text: String,
    },
    /// Why the class is not for this person.
    Refusal {
        /// Code of the reason.
        reason_code: String,
        /// The rule it rests on.
        rule: String,
        /// What the resident can do.
        remedies: String,
    },
    /// Under which name the person is in the class.
    Name {
        /// The name.
        name: LearnerName,
    },
    /// A day on which the person was there, or was not after all.
    Lesson {
        /// The day.
        on: Date,
        /// How the portal knows.
        by: Presence,
    },
    /// An assessment that was passed.
    Assessed {
        /// The level, where the course leads to one.
        level: Option<Level>,
    },
    /// The certificate.
    Certificate {
        /// Its number.
        number: String,
    },
    /// What came of it.
    FollowUp {
        /// Days after the end of the class: 30, 90 or 180.
        days: u32,
        /// The answer.
        outcome: Outcome,
    },
}
