//! What a loan is worked out from, as a browser gets it: the district's tables and the limits of the rules in force.

use domain::Date;
use serde::{Deserialize, Serialize};

use crate::code::coded_enum;
use crate::district::Source;
use crate::loan_rules::LoanRules;

/// Everything local that a loan's figures rest on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoanBasis {
    /// LPR and who pays the interest, by day.
    pub rules: LoanRules,
    /// The limits, each with the days on which it holds.
    pub limits: Vec<LoanLimit>,
}

impl LoanBasis {
    /// The limit of this kind for a contract signed on a day, as far as a source says.
    pub fn limit_on(&self, kind: LoanLimitKind, signed: Date) -> Option<&LoanLimit> {
        self.limits.iter().find(|limit| {
            limit.kind == kind
                && limit.from.is_none_or(|from| from <= signed)
                && limit.until.is_none_or(|until| signed <= until)
        })
    }
}

coded_enum! {
    /// What is limited; the code is the parameter's in the policy pack.
    LoanLimitKind {
        /// The largest loan of one person, in fen.
        CapIndividual = "loan_cap_individual",
        /// The largest loan of a partnership, in fen.
        CapPartnership = "loan_cap_partnership",
        /// A partnership's limit as a percentage of its members'.
        PartnershipPercent = "partnership_percent",
        /// The largest loan of a small enterprise, in fen.
        CapEnterprise = "loan_cap_enterprise",
        /// Basis points above LPR.
        RateCap = "rate_cap_bp",
    }
}

/// One limit and where it stands written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoanLimit {
    /// What is limited.
    pub kind: LoanLimitKind,
    /// The first day, where one is known.
    #[serde(default)]
    pub from: Option<Date>,
    /// The last day, where one is known.
    #[serde(default)]
    pub until: Option<Date>,
    /// The limit.
    pub value: i64,
    /// Where it stands.
    pub source: Source,
    /// Whether the district's bureau has still to confirm that it holds here.
    pub is_local_confirm: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SourceStatus;

    fn day(iso: &str) -> Date {
        Date::parse_iso(iso).unwrap()
    }

    #[test]
    fn a_limit_holds_on_its_days_alone() {
        let limit = |kind, from, until, value| LoanLimit {
            kind,
            from,
            until,
            value,
            source: Source {
                document: "文号".to_owned(),
                clause: None,
                status: SourceStatus::Secondary,
            },
            is_local_confirm: false,
        };
        let basis = LoanBasis {
            rules: LoanRules::default(),
            limits: vec![
                limit(
                    LoanLimitKind::CapIndividual,
                    None,
                    Some(day("2018-11-15")),
                    1,
                ),
                limit(
                    LoanLimitKind::CapIndividual,
                    Some(day("2018-11-16")),
                    Some(day("2028-09-30")),
                    2,
                ),
                limit(LoanLimitKind::RateCap, Some(day("2023-10-01")), None, 150),
            ],
        };
        let value = |kind, iso| basis.limit_on(kind, day(iso)).map(|limit| limit.value);
        let person = LoanLimitKind::CapIndividual;
        assert_eq!(value(person, "2017-01-01"), Some(1));
        assert_eq!(value(person, "2018-11-16"), Some(2));
        assert_eq!(value(person, "2028-10-01"), None);
        assert_eq!(value(LoanLimitKind::RateCap, "2023-09-30"), None);
        assert_eq!(value(LoanLimitKind::RateCap, "2099-01-01"), Some(150));
        assert_eq!(value(LoanLimitKind::CapEnterprise, "2026-01-01"), None);
        let wire = serde_json::to_string(&basis).unwrap();
        assert_eq!(serde_json::from_str::<LoanBasis>(&wire).unwrap(), basis);
    }
}
