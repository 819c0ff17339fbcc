//! Loans after the money was paid out: one row per loan, under the application's id. The columns are what the events fold
//! into, as far as lists and jobs need it.

use domain::Date;

use crate::{Connection, Row, StoreError, Tx, UpdateError, portion};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loan {
    /// The application's.
    pub id: String,
    pub person_id: String,
    pub bank_id: String,
    /// The guarantee agency; nothing in rows of before a district could have several.
    pub guarantor_id: Option<String>,
    pub acceptance_number: String,
    /// Blind index of the bank's own number.
    pub loan_number_index: Option<[u8; 32]>,
    pub state: String,
    /// The number of events.
    pub version: i64,
    /// The oldest due date of which something is unpaid.
    pub next_due_on: Option<Date>,
    /// By when bank and guarantee agency answer whether it is extended, while they look at it.
    pub extension_due_on: Option<Date>,
    /// Since when a question or a change in the business waits for an answer.
    pub waits_since: Option<Date>,
    /// True once nobody owes anything.
    pub ended: bool,
    pub created_ms: i64,
    pub updated_ms: i64,
}

const COLUMNS: &str = "id, person_id, bank_id, acceptance_number, loan_number_index, state, version, next_due_on, \
    extension_due_on, ended, created_ms, updated_ms, guarantor_id, waits_since";

fn read(row: &Row) -> Result<Loan, StoreError> {
    Ok(Loan {
        id: row.get(0)?,
        person_id: row.get(1)?,
        bank_id: row.get(2)?,
        acceptance_number: row.get(3)?,
        loan_number_index: row.get(4)?,
        state: row.get(5)?,
        version: row.get(6)?,
        next_due_on: row.get(7)?,
        extension_due_on: row.get(8)?,
        ended: row.get(9)?,
        created_ms: row.get(10)?,
        updated_ms: row.get(11)?,
        guarantor_id: row.get(12)?,
        waits_since: row.get(13)?,
    })
}

/// Later than every day.
const NEVER: &str = "9999-12-31";

/// Adds a loan. `Duplicate` if the application has one.
pub fn insert(tx: &Tx, loan: &Loan) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO loans ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
    );
    let values = [
        (&loan.id).into(),
        (&loan.person_id).into(),
        (&loan.bank_id).into(),
        (&loan.acceptance_number).into(),
        (&loan.loan_number_index).into(),
        (&loan.state).into(),
        loan.version.into(),
        loan.next_due_on.into(),
        loan.extension_due_on.into(),
        loan.ended.into(),
        loan.created_ms.into(),
        loan.updated_ms.into(),
        (&loan.guarantor_id).into(),
        loan.waits_since.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// Writes what an event changed, if the loan still has the version `seen`. When its subsidies are looked at next is open
/// again.
pub fn update(tx: &Tx, loan: &Loan, seen: i64) -> Result<(), UpdateError> {
    let sql =
        "UPDATE loans SET state = $1, version = $2, next_due_on = $3, extension_due_on = $4, ended = $5,
        updated_ms = $6, waits_since = $7, subsidy_look_on = '' WHERE id = $8 AND version = $9";
    let values = [
        (&loan.state).into(),
        loan.version.into(),
        loan.next_due_on.into(),
        loan.extension_due_on.into(),
        loan.ended.into(),
        loan.updated_ms.into(),
        loan.waits_since.into(),
        (&loan.id).into(),
        seen.into(),
    ];
    tx.compare_and_set(sql, &values, || {
        Ok(find(tx, &loan.id)?.map(|one| one.version))
    })
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<Loan>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM loans WHERE id = $1");
    connection.find(&sql, &[id.into()], read)
}

/// Whose loans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoansOf<'a> {
    /// Everybody's.
    All,
    /// A bank's.
    Bank(&'a str),
    /// A guarantee agency's.
    Guarantor {
        /// Its id.
        id: &'a str,
        /// Whether loans that name none are its own, too.
        has_unnamed: bool,
    },
}

/// The loans of an agency, or all: those of which a question or a change waits for an answer, those whose extension does,
/// then those that are paid back, the oldest day first, then the ended ones.
pub fn list(connection: &Connection, of: LoansOf<'_>, limit: i64) -> Result<Vec<Loan>, StoreError> {
    // Engines differ in where nothing stands.
    let order = "ORDER BY coalesce(waits_since, '9999-12-31'), ended, coalesce(extension_due_on, '9999-12-31'),
        coalesce(next_due_on, '9999-12-31'), id LIMIT";
    match of {
        LoansOf::Bank(bank_id) => {
            let sql = format!("SELECT {COLUMNS} FROM loans WHERE bank_id = $1 {order} $2");
            connection.list(&sql, &[bank_id.into(), limit.into()], read)
        }
        LoansOf::Guarantor { id, has_unnamed } => {
            let or = if has_unnamed {
                "OR guarantor_id IS NULL"
            } else {
                ""
            };
            let sql =
                format!("SELECT {COLUMNS} FROM loans WHERE (guarantor_id = $1 {or}) {order} $2");
            connection.list(&sql, &[id.into(), limit.into()], read)
        }
        LoansOf::All => {
            let sql = format!("SELECT {COLUMNS} FROM loans {order} $1");
            connection.list(&sql, &[limit.into()], read)
        }
    }
}

/// The loan of a bank with this acceptance number, or with this number of the bank's own.
pub fn find_by_number(
    connection: &Connection,
    bank_id: &str,
    acceptance_number: &str,
    loan_number_index: &[u8; 32],
) -> Result<Option<Loan>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM loans
        WHERE bank_id = $1 AND (acceptance_number = $2 OR loan_number_index = $3) ORDER BY id LIMIT 1"
    );
    let values = [
        bank_id.into(),
        acceptance_number.into(),
        loan_number_index.into(),
    ];
    connection.find(&sql, &values, read)
}

/// The loans of a bank of which something is due by a day, that day included, and unpaid; the oldest day first.
pub fn list_due(
    connection: &Connection,
    bank_id: &str,
    until: Date,
) -> Result<Vec<Loan>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM loans WHERE bank_id = $1 AND ended = 0 AND next_due_on <= $2
        ORDER BY next_due_on, id"
    );
    connection.list(&sql, &[bank_id.into(), until.into()], read)
}

/// The ids of loans of which something was due before a day and is unpaid; those that are known to be late with `known`.
pub fn list_late(
    connection: &Connection,
    today: Date,
    known: bool,
) -> Result<Vec<String>, StoreError> {
    let new = if known { "" } else { "AND state = 'repaying'" };
    let sql =
        format!("SELECT id FROM loans WHERE ended = 0 AND next_due_on < $1 {new} ORDER BY id");
    connection.list(&sql, &[today.into()], |row| row.get(0))
}

/// The ids of loans of which bank and guarantee agency look at an extension.
pub fn list_in_review(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT id FROM loans WHERE ended = 0 AND extension_due_on IS NOT NULL ORDER BY id";
    connection.list(sql, &[], |row| row.get(0))
}

/// Loans with something due between two days, both included, whose owners did not get the reminder of so many days before.
pub fn list_to_remind(
    connection: &Connection,
    (first, last): (Date, Date),
    days: i64,
) -> Result<Vec<Loan>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM loans l
        WHERE ended = 0 AND next_due_on >= $1 AND next_due_on <= $2 AND state = 'repaying'
            AND NOT EXISTS (SELECT 1 FROM loan_reminders r
                WHERE r.loan_id = l.id AND r.due_on = l.next_due_on AND r.days = $3)
        ORDER BY id"
    );
    connection.list(&sql, &[first.into(), last.into(), days.into()], read)
}

/// The ids of loans that are known to be late.
pub fn list_overdue(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT id FROM loans WHERE ended = 0 AND state = 'overdue' ORDER BY id";
    connection.list(sql, &[], |row| row.get(0))
}

/// Whether a reminder went out.
pub fn is_reminded(
    connection: &Connection,
    id: &str,
    due_on: Date,
    days: i64,
) -> Result<bool, StoreError> {
    let sql = "SELECT loan_id FROM loan_reminders WHERE loan_id = $1 AND due_on = $2 AND days = $3";
    let values = [id.into(), due_on.into(), days.into()];
    let found: Option<String> = connection.find(sql, &values, |row| row.get(0))?;
    Ok(found.is_some())
}

/// Notes that a reminder goes out; false when it did before.
pub fn note_reminder(
    tx: &Tx,
    id: &str,
    due_on: Date,
    days: i64,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let sql =
        "INSERT INTO loan_reminders (loan_id, due_on, days, created_ms) VALUES ($1, $2, $3, $4)
        ON CONFLICT (loan_id, due_on, days) DO NOTHING";
    let values = [id.into(), due_on.into(), days.into(), now_ms.into()];
    Ok(tx.execute(sql, &values)? == 1)
}

/// Forgets a portion of the reminders of days that are over and says how many.
pub fn forget_reminders(tx: &Tx, due_on: Date) -> Result<usize, StoreError> {
    let key = "loan_id, due_on, days";
    portion::delete(tx, "loan_reminders", key, "due_on < $1", due_on.into())
}

/// The ids after one, in their own order, to go through all a part at a time; an empty id is before all.
pub fn list_ids(
    connection: &Connection,
    after: &str,
    limit: i64,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT id FROM loans WHERE id > $1 ORDER BY id LIMIT $2";
    connection.list(sql, &[after.into(), limit.into()], |row| row.get(0))
}

/// The ids after one of loans that may have something due since an instant, in their own order: those that go on, and those
/// that something has happened to since. An empty id is before all.
pub fn list_ids_since(
    connection: &Connection,
    since_ms: i64,
    after: &str,
    limit: i64,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT id FROM loans WHERE (ended = 0 OR updated_ms >= $1) AND id > $2 ORDER BY id LIMIT $3";
    let values = [since_ms.into(), after.into(), limit.into()];
    connection.list(sql, &values, |row| row.get(0))
}

/// The ids after one of loans whose subsidies are to be looked at by a day, in their own order; an empty id is before all.
pub fn list_to_look_at(
    connection: &Connection,
    today: Date,
    after: &str,
    limit: i64,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT id FROM loans WHERE subsidy_look_on <= $1 AND id > $2 ORDER BY id LIMIT $3";
    let values = [today.into(), after.into(), limit.into()];
    connection.list(sql, &values, |row| row.get(0))
}

/// Notes on which day the subsidies of a loan are looked at next, if it still has the version it was looked at with; none
/// where nothing changes but by an event.
pub fn note_next_look(
    tx: &Tx,
    id: &str,
    version: i64,
    next: Option<Date>,
) -> Result<(), StoreError> {
    let next = next.map_or_else(|| NEVER.to_owned(), |day| day.to_string());
    let sql = "UPDATE loans SET subsidy_look_on = $1 WHERE id = $2 AND version = $3";
    let values = [(&next).into(), id.into(), version.into()];
    tx.execute(sql, &values).map(drop)
}

#[cfg(test)]
mod tests;
