//! `fumin`: the whole portal in one program.

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    match server::command::run(server::config::Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("fumin: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}
