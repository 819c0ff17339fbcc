//! `district.toml`, `divisions.csv` and `agencies.toml`.

use std::collections::HashSet;

use serde::Deserialize;
use toml::Value;

use super::{LoadDefect, LoadError, whole};
use super::{check, enrolment};
use crate::district::{Agency, AgencyRole, District, LONGEST_NOTICE_DAYS, SHORTEST_NOTICE_DAYS};
use crate::division::{Division, DivisionKind};

pub(super) const DISTRICT_FILE: &str = "district.toml";
pub(super) const DIVISIONS_FILE: &str = "divisions.csv";
pub(super) const AGENCIES_FILE: &str = "agencies.toml";

/// The three texts that make a district.
#[derive(Debug, Clone, Copy)]
pub struct DistrictTexts<'a> {
    /// `district.toml`.
    pub district: &'a str,
    /// `divisions.csv`.
    pub divisions: &'a str,
    /// `agencies.toml`.
    pub agencies: &'a str,
}

/// Reads a district from its texts.
///
/// # Errors
/// Every defect found.
pub fn parse_district(texts: DistrictTexts<'_>) -> Result<District, Vec<LoadError>> {
    let mut errors = Vec::new();
    let Some(mut district) = read_toml::<District>(DISTRICT_FILE, texts.district, &mut errors)
    else {
        return Err(errors);
    };
    for (field, text) in [
        ("name", &district.name),
        ("city", &district.city),
        ("province", &district.province),
        ("portal_name", &district.portal_name),
    ] {
        errors.extend(
            check::text(field, text).map(|defect| LoadError::in_file(DISTRICT_FILE, defect)),
        );
    }
    if let Some(season) = district.parameters.slow_season
        && !season.months.is_possible()
    {
        let defect = LoadDefect::Malformed {
            reason: format!("no months: {}", season.months),
        };
        errors.push(LoadError::in_file(DISTRICT_FILE, defect));
    }
    let notice_days = district.parameters.public_notice_days;
    if !(SHORTEST_NOTICE_DAYS..=LONGEST_NOTICE_DAYS).contains(&notice_days) {
        let defect = LoadDefect::Malformed {
            reason: format!(
                "public_notice_days = {notice_days}: a file is posted {SHORTEST_NOTICE_DAYS} to {LONGEST_NOTICE_DAYS} days"
            ),
        };
        errors.push(LoadError::in_file(DISTRICT_FILE, defect));
    }
    let numbers = enrolment::check(&district.parameters.enrolment).into_iter();
    errors.extend(numbers.map(|defect| LoadError::in_file(DISTRICT_FILE, defect)));
    district.divisions = read_divisions(texts.divisions, &district.code, &mut errors);
    district.agencies = read_agencies(texts.agencies, &mut errors);
    // An agency that is missing or wrong is told of first.
    if errors.is_empty() {
        errors = check_guarantors(&district);
    }
    whole(district, errors)
}

pub(super) fn read_toml<T>(file: &str, text: &str, errors: &mut Vec<LoadError>) -> Option<T>
where
    T: for<'de> Deserialize<'de> + serde::Serialize,
{
    let read = toml::from_str::<Value>(text).and_then(|raw| Ok((toml::from_str::<T>(text)?, raw)));
    match read {
        Ok((value, raw)) => {
            let unknown = check::unknown_keys(&raw, &value);
            errors.extend(
                unknown
                    .into_iter()
                    .map(|defect| LoadError::in_file(file, defect)),
            );
            Some(value)
        }
        Err(error) => {
            errors.push(LoadError::in_file(
                file,
                LoadDefect::Malformed {
                    reason: error.to_string(),
                },
            ));
            None
        }
    }
}

/// The table has no quoted fields, so a comma always divides.
fn read_divisions(text: &str, district: &str, errors: &mut Vec<LoadError>) -> Vec<Division> {
    let mut divisions: Vec<Division> = Vec::new();
    for (index, line) in text
        .trim_start_matches('\u{FEFF}')
        .lines()
        .enumerate()
        .skip(1)
    {
        if line.trim().is_empty() {
            continue;
        }
        match read_division(line, district) {
            None => {
                let defect = LoadDefect::BadDivisionLine { line: index + 1 };
                errors.push(LoadError::in_file(DIVISIONS_FILE, defect));
            }
            Some(division) if divisions.iter().any(|other| other.code == division.code) => {
                errors.push(LoadError::in_record(
                    DIVISIONS_FILE,
                    division.code,
                    LoadDefect::DuplicateId,
                ));
            }
            Some(division) => divisions.push(division),
        }
    }
    if divisions.is_empty() {
        errors.push(LoadError::in_file(
            DIVISIONS_FILE,
            LoadDefect::Empty { field: "code" },
        ));
    }
    divisions
}

fn read_division(line: &str, district: &str) -> Option<Division> {
    let mut fields = line.split(',').map(str::trim);
    let (code, name, kind) = (fields.next()?, fields.next()?, fields.next()?);
    let is_code = code.len() == 9
        && code.bytes().all(|byte| byte.is_ascii_digit())
        && code.starts_with(district);
    let kind = match kind {
        "街道" => DivisionKind::Street,
        "镇" => DivisionKind::Town,
        "乡" => DivisionKind::Township,
        "其他" => DivisionKind::Other,
        _ => return None,
    };
    (is_code && !name.is_empty() && fields.next().is_none()).then(|| Division {
        code: code.to_owned(),
        name: name.to_owned(),
        kind,
    })
}

/// Each file goes to one guarantee agency, whatever bank and place it is of.
fn check_guarantors(district: &District) -> Vec<LoadError> {
    let mut errors = Vec::new();
    for agency in &district.agencies {
        let is_guarantor = agency.role == AgencyRole::Guarantor;
        let is_bank = |id: &str| {
            let known = district.agency(id);
            known.is_some_and(|known| known.role == AgencyRole::Bank)
        };
        let banks = agency.banks.iter().filter(|id| !is_bank(id));
        let places = agency.divisions.iter();
        let places = places.filter(|code| district.division(code).is_none());
        let defects = banks
            .map(|id| LoadDefect::UnknownBank { id: id.clone() })
            .chain(places.map(|code| LoadDefect::UnknownDivision { code: code.clone() }))
            .chain((agency.is_choosy() && !is_guarantor).then_some(LoadDefect::NoGuarantor));
        errors
            .extend(defects.map(|defect| LoadError::in_record(AGENCIES_FILE, &agency.id, defect)));
    }
    let guarantors = district.agencies_with_role(AgencyRole::Guarantor);
    let (choosy, plain): (Vec<_>, Vec<_>) = guarantors.partition(|agency| agency.is_choosy());
    // None at all is told of already.
    let is_clear = plain.len() == 1 || (plain.is_empty() && choosy.is_empty());
    if !is_clear {
        errors.push(LoadError::in_file(
            AGENCIES_FILE,
            LoadDefect::GuarantorsUnclear,
        ));
    }
    errors
}

#[derive(Debug, Deserialize, serde::Serialize)]
struct AgencyFile {
    agency: Vec<Agency>,
}

fn read_agencies(text: &str, errors: &mut Vec<LoadError>) -> Vec<Agency> {
    let Some(AgencyFile { agency: agencies }) = read_toml(AGENCIES_FILE, text, errors) else {
        return Vec::new();
    };
    let mut ids = HashSet::new();
    for agency in &agencies {
        let defects = [
            check::id(&agency.id),
            check::text("name", &agency.name),
            check::text("source", &agency.source),
            check::sample_mark(agency.is_sample, &agency.name),
            agency
                .phone
                .as_deref()
                .and_then(|phone| check::text("phone", phone)),
            (!ids.insert(&agency.id)).then_some(LoadDefect::DuplicateId),
        ];
        errors.extend(
            defects
                .into_iter()
                .flatten()
                .map(|defect| LoadError::in_record(AGENCIES_FILE, &agency.id, defect)),
        );
    }
    for role in AgencyRole::ALL
        .iter()
        .filter(|role| agencies.iter().all(|agency| agency.role != **role))
    {
        errors.push(LoadError::in_file(
            AGENCIES_FILE,
            LoadDefect::MissingAgency { role: role.code() },
        ));
    }
    agencies
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_phone_is_a_mistake() {
        let text = "[[agency]]\nid = \"bank\"\nname = \"示例银行\"\nrole = \"bank\"\nphone = \" \"\n\
            is_sample = true\nsource = \"待确认\"\n";
        let mut errors = Vec::new();
        assert_eq!(read_agencies(text, &mut errors).len(), 1);
        let told: Vec<_> = errors.iter().map(ToString::to_string).collect();
        let is_named = |line: &String| line.starts_with("agencies.toml, bank: `phone` is empty");
        assert!(told.iter().any(is_named), "{told:?}");
    }
}
