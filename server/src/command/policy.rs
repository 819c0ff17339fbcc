//! `fumin policy`: the rules, checked, tested and asked.

use super::CommandError;
use crate::config::Policy;

pub(crate) fn run(_: Policy) -> Result<(), CommandError> {
    Err(CommandError::Refused("not yet".to_owned()))
}
