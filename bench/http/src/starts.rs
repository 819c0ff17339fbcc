//! How soon the portal answers after its start: as usual, in a new folder, and after a kill that left a long log behind.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection as Engine;

use crate::Fault;
use crate::call::{Call, Connection, Kind};
use crate::served::Served;

/// The log that a kill leaves behind, MiB.
pub const LOG_MIB: u64 = 64;

/// From the start of a process to its first answer.
///
/// # Errors
/// When it does not start or answer.
pub fn first_answer(
    start: impl FnOnce() -> Result<Served, Fault>,
) -> Result<(Duration, Served), Fault> {
    let started = Instant::now();
    let server = start()?;
    let ask = Call::new(Kind::Course, "GET", api::path::HEALTH, &[], "");
    let answer = Connection::new(server.address).send(&ask)?;
    if !(200..300).contains(&answer.status) {
        return Err(format!("the first answer had status {}", answer.status).into());
    }
    Ok((started.elapsed(), server))
}

/// Writes to a database until its log is so long, and ends this process with the connection open, as a kill does: nothing is
/// folded back. The courses get a space at their end and lose it again.
///
/// # Errors
/// When the database does not take it.
pub fn leave_a_log(database: &Path) -> Result<std::convert::Infallible, Fault> {
    let engine = Engine::open(database)?;
    engine.execute_batch("PRAGMA wal_autocheckpoint=0; PRAGMA synchronous=FULL;")?;
    let log = database.with_extension("sqlite3-wal");
    loop {
        for change in ["document || ' '", "RTRIM(document)"] {
            engine.execute(&format!("UPDATE courses SET document = {change}"), [])?;
        }
        if std::fs::metadata(&log)?.len() >= LOG_MIB * 1024 * 1024 {
            std::mem::forget(engine);
            std::process::exit(0);
        }
    }
}
