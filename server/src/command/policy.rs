//! `fumin policy`: the rules, checked, tested, asked and compared. JSON goes to standard output.

use std::path::Path;

use domain::Date;
use policy::compile::{self, CompileError, File, MutantChoice, Sources};
use policy::population::Population;
use policy::{Pack, boundary, cli};
use serde_json::Value;

use super::{CommandError, say};
use crate::clock::{Clock as _, SystemClock};
use crate::config::policy::{
    Policy, PolicyDiff, PolicyPopulation, PolicyQuestion, PolicySimulation, PolicyTask,
};

pub(crate) fn run(command: Policy) -> Result<(), CommandError> {
    let today = SystemClock.today();
    let folder = Folder {
        policies: &command.policies,
        district: &command.district,
    };
    let pack = match folder.compile() {
        Ok(pack) => pack,
        Err(errors) => {
            if matches!(command.task, PolicyTask::Check { .. }) {
                print(&cli::refused_json(&errors))?;
            }
            return Err(lines(errors));
        }
    };
    match command.task {
        PolicyTask::Check { as_of } => {
            let (said, is_right) = cli::check_json(&pack, as_of.unwrap_or(today));
            print(&said)?;
            passed(is_right, "the pack must not be published so")
        }
        PolicyTask::Cases { mutants, programme } => {
            let choice = mutants.then(|| MutantChoice {
                programme: programme.as_deref(),
                ..MutantChoice::default()
            });
            cases(&folder, &pack, choice)
        }
        PolicyTask::Evaluate(question) => ask(&question, |day, facts, programme| {
            cli::evaluate_json(&pack, day, facts, programme)
        }),
        PolicyTask::Next(question) => ask(&question, |day, facts, programme| {
            cli::next_json(&pack, day, facts, programme)
        }),
        PolicyTask::Diff(two) => diff(&folder, &pack, &two),
        PolicyTask::Simulate(two) => simulate(&folder, &pack, &two),
        PolicyTask::Boundary { programme, cases } => {
            let people = cli::boundary_json(&pack, programme.as_deref()).map_err(lines)?;
            if cases {
                say(boundary::to_cases(&people).trim_end())
            } else {
                print(&serde_json::json!(people))
            }
        }
        PolicyTask::Population(wanted) => population(&pack, &wanted, today),
    }
}

/// The folder of the rules and the district that fills them in.
struct Folder<'a> {
    policies: &'a Path,
    district: &'a Path,
}

impl Folder<'_> {
    fn compile(&self) -> Result<Pack, Vec<CompileError>> {
        compile::compile_dir(self.policies, self.district)
    }

    /// The rules of another folder for the same district.
    fn other(&self, policies: Option<&Path>) -> Result<Option<Pack>, CommandError> {
        let compiled = policies.map(|policies| Folder { policies, ..*self }.compile());
        compiled.transpose().map_err(lines)
    }
}

fn cases(
    folder: &Folder<'_>,
    pack: &Pack,
    choice: Option<MutantChoice<'_>>,
) -> Result<(), CommandError> {
    let sources = Sources::read(folder.policies, folder.district).map_err(lines)?;
    let outcomes = compile::run_cases_in(pack, &sources.cases).map_err(lines)?;
    let (mut said, is_right) = cli::cases_json(pack, outcomes);
    let mut missing = false;
    // A case that is wrong already would kill every mutant.
    if let (true, Some(choice)) = (is_right, choice) {
        let report = compile::mutants(&sources, &choice).map_err(lines)?;
        missing = !report.survivors.is_empty();
        if let Some(said) = said.as_object_mut() {
            said.insert("mutants".to_owned(), serde_json::json!(report));
        }
    }
    print(&said)?;
    passed(is_right, "some cases come out otherwise than they say")?;
    passed(
        !missing,
        "some changes of the rules would go unnoticed; write a case for each survivor",
    )
}

fn diff(folder: &Folder<'_>, pack: &Pack, two: &PolicyDiff) -> Result<(), CommandError> {
    let old = folder.other(two.old_policies.as_deref())?;
    let before = (old.as_ref().unwrap_or(pack), two.from);
    let found = cli::diff_json(before, (pack, two.to), two.programme.as_deref());
    print(&found.map_err(lines)?)
}

fn simulate(folder: &Folder<'_>, pack: &Pack, two: &PolicySimulation) -> Result<(), CommandError> {
    let people = cli::read_population(pack, &read(&two.population)?).map_err(lines)?;
    let old = folder.other(two.old_policies.as_deref())?;
    let before = (
        old.as_ref().unwrap_or(pack),
        two.before.unwrap_or(two.as_of),
    );
    print(&cli::simulate_json(before, (pack, two.as_of), &people))
}

fn population(pack: &Pack, wanted: &PolicyPopulation, today: Date) -> Result<(), CommandError> {
    let count = usize::try_from(wanted.count).unwrap_or(usize::MAX);
    let day = wanted.as_of.unwrap_or(today);
    let people = Population::synthetic(pack, wanted.seed, count, day);
    say(people.to_csv().trim_end())
}

fn ask(
    question: &PolicyQuestion,
    answer: impl FnOnce(Date, &File, Option<&str>) -> Result<Value, Vec<CompileError>>,
) -> Result<(), CommandError> {
    let facts = read(&question.facts)?;
    let found = answer(question.as_of, &facts, question.programme.as_deref());
    print(&found.map_err(lines)?)
}

fn read(path: &Path) -> Result<File, CommandError> {
    let is_input = path == Path::new("-");
    let text = if is_input {
        std::io::read_to_string(std::io::stdin().lock())
    } else {
        std::fs::read_to_string(path)
    };
    let shown = if is_input {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    };
    match text {
        Ok(text) => Ok(File { path: shown, text }),
        Err(error) => Err(CommandError::Refused(format!(
            "{shown}: cannot be read: {error}"
        ))),
    }
}

fn passed(is_right: bool, otherwise: &str) -> Result<(), CommandError> {
    if is_right {
        Ok(())
    } else {
        Err(CommandError::Refused(otherwise.to_owned()))
    }
}

fn print(value: &Value) -> Result<(), CommandError> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| CommandError::Refused(error.to_string()))?;
    say(&text)
}

fn lines(errors: Vec<CompileError>) -> CommandError {
    let lines: Vec<String> = errors.iter().map(CompileError::to_string).collect();
    CommandError::Refused(lines.join("\n"))
}
