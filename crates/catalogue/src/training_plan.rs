//! What a district plans of training in a year, and how often it looks.

use serde::{Deserialize, Serialize};

use crate::code::coded_enum;
use crate::district::Source;

/// The plan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TrainingPlan {
    /// How many classes are looked at without notice.
    pub spot_check: SpotCheckShare,
    /// What is to be reached in a year.
    pub targets: Vec<TrainingTarget>,
}

/// How many of the classes taught in a month are looked at without notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpotCheckShare {
    /// In percent.
    pub percent: u32,
    /// Whether the district has still to confirm it.
    pub is_local_confirm: bool,
}

impl Default for SpotCheckShare {
    fn default() -> Self {
        Self {
            percent: 5,
            is_local_confirm: true,
        }
    }
}

/// Something to be reached in a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrainingTarget {
    /// Of what.
    pub kind: TargetKind,
    /// How many, or what share in percent.
    pub number: u32,
    /// The last year the document speaks of.
    pub until_year: i32,
    /// Where it is written.
    pub source: Source,
    /// Whether the district has still to say whether it holds today.
    pub is_local_confirm: bool,
}

coded_enum! {
    /// What a target counts.
    TargetKind {
        /// 职业技能培训: people who finished a class of a trade.
        SkillsPeople = "skills_people",
        /// 创业培训: people who finished a class about starting a business.
        StartupPeople = "startup_people",
        /// 职业技能鉴定: results of assessments.
        Assessments = "assessments",
        /// 培训合格率: share of results that are passed.
        PassRate = "pass_rate",
        /// 培训后就业率: share of answers that name work.
        EmploymentRate = "employment_rate",
    }
}

impl TargetKind {
    /// Whether its number is a share in percent.
    pub const fn is_rate(self) -> bool {
        matches!(self, Self::PassRate | Self::EmploymentRate)
    }
}
