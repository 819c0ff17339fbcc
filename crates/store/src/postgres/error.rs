//! What PostgreSQL's errors mean to the store.

use std::sync::Arc;

use tokio_postgres::{
    Error,
    error::{DbError, SqlState},
};

use super::Purpose;
use crate::StoreError;

/// What an error leaves of the transaction it came up in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// The savepoint before it; what was before that stands.
    Savepoint,
    /// Nothing, but the connection is good: another one was first, or held a lock too long.
    Connection,
    /// Nothing.
    Nothing,
}

/// What is left, and what to tell whoever asked.
pub(super) fn judge(error: Error, purpose: Purpose) -> (Left, StoreError) {
    let Some(said) = error.as_db_error() else {
        // Nothing that the server said: the line is cut, or a value could not be sent.
        let is_cut = error.is_closed() || has_io_cause(&error);
        return if is_cut {
            (Left::Nothing, StoreError::Unavailable)
        } else {
            (Left::Savepoint, StoreError::Database(Arc::new(error)))
        };
    };
    let code = said.code();
    match code.code() {
        "40001" | "40P01" | "55P03" => (Left::Connection, StoreError::Unavailable),
        // Shutting down, starting up, out of connections, or idle too long.
        "57P01" | "57P02" | "57P03" | "57P05" | "25P03" | "53300" => {
            (Left::Nothing, StoreError::Unavailable)
        }
        // It was the primary when we connected.
        "25006" if purpose == Purpose::Write => (Left::Nothing, StoreError::Unavailable),
        text if text.starts_with("08") => (Left::Nothing, StoreError::Unavailable),
        "57014" | "53200" => (Left::Savepoint, StoreError::Unavailable),
        "53100" => (Left::Savepoint, StoreError::DiskFull),
        "25P02" => (Left::Savepoint, StoreError::Abandoned),
        "23505" => (
            Left::Savepoint,
            StoreError::Duplicate {
                constraint: columns(said),
            },
        ),
        _ => (Left::Savepoint, StoreError::Database(Arc::new(error))),
    }
}

/// Whether the server itself said why a connection is of no use; waiting does not help then.
pub(super) fn refusal(error: &Error) -> Option<StoreError> {
    let said = error.as_db_error()?;
    let wrong = [
        SqlState::INVALID_PASSWORD,
        SqlState::INVALID_AUTHORIZATION_SPECIFICATION,
        SqlState::INVALID_CATALOG_NAME,
        SqlState::INSUFFICIENT_PRIVILEGE,
        SqlState::INVALID_SCHEMA_NAME,
    ];
    wrong
        .contains(said.code())
        .then(|| StoreError::Refused(said.message().to_owned()))
}

/// `table.column, table.column` as SQLite says it. The server's own words hold the value too.
fn columns(said: &DbError) -> String {
    let table = said.table().unwrap_or_default();
    let detail = said.detail().unwrap_or_default();
    let names = detail
        .strip_prefix("Key (")
        .and_then(|rest| rest.split_once(")="))
        .map_or("", |(names, _)| names);
    let columns = names.split(", ").map(|name| format!("{table}.{name}"));
    columns.collect::<Vec<_>>().join(", ")
}

fn has_io_cause(error: &Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        if inner.is::<std::io::Error>() {
            return true;
        }
        cause = inner.source();
    }
    false
}
