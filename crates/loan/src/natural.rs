//! Whole numbers of any length, as far as the level instalment needs them: times a word, sum, comparison.
//!
//! Solving the instalment exactly takes a product of up to 360 fractions, some 20,000 bits. That is all a general
//! library would be used for, and it would weigh more in the residents' bundle than the rest of this crate;
//! `tests/oracle.rs` compares the results with `num-bigint`.

use std::cmp::Ordering;

/// A whole number, least significant word first, without leading zero words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Natural(Vec<u64>);

impl Natural {
    pub(crate) fn new(word: u64) -> Self {
        Self(if word == 0 { Vec::new() } else { vec![word] })
    }

    pub(crate) fn times(&self, word: u64) -> Self {
        if word == 0 {
            return Self::new(0);
        }
        let mut words = Vec::with_capacity(self.0.len() + 1);
        let mut carry = 0_u128;
        for own in &self.0 {
            carry += u128::from(*own) * u128::from(word);
            words.push(low(carry));
            carry >>= 64;
        }
        if carry != 0 {
            words.push(low(carry));
        }
        Self(words)
    }

    pub(crate) fn plus(&self, other: &Self) -> Self {
        let length = self.0.len().max(other.0.len());
        let word =
            |number: &Self, place: usize| u128::from(number.0.get(place).copied().unwrap_or(0));
        let mut words = Vec::with_capacity(length + 1);
        let mut carry = 0_u128;
        for place in 0..length {
            carry += word(self, place) + word(other, place);
            words.push(low(carry));
            carry >>= 64;
        }
        if carry != 0 {
            words.push(low(carry));
        }
        Self(words)
    }
}

/// The lowest word; the mask leaves nothing to lose.
fn low(sum: u128) -> u64 {
    u64::try_from(sum & u128::from(u64::MAX)).unwrap_or(u64::MAX)
}

impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Natural {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_length = self.0.len().cmp(&other.0.len());
        by_length.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_carry() {
        let most = Natural::new(u64::MAX);
        let square = most.times(u64::MAX);
        assert_eq!(square, Natural(vec![1, u64::MAX - 1]));
        assert_eq!(square.plus(&most), Natural(vec![0, u64::MAX]));
        assert_eq!(most.plus(&Natural::new(1)), Natural(vec![0, 1]));
        assert_eq!(square.times(0), Natural::new(0));
        assert_eq!(Natural::new(0).plus(&Natural::new(0)), Natural::new(0));
        assert!(square > most && most > Natural::new(7) && Natural::new(7) > Natural::new(0));
        assert!(Natural(vec![5, 2]) > Natural(vec![9, 1]));
    }
}
