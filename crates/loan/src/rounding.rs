//! Rounding a fraction to a whole number, once.

/// What happens to exactly half a fen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    /// 四舍五入, as Chinese banks round.
    #[default]
    HalfUp,
    /// To the even neighbour, as Apache Fineract rounds unless told otherwise.
    HalfEven,
}

impl Rounding {
    /// The whole number next to a fraction that is not negative; zero when the denominator is not positive.
    ///
    /// ```
    /// use loan::Rounding;
    /// assert_eq!(Rounding::HalfUp.divide(5, 2), 3);
    /// assert_eq!(Rounding::HalfEven.divide(5, 2), 2);
    /// assert_eq!(Rounding::HalfEven.divide(7, 2), 4);
    /// ```
    #[must_use]
    pub fn divide(self, numerator: i128, denominator: i128) -> i128 {
        if denominator <= 0 || numerator <= 0 {
            return 0;
        }
        let (whole, rest) = (numerator / denominator, numerator % denominator);
        let goes_up = self.goes_up((rest * 2).cmp(&denominator), whole % 2 != 0);
        whole + i128::from(goes_up)
    }

    /// Whether to go up, by how the rest compares with one half.
    pub(crate) fn goes_up(self, rest_to_half: std::cmp::Ordering, is_odd: bool) -> bool {
        match rest_to_half {
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Equal => self == Self::HalfUp || is_odd,
        }
    }
}
