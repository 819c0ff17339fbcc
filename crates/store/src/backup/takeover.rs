//! A database of SQLite taken over into PostgreSQL. Both have the same tables, so rows move as they are.

use std::fmt::Write as _;

use crate::{Connection, Row, StoreError, Tx, Value};

/// Rows in one statement: a trip to the server for each would take hours of a large portal.
const ROWS: usize = 200;
/// Of the schema, not of the portal.
const OWN: &str = "schema_migrations";

/// Copies every row of every table as of one moment. The tables must be there; what a migration has put into them goes.
///
/// # Errors
/// When either database does not answer, or a table is not there.
pub(super) fn take_over(from: &Connection, to: &Tx) -> Result<(), StoreError> {
    to.begin_write()?;
    let tables = list_tables(from)?;
    for table in tables.iter().rev() {
        to.execute(&format!("DELETE FROM {table}"), &[])?;
    }
    for table in &tables {
        copy_table(from, to, table)?;
    }
    to.commit()
}

/// In the order in which they were made: a table refers only to those before it.
fn list_tables(from: &Connection) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> $1
        ORDER BY rowid";
    from.list(sql, &[OWN.into()], |row| row.get(0))
}

fn copy_table(from: &Connection, to: &Tx, table: &str) -> Result<(), StoreError> {
    let sql = "SELECT name FROM pragma_table_info($1) ORDER BY cid";
    let columns: Vec<String> = from.list(sql, &[table.into()], |row| row.get(0))?;
    let names = columns.join(", ");
    let read =
        format!("SELECT rowid, {names} FROM {table} WHERE rowid > $1 ORDER BY rowid LIMIT {ROWS}");
    let mut after = i64::MIN;
    loop {
        let rows = from.query(&read, &[after.into()])?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after = last.get(0)?;
        let sql = insert(table, &names, columns.len(), rows.len());
        let values: Vec<Value> = rows.into_iter().flat_map(columns_of).collect();
        to.execute(&sql, &values)?;
    }
}

/// All but the number of the row.
fn columns_of(row: Row) -> impl Iterator<Item = Value> {
    row.into_values().into_iter().skip(1)
}

fn insert(table: &str, names: &str, columns: usize, rows: usize) -> String {
    let mut sql = format!("INSERT INTO {table} ({names}) VALUES ");
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 1..=columns {
            let comma = if column == 1 { "" } else { ", " };
            let _ = write!(sql, "{comma}${}", row * columns + column);
        }
        sql.push(')');
    }
    sql
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_go_in_together() {
        assert_eq!(
            insert("t", "a, b", 2, 2),
            "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4)"
        );
    }
}
