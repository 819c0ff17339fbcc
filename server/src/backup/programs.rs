//! PostgreSQL's own programs that save a schema and put it back.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use store::Address;
use store::backup::WHO_IS_IN;

use super::BackupError;

const DUMP: &str = "pg_dump";
const RESTORE: &str = "pg_restore";
/// Where distributions keep a folder for each version, out of the search path; `bin` follows.
const VERSIONS: [&str; 2] = ["/usr/lib/postgresql", "/usr"];
/// How often a program at work is looked at.
const LOOK: Duration = Duration::from_millis(100);
/// Somebody who changes the schema has done so by then.
const LOCK_WAIT: &str = "--lock-wait-timeout=10s";
/// Longest quotation from a program, in characters.
const QUOTED: usize = 300;

/// Why PostgreSQL's programs are of no use.
#[derive(Debug, thiserror::Error)]
pub enum ProgramsError {
    /// Not installed, or hidden.
    #[error(
        "pg_dump and pg_restore are not here: install postgresql-client of version {needed} or newer (Debian: apt install \
         postgresql-client), or put their folder into PATH"
    )]
    Missing {
        /// Major version of the other side.
        needed: u32,
    },
    /// They refuse servers and dumps that are newer than themselves.
    #[error(
        "{} is of version {found}, but {needed} or newer is needed: install postgresql-client-{needed}, or put the folder \
         of a newer one into PATH", folder.display()
    )]
    TooOld {
        /// Where the newest is.
        folder: PathBuf,
        /// Its version.
        found: u32,
        /// What is needed.
        needed: u32,
    },
    /// One of them gave up.
    #[error("{program} gave up: {said}")]
    Failed {
        /// Which.
        program: &'static str,
        /// In its own words.
        said: String,
    },
}

/// A folder of them.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Programs {
    folder: PathBuf,
    /// Their major version.
    pub(super) major: u32,
}

impl Programs {
    /// Finds programs that are not older than the server or the dump they are for.
    pub(super) fn find(needed: u32) -> Result<Self, ProgramsError> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        Self::find_in(&path, &VERSIONS.map(Path::new), needed)
    }

    /// Whichever is first in the search path, then the newest of those that the distribution keeps.
    fn find_in(path: &OsStr, versions: &[&Path], needed: u32) -> Result<Self, ProgramsError> {
        let known = std::env::split_paths(path);
        let kept = versions
            .iter()
            .flat_map(|folder| folders_of_versions(folder));
        let found: Vec<_> = known.chain(kept).filter_map(Self::at).collect();
        let newest = found.iter().map(|programs| programs.major).max();
        let wanted = found
            .into_iter()
            .find(|programs| programs.major >= needed || Some(programs.major) == newest);
        match wanted {
            None => Err(ProgramsError::Missing { needed }),
            Some(found) if found.major < needed => Err(ProgramsError::TooOld {
                folder: found.folder,
                found: found.major,
                needed,
            }),
            Some(found) => Ok(found),
        }
    }

    fn at(folder: PathBuf) -> Option<Self> {
        if !folder.join(RESTORE).is_file() || !folder.join(DUMP).is_file() {
            return None;
        }
        let mut ask = Command::new(folder.join(DUMP));
        let said = ask.arg("--version").stdin(Stdio::null()).output().ok()?;
        let major = major_of(&String::from_utf8_lossy(&said.stdout))?;
        Some(Self { folder, major })
    }

    /// Saves a schema as of the moment that somebody has exported, into a file that is there. Who is signed in is left out.
    pub(super) fn dump(
        &self,
        address: &Address,
        moment: &str,
        to: &Path,
        watch: impl FnMut() -> Result<(), BackupError>,
    ) -> Result<(), BackupError> {
        run(DUMP, &mut self.dump_command(address, moment, to), watch)
    }

    fn dump_command(&self, address: &Address, moment: &str, to: &Path) -> Command {
        let schema = address.schema();
        let mut command = self.command(DUMP, address);
        command
            .args([
                "--format=custom",
                "--no-owner",
                "--no-privileges",
                LOCK_WAIT,
            ])
            .arg(format!("--schema={schema}"))
            .arg(format!("--snapshot={moment}"))
            .args(WHO_IS_IN.map(|table| format!("--exclude-table-data={schema}.{table}")))
            .arg("--file")
            .arg(to);
        command
    }

    /// Puts a schema back under its old name: all of it or nothing.
    pub(super) fn restore(&self, address: &Address, from: &Path) -> Result<(), BackupError> {
        run(RESTORE, &mut self.restore_command(address, from), || Ok(()))
    }

    fn restore_command(&self, address: &Address, from: &Path) -> Command {
        let mut command = self.command(RESTORE, address);
        // The name of the database alone would be taken for an address if it looked like one.
        let database = command_value(address, "PGDATABASE");
        command
            .args(["--single-transaction", "--exit-on-error"])
            .args(["--no-owner", "--no-privileges"])
            .arg(format!("--dbname=dbname='{database}'"))
            .arg(from);
        command
    }

    /// Nobody is asked for a password, and no variable of ours leads elsewhere than the address.
    fn command(&self, program: &str, address: &Address) -> Command {
        let mut command = Command::new(self.folder.join(program));
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("PG") {
                command.env_remove(name);
            }
        }
        command.envs(address.environment()).env("LC_ALL", "C");
        command.arg("--no-password");
        command
    }
}

fn command_value(address: &Address, name: &str) -> String {
    let variables = address.environment();
    let value = variables.get(name).map(|value| value.to_string_lossy());
    value
        .unwrap_or_default()
        .replace('\\', "\\\\")
        .replace('\'', "\\'")
}

/// `/usr/lib/postgresql/15/bin` and `/usr/pgsql-15/bin`, the newest first.
fn folders_of_versions(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<(u32, PathBuf)> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let version = name.strip_prefix("pgsql-").unwrap_or(&name);
            Some((version.parse().ok()?, entry.path().join("bin")))
        })
        .collect();
    found.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    found.into_iter().map(|(_, folder)| folder).collect()
}

/// From `pg_dump (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)`, or `… 18beta1`.
fn major_of(said: &str) -> Option<u32> {
    let version = said.split_once("(PostgreSQL)")?.1.trim_start();
    let end = version.find(|letter: char| !letter.is_ascii_digit());
    version.get(..end.unwrap_or(version.len()))?.parse().ok()
}

/// Runs to the end, or until `watch` objects.
fn run(
    program: &'static str,
    command: &mut Command,
    mut watch: impl FnMut() -> Result<(), BackupError>,
) -> Result<(), BackupError> {
    let path = PathBuf::from(command.get_program());
    let unusable = || BackupError::io("run", &path);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(unusable())?;
    let mut complaints = child.stderr.take();
    // Read meanwhile, so that a program that says much is not stopped by it.
    let listener = thread::spawn(move || {
        let mut said = Vec::new();
        if let Some(pipe) = &mut complaints {
            let _ = pipe.read_to_end(&mut said);
        }
        said
    });
    let ended = wait(&mut child, &mut watch, unusable);
    if ended.is_err() {
        let _ = child.kill();
        let _ = child.wait();
    }
    let said = listener.join().unwrap_or_default();
    if ended? {
        return Ok(());
    }
    let said = complaint(&String::from_utf8_lossy(&said));
    Err(ProgramsError::Failed { program, said }.into())
}

/// Whether it did what it was asked.
fn wait<F: FnOnce(io::Error) -> BackupError>(
    child: &mut Child,
    watch: &mut impl FnMut() -> Result<(), BackupError>,
    unusable: impl Fn() -> F,
) -> Result<bool, BackupError> {
    loop {
        if let Some(status) = child.try_wait().map_err(unusable())? {
            return Ok(status.success());
        }
        watch()?;
        thread::sleep(LOOK);
    }
}

/// The first line that names an error; what follows may quote rows.
fn complaint(said: &str) -> String {
    let lines = || said.lines().map(str::trim).filter(|line| !line.is_empty());
    let line = lines()
        .find(|line| line.contains("error:"))
        .or_else(|| lines().next());
    let words = line.unwrap_or("no reason given");
    let words = words.split_once("error: ").map_or(words, |(_, rest)| rest);
    words.chars().take(QUOTED).collect()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    /// Programs that only say their version.
    fn install(folder: &Path, version: &str) {
        fs::create_dir_all(folder).unwrap();
        for name in [DUMP, RESTORE] {
            let path = folder.join(name);
            let script = format!("#!/bin/sh\necho \"{name} (PostgreSQL) {version} (Debian)\"\n");
            fs::write(&path, script).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
    }

    #[test]
    fn versions() {
        for (said, major) in [
            (
                "pg_dump (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n",
                Some(15),
            ),
            ("pg_dump (PostgreSQL) 18beta1", Some(18)),
            ("pg_dump (PostgreSQL) 9.6.24", Some(9)),
            ("pg_dump (PostgreSQL) devel", None),
            ("", None),
        ] {
            assert_eq!(major_of(said), major, "{said}");
        }
    }

    #[test]
    fn the_first_in_the_path_that_will_do_then_the_newest_of_the_distribution() {
        let root = tempfile::tempdir().unwrap();
        let (path, kept) = (root.path().join("path"), root.path().join("kept"));
        let find = |needed| Programs::find_in(path.as_os_str(), &[kept.as_path()], needed);
        assert!(matches!(
            find(15),
            Err(ProgramsError::Missing { needed: 15 })
        ));
        install(&kept.join("9/bin"), "9.6.24");
        install(&kept.join("14/bin"), "14.19");
        install(&kept.join("13/bin"), "13.22");
        fs::create_dir_all(kept.join("17/bin")).unwrap();
        let found = find(13).unwrap();
        assert_eq!((found.folder, found.major), (kept.join("14/bin"), 14));
        let words = find(15).unwrap_err().to_string();
        assert!(
            words.contains("is of version 14") && words.contains("postgresql-client-15"),
            "{words}"
        );
        install(&path, "13.22");
        assert_eq!(find(13).unwrap().major, 13);
        assert_eq!(find(14).unwrap().major, 14);
    }

    #[test]
    fn the_password_stands_on_no_command_line() {
        let programs = Programs {
            folder: "/none".into(),
            major: 15,
        };
        let address: Address = "postgres://u:hidden@h/it's?schema=x".parse().unwrap();
        let file = Path::new("/backup/dump");
        for command in [
            programs.dump_command(&address, "00000003-1", file),
            programs.restore_command(&address, file),
        ] {
            let words: Vec<_> = command.get_args().map(OsStr::to_string_lossy).collect();
            assert!(
                !words.iter().any(|word| word.contains("hidden")),
                "{words:?}"
            );
            let told: Vec<_> = command.get_envs().collect();
            let password = (OsStr::new("PGPASSWORD"), Some(OsStr::new("hidden")));
            assert!(told.contains(&password), "{told:?}");
        }
        let restore = programs.restore_command(&address, file);
        let words: Vec<_> = restore.get_args().collect();
        assert!(
            words.contains(&OsStr::new("--dbname=dbname='it\\'s'")),
            "{words:?}"
        );
    }

    #[test]
    fn one_line_of_what_a_program_says_without_the_rows_it_quotes() {
        let said = "pg_restore: while PROCESSING TOC:\npg_restore: error: COPY failed for table \"a\": ERROR: no\n\
            CONTEXT:  COPY a, line 1: \"secret\"\n";
        assert_eq!(complaint(said), "COPY failed for table \"a\": ERROR: no");
        assert_eq!(complaint(""), "no reason given");
    }
}
