//! What a district plans of training in a year, and how often it looks.

use serde::{Deserialize, Serialize};

use crate::code::coded_enum;
use crate::district::Source;
use crate::season::Months;

/// The plan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TrainingPlan {
    /// How many classes are looked at without notice.
    pub spot_check: SpotCheckShare,
    /// What is to be reached in a year.
    pub targets: Vec<TrainingTarget>,
    /// What of training may be subsidised; none where the district gives no catalogues.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub catalogues: Option<SubsidyCatalogues>,
    /// When farmers are in their fields.
    pub busy_seasons: Vec<BusySeason>,
}

/// The two catalogues of subsidised training (培训工种目录、机构目录). What is in neither cannot be subsidised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubsidyCatalogues {
    /// Whether both are made up (示例), because the district's own are not known.
    pub is_sample: bool,
    /// Where it is written that there are two.
    pub source: Source,
    /// Names of the trades.
    pub trades: Vec<String>,
    /// The organisations.
    pub institutions: Vec<ListedInstitution>,
}

impl SubsidyCatalogues {
    /// Whether an organisation is in the catalogue, by its unified social credit code.
    pub fn has_institution(&self, credit_code: &str) -> bool {
        let mut institutions = self.institutions.iter();
        institutions.any(|one| one.credit_code == credit_code)
    }
}

/// One organisation of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedInstitution {
    /// Name.
    pub name: String,
    /// Unified social credit code.
    pub credit_code: String,
}

/// When farmers are in their fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusySeason {
    /// What it is called, such as 春播.
    pub name: String,
    /// Whole months.
    pub months: Months,
    /// Whether the district has still to confirm them.
    pub is_local_confirm: bool,
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
