//! Who pays a loan's interest, as a case asks it.

use domain::Date;

use super::loan_question::{self, LoanQuestion};
use super::reader::Reader;
use crate::subsidy::{Regime, RegimePeriod, Subsidy, regime_on};

const REGIMES: &[(&str, Regime)] = &[
    ("lpr_minus_150bp", Regime::LprMinus150bp),
    ("half_of_actual_rate", Regime::HalfOfActualRate),
];

/// The national periods, 财金〔2020〕21号 and 财金〔2023〕75号. A district's own table is data of the district; here the
/// question names its regime, and the periods only catch a regime that cannot be meant.
const PERIODS: [(Regime, &str, Option<&str>); 2] = [
    (Regime::LprMinus150bp, "2021-01-01", Some("2023-09-30")),
    (Regime::HalfOfActualRate, "2023-10-01", None),
];

/// A loan and its subsidy.
pub(super) struct SubsidyQuestion {
    pub(super) loan: LoanQuestion,
    pub(super) subsidy: Subsidy,
}

/// Reads the keys of a subsidy. None when one that is needed is absent or wrong, which the reader then knows.
pub(super) fn read(reader: &mut Reader<'_>) -> Option<SubsidyQuestion> {
    let signed = reader.date("signed");
    let signed = reader.require(
        "signed",
        signed,
        "write the day the contract was signed, such as \"2024-03-15\"",
    );
    let regime = read_regime(reader, signed);
    let lpr = reader.rate("lpr_percent");
    if regime == Some(Regime::LprMinus150bp) {
        reader.require(
            "lpr_percent",
            lpr,
            "write the LPR of the day the contract was signed, such as \"3.70\"",
        );
    }
    let contract = reader.rate("contract_rate_percent");
    let subsidised_years = reader.whole("subsidised_years");
    let ends_on = reader.date("ends_on");
    let loan = reader.value("loan");
    let loan = reader.require(
        "loan",
        loan,
        "write the loan as `fumin loan schedule` reads it",
    );
    let mut own = Reader::new(loan?, "/loan");
    let loan = loan_question::read(&mut own);
    reader.take_over(own.finish(&[]));
    let loan = loan?;
    if contract.is_some_and(|contract| contract != loan.terms.annual_rate) {
        reader.refuse(
            "contract_rate_percent",
            "must equal annual_rate_percent of the loan; leave it out",
        );
    }
    signed?;
    Some(SubsidyQuestion {
        loan,
        subsidy: Subsidy {
            regime: regime?,
            lpr,
            subsidised_years,
            ends_on,
        },
    })
}

/// The regime that the question names or, when it names none, that of the contract's day.
fn read_regime(reader: &mut Reader<'_>, signed: Option<Date>) -> Option<Regime> {
    let named = reader.word("regime", REGIMES);
    let by_day = regime_on(&periods(), signed?);
    let Some(by_day) = by_day else {
        reader.refuse(
            "signed",
            "no regime is known for a contract before 2021-01-01; give a later day",
        );
        return None;
    };
    if named.is_some_and(|named| named != by_day) {
        let name = REGIMES
            .iter()
            .find(|(_, regime)| *regime == by_day)
            .map_or("", |(name, _)| name);
        reader.refuse(
            "regime",
            format!("a contract of this day falls under \"{name}\"; write that, or change signed"),
        );
    }
    if named.is_none() && reader.has("regime") {
        return None;
    }
    Some(by_day)
}

fn periods() -> Vec<RegimePeriod> {
    let period = |(regime, from, until): (Regime, &str, Option<&str>)| {
        Some(RegimePeriod {
            regime,
            from: Date::parse_iso(from)?,
            until: until.and_then(Date::parse_iso),
        })
    };
    PERIODS.into_iter().filter_map(period).collect()
}
