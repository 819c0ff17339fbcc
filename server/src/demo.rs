//! `serve --demo`: sample accounts and sample files, marked 示例, with passwords that are printed. Loopback only.

use crate::applications::error::describe;
use crate::command::CommandError;
use crate::state::AppState;

mod accounts;
mod class;
mod days;
mod files;
mod form;
mod list;
mod people;
mod repay;
mod story;

/// Seeds what is missing and gives the lines to print: every account with its password, every file with its code.
///
/// # Errors
/// When an account or a file cannot be stored.
pub async fn seed(state: &AppState) -> Result<Vec<String>, CommandError> {
    let mut lines = accounts::seed(state).await?;
    files::seed(state)
        .await
        .map_err(|error| refused(&describe(&error)))?;
    lines.push(class::seed(state).await?);
    let table = list::lines(state).map_err(|error| refused(&error))?;
    lines.extend(table);
    Ok(lines)
}

fn refused(error: &dyn std::fmt::Display) -> CommandError {
    CommandError::Refused(format!("cannot seed the demo: {error}"))
}
