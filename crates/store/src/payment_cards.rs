//! The cards to which the subsidies of a class are paid.

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentCard {
    pub enrolment_id: String,
    /// The number, under the enrolment's key.
    pub sealed_card: Vec<u8>,
    /// Keyed hash of the number.
    pub card: [u8; 32],
    /// The role of who gave it.
    pub given_by: String,
    pub given_ms: i64,
}

const COLUMNS: &str = "enrolment_id, sealed_card, card, given_by, given_ms";

fn read(row: &Row) -> Result<PaymentCard, StoreError> {
    Ok(PaymentCard {
        enrolment_id: row.get(0)?,
        sealed_card: row.get(1)?,
        card: row.get(2)?,
        given_by: row.get(3)?,
        given_ms: row.get(4)?,
    })
}

/// Keeps a card in place of the one before.
pub fn put(tx: &Tx, card: &PaymentCard) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO payment_cards ({COLUMNS}) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (enrolment_id) DO UPDATE SET sealed_card = excluded.sealed_card, card = excluded.card,
            given_by = excluded.given_by, given_ms = excluded.given_ms"
    );
    let values = [
        (&card.enrolment_id).into(),
        (&card.sealed_card).into(),
        (&card.card).into(),
        (&card.given_by).into(),
        card.given_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

pub fn find(
    connection: &Connection,
    enrolment_id: &str,
) -> Result<Option<PaymentCard>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM payment_cards WHERE enrolment_id = $1");
    connection.find(&sql, &[enrolment_id.into()], read)
}

/// Whether a card that somebody gave was also given by somebody else, in whatever class. One's own card in two classes is
/// nothing to look at.
pub fn is_shared(connection: &Connection, card: &PaymentCard) -> Result<bool, StoreError> {
    let sql = "SELECT COUNT(*) FROM payment_cards other JOIN enrolments they ON they.id = other.enrolment_id
        WHERE other.card = $1
            AND they.person_id <> (SELECT person_id FROM enrolments WHERE id = $2)";
    let values = [(&card.card).into(), (&card.enrolment_id).into()];
    Ok(connection.count(sql, &values)? > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_class, add_enrolment, in_write};

    fn card(enrolment: &str, number: u8) -> PaymentCard {
        PaymentCard {
            enrolment_id: enrolment.into(),
            sealed_card: vec![number],
            card: [number; 32],
            given_by: "resident".into(),
            given_ms: i64::from(number),
        }
    }

    #[test]
    fn the_last_card_counts_and_one_of_two_people_is_found_across_classes() {
        let (kept, nothing, shared) = in_write(|tx| {
            for class in ["a", "b"] {
                add_class(tx, class);
                add_enrolment(tx, class, 1, "taken");
                add_enrolment(tx, class, 2, "taken");
            }
            put(tx, &card("a-1", 1))?;
            put(tx, &card("a-1", 2))?;
            put(tx, &card("a-2", 3))?;
            put(tx, &card("b-1", 2))?;
            let of = |id: &str, number| is_shared(tx, &card(id, number));
            Ok((
                find(tx, "a-1")?,
                find(tx, "b-2")?,
                [of("a-1", 2)?, of("a-2", 3)?, of("b-1", 2)?],
            ))
        });
        assert_eq!(kept, Some(card("a-1", 2)));
        assert_eq!((nothing, shared), (None, [true, false, true]));
    }

    #[test]
    fn the_same_card_of_one_person_in_two_classes_is_not_shared() {
        let shared = in_write(|tx| {
            add_class(tx, "a");
            add_class(tx, "b");
            let first = add_enrolment(tx, "a", 1, "taken");
            let second = crate::enrolments::Enrolment {
                id: "b-1".into(),
                class_id: "b".into(),
                ..first
            };
            crate::enrolments::insert(tx, &second)?;
            put(tx, &card("a-1", 1))?;
            put(tx, &card("b-1", 1))?;
            is_shared(tx, &card("a-1", 1))
        });
        assert!(!shared);
    }
}
