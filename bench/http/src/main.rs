//! The HTTP benchmarks. Prints their figures in Markdown, for `script/bench-http` to put into docs/BENCHMARKS.md.

use std::path::PathBuf;

use bench_http::run::{self, Options};
use bench_http::{Fault, growth, search, seats, starts};
use clap::{Parser, Subcommand};

/// Load on the portal over HTTP.
#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Reads and submits beside a bare server, the raw database and the peers.
    Race(Options),
    /// A thousand files, ten times as many, and so on: what a request costs and what a file weighs.
    Growth(growth::Options),
    /// Five hundred people at once for thirty seats.
    Seats(seats::Options),
    /// The search that the server answers itself, over 5,000 courses with 20,000 classes.
    Search(search::Options),
    /// Writes to a database until its log is long, and dies: what the run starts for itself.
    #[command(hide = true)]
    LeaveALog {
        /// The database.
        database: PathBuf,
    },
}

fn main() -> Result<(), Fault> {
    match Cli::parse().command {
        Command::Race(options) => run::race(&options),
        Command::Growth(options) => growth::grow(&options),
        Command::Seats(options) => seats::rush(&options),
        Command::Search(options) => search::search(&options),
        Command::LeaveALog { database } => match starts::leave_a_log(&database)? {},
    }
}
