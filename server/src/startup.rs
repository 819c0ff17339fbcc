//! Opening the data folder. What cannot be right is refused here, in one line that says what to do.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use store::{Store, StoreError, Tx, courses};
use vault::{Keyring, KeyringError};

use crate::clock::Clock;
use crate::config::{Serve, SmsKind};
use crate::district::{self, DistrictError};
use crate::packs::{self, KnownPack, Packs};
use crate::sms::SmsGateway;
use crate::sms::off::NoGateway;
use crate::sms::outbox::Outbox;
use crate::state::{AppState, Parts};

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
        "the data folder {} holds a database but its key file {} is missing: restore it from the backup; \
         without it nobody can read the personal data", folder.display(), key.display()
    )]
    KeyMissing {
        /// The data folder.
        folder: PathBuf,
        /// Where the key file belongs.
        key: PathBuf,
    },
    /// The key file is there but of no use.
    #[error("cannot use the key file: {0}")]
    Key(#[source] KeyringError),
    /// The database is there but of no use: in use by another server, of a newer program, damaged.
    #[error("cannot open the database in {}: {source}", path.display())]
    Database {
        /// The data folder.
        path: PathBuf,
        /// What the store said.
        source: StoreError,
    },
    /// The district is not right.
    #[error(transparent)]
    District(#[from] DistrictError),
    /// The rules inside the program are not right.
    #[error("the policy rules inside this program cannot be read: {0}")]
    Pack(String),
}

/// Makes or opens the data folder's key file.
fn open_keyring(data: &Path) -> Result<Keyring, StartupError> {
    match Keyring::load(data) {
        Err(KeyringError::Missing { path: key }) => {
            if Store::exists_in(data) {
                return Err(StartupError::KeyMissing {
                    folder: data.to_owned(),
                    key,
                });
            }
            Keyring::create(data).map_err(StartupError::Key)
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
    Ok(())
}

/// Opens the folder and puts the portal together; seeds what is new.
///
/// # Errors
/// With the first thing that is not right.
pub async fn open(config: Serve, clock: Arc<dyn Clock>) -> Result<AppState, StartupError> {
    prepare_folder(&config.data)?;
    let keyring = Arc::new(open_keyring(&config.data)?);
    let unusable = |source| StartupError::Database {
        path: config.data.clone(),
        source,
    };
    let store = Store::open(&config.data).map_err(unusable)?;
    let sms: Arc<dyn SmsGateway> = match config.sms {
        SmsKind::Outbox => Arc::new(Outbox::new(store.clone(), keyring.clone())),
        SmsKind::Off => Arc::new(NoGateway),
    };
    let district = district::load_district(config.district.as_deref())?;
    let calendar = district::load_calendar()?;
    let pack = policy::Pack::from_json(district::PACK)
        .map_err(|error| StartupError::Pack(error.to_string()))?;
    let folder = config.district.clone();
    let parts = Parts {
        store,
        keyring,
        district,
        calendar,
        packs: Packs::new(KnownPack::new(pack, district::PACK)),
        clock,
        sms,
        config,
    };
    let state = AppState::new(parts);
    seed_courses(&state, folder.as_deref()).await?;
    seed_packs(&state).await?;
    Ok(state)
}

/// A new database gets the district's courses; afterwards they are the database's own.
async fn seed_courses(state: &AppState, folder: Option<&Path>) -> Result<(), StartupError> {
    let unusable = |source| StartupError::Database {
        path: state.config.data.clone(),
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
    state
        .store
        .write(move |tx| courses::replace_all(tx, &rows, &version))
        .await
        .map_err(unusable)
}

/// The rules inside the program become a row once; then what the database says is in force is read.
async fn seed_packs(state: &AppState) -> Result<(), StartupError> {
    let unusable = |source| StartupError::Database {
        path: state.config.data.clone(),
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

/// Opens the folder beside a running server, for the administrator's commands.
///
/// # Errors
/// When there is no portal in the folder.
pub fn open_beside(data: &Path) -> Result<(Store, Arc<Keyring>), StartupError> {
    prepare_folder(data)?;
    let keyring = Arc::new(open_keyring(data)?);
    let store = Store::open_beside(data).map_err(|source| StartupError::Database {
        path: data.to_owned(),
        source,
    })?;
    Ok((store, keyring))
}
