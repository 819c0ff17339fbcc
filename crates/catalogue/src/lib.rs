//! Courses and dated classes as values, and the filter that browser and server share.
//!
//! A [`Course`] has [`CourseSession`]s; a [`CourseListing`] is as much of one as a list needs and [`CourseDetails`] the rest,
//! which its own page asks for; a [`CourseFilter`] says which are wanted and lives in the address of the page; a
//! [`Catalogue`] holds the listings with their words folded for searching, and takes the [`CourseTexts`] of all for what only
//! a search reads. A [`District`] is everything local that is not a policy. Codes only: what a kind or a level is called on screen belongs to `locales/`.
//!
//! The TOML of `districts/` and the JSON on the wire have the same shape. Nothing here reads a clock: `today` is an argument.

#![deny(missing_docs)]

mod appeal_units;
mod audience;
mod class_now;
mod code;
mod correction_plan;
mod course;
mod details;
mod district;
mod division;
mod edition;
mod extension_rules;
mod facets;
mod filter;
mod hand_over_plan;
mod listing;
#[cfg(feature = "load")]
pub mod load;
mod loan_basis;
mod loan_rules;
#[cfg(feature = "made-up")]
pub mod made_up;
mod photo;
mod re_review_plan;
mod search;
mod season;
mod service_point;
mod subsidy_rules;
#[cfg(test)]
mod testing;
mod training_clocks;
mod training_plan;
mod update;

pub use appeal_units::AppealUnits;
pub use audience::Audience;
pub use class_now::{ClassNow, Entry};
pub use correction_plan::CorrectionPlan;
pub use course::{Course, CourseKind, CourseSession, SkillLevel, TeachingMode, TimeOfDay};
pub use details::{CourseDetails, CourseOutcomes, SessionDetails};
pub use district::{
    Agency, AgencyRole, Category, District, EnrolmentParameters, LONGEST_NOTICE_DAYS,
    LoanClockDays, Parameters, PolicyParameter, SHORTEST_NOTICE_DAYS, SlowSeason, Source,
    SourceStatus,
};
pub use division::{Division, DivisionKind};
pub use edition::CatalogueEdition;
pub use extension_rules::ExtensionRules;
pub use facets::{Count, Facets};
pub use filter::CourseFilter;
pub use hand_over_plan::{HandOverPlan, HandedOver};
pub use listing::{CourseListing, SessionListing};
pub use loan_basis::{LoanBasis, LoanLimit, LoanLimitKind};
pub use loan_rules::{LoanRules, LprQuotation, SubsidyPeriod, SubsidyRegime};
pub use photo::CoursePhoto;
pub use re_review_plan::ReReviewPlan;
pub use search::{Catalogue, CourseText, CourseTexts};
pub use season::Months;
pub use service_point::ServicePoint;
pub use subsidy_rules::SubsidyRules;
pub use training_clocks::TrainingClocks;
pub use training_plan::{
    BusySeason, ColumnKind, ListedInstitution, SheetColumn, SheetColumns, SpotCheckShare,
    SubsidyCatalogues, SubsidyStandard, TargetKind, TrainingPlan, TrainingTarget,
};
pub use update::{ChangedPart, CourseChange, CourseUpdate};
