//! Who is paid next: what was granted and not paid yet, to a card that nobody else gave and that did not send money back.

use workflow::settlement::{PaidLine, SettlementFile, UnpaidReason};

use super::opened::{Opened, Person};
use crate::applications::error::impossible;
use crate::applications::verdict::sha256_hex;
use crate::problem::ApiError;

/// Why somebody who was granted something does not stand in the next list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Nobody gave a card.
    NoCard,
    /// Somebody else gave the same one.
    SharedCard,
    /// It sent the last payment back, and none was given since.
    RefusedCard,
}

/// Somebody who was granted something and has not been paid.
#[derive(Clone, Copy, Debug)]
pub struct Due<'a> {
    /// Who.
    pub person: &'a Person,
    /// Everything that was granted, fen.
    pub fen: i64,
    /// Why not in the next list; none for who stands in it.
    pub held: Option<Held>,
}

impl Due<'_> {
    /// The enrolment.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.person.judged.member.row.id
    }

    /// The line of the next list; none where the person waits.
    #[must_use]
    pub fn line(&self) -> Option<PaidLine> {
        let (card, _) = self.person.card.as_ref()?;
        self.held.is_none().then(|| PaidLine {
            enrolment_id: self.id().to_owned(),
            fen: self.fen,
            card_tail: card.last_four(),
            unpaid: None,
        })
    }
}

/// Everybody who was granted something and has not been paid, in the order of asking; nobody before it is settled.
///
/// # Errors
/// When a sum is too large.
pub fn due(opened: &Opened) -> Result<Vec<Due<'_>>, ApiError> {
    let file = &opened.sheet.file;
    let mut found = Vec::new();
    for person in opened.people.iter().filter(|one| one.is_decided) {
        let fen = person.granted_fen()?;
        if fen > 0 && file.paid_on(&person.judged.member.row.id).is_none() {
            let held = held(file, person);
            found.push(Due { person, fen, held });
        }
    }
    Ok(found)
}

fn held(file: &SettlementFile, person: &Person) -> Option<Held> {
    let Some((card, is_shared)) = &person.card else {
        return Some(Held::NoCard);
    };
    if *is_shared {
        return Some(Held::SharedCard);
    }
    let id = &person.judged.member.row.id;
    let is_refused = matches!(
        file.unpaid(id),
        Some(UnpaidReason::CardMismatch | UnpaidReason::CardClosed)
    );
    let tried = file.payments().iter().rev().find(|one| {
        let mut lines = one.list.lines.iter();
        lines.any(|line| line.enrolment_id == *id)
    });
    let is_old = tried.is_some_and(|tried| card.given_ms() <= tried.at_ms);
    (is_refused && is_old).then_some(Held::RefusedCard)
}

/// SHA-256 over the lines of a list in whatever order, hex. All of it stands in the list, so whoever has the list can work its
/// digest out.
#[must_use]
pub fn digest(lines: &[PaidLine]) -> String {
    let line = |one: &PaidLine| format!("{}\t{}\t{}\n", one.enrolment_id, one.fen, one.card_tail);
    let mut lines: Vec<String> = lines.iter().map(line).collect();
    lines.sort_unstable();
    sha256_hex(lines.concat().as_bytes())
}

/// What lines come to, fen.
///
/// # Errors
/// When it is too large.
pub fn sum<'a>(lines: impl IntoIterator<Item = &'a PaidLine>) -> Result<i64, ApiError> {
    let mut lines = lines.into_iter();
    let sum = lines.try_fold(0_i64, |sum, one| sum.checked_add(one.fen));
    sum.ok_or_else(|| impossible("add up what is paid"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(id: &str, fen: i64, tail: &str) -> PaidLine {
        PaidLine {
            enrolment_id: id.into(),
            fen,
            card_tail: tail.into(),
            unpaid: None,
        }
    }

    #[test]
    fn every_part_of_every_line_counts_and_their_order_does_not() {
        let (one, two) = (line("a", 100, "1234"), line("b", 200, "5678"));
        let seen = digest(&[one.clone(), two.clone()]);
        assert_eq!(seen, digest(&[two.clone(), one.clone()]));
        for other in [
            line("c", 100, "1234"),
            line("a", 101, "1234"),
            line("a", 100, "1235"),
        ] {
            assert_ne!(seen, digest(&[other.clone(), two.clone()]), "{other:?}");
        }
        // What came of a line is no part of the list.
        let back = PaidLine {
            unpaid: Some(UnpaidReason::Other),
            ..one
        };
        assert_eq!(seen, digest(&[back, two]));
        // As anybody works it out.
        let lines = "a\t100\t1234\nb\t200\t5678\n";
        assert_eq!(seen, sha256_hex(lines.as_bytes()));
    }
}
