//! `fumin policy`: the rules, checked, tested and asked. JSON goes to standard output.

use std::fmt::Display;
use std::path::Path;

use domain::Date;
use policy::{Pack, cli, compile};
use serde_json::Value;

use super::{CommandError, say};
use crate::clock::{Clock as _, SystemClock};
use crate::config::{Policy, PolicyQuestion, PolicyTask};

pub(crate) fn run(command: Policy) -> Result<(), CommandError> {
    let pack = compile::compile_dir(&command.policies, &command.district).map_err(lines)?;
    match command.task {
        PolicyTask::Check => check(&pack),
        PolicyTask::Cases => run_cases(&pack, &command.policies),
        PolicyTask::Evaluate(question) => ask(&question, |day, facts, programme| {
            cli::evaluate_json(&pack, day, facts, programme)
        }),
        PolicyTask::Next(question) => ask(&question, |day, facts, programme| {
            cli::next_json(&pack, day, facts, programme)
        }),
    }
}

fn check(pack: &Pack) -> Result<(), CommandError> {
    let (findings, is_right) = cli::check_json(pack, SystemClock.today());
    say(&pretty(&findings)?)?;
    if is_right {
        Ok(())
    } else {
        Err(CommandError::Refused(
            "the pack must not be published so".to_owned(),
        ))
    }
}

fn run_cases(pack: &Pack, policies: &Path) -> Result<(), CommandError> {
    let outcomes = compile::run_cases(pack, &policies.join("cases")).map_err(lines)?;
    let failed = outcomes
        .iter()
        .filter(|outcome| !outcome.differences.is_empty())
        .count();
    for outcome in &outcomes {
        let mark = if outcome.differences.is_empty() {
            "ok    "
        } else {
            "FAILED"
        };
        say(&format!("{mark} {}: {}", outcome.file, outcome.name))?;
        outcome
            .differences
            .iter()
            .try_for_each(|difference| say(&format!("         {difference}")))?;
    }
    if failed == 0 {
        Ok(())
    } else {
        Err(CommandError::Refused(format!(
            "{failed} of {} cases failed",
            outcomes.len()
        )))
    }
}

fn ask<E: Display>(
    question: &PolicyQuestion,
    answer: impl FnOnce(Date, &str, Option<&str>) -> Result<Value, E>,
) -> Result<(), CommandError> {
    let refused = |words: String| CommandError::Refused(words);
    let day = Date::parse_iso(&question.as_of)
        .ok_or_else(|| refused(format!("{} is no date", question.as_of)))?;
    let facts = read_facts(&question.facts)?;
    let found = answer(day, &facts, question.programme.as_deref())
        .map_err(|error| refused(error.to_string()))?;
    say(&pretty(&found)?)
}

fn read_facts(file: &Path) -> Result<String, CommandError> {
    let read = if file == Path::new("-") {
        std::io::read_to_string(std::io::stdin().lock())
    } else {
        std::fs::read_to_string(file)
    };
    read.map_err(|source| CommandError::Io {
        doing: "cannot read the facts",
        source,
    })
}

fn pretty(value: &Value) -> Result<String, CommandError> {
    serde_json::to_string_pretty(value).map_err(|error| CommandError::Refused(error.to_string()))
}

fn lines<E: Display>(errors: Vec<E>) -> CommandError {
    let lines: Vec<String> = errors.iter().map(E::to_string).collect();
    CommandError::Refused(format!(
        "the rules cannot be read:\n  {}",
        lines.join("\n  ")
    ))
}
