//! `fumin`: the whole portal in one program.

use std::process::ExitCode;

use clap::Parser as _;

/// Threads that answer and the one that writes pass small pieces of memory to each other all the time; the system's
/// allocator makes them wait for each other, and keeps what a burst took.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Pages of 2 MiB under an allocator that spreads small pieces cost half as much memory again; a kernel that does not
    // know the wish goes on as it was.
    let _ = rustix::thread::disable_transparent_huge_pages(true);
    match server::command::run(server::config::Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("fumin: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}
