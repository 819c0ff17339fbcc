//! Reading a district's folder: `district.toml`, `divisions.csv`, `agencies.toml`, `service_points.toml`, `loan.toml`,
//! `correction.toml`, `hand_over.toml`, `appeal.toml`, `extension.toml`, `subsidy.toml`, `re_review.toml`, `training.toml`,
//! `courses/*.toml`.
//!
//! The texts can come from a folder or from inside the binary; the checks are the same. Every defect is reported, not the
//! first alone, and each names its file and its record.

mod appeal_units;
mod check;
mod correction_plan;
mod courses;
mod district;
mod enrolment;
mod extension_rules;
mod hand_over_plan;
mod loan_rules;
mod re_review_plan;
mod service_points;
mod subsidy_rules;
mod training_clocks;
mod training_plan;

use std::fs;
use std::path::Path;

pub use appeal_units::parse_appeal_units;
pub use correction_plan::parse_correction_plan;
pub use courses::parse_courses;
pub use district::{DistrictTexts, parse_district};
pub use extension_rules::parse_extension_rules;
pub use hand_over_plan::parse_hand_over_plan;
pub use loan_rules::parse_loan_rules;
pub use re_review_plan::parse_re_review_plan;
pub use service_points::parse_service_points;
pub use subsidy_rules::parse_subsidy_rules;
pub use training_plan::parse_training_plan;

use crate::appeal_units::AppealUnits;
use crate::correction_plan::CorrectionPlan;
use crate::course::Course;
use crate::district::District;
use crate::extension_rules::ExtensionRules;
use crate::hand_over_plan::HandOverPlan;
use crate::loan_rules::LoanRules;
use crate::re_review_plan::ReReviewPlan;
use crate::service_point::ServicePoint;
use crate::subsidy_rules::SubsidyRules;
use crate::training_plan::TrainingPlan;

/// Something wrong in a district's folder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {defect}", record.as_ref().map(|record| format!(", {record}")).unwrap_or_default())]
pub struct LoadError {
    /// The file, relative to the district's folder.
    pub file: String,
    /// The course, session, division or agency, where the defect is in one.
    pub record: Option<String>,
    /// What is wrong.
    pub defect: LoadDefect,
}

impl LoadError {
    fn in_file(file: &str, defect: LoadDefect) -> Self {
        Self {
            file: file.to_owned(),
            record: None,
            defect,
        }
    }

    fn in_record(file: &str, record: impl Into<String>, defect: LoadDefect) -> Self {
        Self {
            file: file.to_owned(),
            record: Some(record.into()),
            defect,
        }
    }
}

/// What is wrong, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadDefect {
    /// The file or folder cannot be read.
    #[error("cannot be read: {reason}")]
    Unreadable {
        /// What the system said.
        reason: String,
    },
    /// The file is no TOML of the expected shape.
    #[error("is not in the expected form: {reason}")]
    Malformed {
        /// What the parser said, with the line.
        reason: String,
    },
    /// A key nobody reads, most likely misspelt.
    #[error("has the key `{key}`, which nothing reads; check its spelling")]
    UnknownKey {
        /// The key, with the table it is in.
        key: String,
    },
    /// A line of `divisions.csv` that is not `code,name,kind`.
    #[error(
        "line {line} is not `code,name,kind` with a nine-digit code of the district and one of the kinds 街道, 镇, 乡, 其他"
    )]
    BadDivisionLine {
        /// Line number, from 1.
        line: usize,
    },
    /// An identifier that cannot stand in an address.
    #[error("an id has small letters, digits and hyphens only, at most 64 of them")]
    BadId,
    /// Two records with one identifier.
    #[error("the id is taken by another record")]
    DuplicateId,
    /// A text that must say something.
    #[error("`{field}` is empty")]
    Empty {
        /// The field.
        field: &'static str,
    },
    /// The kind is not the one the file is for.
    #[error("the kind does not match the file; this file is for one kind")]
    KindNotOfFile,
    /// A place that is not in `divisions.csv`.
    #[error("the division {code} is not in divisions.csv")]
    UnknownDivision {
        /// The code.
        code: String,
    },
    /// A credit code that is none.
    #[error("the unified social credit code is wrong; check it digit by digit")]
    BadCreditCode,
    /// A price below nothing.
    #[error("the price is negative")]
    NegativePrice,
    /// A class that ends before it starts, or takes enrolments after it has started.
    #[error("the dates must run enrol_by ≤ starts_on ≤ ends_on")]
    DatesOutOfOrder,
    /// Dated rows in the wrong order, or two for one day.
    #[error(
        "the rows must run from the oldest to the newest, each beginning after the last has ended"
    )]
    PeriodsOutOfOrder,
    /// More interest than the loan.
    #[error("the rate is above 10000 basis points, which are 100 %")]
    RateTooHigh,
    /// A share that is none.
    #[error("`{field}` is a share in percent, from 1 to 100")]
    NoPercentage {
        /// The field.
        field: &'static str,
    },
    /// A number that makes no sense.
    #[error("`{key}` is {value}; it is a whole number from {least} to {most}")]
    OutOfBounds {
        /// The key, with the table it is in.
        key: String,
        /// What stands there.
        value: u32,
        /// The least that is allowed.
        least: u32,
        /// The most.
        most: u32,
    },
    /// More people than seats.
    #[error("more seats are taken than there are")]
    TooManySeatsTaken,
    /// A sample not marked as one, in the flag or in the name.
    #[error(
        "a sample has `is_sample = true` and a name that begins with 示例, and nothing else has either"
    )]
    NotMarkedSample,
    /// A hand-over from or to the wrong kind of agency.
    #[error("`{field}`: `id` is a guarantee agency or bank of agencies.toml, `by` is its bureau")]
    NoHandOver {
        /// The field.
        field: &'static str,
    },
    /// A bank that is no bank of the district.
    #[error("`banks`: {id} is no bank of agencies.toml")]
    UnknownBank {
        /// The identifier.
        id: String,
    },
    /// Only a guarantee agency chooses its files.
    #[error("`banks` and `divisions` are for guarantee agencies alone")]
    NoGuarantor,
    /// A file could go to none or to several.
    #[error(
        "exactly one guarantee agency names neither `banks` nor `divisions`: it takes what no other does"
    )]
    GuarantorsUnclear,
    /// An agency that the loan's procedure needs and no record plays.
    #[error("no agency has the role {role}")]
    MissingAgency {
        /// The role's code.
        role: &'static str,
    },
}

/// Reads the district's folder.
///
/// # Errors
/// Every defect found in `district.toml`, `divisions.csv` and `agencies.toml`.
pub fn load_district(folder: &Path) -> Result<District, Vec<LoadError>> {
    let [district, divisions, agencies] = [
        district::DISTRICT_FILE,
        district::DIVISIONS_FILE,
        district::AGENCIES_FILE,
    ]
    .map(|file| read(&folder.join(file)).map_err(|reason| unreadable(file, reason)));
    match (district, divisions, agencies) {
        (Ok(district), Ok(divisions), Ok(agencies)) => parse_district(DistrictTexts {
            district: &district,
            divisions: &divisions,
            agencies: &agencies,
        }),
        (district, divisions, agencies) => Err([district, divisions, agencies]
            .into_iter()
            .filter_map(Result::err)
            .collect()),
    }
}

/// What a district may leave out: without the file it is as everywhere.
fn optional<T: Default>(
    folder: &Path,
    file: &'static str,
    parse: impl FnOnce(&str) -> Result<T, Vec<LoadError>>,
) -> Result<T, Vec<LoadError>> {
    match read(&folder.join(file)) {
        Ok(text) => parse(&text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(T::default()),
        Err(error) => Err(vec![unreadable(file, error)]),
    }
}

/// What was read, unless something is wrong with it.
fn whole<T>(read: T, errors: Vec<LoadError>) -> Result<T, Vec<LoadError>> {
    if errors.is_empty() {
        Ok(read)
    } else {
        Err(errors)
    }
}

/// Reads `loan.toml` of the district's folder.
///
/// # Errors
/// Every defect found in it.
pub fn load_loan_rules(folder: &Path) -> Result<LoanRules, Vec<LoadError>> {
    let file = loan_rules::LOAN_FILE;
    let text = read(&folder.join(file)).map_err(|reason| vec![unreadable(file, reason)])?;
    parse_loan_rules(&text)
}

/// Reads `service_points.toml` of the district's folder; a district without the file has no points.
///
/// # Errors
/// Every defect found in it, and in the district if that is where it lies.
pub fn load_service_points(folder: &Path) -> Result<Vec<ServicePoint>, Vec<LoadError>> {
    let district = load_district(folder)?;
    let file = service_points::POINTS_FILE;
    optional(folder, file, |text| parse_service_points(text, &district))
}

/// Reads `extension.toml` of the district's folder; a district without the file keeps to the national notice.
///
/// # Errors
/// Every defect found in it.
pub fn load_extension_rules(folder: &Path) -> Result<ExtensionRules, Vec<LoadError>> {
    let file = extension_rules::RULES_FILE;
    optional(folder, file, parse_extension_rules)
}

/// Reads `correction.toml` of the district's folder; a district without the file keeps to the portal's own.
///
/// # Errors
/// Every defect found in it.
pub fn load_correction_plan(folder: &Path) -> Result<CorrectionPlan, Vec<LoadError>> {
    let file = correction_plan::PLAN_FILE;
    optional(folder, file, parse_correction_plan)
}

/// Reads `appeal.toml` of the district's folder; a district without the file names no unit.
///
/// # Errors
/// Every defect found in it.
pub fn load_appeal_units(folder: &Path) -> Result<AppealUnits, Vec<LoadError>> {
    let file = appeal_units::UNITS_FILE;
    optional(folder, file, parse_appeal_units)
}

/// Reads `subsidy.toml` of the district's folder; a district without the file keeps to the portal's own.
///
/// # Errors
/// Every defect found in it.
pub fn load_subsidy_rules(folder: &Path) -> Result<SubsidyRules, Vec<LoadError>> {
    let file = subsidy_rules::RULES_FILE;
    optional(folder, file, parse_subsidy_rules)
}

/// Reads `re_review.toml` of the district's folder; a district without the file keeps to the portal's own.
///
/// # Errors
/// Every defect found in it.
pub fn load_re_review_plan(folder: &Path) -> Result<ReReviewPlan, Vec<LoadError>> {
    let file = re_review_plan::PLAN_FILE;
    optional(folder, file, parse_re_review_plan)
}

/// Reads `hand_over.toml` of the district's folder; in a district without the file every agency has accounts.
///
/// # Errors
/// Every defect found in it or in the district.
pub fn load_hand_over_plan(folder: &Path) -> Result<HandOverPlan, Vec<LoadError>> {
    let file = hand_over_plan::PLAN_FILE;
    optional(folder, file, |text| {
        parse_hand_over_plan(text, &load_district(folder)?)
    })
}

/// Reads `training.toml` of the district's folder; a district without the file has no targets.
///
/// # Errors
/// Every defect found in it.
pub fn load_training_plan(folder: &Path) -> Result<TrainingPlan, Vec<LoadError>> {
    let file = training_plan::PLAN_FILE;
    optional(folder, file, parse_training_plan)
}

/// Reads `courses/*.toml` of the district's folder, in the order of their names.
///
/// # Errors
/// Every defect found in the courses, and in the district if that is where it lies.
pub fn load_courses(folder: &Path) -> Result<Vec<Course>, Vec<LoadError>> {
    let district = load_district(folder)?;
    let names = course_files(folder).map_err(|error| vec![unreadable(courses::FOLDER, error)])?;
    let mut texts = Vec::new();
    let mut errors = Vec::new();
    for name in names {
        match read(&folder.join(&name)) {
            Ok(text) => texts.push((name, text)),
            Err(error) => errors.push(unreadable(&name, error)),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    parse_courses(
        texts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
        &district,
    )
}

fn course_files(folder: &Path) -> Result<Vec<String>, std::io::Error> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder.join(courses::FOLDER))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".toml") {
            names.push(format!("{}/{name}", courses::FOLDER));
        }
    }
    names.sort();
    Ok(names)
}

fn read(path: &Path) -> Result<String, std::io::Error> {
    fs::read_to_string(path)
}

fn unreadable(file: &str, error: std::io::Error) -> LoadError {
    LoadError::in_file(
        file,
        LoadDefect::Unreadable {
            reason: error.to_string(),
        },
    )
}

#[cfg(test)]
mod repository_tests;
#[cfg(test)]
mod tests;
