//! The words of `fumin backup`, `fumin restore` and `fumin verify`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::Database;
use super::places::{Bucket, Places};

/// Saving a portal.
#[derive(Debug, Args)]
pub struct Backup {
    /// The data folder of the portal.
    #[arg(long, default_value = "data", value_name = "DIR")]
    pub data: PathBuf,
    /// Which database.
    #[command(flatten)]
    pub database: Database,
    /// What does not lie in the data folder.
    #[command(flatten)]
    pub places: Places,
    /// Folder to make and fill. Give another disk; nothing is ever replaced.
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
    /// Copy the keys to this file, or into this folder. Without them nobody can read the backup; with them anybody can:
    /// keep the two apart.
    #[arg(long, value_name = "FILE")]
    pub keys_to: Option<PathBuf>,
    /// District of the portal; the one inside the program when not given.
    #[arg(long, value_name = "DIR")]
    pub district: Option<PathBuf>,
}

/// Putting a portal back.
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup.
    #[arg(long, value_name = "DIR")]
    pub from: PathBuf,
    /// The key file, which is no part of the backup.
    #[arg(long, value_name = "FILE")]
    pub keys: PathBuf,
    /// Data folder to make; one that is there must be empty.
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// PostgreSQL, for a backup of it or to move there from SQLite; no schema of that name may be there.
    #[command(flatten)]
    pub database: Database,
    /// Bucket for the papers, when they are not to lie in the data folder; none may be there.
    #[arg(long, value_name = "s3://BUCKET/PREFIX")]
    pub uploads: Option<Bucket>,
    /// District of the portal; the one inside the program when not given.
    #[arg(long, value_name = "DIR")]
    pub district: Option<PathBuf>,
}

/// Checking what is stored.
#[derive(Debug, Args)]
pub struct Verify {
    /// The data folder of the portal.
    #[arg(
        long,
        default_value = "data",
        value_name = "DIR",
        conflicts_with = "backup"
    )]
    pub data: PathBuf,
    /// Which database.
    #[command(flatten)]
    pub database: Database,
    /// Check a backup instead: every part against its hash, then what is inside.
    #[arg(long, value_name = "DIR")]
    pub backup: Option<PathBuf>,
    /// A database of PostgreSQL in which a backup of one is looked into: it is put back there under a passing name and
    /// removed again. A password is better kept in the environment.
    #[arg(
        long,
        value_name = "URL",
        env = "FUMIN_SCRATCH",
        hide_env_values = true
    )]
    // Not read here: what is wrong would be repeated on the terminal, password and all.
    pub scratch: Option<String>,
    /// Look only at what goes on in training: classes that go on and everybody in them, listings, settlements. Short enough
    /// for every hour, beside a running server; the server itself does the same.
    #[arg(long, conflicts_with = "backup")]
    pub live: bool,
    /// The key file; keyring.json in the data folder when not given. Of a backup only what is not sealed is looked at
    /// without it.
    #[arg(long, value_name = "FILE")]
    pub keys: Option<PathBuf>,
    /// Bucket of the papers, when they are not in the data folder.
    #[arg(long, value_name = "s3://BUCKET/PREFIX", conflicts_with = "backup")]
    pub uploads: Option<Bucket>,
    /// District of the portal; the one inside the program when not given.
    #[arg(long, value_name = "DIR")]
    pub district: Option<PathBuf>,
}

/// Backups that the server makes by itself.
#[derive(Clone, Debug, Args)]
pub struct BackupSchedule {
    /// Make backups by itself in this folder, which must be there: on another disk, that may be taken away.
    #[arg(long, value_name = "DIR")]
    pub backup_to: Option<PathBuf>,
    /// How often, such as 24h, 90m or 7d.
    #[arg(long, default_value = "24h", value_name = "TIME", value_parser = parse_span, requires = "backup_to")]
    pub backup_every: Duration,
    /// How many of them to keep; older ones go once a new one was made and checked.
    #[arg(long, default_value_t = 14, value_name = "COUNT", requires = "backup_to",
        value_parser = clap::value_parser!(u16).range(1..))]
    pub backup_keep: u16,
}

/// A whole number and s, m, h or d.
fn parse_span(text: &str) -> Result<Duration, &'static str> {
    let wrong = "give a number and s, m, h or d, such as 24h";
    let (unit, seconds) = [('s', 1), ('m', 60), ('h', 60 * 60), ('d', 24 * 60 * 60)]
        .into_iter()
        .find(|(unit, _)| text.ends_with(*unit))
        .ok_or(wrong)?;
    let count = text.strip_suffix(unit).ok_or(wrong)?;
    let count: u64 = count.parse().map_err(|_| wrong)?;
    match count.checked_mul(seconds) {
        Some(seconds @ 1..) => Ok(Duration::from_secs(seconds)),
        _ => Err(wrong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_numbers_with_a_unit() {
        for (text, seconds) in [("1s", 1), ("90m", 5400), ("24h", 86_400), ("7d", 604_800)] {
            assert_eq!(parse_span(text), Ok(Duration::from_secs(seconds)), "{text}");
        }
        for text in [
            "",
            "24",
            "h",
            "0h",
            "-1h",
            "1.5h",
            "24 h",
            "hh",
            "1hh",
            "99999999999999999999d",
        ] {
            assert!(parse_span(text).is_err(), "{text}");
        }
    }
}
