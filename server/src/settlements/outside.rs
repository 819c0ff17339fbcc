//! Lists of subsidies that other systems paid: read, kept as keyed hashes, and compared with who is settled here. A match is
//! told to the officer; nothing is decided by it.

use api::outside_payment::{OutsidePaymentFault, OutsidePaymentsTaken};
use domain::{Date, IdNumber};
use store::outside_payments::{self as rows, OutsidePayment};
use store::{Connection, Tx};
use vault::Keyring;
use workflow::settlement::Outside;

use super::kept::id_index;
use crate::applications::error::while_doing;
use crate::problem::ApiError;
use crate::state::Parts;

/// The longest name of a subsidy, and the longest number of a certificate.
const MOST_LETTERS: usize = 60;

/// A column of such a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    /// Read by nobody: the number says who it is.
    Name,
    IdNumber,
    Subsidy,
    PaidOn,
    Certificate,
}

impl Column {
    const ALL: [Self; 5] = [
        Self::Name,
        Self::IdNumber,
        Self::Subsidy,
        Self::PaidOn,
        Self::Certificate,
    ];
    /// Without these nothing can be compared.
    const NEEDED: [Self; 3] = [Self::IdNumber, Self::Subsidy, Self::PaidOn];

    const fn id(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::IdNumber => "id_number",
            Self::Subsidy => "subsidy",
            Self::PaidOn => "paid_on",
            Self::Certificate => "certificate",
        }
    }

    /// Its headings in such lists. Chinese, as the sheets are.
    const fn headings(self) -> &'static [&'static str] {
        match self {
            Self::Name => &["姓名"],
            Self::IdNumber => &["身份证号", "身份证号码", "公民身份号码", "证件号码"],
            Self::Subsidy => &["补贴项目", "补贴名称", "待遇名称", "补贴类型"],
            Self::PaidOn => &["发放日期", "支付日期", "发放时间", "到账日期"],
            Self::Certificate => &["证书编号", "证书号", "证书号码"],
        }
    }

    fn of_heading(heading: &str) -> Option<Self> {
        let before = heading.split(['(', '（']).next().unwrap_or_default();
        let letters = before.chars();
        let key: String = letters.filter(|one| !one.is_whitespace()).collect();
        let mut columns = Self::ALL.into_iter();
        columns.find(|column| column.headings().contains(&key.as_str()))
    }
}

/// A list, read.
#[derive(Clone, Debug, Default)]
pub struct List {
    payments: Vec<OutsidePayment>,
    wrong: Vec<OutsidePaymentFault>,
}

/// Under which a certificate is found, whoever issued it: a keyed hash.
fn certificate_index(keyring: &Keyring, number: &str) -> [u8; 32] {
    let letters = number.chars().filter(|one| !one.is_whitespace());
    let plain: String = letters.flat_map(char::to_uppercase).collect();
    keyring.blind_index("certificate_number", &plain)
}

/// Reads a list: `.xlsx` or `.csv`.
///
/// # Errors
/// When it is no sheet that is taken, or a column is missing: each with its code.
pub fn read(parts: &Parts, bytes: &[u8], today: Date, now_ms: i64) -> Result<List, ApiError> {
    let refuse = |code: &str| ApiError::invalid_field("/sheet", code);
    let table = sheet::read(bytes, |text| Column::of_heading(text).is_some())
        .map_err(|refusal| refuse(refusal.code()))?;
    let headings = table.headings.iter().map(|one| Column::of_heading(one));
    let headings: Vec<Option<Column>> = headings.collect();
    let place = |column: Column| headings.iter().position(|one| *one == Some(column));
    if Column::NEEDED.iter().any(|one| place(*one).is_none()) {
        return Err(refuse("column_missing"));
    }
    let mut list = List::default();
    for row in &table.rows {
        let text = |column: Column| {
            let cell = place(column).and_then(|place| row.cells.get(place));
            cell.map_or("", |cell| cell.text.trim())
        };
        match payment(parts, text, (today, now_ms)) {
            Ok(payment) => list.payments.push(payment),
            Err(wrong) => {
                let faults = wrong.into_iter();
                list.wrong
                    .extend(faults.map(|(column, code)| OutsidePaymentFault {
                        row: row.number,
                        column: column.id().to_owned(),
                        code: code.to_owned(),
                    }));
            }
        }
    }
    Ok(list)
}

/// One row, or everything that is wrong with it.
fn payment<'a>(
    parts: &Parts,
    text: impl Fn(Column) -> &'a str,
    (today, now_ms): (Date, i64),
) -> Result<OutsidePayment, Vec<(Column, &'static str)>> {
    let mut wrong = Vec::new();
    let number = IdNumber::parse(text(Column::IdNumber), today);
    if let Err(error) = &number {
        wrong.push((Column::IdNumber, error.code()));
    }
    let (subsidy, certificate) = (text(Column::Subsidy), text(Column::Certificate));
    if subsidy.is_empty() {
        wrong.push((Column::Subsidy, "required"));
    }
    for (column, text) in [
        (Column::Subsidy, subsidy),
        (Column::Certificate, certificate),
    ] {
        if text.chars().count() > MOST_LETTERS {
            wrong.push((column, "too_long"));
        }
    }
    let paid_on = listing::read_day(text(Column::PaidOn));
    match paid_on {
        None => wrong.push((Column::PaidOn, "date_unreadable")),
        Some(on) if on > today => wrong.push((Column::PaidOn, "date_in_future")),
        Some(_) => {}
    }
    match (number, paid_on) {
        (Ok(number), Some(paid_on)) if wrong.is_empty() => Ok(OutsidePayment {
            id_index: id_index(parts, number.as_str()),
            subsidy: subsidy.to_owned(),
            paid_on,
            certificate: (!certificate.is_empty())
                .then(|| certificate_index(&parts.keyring, certificate).to_vec()),
            taken_ms: now_ms,
        }),
        _ => Err(wrong),
    }
}

/// Keeps what is right in a list.
///
/// # Errors
/// When the store does not take it.
pub fn keep(tx: &Tx, list: &List) -> Result<OutsidePaymentsTaken, ApiError> {
    let (mut taken, mut known) = (0_u32, 0_u32);
    for payment in &list.payments {
        let count = if rows::put(tx, payment)? {
            &mut taken
        } else {
            &mut known
        };
        *count = count.saturating_add(1);
    }
    Ok(OutsidePaymentsTaken {
        taken,
        known,
        wrong: list.wrong.clone(),
    })
}

/// How many are known, and the day of the last.
///
/// # Errors
/// When the store does not answer.
pub fn known(connection: &Connection) -> Result<(u32, Option<Date>), ApiError> {
    let (count, last_ms) = rows::count(connection)?;
    let count = u32::try_from(count).map_err(while_doing("count payments"))?;
    Ok((count, last_ms.map(Date::from_unix_ms_shanghai)))
}

/// What other systems paid to whoever has an identity card, or for a certificate.
///
/// # Errors
/// When the store does not answer.
pub fn of(
    parts: &Parts,
    connection: &Connection,
    id: Option<&[u8; 32]>,
    certificate: Option<&str>,
) -> Result<Vec<Outside>, ApiError> {
    let paper = certificate.map(|number| certificate_index(&parts.keyring, number));
    let mut found = match id {
        Some(id) => rows::list_of_person(connection, id)?,
        None => Vec::new(),
    };
    if let Some(paper) = &paper {
        let more = rows::list_of_certificate(connection, paper)?.into_iter();
        found.extend(more.filter(|one| id != Some(&one.id_index)));
    }
    let payments = found.into_iter();
    Ok(payments
        .map(|one| Outside {
            is_same_certificate: paper.is_some_and(|paper| {
                let of = one.certificate.as_deref();
                of == Some(paper.as_slice())
            }),
            subsidy: one.subsidy,
            paid_on: one.paid_on,
        })
        .collect())
}
