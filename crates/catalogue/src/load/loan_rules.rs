//! `loan.toml`.

use super::check;
use super::district::read_toml;
use super::{LoadDefect, LoadError, whole};
use crate::loan_rules::{LoanRules, SubsidyPeriod};

pub(super) const LOAN_FILE: &str = "loan.toml";
/// A hundred percent.
const HIGHEST_BP: u32 = 10_000;
/// No loan is for longer, an extension left aside, which is not subsidised.
const MOST_YEARS: u32 = 3;

/// Reads the dated tables of startup loans.
///
/// # Errors
/// Every defect found.
pub fn parse_loan_rules(text: &str) -> Result<LoanRules, Vec<LoadError>> {
    let mut errors = Vec::new();
    let Some(rules) = read_toml::<LoanRules>(LOAN_FILE, text, &mut errors) else {
        return Err(errors);
    };
    let mut refuse = |record: String, defect: Option<LoadDefect>| {
        errors.extend(defect.map(|defect| LoadError::in_record(LOAN_FILE, record, defect)));
    };
    for (index, quotation) in rules.lpr.iter().enumerate() {
        let record = format!("lpr from {}", quotation.from);
        let is_later = index == 0
            || rules
                .lpr
                .get(index - 1)
                .is_some_and(|last| last.from < quotation.from);
        refuse(
            record.clone(),
            (!is_later).then_some(LoadDefect::PeriodsOutOfOrder),
        );
        let is_rate = quotation.rate_bp <= HIGHEST_BP;
        refuse(
            record.clone(),
            (!is_rate).then_some(LoadDefect::RateTooHigh),
        );
        refuse(
            record,
            check::text("source.document", &quotation.source.document),
        );
    }
    for (index, period) in rules.subsidy.iter().enumerate() {
        let record = format!("subsidy from {}", period.from);
        let last = index
            .checked_sub(1)
            .and_then(|index| rules.subsidy.get(index));
        refuse(
            record.clone(),
            (!follows(last, period)).then_some(LoadDefect::PeriodsOutOfOrder),
        );
        refuse(record.clone(), years(period));
        refuse(
            record,
            check::text("source.document", &period.source.document),
        );
    }
    whole(rules, errors)
}

/// Who subsidises all years says none.
fn years(period: &SubsidyPeriod) -> Option<LoadDefect> {
    let value = period.subsidised_years?;
    (!(1..=MOST_YEARS).contains(&value)).then(|| LoadDefect::OutOfBounds {
        key: "subsidised_years".to_owned(),
        value,
        least: 1,
        most: MOST_YEARS,
    })
}

/// Whether a period ends after it begins and begins after the last one has ended.
fn follows(last: Option<&SubsidyPeriod>, period: &SubsidyPeriod) -> bool {
    let has_ended = last.is_none_or(|last| last.until.is_some_and(|until| until < period.from));
    has_ended && period.until.is_none_or(|until| period.from <= until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SourceStatus, SubsidyRegime};
    use domain::Date;

    const RULES: &str = r#"
[[lpr]]
from = "2025-04-25"
rate_bp = 310
source = { document = "清单", status = "verified" }
[[lpr]]
from = "2025-06-20"
rate_bp = 300
source = { document = "公告", status = "verified" }
[[subsidy]]
regime = "lpr_minus_150bp"
from = "2021-01-01"
until = "2023-09-30"
source = { document = "文号一", status = "secondary" }
[[subsidy]]
regime = "half_of_actual_rate"
from = "2023-10-01"
subsidised_years = 2
source = { document = "文号二", status = "secondary" }
"#;

    fn day(iso: &str) -> Date {
        Date::parse_iso(iso).unwrap()
    }

    #[test]
    fn a_day_finds_its_rate_and_its_regime() {
        let rules = parse_loan_rules(RULES).unwrap();
        let rate = |iso| rules.lpr_on(day(iso)).map(|quotation| quotation.rate_bp);
        assert_eq!(rate("2025-04-24"), None);
        assert_eq!(
            (rate("2025-04-25"), rate("2025-06-19")),
            (Some(310), Some(310))
        );
        assert_eq!(
            (rate("2025-06-20"), rate("2030-01-01")),
            (Some(300), Some(300))
        );
        let regime = |iso| rules.subsidy_on(day(iso)).map(|period| period.regime);
        assert_eq!(regime("2020-12-31"), None);
        assert_eq!(regime("2023-09-30"), Some(SubsidyRegime::LprMinus150bp));
        assert_eq!(regime("2023-10-01"), Some(SubsidyRegime::HalfOfActualRate));
        assert_eq!(rules.subsidy[0].source.status, SourceStatus::Secondary);
        let years = |iso| rules.subsidy_on(day(iso)).unwrap().subsidised_years;
        assert_eq!((years("2023-09-30"), years("2023-10-01")), (None, Some(2)));
    }

    #[test]
    fn defects_name_their_row() {
        for (old, new, expected) in [
            (
                "2025-06-20",
                "2025-04-25",
                "loan.toml, lpr from 2025-04-25: the rows must",
            ),
            (
                "rate_bp = 300",
                "rate_bp = 10001",
                "loan.toml, lpr from 2025-06-20: the rate",
            ),
            (
                "公告",
                " ",
                "loan.toml, lpr from 2025-06-20: `source.document`",
            ),
            (
                "2023-09-30",
                "2023-10-01",
                "loan.toml, subsidy from 2023-10-01: the rows must",
            ),
            (
                "2023-09-30",
                "2020-09-30",
                "loan.toml, subsidy from 2021-01-01: the rows must",
            ),
            (
                "until = \"2023-09-30\"",
                "",
                "loan.toml, subsidy from 2023-10-01: the rows must",
            ),
            (
                "文号二",
                "",
                "loan.toml, subsidy from 2023-10-01: `source.document`",
            ),
            (
                "subsidised_years = 2",
                "subsidised_years = 0",
                "loan.toml, subsidy from 2023-10-01: `subsidised_years` is 0",
            ),
            (
                "subsidised_years = 2",
                "subsidised_years = 4",
                "loan.toml, subsidy from 2023-10-01: `subsidised_years` is 4",
            ),
            (
                "\"half_of",
                "\"all_of",
                "loan.toml: is not in the expected form",
            ),
            ("rate_bp = 310", "rate_bp = 310\nnote = 1", "loan.toml: "),
        ] {
            let errors = parse_loan_rules(&RULES.replace(old, new)).unwrap_err();
            let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
            assert!(
                told.len() == 1 && told[0].starts_with(expected),
                "{new}: {told:?}"
            );
        }
    }
}
