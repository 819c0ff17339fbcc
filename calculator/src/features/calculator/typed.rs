//! What stands in the form, as it was typed.

use domain::Date;

/// Ids of the controls; the errors are found by them.
pub(super) const WHO: &str = "who";
pub(super) const PARTNERS: &str = "partners";
pub(super) const AMOUNT: &str = "amount";
pub(super) const MONTHS: &str = "months";
pub(super) const METHOD: &str = "method";
pub(super) const START: &str = "start";
pub(super) const RATE: &str = "rate";
pub(super) const LPR: &str = "lpr";
pub(super) const COUNT: &str = "count";
pub(super) const EARLY_DATE: &str = "early-date";
pub(super) const EARLY_AMOUNT: &str = "early-amount";

/// Everything typed and chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) who: String,
    pub(super) partners: String,
    pub(super) amount: String,
    pub(super) months: String,
    pub(super) method: String,
    pub(super) start: String,
    pub(super) rate: String,
    pub(super) lpr: String,
    pub(super) count: String,
    pub(super) early_date: String,
    pub(super) early_amount: String,
}

impl Typed {
    /// Before anybody typed: everything that has a usual value, and no amount.
    pub(super) fn new(today: Date) -> Self {
        Self {
            who: "individual".to_owned(),
            partners: "2".to_owned(),
            amount: String::new(),
            months: "24".to_owned(),
            method: "equal_installment".to_owned(),
            start: today.to_string(),
            rate: String::new(),
            lpr: String::new(),
            count: String::new(),
            early_date: String::new(),
            early_amount: String::new(),
        }
    }

    /// One line each, to be kept in this tab.
    pub(super) fn to_text(&self) -> String {
        let lines = [
            &self.who,
            &self.partners,
            &self.amount,
            &self.months,
            &self.method,
            &self.start,
            &self.rate,
            &self.lpr,
            &self.count,
            &self.early_date,
            &self.early_amount,
        ];
        lines.map(|line| line.replace('\n', " ")).join("\n")
    }

    /// What was kept; none when it is of another version.
    pub(super) fn from_text(text: &str) -> Option<Self> {
        let lines: Vec<&str> = text.split('\n').collect();
        let [
            who,
            partners,
            amount,
            months,
            method,
            start,
            rate,
            lpr,
            count,
            early_date,
            early_amount,
        ] = lines.try_into().ok()?;
        Some(Self {
            who: who.to_owned(),
            partners: partners.to_owned(),
            amount: amount.to_owned(),
            months: months.to_owned(),
            method: method.to_owned(),
            start: start.to_owned(),
            rate: rate.to_owned(),
            lpr: lpr.to_owned(),
            count: count.to_owned(),
            early_date: early_date.to_owned(),
            early_amount: early_amount.to_owned(),
        })
    }
}

/// Half-width and without spaces: what a keyboard in Chinese mode makes of digits, commas and points.
pub(super) fn plain(typed: &str) -> String {
    let half = |letter: char| match letter {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        '\u{3002}' => '.',
        other => other,
    };
    typed
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .map(half)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        let mut typed = Typed::new(Date::new(2026, 11, 24).unwrap());
        typed.amount = "200,000\n".to_owned();
        let back = Typed::from_text(&typed.to_text()).unwrap();
        assert_eq!(back.amount, "200,000 ");
        assert_eq!(Typed::from_text(&back.to_text()), Some(back));
        for other in ["", "individual", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl"] {
            assert_eq!(Typed::from_text(other), None, "{other:?}");
        }
    }

    #[test]
    fn full_width_digits_are_digits() {
        for (typed, expected) in [
            ("３６", "36"),
            (" 4．6 ％", "4.6%"),
            ("4。6", "4.6"),
            ("", ""),
        ] {
            assert_eq!(plain(typed), expected);
        }
    }
}
