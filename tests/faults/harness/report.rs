//! How much to do, and where the figures go.

use std::io::Write as _;

/// `FUMIN_COUNT`, which `script/faults` sets, or the short count that `script/test` runs.
pub(crate) fn count(short: usize) -> usize {
    let said = std::env::var("FUMIN_COUNT");
    said.ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(short)
}

/// Whether `script/faults` asks, which has time to measure.
pub(crate) fn is_long() -> bool {
    std::env::var_os("FUMIN_FIGURES").is_some()
}

/// Says what was found; to the file `FUMIN_FIGURES` too, from which `script/faults` puts it into the benchmarks.
pub(crate) fn report(figures: &str) {
    eprintln!("{figures}");
    if let Some(file) = std::env::var_os("FUMIN_FIGURES") {
        let file = std::fs::File::options()
            .create(true)
            .append(true)
            .open(file);
        writeln!(file.unwrap(), "{figures}").unwrap();
    }
}

pub(crate) fn random_below(limit: u64) -> u64 {
    use std::hash::{BuildHasher as _, RandomState};
    RandomState::new().hash_one(limit) % limit
}
