//! Subsidies that other systems paid. Nobody is named: people and certificates are keyed hashes.

use domain::Date;

use crate::{Connection, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsidePayment {
    /// Keyed hash of the number of the identity card.
    pub id_index: [u8; 32],
    /// What the other system calls it.
    pub subsidy: String,
    pub paid_on: Date,
    /// Keyed hash of the number of the certificate; none where the list had none.
    pub certificate: Option<Vec<u8>>,
    pub taken_ms: i64,
}

/// Notes one, and says whether it is new. Two certificates that were paid on one day are two; of one that is known without
/// its certificate that is taken over, and without one nothing is new.
pub fn put(tx: &Tx, payment: &OutsidePayment) -> Result<bool, StoreError> {
    let same = list_of_person(tx, &payment.id_index)?
        .into_iter()
        .filter(|one| one.subsidy == payment.subsidy && one.paid_on == payment.paid_on);
    let known: Vec<Option<Vec<u8>>> = same.map(|one| one.certificate).collect();
    if known.contains(&payment.certificate) {
        return Ok(false);
    }
    let certificate = payment.certificate.clone().unwrap_or_default();
    if certificate.is_empty() {
        return if known.is_empty() {
            insert(tx, payment, &certificate)
        } else {
            Ok(false)
        };
    }
    if !known.contains(&None) {
        return insert(tx, payment, &certificate);
    }
    let sql = "UPDATE outside_payments SET certificate = $1
        WHERE id_index = $2 AND subsidy = $3 AND paid_on = $4 AND certificate = $5";
    let none: &[u8] = &[];
    let values = [
        (&certificate).into(),
        (&payment.id_index).into(),
        (&payment.subsidy).into(),
        payment.paid_on.into(),
        none.into(),
    ];
    tx.execute(sql, &values)?;
    Ok(false)
}

fn insert(tx: &Tx, payment: &OutsidePayment, certificate: &[u8]) -> Result<bool, StoreError> {
    let values = [
        (&payment.id_index).into(),
        (&payment.subsidy).into(),
        payment.paid_on.into(),
        certificate.into(),
        payment.taken_ms.into(),
    ];
    let sql = "INSERT INTO outside_payments (id_index, subsidy, paid_on, certificate, taken_ms)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id_index, subsidy, paid_on, certificate) DO NOTHING";
    Ok(tx.execute(sql, &values)? > 0)
}

/// What is known of somebody's identity card, the oldest first.
pub fn list_of_person(
    connection: &Connection,
    id_index: &[u8; 32],
) -> Result<Vec<OutsidePayment>, StoreError> {
    list_by(connection, "id_index", id_index)
}

/// What is known of a certificate.
pub fn list_of_certificate(
    connection: &Connection,
    certificate: &[u8; 32],
) -> Result<Vec<OutsidePayment>, StoreError> {
    list_by(connection, "certificate", certificate)
}

fn list_by(
    connection: &Connection,
    column: &str,
    value: &[u8; 32],
) -> Result<Vec<OutsidePayment>, StoreError> {
    let sql = format!(
        "SELECT id_index, subsidy, paid_on, certificate, taken_ms FROM outside_payments WHERE {column} = $1
        ORDER BY paid_on, subsidy, id_index, certificate"
    );
    connection.list(&sql, &[value.into()], |row| {
        let certificate: Vec<u8> = row.get(3)?;
        Ok(OutsidePayment {
            id_index: row.get(0)?,
            subsidy: row.get(1)?,
            paid_on: row.get(2)?,
            certificate: (!certificate.is_empty()).then_some(certificate),
            taken_ms: row.get(4)?,
        })
    })
}

/// How many there are, and when one was last taken in.
pub fn count(connection: &Connection) -> Result<(i64, Option<i64>), StoreError> {
    let sql = "SELECT COUNT(*), MAX(taken_ms) FROM outside_payments";
    let found = connection.find(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.unwrap_or((0, None)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::in_write;

    fn payment(certificate: Option<u8>) -> OutsidePayment {
        OutsidePayment {
            id_index: [1; 32],
            subsidy: "示例补贴".into(),
            paid_on: Date::parse_iso("2026-12-01").unwrap(),
            certificate: certificate.map(|one| vec![one; 32]),
            taken_ms: 5,
        }
    }

    #[test]
    fn a_payment_is_noted_once_and_found_by_person_and_by_certificate() {
        let (first, again, mine, of_paper, of_others, count) = in_write(move |tx| {
            Ok((
                put(tx, &payment(None))?,
                put(tx, &payment(Some(2)))?,
                list_of_person(tx, &[1; 32])?,
                list_of_certificate(tx, &[2; 32])?,
                list_of_person(tx, &[2; 32])?.len(),
                count(tx)?,
            ))
        });
        assert_eq!((first, again), (true, false));
        // The list that came later knew the certificate.
        assert_eq!(mine, [payment(Some(2))]);
        assert_eq!((of_paper, of_others, count), (mine, 0, (1, Some(5))));
    }

    #[test]
    fn two_certificates_paid_on_one_day_are_both_known() {
        let (news, mine, of_second) = in_write(move |tx| {
            // The same list is taken in twice, and then one without certificates.
            let listed = [Some(2), Some(3), Some(2), Some(3), None];
            let mut news = Vec::new();
            for certificate in listed {
                news.push(put(tx, &payment(certificate))?);
            }
            let of_second = list_of_certificate(tx, &[3; 32])?;
            Ok((news, list_of_person(tx, &[1; 32])?, of_second))
        });
        assert_eq!(news, [true, true, false, false, false]);
        assert_eq!(mine, [payment(Some(2)), payment(Some(3))]);
        assert_eq!(of_second, [payment(Some(3))]);
    }
}
