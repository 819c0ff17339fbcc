//! The district inside the binary, or another one from a folder.

use std::collections::BTreeMap;
use std::path::Path;

use catalogue::{
    AppealUnits, CorrectionPlan, Course, District, ExtensionRules, HandOverPlan, LoanRules,
    ReReviewPlan, ServicePoint, SubsidyRules, TrainingPlan,
};
use workflow::{CalendarYear, WorkCalendar};

static DISTRICT: &str = include_str!(concat!(env!("OUT_DIR"), "/district.json"));
static SERVICE_POINTS: &str = include_str!(concat!(env!("OUT_DIR"), "/service_points.json"));
static COURSES: &str = include_str!(concat!(env!("OUT_DIR"), "/courses.json"));
static LOAN_RULES: &str = include_str!(concat!(env!("OUT_DIR"), "/loan.json"));
static HAND_OVER: &str = include_str!(concat!(env!("OUT_DIR"), "/hand_over.json"));
static EXTENSION: &str = include_str!(concat!(env!("OUT_DIR"), "/extension.json"));
static CORRECTION: &str = include_str!(concat!(env!("OUT_DIR"), "/correction.json"));
static APPEAL: &str = include_str!(concat!(env!("OUT_DIR"), "/appeal.json"));
static SUBSIDY: &str = include_str!(concat!(env!("OUT_DIR"), "/subsidy.json"));
static RE_REVIEW: &str = include_str!(concat!(env!("OUT_DIR"), "/re_review.json"));
static TRAINING: &str = include_str!(concat!(env!("OUT_DIR"), "/training.json"));
static CALENDAR: &str = include_str!(concat!(env!("OUT_DIR"), "/calendar.json"));
/// The compiled rules.
pub(crate) static PACK: &str = include_str!(concat!(env!("OUT_DIR"), "/pack.json"));
static SOURCES: &str = include_str!(concat!(env!("OUT_DIR"), "/sources.json"));

/// Why there is no district.
#[derive(Debug, thiserror::Error)]
pub enum DistrictError {
    /// The folder given on the command line has defects; all of them.
    #[error("the district folder has defects:{}", .0.iter().map(|defect| format!("\n  {defect}")).collect::<String>())]
    Folder(Vec<catalogue::load::LoadError>),
    /// The program was built wrongly.
    #[error("the {0} inside this program cannot be read: {1}")]
    Embedded(&'static str, serde_json::Error),
    /// The years of the calendar do not fit together.
    #[error("the working-day calendar inside this program is wrong: {0}")]
    Calendar(#[from] workflow::CalendarError),
}

/// Names, divisions, agencies, parameters.
///
/// # Errors
/// When the folder has defects.
pub fn load_district(folder: Option<&Path>) -> Result<District, DistrictError> {
    match folder {
        Some(folder) => catalogue::load::load_district(folder).map_err(DistrictError::Folder),
        None => serde_json::from_str(DISTRICT)
            .map_err(|error| DistrictError::Embedded("district", error)),
    }
}

/// Where clerks help people.
///
/// # Errors
/// When the folder has defects.
pub fn load_service_points(folder: Option<&Path>) -> Result<Vec<ServicePoint>, DistrictError> {
    match folder {
        Some(folder) => catalogue::load::load_service_points(folder).map_err(DistrictError::Folder),
        None => serde_json::from_str(SERVICE_POINTS)
            .map_err(|error| DistrictError::Embedded("service points", error)),
    }
}

/// The courses to start with.
///
/// # Errors
/// When the folder has defects.
pub fn load_courses(folder: Option<&Path>) -> Result<Vec<Course>, DistrictError> {
    match folder {
        Some(folder) => catalogue::load::load_courses(folder).map_err(DistrictError::Folder),
        None => {
            serde_json::from_str(COURSES).map_err(|error| DistrictError::Embedded("courses", error))
        }
    }
}

/// The dated tables of startup loans.
///
/// # Errors
/// When the folder has defects.
pub fn load_loan_rules(folder: Option<&Path>) -> Result<LoanRules, DistrictError> {
    match folder {
        Some(folder) => catalogue::load::load_loan_rules(folder).map_err(DistrictError::Folder),
        None => serde_json::from_str(LOAN_RULES)
            .map_err(|error| DistrictError::Embedded("loan tables", error)),
    }
}

/// Which agencies decide without accounts.
///
/// # Errors
/// When the folder has defects.
pub fn load_hand_over_plan(folder: Option<&Path>) -> Result<HandOverPlan, DistrictError> {
    match folder {
        Some(folder) => catalogue::load::load_hand_over_plan(folder).map_err(DistrictError::Folder),
        None => serde_json::from_str(HAND_OVER)
            .map_err(|error| DistrictError::Embedded("hand-over plan", error)),
    }
}

/// By how much a loan can be extended.
///
/// # Errors
/// When the folder has defects.
pub fn load_extension_rules(folder: Option<&Path>) -> Result<ExtensionRules, DistrictError> {
    match folder {
        Some(folder) => {
            catalogue::load::load_extension_rules(folder).map_err(DistrictError::Folder)
        }
        None => serde_json::from_str(EXTENSION)
            .map_err(|error| DistrictError::Embedded("extension rules", error)),
    }
}

/// How long an applicant may object to what an officer corrected.
///
/// # Errors
/// When the folder has defects.
pub fn load_correction_plan(folder: Option<&Path>) -> Result<CorrectionPlan, DistrictError> {
    match folder {
        Some(folder) => {
            catalogue::load::load_correction_plan(folder).map_err(DistrictError::Folder)
        }
        None => serde_json::from_str(CORRECTION)
            .map_err(|error| DistrictError::Embedded("correction plan", error)),
    }
}

/// Which units decide on appeals.
///
/// # Errors
/// When the folder has defects.
pub fn load_appeal_units(folder: Option<&Path>) -> Result<AppealUnits, DistrictError> {
    match folder {
        Some(folder) => catalogue::load::load_appeal_units(folder).map_err(DistrictError::Folder),
        None => serde_json::from_str(APPEAL)
            .map_err(|error| DistrictError::Embedded("appeal units", error)),
    }
}

/// How long the interest subsidy of a quarter may take.
///
/// # Errors
/// When the folder has defects.
pub fn load_subsidy_rules(folder: Option<&Path>) -> Result<SubsidyRules, DistrictError> {
    match folder {
        Some(folder) => catalogue::load::load_subsidy_rules(folder).map_err(DistrictError::Folder),
        None => serde_json::from_str(SUBSIDY)
            .map_err(|error| DistrictError::Embedded("subsidy rules", error)),
    }
}

/// How many decisions on loan files are looked at again.
///
/// # Errors
/// When the folder has defects.
pub fn load_re_review_plan(folder: Option<&Path>) -> Result<ReReviewPlan, DistrictError> {
    match folder {
        Some(folder) => catalogue::load::load_re_review_plan(folder).map_err(DistrictError::Folder),
        None => serde_json::from_str(RE_REVIEW)
            .map_err(|error| DistrictError::Embedded("re-review plan", error)),
    }
}

/// What the district plans of training, and how it looks after it.
///
/// # Errors
/// When the folder has defects.
pub fn load_training_plan(folder: Option<&Path>) -> Result<TrainingPlan, DistrictError> {
    match folder {
        Some(folder) => catalogue::load::load_training_plan(folder).map_err(DistrictError::Folder),
        None => serde_json::from_str(TRAINING)
            .map_err(|error| DistrictError::Embedded("training plan", error)),
    }
}

/// The texts the compiled rules were made from, by path.
///
/// # Errors
/// When the program was built with wrong data.
pub fn load_policy_sources() -> Result<BTreeMap<String, String>, DistrictError> {
    serde_json::from_str(SOURCES).map_err(|error| DistrictError::Embedded("policy sources", error))
}

/// The State Council's calendar.
///
/// # Errors
/// When the program was built with wrong data.
pub fn load_calendar() -> Result<WorkCalendar, DistrictError> {
    let years: Vec<CalendarYear> = serde_json::from_str(CALENDAR)
        .map_err(|error| DistrictError::Embedded("calendar", error))?;
    Ok(WorkCalendar::from_years(years)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inside_the_program_loads() {
        assert_eq!(load_district(None).unwrap().code, "620602");
        assert!(load_courses(None).unwrap().len() >= 60);
        assert!(!load_loan_rules(None).unwrap().subsidy.is_empty());
        assert_eq!(load_training_plan(None).unwrap().targets.len(), 5);
        assert!(load_calendar().is_ok());
        assert!(load_policy_sources().unwrap().contains_key("facts.toml"));
    }
}
