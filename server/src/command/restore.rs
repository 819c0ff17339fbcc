//! `fumin restore`: a portal out of a backup and its keys.

use super::{CommandError, say};
use crate::backup::{Source, restore};
use crate::clock::{Clock as _, SystemClock};
use crate::config::Restore;
use crate::district;
use crate::startup::StartupError;

pub(crate) fn run(options: &Restore) -> Result<(), CommandError> {
    let district =
        district::load_district(options.district.as_deref()).map_err(StartupError::District)?;
    let location = options
        .database
        .location(&options.data, &district.code)
        .map_err(StartupError::Location)?;
    let restored = restore(Source {
        from: &options.from,
        keys: &options.keys,
        data: &options.data,
        location: &location,
        bucket: options.uploads.as_ref(),
        district: &district.code,
        now_ms: SystemClock.now_ms(),
    })?;
    let (manifest, report) = (restored.manifest, restored.report);
    report.findings().try_for_each(|line| say(line))?;
    say(&format!(
        "restored: {} as of {}, {} files and {} papers; everybody has to sign in again",
        options.data.display(),
        manifest.made,
        report.files.files,
        report.files.documents
    ))?;
    let mut start = format!("start it: fumin serve --data {}", options.data.display());
    if location.is_shared() {
        start.push_str(" with the same --database");
    }
    if let Some(bucket) = &options.uploads {
        start.push_str(&format!(" --uploads {bucket}"));
    }
    say(&start)?;
    let count = report.findings().count();
    if count == 0 {
        return Ok(());
    }
    Err(CommandError::Refused(format!(
        "everything in the backup is back, but {count} things in it did not hold together when it was made; compare with an \
         earlier backup"
    )))
}
