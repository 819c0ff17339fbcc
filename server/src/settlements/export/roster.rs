//! Everybody in a class, with what the bureau files with a settlement: who they are, when they were there, what they passed.

use std::fs::File;

use catalogue::{ColumnKind as K, SheetColumn};
use i18n::t;
use workflow::Role;

use super::{Cell, everybody, heads, is_sample, listed, named, own};
use crate::enrolments::room::Room;
use crate::problem::ApiError;
use crate::settlements::opened::Opened;
use crate::state::Parts;

/// The district's columns, or the portal's.
fn columns(parts: &Parts) -> Vec<SheetColumn> {
    use t::staff_settlement::{ask, column, roster};
    own(parts, |columns| &columns.roster).unwrap_or_else(|| {
        named(&[
            (K::Number, column::number()),
            (K::Name, column::name()),
            (K::IdNumber, ask::id()),
            (K::Phone, roster::phone()),
            (K::Groups, roster::groups()),
            (K::Work, roster::work()),
            (K::Course, roster::course()),
            (K::Trade, roster::trade()),
            (K::StartsOn, roster::starts_on()),
            (K::EndsOn, roster::ends_on()),
            (K::Attended, column::attended()),
            (K::Days, roster::days()),
            (K::State, roster::state()),
            (K::Level, column::level()),
            (K::Certificate, column::certificate()),
            (K::Card, column::card()),
        ])
    })
}

/// One line for everybody who has or had a seat.
///
/// # Errors
/// When the disk is full.
pub fn file(
    parts: &Parts,
    opened: &Opened,
    room: &Room,
    phones: &[String],
) -> Result<File, ApiError> {
    let columns = columns(parts);
    let lines: Vec<Vec<Cell>> = everybody(parts, (opened, Role::TrainingOfficer), room, phones)
        .map(|of| columns.iter().map(|one| of.cell(one.id, None)).collect())
        .collect();
    let name = t::staff_settlement::roster::name();
    let is_sample = is_sample(parts, |columns| &columns.roster);
    listed(parts, (name, &heads(&columns)), &lines, is_sample)
}
