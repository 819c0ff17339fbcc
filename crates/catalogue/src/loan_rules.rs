//! What a startup loan's figures rest on, by day: the loan prime rate, and who pays the interest.

use domain::Date;
use serde::{Deserialize, Serialize};

use crate::code::coded_enum;
use crate::district::Source;

/// The dated tables of a district's startup loans. What no source gives is absent, never filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoanRules {
    /// The one-year loan prime rate (LPR), oldest first.
    #[serde(default)]
    pub lpr: Vec<LprQuotation>,
    /// Who pays the interest, oldest first; the day is the contract's.
    #[serde(default)]
    pub subsidy: Vec<SubsidyPeriod>,
}

impl LoanRules {
    /// The last quotation known on a day. It may be older than the one in force, so its day is shown with it.
    pub fn lpr_on(&self, day: Date) -> Option<&LprQuotation> {
        self.lpr
            .iter()
            .rev()
            .find(|quotation| quotation.from <= day)
    }

    /// Who pays the interest of a contract signed on a day, as far as a source says.
    pub fn subsidy_on(&self, signed: Date) -> Option<&SubsidyPeriod> {
        let holds = |period: &&SubsidyPeriod| {
            period.from <= signed && period.until.is_none_or(|until| signed <= until)
        };
        self.subsidy.iter().find(holds)
    }
}

/// The loan prime rate as a source names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LprQuotation {
    /// The day from which a source knows it.
    pub from: Date,
    /// The annual rate in hundredths of a percent.
    pub rate_bp: u32,
    /// Where it stands.
    pub source: Source,
}

coded_enum! {
    /// How state and borrower share the interest.
    SubsidyRegime {
        /// The borrower pays LPR less 1.50 points at most, the state the rest.
        LprMinus150bp = "lpr_minus_150bp",
        /// The state pays half of the contract's rate.
        HalfOfActualRate = "half_of_actual_rate",
    }
}

/// Contracts signed on these days share their interest so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubsidyPeriod {
    /// How.
    pub regime: SubsidyRegime,
    /// The first day.
    pub from: Date,
    /// The last day, where one is known.
    #[serde(default)]
    pub until: Option<Date>,
    /// So many years from the payout are subsidised, where a place does not subsidise all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subsidised_years: Option<u32>,
    /// Where it stands.
    pub source: Source,
}
