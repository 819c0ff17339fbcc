//! What every table of moves has in common: a row, and how an attempt is looked up.

use crate::Role;

/// One row: in this state, these roles may do this, and the file then stands there.
///
/// A row whose `to` equals its `from` records something without moving the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move<S: 'static, A: 'static> {
    /// The state before.
    pub from: S,
    /// What is done.
    pub action: A,
    /// The state after.
    pub to: S,
    /// Who may do it; never empty.
    pub roles: &'static [Role],
}

/// A row of a table, on one line.
pub(crate) const fn row<S: Copy, A: Copy>(
    from: S,
    action: A,
    to: S,
    roles: &'static [Role],
) -> Move<S, A> {
    Move {
        from,
        action,
        to,
        roles,
    }
}

/// Why the table has no row for an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Nobody can do this in this state.
    #[error("the action is not possible in this state")]
    NotAllowed,
    /// Somebody else can.
    #[error("the action belongs to another role")]
    WrongRole,
}

/// The state after an action, as a table says it: the first row of that state and action that has the role.
pub(crate) fn next<S: Copy + PartialEq, A: Copy + PartialEq>(
    table: &[Move<S, A>],
    state: S,
    action: A,
    role: Role,
) -> Result<S, Refused> {
    let mut rows = table
        .iter()
        .filter(|row| row.from == state && row.action == action)
        .peekable();
    if rows.peek().is_none() {
        return Err(Refused::NotAllowed);
    }
    rows.find(|row| row.roles.contains(&role))
        .map(|row| row.to)
        .ok_or(Refused::WrongRole)
}

/// What a table lets a role do in a state.
pub(crate) fn allowed<S: Copy + PartialEq, A: Copy>(
    table: &'static [Move<S, A>],
    state: S,
    role: Role,
) -> impl Iterator<Item = A> {
    table
        .iter()
        .filter(move |row| row.from == state && row.roles.contains(&role))
        .map(|row| row.action)
}

#[cfg(test)]
pub(crate) mod tests;
