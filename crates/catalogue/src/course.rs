//! A course and its dated classes, whole: what a trainer publishes and what the page of a course reads.

use domain::{Date, Money};
use serde::{Deserialize, Serialize};

use crate::audience::Audience;
use crate::code::coded_enum;
use crate::photo::CoursePhoto;
use crate::update::CourseUpdate;

coded_enum! {
    /// What a course is for, in the words of the plans (facts 1.3).
    CourseKind {
        /// 就业技能.
        EmploymentSkill = "employment_skill",
        /// 岗位提升.
        JobUpgrade = "job_upgrade",
        /// 创业.
        Startup = "startup",
        /// 农业技术.
        Farming = "farming",
        /// 电商.
        Ecommerce = "ecommerce",
        /// 高技能.
        AdvancedSkill = "advanced_skill",
    }
}

coded_enum! {
    /// National skill level a course prepares for; five is the lowest.
    SkillLevel {
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

coded_enum! {
    /// How a course is taught.
    TeachingMode {
        /// 线下.
        InPerson = "in_person",
        /// 线上.
        Online = "online",
        /// 线上线下结合.
        Mixed = "mixed",
    }
}

coded_enum! {
    /// When in the week a session meets.
    TimeOfDay {
        /// On weekdays, in the day.
        Day = "day",
        /// In the evening.
        Evening = "evening",
        /// At weekends.
        Weekend = "weekend",
    }
}

/// Something one can learn: what, from whom, where and for how much. When is the matter of its sessions.
///
/// The browser never reads one whole: a list takes a [`crate::CourseListing`] of it, the page of a course a
/// [`crate::CourseDetails`] besides, both out of the same JSON. Words are data in Chinese. A course is never a promise of money: `is_subsidised` says only that a subsidy may cover it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Slug, unique in the district; part of the course's address.
    pub id: String,
    /// Title.
    pub title: String,
    /// What it is for.
    pub kind: CourseKind,
    /// Trade (工种) as the catalogue of occupations names it; none for courses outside it.
    #[serde(default)]
    pub trade: Option<String>,
    /// Skill level it prepares for.
    #[serde(default)]
    pub level: Option<SkillLevel>,
    /// Teaching hours.
    pub hours: u32,
    /// Price for one who pays in full.
    pub price_fen: Money,
    /// Whether a training subsidy may cover it.
    pub is_subsidised: bool,
    /// For whom it is meant; empty means anybody.
    #[serde(default)]
    pub audiences: Vec<Audience>,
    /// Training organisation.
    pub provider: String,
    /// Nine-digit code of the township or street where it is taught, or where an online course is run from.
    pub division: String,
    /// Room or site within the division.
    pub venue: String,
    /// How it is taught.
    pub mode: TeachingMode,
    /// Two or three sentences.
    pub summary: String,
    /// What is taught, in order.
    pub outline: Vec<String>,
    /// What to bring.
    #[serde(default)]
    pub bring: Vec<String>,
    /// What one leaves with.
    #[serde(default)]
    pub certificate: Option<String>,
    /// The sentence of a plan, or the section of the fact sheet, that names this training.
    pub source: String,
    /// Whether it is a sample (示例) that no trainer has published.
    pub is_sample: bool,
    /// Dated classes.
    #[serde(default)]
    pub sessions: Vec<CourseSession>,
    /// What the last publication changed; none of a course that has had one version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update: Option<CourseUpdate>,
    /// Its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<CoursePhoto>,
}

/// One dated class (班次) of a course, with its own seats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseSession {
    /// Identifier, unique within the course.
    pub id: String,
    /// First day.
    pub starts_on: Date,
    /// Last day, not before the first.
    pub ends_on: Date,
    /// When in the week it meets.
    pub time_of_day: TimeOfDay,
    /// Days and hours in words.
    pub schedule: String,
    /// Seats in all.
    pub seats: u32,
    /// Seats taken, never more than there are.
    pub seats_taken: u32,
    /// Last day to enrol, not after the first day.
    pub enrol_by: Date,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_the_wire_form() {
        for kind in CourseKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
            assert_eq!(CourseKind::from_code(kind.code()), Some(*kind));
        }
        assert_eq!(SkillLevel::from_code("level_3"), Some(SkillLevel::Three));
        assert_eq!(SkillLevel::from_code("LEVEL_3"), None);
    }
}
