//! `fumin loan`: the arithmetic of a loan, asked and answered in JSON.

use loan::cases::{self, Mistake};
use serde::Serialize;

use super::{CommandError, say};
use crate::config::loan::{Loan, LoanTask};

pub(crate) fn run(command: &Loan) -> Result<(), CommandError> {
    let question =
        std::io::read_to_string(std::io::stdin().lock()).map_err(|source| CommandError::Io {
            doing: "cannot read standard input",
            source,
        })?;
    match command.task {
        LoanTask::Schedule => print(cases::answer_schedule(&question)),
        LoanTask::Subsidy => print(cases::answer_subsidy(&question)),
    }
}

fn print<T: Serialize>(answer: Result<T, Vec<Mistake>>) -> Result<(), CommandError> {
    let answer = answer.map_err(|mistakes| {
        let lines: Vec<String> = mistakes.iter().map(Mistake::to_string).collect();
        CommandError::BadInput(lines.join("\n"))
    })?;
    let text =
        serde_json::to_string(&answer).map_err(|error| CommandError::Refused(error.to_string()))?;
    say(&text)
}
