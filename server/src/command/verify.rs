//! `fumin verify`: does what is stored, or a backup of it, still hold together. Works beside a running server.

use std::path::Path;

use catalogue::District;
use store::backup::{Copy, Reads};
use store::{Address, Location, Store, StoreError};
use vault::Keyring;

use super::{CommandError, say};
use crate::backup::BackupError;
use crate::clock::{Clock as _, SystemClock};
use crate::config::Verify;
use crate::config::places::key_file;
use crate::enrolments::verify::late::Watch;
use crate::startup::{StartupError, check_claims};
use crate::uploads::{self, PaperReader};
use crate::whole::{self, Whole};
use crate::{backup as backups, district};

pub(crate) fn run(options: &Verify) -> Result<(), CommandError> {
    let district =
        district::load_district(options.district.as_deref()).map_err(StartupError::District)?;
    if let Some(backup) = &options.backup {
        return look_into_backup(backup, options, &district.code);
    }
    let location = options
        .database
        .location(&options.data, &district.code)
        .map_err(StartupError::Location)?;
    let report = look_into(options, &location, &district)?;
    if options.live {
        say_live(&report)?;
    } else {
        say_report(&report)?;
    }
    conclude(&report, "keep everything as it is and look into the backup")
}

/// The portal itself, whether or not a server works on it.
fn look_into(
    options: &Verify,
    location: &Location,
    district: &District,
) -> Result<Whole, CommandError> {
    let unusable = |source| StartupError::Database {
        location: location.to_string(),
        source,
    };
    if !Store::exists(location).map_err(unusable)? {
        return Err(BackupError::NoPortal(location.to_string()).into());
    }
    let data = options.data.as_path();
    let key_file = key_file(options.keys.as_deref(), data);
    let keyring = Keyring::load_file(&key_file).map_err(StartupError::Key)?;
    let bucket = options.uploads.as_ref();
    let papers = PaperReader::open(data, bucket, &uploads::environment());
    let papers = papers.map_err(StartupError::Uploads)?;
    let calendar = district::load_calendar().map_err(StartupError::District)?;
    let watch = Watch::new(district, &calendar, SystemClock.now_ms());
    let watch = options.live.then_some(watch);
    let code = district.code.as_str();
    let report = match location {
        Location::Sqlite(path) => {
            let copy = Copy::open(path).map_err(unusable)?;
            copy.check_current().map_err(unusable)?;
            check_claims(&copy, location, &keyring, &key_file, code)?;
            look(&copy, watch, &keyring, &papers)
        }
        Location::Postgres(_) => {
            let store = Store::open_beside(location).map_err(unusable)?;
            check_claims(&store, location, &keyring, &key_file, code)?;
            let report = look(&store, watch, &keyring, &papers);
            store.close();
            report
        }
    };
    report.map_err(|error| CommandError::Refused(format!("cannot read the database: {error}")))
}

/// At what goes on, or at everything.
fn look(
    store: &impl Reads,
    watch: Option<Watch<'_>>,
    keyring: &Keyring,
    papers: &PaperReader,
) -> Result<Whole, StoreError> {
    match watch {
        Some(watch) => whole::verify_live(store, keyring, watch),
        None => whole::verify(store, Some(keyring), papers),
    }
}

fn look_into_backup(backup: &Path, options: &Verify, district: &str) -> Result<(), CommandError> {
    let keys = options.keys.as_deref();
    let scratch = options.scratch.as_deref().map(str::parse).transpose();
    let scratch: Option<Address> = scratch.map_err(StartupError::Location)?;
    let scratch = scratch.map(|address| address.or_schema(&format!("district_{district}")));
    let scratch = scratch.transpose().map_err(StartupError::Location)?;
    let checked = backups::verify(backup, keys, district, scratch.as_ref())?;
    let manifest = checked.manifest;
    say(&format!(
        "backup of district {}, {}: {} papers, every part as it was written",
        manifest.district, manifest.made, manifest.papers.files
    ))?;
    for paper in &manifest.missing {
        say(&format!("note: {paper} was missing when it was made"))?;
    }
    if keys.is_none() {
        say("note: what is sealed was not opened; give --keys to have that checked too")?;
    }
    let Some(report) = checked.report else {
        if manifest.postgres.is_some() {
            return say(
                "note: what is inside the dump was not looked at; name a database of PostgreSQL with --scratch to have it \
                 put back there for a look, and removed again",
            );
        }
        return say(&format!(
            "note: the database has schema {}, an earlier one; what is inside can be checked once it is restored",
            manifest.schema
        ));
    };
    say_report(&report)?;
    conclude(&report, "look into an earlier backup")
}

fn say_live(report: &Whole) -> Result<(), CommandError> {
    report.findings().try_for_each(|line| say(line))?;
    let classes = &report.classes;
    say(&format!(
        "{} classes that go on, {} enrolments, {} listings, {} settlements, {} spot checks looked at",
        classes.classes,
        classes.enrolments,
        report.listings.listings,
        report.settlements.settlements,
        report.spot_checks.spot_checks
    ))
}

fn say_report(report: &Whole) -> Result<(), CommandError> {
    report.findings().try_for_each(|line| say(line))?;
    let (files, classes) = (&report.files, &report.classes);
    let notes = files.notes.iter();
    notes
        .map(|line| format!("note: {line}"))
        .try_for_each(|line| say(&line))?;
    let unbound = report.settlements.unbound;
    if unbound > 0 {
        say(&format!(
            "note: {unbound} settlements were settled before what is kept of the people was bound to the log"
        ))?;
    }
    say(&format!(
        "{} files ({} erased), {} events, {} papers, {} classes, {} enrolments, {} listings, {} settlements, \
        {} spot checks, {} loans looked at",
        files.files,
        files.erased,
        files.events,
        files.documents + report.training_papers.papers,
        classes.classes,
        classes.enrolments,
        report.listings.listings,
        report.settlements.settlements,
        report.spot_checks.spot_checks,
        report.loans.loans
    ))
}

fn conclude(report: &Whole, otherwise: &str) -> Result<(), CommandError> {
    let count = report.findings().count();
    if count == 0 {
        return say("everything holds together");
    }
    Err(CommandError::Refused(format!(
        "{count} things do not hold together; {otherwise}"
    )))
}
