//! `fumin backup`: a copy of everything but the keys, while the server goes on.

use std::sync::atomic::AtomicBool;

use super::{CommandError, say};
use crate::backup::{Wanted, make};
use crate::clock::{Clock as _, SystemClock};
use crate::config::Backup;
use crate::district;
use crate::startup::StartupError;

pub(crate) fn run(options: &Backup) -> Result<(), CommandError> {
    let district =
        district::load_district(options.district.as_deref()).map_err(StartupError::District)?;
    let location = options
        .database
        .location(&options.data, &district.code)
        .map_err(StartupError::Location)?;
    let key_file = options.places.key_file(&options.data);
    let made = make(Wanted {
        data: &options.data,
        location: &location,
        key_file: &key_file,
        bucket: options.places.uploads.as_ref(),
        looks_inside: false,
        to: &options.to,
        keys_to: options.keys_to.as_deref(),
        district: &district.code,
        now_ms: SystemClock.now_ms(),
        stop: &AtomicBool::new(false),
    })?;
    let manifest = made.manifest;
    say(&format!(
        "backup: {} (district {}, {}, {} bytes of database, {} papers)",
        options.to.display(),
        manifest.district,
        manifest.made,
        manifest.database.bytes,
        manifest.papers.files
    ))?;
    say(&match made.keys {
        Some((path, false)) => format!(
            "keys: {}; keep this file apart from the backup: whoever has both can read everything",
            path.display()
        ),
        Some((path, true)) => format!("keys: {} has them already", path.display()),
        None => format!(
            "keys: not copied; without {} nobody can read the backup, so keep a copy of it elsewhere (--keys-to makes one)",
            key_file.display()
        ),
    })?;
    if manifest.missing.is_empty() {
        return Ok(());
    }
    manifest
        .missing
        .iter()
        .try_for_each(|paper| say(&format!("missing: {paper}")))?;
    let bucket = options.places.uploads.as_ref().map(ToString::to_string);
    let place = bucket.unwrap_or_else(|| options.data.display().to_string());
    Err(CommandError::Refused(format!(
        "the backup is made, but {} papers that the database names are not in {place}: look with fumin verify, and keep \
         earlier backups",
        manifest.missing.len()
    )))
}
