//! `fumin verify`: does what is stored still hold together. Works beside a running server.

use super::{CommandError, block_on, say};
use crate::applications::verify;
use crate::config::Verify;
use crate::enrolments;
use crate::startup;

pub(crate) fn run(options: &Verify) -> Result<(), CommandError> {
    let (store, keyring) = block_on(async {
        let district = options.district.as_deref();
        Ok(startup::open_beside(&options.data, &options.database, district).await?)
    })?;
    let mut report = verify::verify(&store, &keyring, &options.data)
        .map_err(|error| CommandError::Refused(format!("cannot read the database: {error}")))?;
    let rooms = enrolments::verify::verify(&store, &keyring)
        .map_err(|error| CommandError::Refused(format!("cannot read the database: {error}")))?;
    report.findings.extend(rooms.findings);
    store.close();
    report.findings.iter().try_for_each(|line| say(line))?;
    say(&format!(
        "{} files ({} erased), {} events, {} papers, {} classes, {} enrolments looked at",
        report.files,
        report.erased,
        report.events,
        report.documents,
        rooms.classes,
        rooms.enrolments
    ))?;
    if report.findings.is_empty() {
        say("everything holds together")
    } else {
        let count = report.findings.len();
        Err(CommandError::Refused(format!(
            "{count} things do not hold together; keep this folder as it is and look into the backup"
        )))
    }
}
