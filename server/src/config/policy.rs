//! `fumin policy`: the rules on disk, checked, tested, asked and compared. JSON in, JSON out.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::Date;

/// Examples under `fumin policy --help`.
const EXAMPLES: &str = "Examples:
  fumin policy check                                                  findings with witness people; fails on an error
  fumin policy cases --mutants                                        the officers' examples, and which changes of a
                                                                      rule they would not notice
  fumin policy evaluate --as-of 2024-05-01 --facts facts.json         every programme for one person
  echo '{\"in_school\":false}' | fumin policy next --as-of 2024-05-01   what to ask next
  fumin policy diff --from 2023-09-30 --to 2023-10-01                 what a new version changed, and for whom
  fumin policy population --seed 7 --count 1000 > people.csv          a made-up district
  fumin policy simulate --population people.csv --as-of 2023-10-01 --before 2023-09-30
  fumin policy boundary --programme startup_loan_individual           people at the edges of the rules

facts.json maps fact ids to answers: true or false, whole numbers, yuan in quotes (\"3000.00\"), days (\"1990-05-06\",
\"none\" when it never came), options (\"self_employed\") and lists of options. What is absent or null is unanswered.
A mistake is told with file, line and key, and what to write instead; the exit code is then not zero.";

/// Working with the policy rules.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Policy {
    /// Folder of the rules.
    #[arg(long, default_value = "policies", value_name = "DIR", global = true)]
    pub policies: PathBuf,
    /// Folder of the district whose parameters apply.
    #[arg(
        long,
        default_value = "districts/620602",
        value_name = "DIR",
        global = true
    )]
    pub district: PathBuf,
    /// What to do with them.
    #[command(subcommand)]
    pub task: PolicyTask,
}

/// The tasks on rules.
#[derive(Debug, Subcommand)]
pub enum PolicyTask {
    /// Compile the pack and list every finding: gaps, overlaps, unreachable, impossible, contradictory, uncited or
    /// overdue rules, each with a person who shows it.
    Check {
        /// The day to judge overdue documents by; today when not given.
        #[arg(long, value_name = "DATE", value_parser = date)]
        as_of: Option<Date>,
    },
    /// Run the cases in the folder `cases`.
    Cases {
        /// Change every rule in every small way, and list the changes that no case notices.
        #[arg(long)]
        mutants: bool,
        /// Only this programme's mutants.
        #[arg(long, value_name = "ID", requires = "mutants")]
        programme: Option<String>,
    },
    /// Evaluate one person: verdict, amount, conditions with sources, what is missing, what would change it, receipt.
    Evaluate(PolicyQuestion),
    /// Name the fact to ask for next, and what it settles.
    Next(PolicyQuestion),
    /// Compare the rules of two days, or of two folders, with people for whom they differ.
    Diff(PolicyDiff),
    /// Weigh two rules on a population: who gains, who loses, what it costs.
    Simulate(PolicySimulation),
    /// Name people just below, at and just above every threshold and day, with their verdicts.
    Boundary {
        /// Programme id; every programme when not given.
        #[arg(long, value_name = "ID")]
        programme: Option<String>,
        /// Write them as entries of a case file, for an officer to confirm.
        #[arg(long)]
        cases: bool,
    },
    /// Make up people of the district's working age, drawn from documented shares, as a table for `simulate`.
    Population(PolicyPopulation),
}

/// One person, one programme, one date.
#[derive(Debug, Args)]
pub struct PolicyQuestion {
    /// Programme id, such as `startup_loan_individual`; every programme when not given.
    #[arg(long, value_name = "ID")]
    pub programme: Option<String>,
    /// Date the rules must be in force on, as YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Date,
    /// JSON file with the person's facts; `-` is standard input.
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub facts: PathBuf,
}

/// Two rules.
#[derive(Debug, Args)]
pub struct PolicyDiff {
    /// The day of the old rule.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub from: Date,
    /// The day of the new rule.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub to: Date,
    /// Programme id; every programme when not given.
    #[arg(long, value_name = "ID")]
    pub programme: Option<String>,
    /// Folder of the old rules, when they are not the same.
    #[arg(long, value_name = "DIR")]
    pub old_policies: Option<PathBuf>,
}

/// Two rules and a population.
#[derive(Debug, Args)]
pub struct PolicySimulation {
    /// Table of people as `fumin policy population` writes it; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    pub population: PathBuf,
    /// The day of the new rule.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Date,
    /// The day of the old rule; the same day when not given.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub before: Option<Date>,
    /// Folder of the old rules, when they are not the same.
    #[arg(long, value_name = "DIR")]
    pub old_policies: Option<PathBuf>,
}

/// Made-up people.
#[derive(Debug, Args)]
pub struct PolicyPopulation {
    /// How many.
    #[arg(long, default_value_t = 100_000, value_name = "NUMBER",
          value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub count: u32,
    /// The same seed makes the same people.
    #[arg(long, default_value_t = 1, value_name = "NUMBER")]
    pub seed: u64,
    /// The day they live on; today when not given.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse_iso(text).ok_or_else(|| "no such day; write it like 2024-05-01".to_owned())
}
