//! The bank's offer.

use super::super::flaw::Flaw;
use super::non_blank;
use api::{application::TermsView, staff::StaffApplicationView};
use application::Field;
use domain::Money;
use serde::{Deserialize, Serialize};

/// The offer as typed: yuan, percent, months.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(in super::super) struct TermsDraft {
    pub(in super::super) amount: String,
    pub(in super::super) rate: String,
    pub(in super::super) months: String,
    pub(in super::super) branch: String,
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

    /// The offer, or everything wrong with it.
    pub(in super::super) fn check(&self) -> Result<TermsView, Vec<Flaw>> {
        let amount = positive_yuan(&self.amount);
        let rate = rate_basis_points(&self.rate);
        let months = self.months.trim().parse::<u32>().ok();
        let months = months.filter(|months| *months > 0);
        let branch = non_blank(&self.branch);
        match (amount, rate, months, branch) {
            (Some(amount), Some(rate_basis_points), Some(months), Some(bank_branch)) => {
                Ok(TermsView {
                    amount_fen: amount.fen(),
                    rate_basis_points,
                    months,
                    bank_branch,
                })
            }
            (amount, rate, months, branch) => Err([
                (amount.is_none(), Flaw::Amount),
                (rate.is_none(), Flaw::Rate),
                (months.is_none(), Flaw::Months),
                (branch.is_none(), Flaw::Branch),
            ]
            .into_iter()
            .filter(|(is_wrong, _)| *is_wrong)
            .map(|(_, flaw)| flaw)
            .collect()),
        }
    }
}

/// A sum above nothing.
pub(super) fn positive_yuan(text: &str) -> Option<Money> {
    Money::parse_yuan(text).ok().filter(|sum| sum.fen() > 0)
}

/// A yearly rate typed in percent, at most two decimals and below one hundred.
fn rate_basis_points(text: &str) -> Option<u32> {
    let text = text.trim().trim_end_matches(['%', '％']).trim_end();
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
    Some(whole.parse::<u32>().ok()? * 100 + hundredths)
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
            ("3", Some(300)),
            ("3.", Some(300)),
            ("0.5", Some(50)),
            ("3.105", None),
            ("310", None),
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
