//! The bank's offer.

use super::super::flaw::Flaw;
use super::{Lines, non_blank};
use crate::six_digits::half_width;
use api::{application::TermsView, staff::StaffApplicationView};
use application::Field;
use domain::{Money, typed_number};
use serde::{Deserialize, Serialize};

/// The offer as typed: yuan, percent, months.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(in super::super) struct TermsDraft {
    pub(in super::super) amount: String,
    pub(in super::super) rate: String,
    pub(in super::super) months: String,
    pub(in super::super) branch: String,
    /// What has to be so before the contract can be signed.
    pub(in super::super) conditions: Lines,
    is_begun: bool,
}

impl TermsDraft {
    /// Starts from what the resident asked for.
    pub(super) fn begin(&mut self, file: &StaffApplicationView) {
        if !self.is_begun {
            let answers = &file.application.answers;
            self.amount = answers.text(Field::AmountYuan).to_owned();
            self.months = answers.text(Field::TermMonths).to_owned();
            self.is_begun = true;
        }
    }

    /// The offer, or everything wrong with it: never more nor longer than asked for and than the product allows, nor dearer
    /// than the district's rules.
    pub(in super::super) fn check(
        &self,
        file: &StaffApplicationView,
    ) -> Result<TermsView, Vec<Flaw>> {
        let amount = match (positive_yuan(&self.amount), asked(file)) {
            (None, _) => Err(Flaw::Amount),
            (Some(amount), Some(asked)) if amount > asked => Err(Flaw::AboveAsked(asked)),
            (Some(amount), _) => Ok(amount),
        };
        let rate = match (rate_basis_points(&self.rate), file.rate_cap) {
            (None, _) => Err(Flaw::Rate),
            (Some(rate), Some(cap)) if rate > cap.most_basis_points => Err(Flaw::AboveCap(cap)),
            (Some(rate), _) => Ok(rate),
        };
        let most = file.application.product.max_term_months();
        let asked_months = file.application.answers.whole(Field::TermMonths);
        let most = asked_months.map_or(most, |asked| asked.min(most));
        let months = match typed_number(&self.months) {
            Some(0) | None => Err(Flaw::Months),
            Some(months) if months > most => Err(Flaw::MonthsAbove(most)),
            Some(months) => Ok(months),
        };
        let branch = non_blank(&self.branch).ok_or(Flaw::Branch);
        match (amount, rate, months, branch) {
            (Ok(amount), Ok(rate_basis_points), Ok(months), Ok(bank_branch)) => Ok(TermsView {
                amount_fen: amount.fen(),
                rate_basis_points,
                months,
                bank_branch,
            }),
            (amount, rate, months, branch) => {
                let flaws = [amount.err(), rate.err(), months.err(), branch.err()];
                Err(flaws.into_iter().flatten().collect())
            }
        }
    }
}

/// The amount the resident asked for.
fn asked(file: &StaffApplicationView) -> Option<Money> {
    Money::parse_yuan(file.application.answers.text(Field::AmountYuan)).ok()
}

/// A sum above nothing.
pub(super) fn positive_yuan(text: &str) -> Option<Money> {
    Money::parse_yuan(text).ok().filter(|sum| sum.fen() > 0)
}

/// A yearly rate typed in percent: at most two decimals, above nothing, and no more than 24, which catches 31 for 3.1.
fn rate_basis_points(text: &str) -> Option<u32> {
    let text = half_width(text).replace('．', ".");
    let text = text.trim_end_matches(['%', '％']);
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let is_number = !whole.is_empty()
        && whole.len() <= 2
        && decimals.len() <= 2
        && whole
            .bytes()
            .chain(decimals.bytes())
            .all(|digit| digit.is_ascii_digit());
    if !is_number {
        return None;
    }
    let hundredths = match decimals.len() {
        0 => 0,
        1 => decimals.parse::<u32>().ok()? * 10,
        _ => decimals.parse::<u32>().ok()?,
    };
    let rate = whole.parse::<u32>().ok()? * 100 + hundredths;
    (1..=2_400).contains(&rate).then_some(rate)
}

/// A rate as it is read: `3.10`.
pub(in super::super) fn rate_text(basis_points: u32) -> String {
    format!("{}.{:02}", basis_points / 100, basis_points % 100)
}

#[cfg(test)]
mod tests {
    use super::{rate_basis_points, rate_text};

    #[test]
    fn a_rate_is_percent_with_two_decimals() {
        let table = [
            ("3.1", Some(310)),
            (" 3.05 % ", Some(305)),
            ("３．１", Some(310)),
            ("3", Some(300)),
            ("3.", Some(300)),
            ("0.5", Some(50)),
            ("3.105", None),
            ("310", None),
            ("31", None),
            ("24", Some(2_400)),
            ("0.00", None),
            ("-1", None),
            ("", None),
            ("三", None),
            (".5", None),
        ];
        for (text, expected) in table {
            assert_eq!(rate_basis_points(text), expected, "{text:?}");
        }
        assert_eq!(rate_text(305), "3.05");
    }
}
