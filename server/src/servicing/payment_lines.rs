//! The lines of a list to pay by as one digest: a list in which one line was swapped for another has another.

use workflow::servicing::Quarter;

use crate::applications::verdict::sha256_hex;

/// So many characters of the digest stand on paper and on screen, to be compared by eye.
const CODE_CHARS: usize = 8;

/// The lines of a quarter, in whatever order they come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaymentLines(Vec<String>);

impl PaymentLines {
    /// Adds a loan: its acceptance number, what is paid of the quarter, and the last digits of the account as the payout has
    /// them. All of it stands in the list, so whoever has the list can work its digest out.
    pub fn push(&mut self, number: &str, quarter: Quarter, amount_fen: i64, account_tail: &str) {
        let line = format!("{number}\t{quarter}\t{amount_fen}\t{account_tail}\n");
        self.0.push(line);
    }

    /// SHA-256 over the lines, hex.
    #[must_use]
    pub fn digest(mut self) -> String {
        self.0.sort_unstable();
        sha256_hex(self.0.concat().as_bytes())
    }
}

/// The beginning of a digest.
#[must_use]
pub fn code(digest: &str) -> String {
    let code: String = digest.chars().take(CODE_CHARS).collect();
    code.to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Line<'a> = (&'a str, &'a str, i64, &'a str);

    fn digest(lines: &[Line<'_>]) -> String {
        let mut found = PaymentLines::default();
        for (id, quarter, fen, tail) in lines {
            found.push(id, quarter.parse().unwrap(), *fen, tail);
        }
        found.digest()
    }

    #[test]
    fn every_part_of_every_line_counts_and_their_order_does_not() {
        let (one, two) = (("a", "2026Q4", 100, "1234"), ("b", "2026Q4", 200, "5678"));
        let seen = digest(&[one, two]);
        assert_eq!(seen, digest(&[two, one]));
        for other in [
            [("c", "2026Q4", 100, "1234"), two],
            [("a", "2026Q3", 100, "1234"), two],
            [("a", "2026Q4", 200, "1234"), ("b", "2026Q4", 100, "5678")],
            [("a", "2026Q4", 100, "5678"), ("b", "2026Q4", 200, "1234")],
        ] {
            assert_ne!(seen, digest(&other), "{other:?}");
        }
        assert_ne!(seen, digest(&[one]));
        // As anybody works it out.
        let lines = "a\t2026Q4\t100\t1234\nb\t2026Q4\t200\t5678\n";
        assert_eq!(seen, sha256_hex(lines.as_bytes()));
        assert_eq!(code("0a1b2c3d4e"), "0A1B2C3D");
    }
}
