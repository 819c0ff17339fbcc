//! What a district plans of training in a year, and how often it looks.

use domain::{Date, Money};
use serde::{Deserialize, Serialize};

use crate::code::coded_enum;
use crate::course::SkillLevel;
use crate::district::Source;
use crate::season::Months;
use crate::training_clocks::TrainingClocks;

/// The plan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TrainingPlan {
    /// How many classes are looked at without notice.
    pub spot_check: SpotCheckShare,
    /// How long the steps of listings and complaints may take.
    pub clocks: TrainingClocks,
    /// What is to be reached in a year.
    pub targets: Vec<TrainingTarget>,
    /// What of training may be subsidised; none where the district gives no catalogues.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub catalogues: Option<SubsidyCatalogues>,
    /// When farmers are in their fields.
    pub busy_seasons: Vec<BusySeason>,
    /// What is paid for a person's training in a trade; none where no document says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub standards: Vec<SubsidyStandard>,
    /// The columns of the bureau's own forms; the portal's columns where none are named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub columns: Option<SheetColumns>,
}

/// What is paid for a person's training in a trade (培训补贴标准).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubsidyStandard {
    /// The trade.
    pub trade: String,
    /// The level; none: every level, and courses without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<SkillLevel>,
    /// For each person.
    pub fen: Money,
    /// The first day of the classes it is for, where one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last such day, where one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Where it is written.
    pub source: Source,
    /// Whether the district has still to confirm it: then it is said and stops nothing.
    pub is_local_confirm: bool,
}

impl SubsidyStandard {
    /// The standard for a trade and a level in force on the first day of a class: the level's own before the trade's, and
    /// the one that came last.
    pub fn find<'a>(
        standards: &'a [Self],
        trade: &str,
        level: Option<SkillLevel>,
        on: Date,
    ) -> Option<&'a Self> {
        let of = |wanted: Option<SkillLevel>| {
            let all = standards.iter();
            all.filter(|one| one.trade == trade && one.level == wanted && one.holds_on(on))
                .max_by_key(|one| one.from)
        };
        level.and_then(|level| of(Some(level))).or_else(|| of(None))
    }

    fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// The columns of the forms that the bureau files: which, in what order, under what heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SheetColumns {
    /// Whether they are made up (示例), because the bureau's own forms are not known; the files say so.
    pub is_sample: bool,
    /// Of the settlement of a class.
    pub settlement: Vec<SheetColumn>,
    /// Of its roster.
    pub roster: Vec<SheetColumn>,
    /// Of the list to pay by.
    pub payments: Vec<SheetColumn>,
}

impl Default for SheetColumns {
    fn default() -> Self {
        Self {
            is_sample: true,
            settlement: Vec::new(),
            roster: Vec::new(),
            payments: Vec::new(),
        }
    }
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetColumn {
    /// What stands in it.
    pub id: ColumnKind,
    /// Its heading.
    pub title: String,
}

coded_enum! {
    /// What can stand in a column of a class's forms.
    ColumnKind {
        /// Number of the line.
        Number = "number",
        /// Name.
        Name = "name",
        /// Phone.
        Phone = "phone",
        /// Number of the identity card.
        IdNumber = "id_number",
        /// Groups the person belongs to.
        Groups = "groups",
        /// How the person works.
        Work = "work",
        /// What the person pays, as agreed on when asking for a seat.
        Price = "price",
        /// Title of the course.
        Course = "course",
        /// Trade.
        Trade = "trade",
        /// First day.
        StartsOn = "starts_on",
        /// Last day.
        EndsOn = "ends_on",
        /// Lessons attended, of how many.
        Attended = "attended",
        /// The days attended.
        Days = "days",
        /// Where the enrolment stands.
        State = "state",
        /// Level passed.
        Level = "level",
        /// Number of the certificate.
        Certificate = "certificate",
        /// The day everything that was granted was paid; empty before.
        PaidOn = "paid_on",
        /// The subsidy; of the settlement alone, as what follows.
        Subsidy = "subsidy",
        /// The engine's verdict.
        Verdict = "verdict",
        /// What is not met.
        Why = "why",
        /// What stands against paying.
        Against = "against",
        /// The sum.
        Amount = "amount",
        /// The last digits of the card.
        Card = "card",
        /// SHA-256 of the receipt.
        Receipt = "receipt",
    }
}

impl ColumnKind {
    /// Whether it is of one subsidy and not of the person.
    pub const fn is_of_subsidy(self) -> bool {
        matches!(
            self,
            Self::Subsidy
                | Self::Verdict
                | Self::Why
                | Self::Against
                | Self::Amount
                | Self::Receipt
        )
    }

    /// Whether it can stand in the list to pay by: a line is a person with everything that was granted.
    pub const fn is_of_payment(self) -> bool {
        matches!(
            self,
            Self::Number
                | Self::Name
                | Self::Phone
                | Self::IdNumber
                | Self::Card
                | Self::Course
                | Self::Trade
                | Self::StartsOn
                | Self::EndsOn
                | Self::Subsidy
                | Self::Amount
                | Self::Why
        )
    }
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
