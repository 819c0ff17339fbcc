//! Opening the data folder. What cannot be right is refused here, in one line that says what to do.

mod claims;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::Date;
use store::{Location, LocationError, Store, StoreError, Tx, clock_mark, courses};
use vault::{Keyring, KeyringError};

use crate::applications::error::describe;
use crate::applications::usual::UsualTimes;
use crate::clock::Clock;
use crate::clock::steady::{Jump, judge};
use crate::config::{Database, Serve, SmsKind};
use crate::district::{self, DistrictError};
use crate::enrolments;
use crate::packs::{self, KnownPack, Packs};
use crate::settlements;
use crate::sms::SmsGateway;
use crate::sms::off::NoGateway;
use crate::sms::outbox::Outbox;
use crate::state::{AppState, Parts};
use crate::training_section::spot_checks;
use crate::uploads::{self, Environment, Uploads, UploadsRefusal};
use claims::claim;
pub(crate) use claims::{check_claims, key_check};

const MEBIBYTE: u64 = 1024 * 1024;

/// Why the portal does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartupError {
    /// The folder cannot be made, read or written.
    #[error("cannot use the data folder {}: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is data but no key to read it with.
    #[error(
        "there is data in {database} but its key file {} is missing: restore it from the backup, or copy it from another \
         server of this portal; without it nobody can read the personal data", key.display()
    )]
    KeyMissing {
        /// The database.
        database: String,
        /// Where the key file belongs.
        key: PathBuf,
    },
    /// The key file is there but of no use.
    #[error("cannot use the key file: {0}")]
    Key(#[source] KeyringError),
    /// The key file is another portal's.
    #[error(
        "the key file {} is not the one {database} was written with: put the right one there, or name it with --keys; \
         every server of a database has the same", key.display()
    )]
    KeyWrong {
        /// The database.
        database: String,
        /// The key file.
        key: PathBuf,
    },
    /// The database is another district's.
    #[error(
        "{database} is of district {found}, not of {wanted}: give the right --database, or the right --district"
    )]
    OtherDistrict {
        /// The database.
        database: String,
        /// What it is of.
        found: String,
        /// What was asked for.
        wanted: String,
    },
    /// The code of the district makes no schema.
    #[error(transparent)]
    Location(#[from] LocationError),
    /// Papers have no place.
    #[error(transparent)]
    Uploads(#[from] UploadsRefusal),
    /// The database is there but of no use: in use by another server, of a newer program, damaged.
    #[error("cannot open the database {location}: {source}")]
    Database {
        /// Where it is.
        location: String,
        /// What the store said.
        source: StoreError,
    },
    /// The clock shows an instant that cannot be.
    #[error(
        "the machine's clock shows {}, but this portal ran last on {}{}: set the clock right; \
         if it is right, say so once with `fumin admin confirm-clock` and start again",
        Date::from_unix_ms_shanghai(*now_ms), Date::from_unix_ms_shanghai(*newest_ms),
        if *jump == Jump::Ahead { ", more than a month before" } else { ", after that" }
    )]
    Clock {
        /// Which way it is off.
        jump: Jump,
        /// What the database has seen.
        newest_ms: i64,
        /// What the clock shows.
        now_ms: i64,
    },
    /// The district is not right.
    #[error(transparent)]
    District(#[from] DistrictError),
    /// The dated classes of the courses cannot be opened.
    #[error("the classes of the courses cannot be opened: {0}")]
    Classes(String),
    /// Spot checks from before there was a log of them cannot be given one.
    #[error("the spot checks of before cannot be given their log: {0}")]
    SpotChecks(String),
    /// Settlements from before there was a log of them cannot be given one.
    #[error("the settlements of before cannot be given their log: {0}")]
    Settlements(String),
    /// The rules inside the program are not right.
    #[error("the policy rules inside this program cannot be read: {0}")]
    Pack(String),
}

/// Makes or opens the key file.
fn open_keyring(file: &Path, location: &Location) -> Result<Keyring, StartupError> {
    match Keyring::load_file(file) {
        Err(KeyringError::Missing { path: key }) => {
            let exists = Store::exists(location).map_err(|source| StartupError::Database {
                location: location.to_string(),
                source,
            })?;
            if exists {
                return Err(StartupError::KeyMissing {
                    database: location.to_string(),
                    key,
                });
            }
            Keyring::create_file(file).map_err(StartupError::Key)
        }
        other => other.map_err(StartupError::Key),
    }
}

fn prepare_folder(data: &Path) -> Result<(), StartupError> {
    use std::os::unix::fs::DirBuilderExt as _;
    let unusable = |source| StartupError::Folder {
        path: data.to_owned(),
        source,
    };
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(data)
        .map_err(unusable)?;
    // A folder that may be entered but not read would otherwise look empty.
    std::fs::read_dir(data).map_err(unusable)?;
    // Of one that takes no files the database would only say that it failed. A full disk is for the store to see.
    match tempfile::tempfile_in(data) {
        Err(source) if !is_full(&source) => Err(unusable(source)),
        _ => Ok(()),
    }
}

fn is_full(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
    )
}

/// Opens the folder and puts the portal together; seeds what is new.
///
/// # Errors
/// With the first thing that is not right.
pub async fn open(config: Serve, clock: Arc<dyn Clock>) -> Result<AppState, StartupError> {
    open_in(config, clock, &uploads::environment()).await
}

/// The same with other variables than those of this process.
///
/// # Errors
/// As [`open`].
pub async fn open_in(
    config: Serve,
    clock: Arc<dyn Clock>,
    environment: &Environment,
) -> Result<AppState, StartupError> {
    prepare_folder(&config.data)?;
    let district = district::load_district(config.district.as_deref())?;
    let location = config.database.location(&config.data, &district.code)?;
    let uploads = Uploads::open(&config.data, config.places.uploads.as_ref(), environment).await?;
    uploads.check_writing().await?;
    let key_file = config.places.key_file(&config.data);
    let keyring = Arc::new(open_keyring(&key_file, &location)?);
    let unusable = |source| StartupError::Database {
        location: location.to_string(),
        source,
    };
    let store = Store::open(&location).map_err(unusable)?;
    claim(&store, &keyring, &key_file, &district.code).await?;
    check_clock(&store, clock.now_ms(), unusable)?;
    let sms: Arc<dyn SmsGateway> = match config.sms {
        SmsKind::Outbox => Arc::new(Outbox::new(store.clone(), keyring.clone())),
        SmsKind::Off => Arc::new(NoGateway),
    };
    let calendar = district::load_calendar()?;
    let pack = policy::Pack::from_json(district::PACK)
        .map_err(|error| StartupError::Pack(error.to_string()))?;
    let folder = config.district.clone();
    let loan_rules = district::load_loan_rules(folder.as_deref())?;
    let service_points = district::load_service_points(folder.as_deref())?;
    let training_plan = district::load_training_plan(folder.as_deref())?;
    let hand_over_plan = district::load_hand_over_plan(folder.as_deref())?;
    let correction_plan = district::load_correction_plan(folder.as_deref())?;
    let re_review_plan = district::load_re_review_plan(folder.as_deref())?;
    let extension_rules = district::load_extension_rules(folder.as_deref())?;
    let subsidy_rules = district::load_subsidy_rules(folder.as_deref())?;
    let appeal_units = district::load_appeal_units(folder.as_deref())?;
    let parts = Parts {
        store,
        keyring,
        uploads,
        district,
        service_points,
        loan_rules,
        extension_rules,
        subsidy_rules,
        appeal_units,
        training_plan,
        hand_over_plan,
        correction_plan,
        re_review_plan,
        calendar,
        packs: Packs::new(KnownPack::new(pack, district::PACK)),
        usual: UsualTimes::default(),
        clock,
        sms,
        config,
    };
    let state = AppState::new(parts);
    seed_courses(&state, folder.as_deref()).await?;
    let made = enrolments::seed::seed(&state).await;
    made.map_err(|error| StartupError::Classes(describe(&error)))?;
    let given = spot_checks::older::give_logs(&state).await;
    given.map_err(|error| StartupError::SpotChecks(describe(&error)))?;
    let given = settlements::older::give_logs(&state).await;
    given.map_err(|error| StartupError::Settlements(describe(&error)))?;
    seed_packs(&state).await?;
    state
        .store
        .keep_reserve(u64::from(state.config.reserve) * MEBIBYTE);
    Ok(state)
}

/// Before anything is judged or forgotten by the clock: it must follow on what the database has seen.
fn check_clock(
    store: &Store,
    now_ms: i64,
    unusable: impl Fn(StoreError) -> StartupError,
) -> Result<(), StartupError> {
    let Some(newest_ms) = store.read(clock_mark::newest).map_err(unusable)? else {
        return Ok(());
    };
    match judge(newest_ms, now_ms) {
        None => Ok(()),
        Some(jump) => Err(StartupError::Clock {
            jump,
            newest_ms,
            now_ms,
        }),
    }
}

/// A new database gets the district's courses; afterwards they are the database's own.
async fn seed_courses(state: &AppState, folder: Option<&Path>) -> Result<(), StartupError> {
    let unusable = |source| StartupError::Database {
        location: state.store.location().to_string(),
        source,
    };
    if state
        .store
        .read(courses::content_version)
        .map_err(unusable)?
        .is_some()
    {
        return Ok(());
    }
    let seeds = district::load_courses(folder)?;
    let rows = seeds.into_iter().filter_map(|course| {
        let document = serde_json::to_string(&course).ok()?;
        Some(courses::Course {
            id: course.id,
            document,
        })
    });
    let rows: Vec<_> = rows.collect();
    let version = format!("seed-{}", state.clock.now_ms());
    // Another server may have begun with the same new database at the same moment.
    let seed = move |tx: &Tx| match courses::content_version(tx)? {
        Some(_) => Ok(()),
        None => courses::replace_all(tx, &rows, &version),
    };
    state.store.write(seed).await.map_err(unusable)
}

/// The rules inside the program become a row once; then what the database says is in force is read.
async fn seed_packs(state: &AppState) -> Result<(), StartupError> {
    let unusable = |source| StartupError::Database {
        location: state.store.location().to_string(),
        source,
    };
    let sources = district::load_policy_sources()?;
    let (today, now_ms) = (state.clock.today(), state.clock.now_ms());
    let shipped = state.packs.shipped().clone();
    let seed = move |tx: &Tx| packs::seed(tx, &shipped, &sources, today, now_ms);
    state.store.write(seed).await.map_err(unusable)?;
    state
        .store
        .read(|connection| state.packs.refresh(connection, today))
        .map_err(unusable)
}

/// Opens the database beside a running server, for the administrator's commands.
///
/// # Errors
/// When there is no portal.
pub async fn open_beside(
    data: &Path,
    database: &Database,
    key_file: &Path,
    district: Option<&Path>,
) -> Result<(Store, Arc<Keyring>), StartupError> {
    prepare_folder(data)?;
    let district = district::load_district(district)?;
    let location = database.location(data, &district.code)?;
    let keyring = Arc::new(open_keyring(key_file, &location)?);
    let store = Store::open_beside(&location).map_err(|source| StartupError::Database {
        location: location.to_string(),
        source,
    })?;
    claim(&store, &keyring, key_file, &district.code).await?;
    Ok((store, keyring))
}
