//! `fumin admin replay`: where a file stood at a moment, as its first events fold. Nothing of a person is in it.

use store::Store;
use vault::Keyring;
use workflow::loan::LoanRules;

use super::super::{CommandError, say};
use crate::applications::clocks::loan_clocks;
use crate::applications::retold::{Asked, RetellError, retell};
use crate::clock::{Clock as _, SystemClock};
use crate::district;
use crate::enrolments;
use crate::startup::StartupError;

/// Which district's limits the clock is read by, and what is asked.
pub(super) struct Question<'a> {
    /// The district's folder; the one inside the program when not given.
    pub(super) district: Option<&'a std::path::Path>,
    /// The file's id, acceptance number or query code, or the id of an enrolment.
    pub(super) file: &'a str,
    /// The number of an event, or RFC 3339; now when not given.
    pub(super) at: Option<&'a str>,
}

/// Prints it, and fails where what is stored is not what the events fold into.
pub(super) fn run(
    store: &Store,
    keyring: &Keyring,
    question: &Question<'_>,
) -> Result<(), CommandError> {
    let district = district::load_district(question.district).map_err(StartupError::District)?;
    let calendar = district::load_calendar().map_err(StartupError::District)?;
    let clocks = loan_clocks(&district);
    let asked = Asked {
        file: question.file,
        at: question.at,
        now_ms: SystemClock.now_ms(),
    };
    let told = store.read(|connection| {
        let rules = LoanRules {
            calendar: &calendar,
            clocks: &clocks,
        };
        match retell(connection, keyring, rules, asked) {
            Err(RetellError::NotFound) => enrolments::retold::retell(connection, keyring, asked),
            told => told,
        }
    });
    let told = told.map_err(|error| match error {
        RetellError::Moment(_) => CommandError::BadInput(error.to_string()),
        _ => CommandError::Refused(error.to_string()),
    })?;
    told.lines.iter().try_for_each(|line| say(line))?;
    if told.wrong.is_empty() {
        return say("what is stored is what the events fold into");
    }
    told.wrong.iter().try_for_each(|line| say(line))?;
    Err(CommandError::Refused(
        "the file does not hold together; keep everything as it is and look into the backup"
            .to_owned(),
    ))
}
