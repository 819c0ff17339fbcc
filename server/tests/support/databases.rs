//! Databases of a test's own, on the server that `script/with-postgres` started.

use std::path::PathBuf;
use std::process::Command;

/// An empty one, and how it is reached; the district names its schema.
pub(crate) fn new_database() -> String {
    let server = std::env::var("FUMIN_TEST_POSTGRES").unwrap();
    let name: String = vault::random_bytes::<12>()
        .iter()
        .fold("b".to_owned(), |name, byte| format!("{name}{byte:02x}"));
    let made = Command::new(programs().join("createdb"))
        .arg(format!("--maintenance-db={server}"))
        .arg(&name)
        .status();
    assert!(made.unwrap().success());
    let (server, _) = server.rsplit_once('/').unwrap();
    format!("{server}/{name}")
}

/// The newest of the distribution's.
fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").unwrap();
    let newest = versions
        .filter_map(|entry| {
            let entry = entry.unwrap();
            let version: u32 = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .max();
    newest.unwrap().1
}
