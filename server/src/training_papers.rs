//! Papers that go with an event of a file of training: what an officer saw at a spot check, what a settlement
//! was decided by, what a school answers to a suspension.
//!
//! One waits for whoever sent it until an action names it; then it stands with that event, for whoever may read the event.

pub mod verify;

use api::ProblemCode;
use api::staff::OfficePaperView;
use store::training_papers::{self as rows, TrainingPaper};
use store::{Connection, Tx};
use vault::FileKey;

use crate::applications::error::while_doing;
use crate::applications::papers::{self, Upload};
use crate::applications::staff::attached::{self, waits_for};
use crate::problem::ApiError;
use crate::state::{AppState, Parts};

/// A file of training that papers can be put on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A class drawn by lot.
    SpotCheck,
    /// The sheet of a class that is over; its id is the class's.
    Settlement,
    /// A course that is off the list; its id is the listing's.
    Listing,
}

impl FileKind {
    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SpotCheck => "spot_check",
            Self::Settlement => "settlement",
            Self::Listing => "listing",
        }
    }
}

/// Which file.
pub type FileName<'a> = (FileKind, &'a str);

/// Reads the paper, seals it under a key of its own and keeps its bytes. The row that makes it count is written by [`add`].
///
/// # Errors
/// As [`papers::put_down`].
pub async fn put_down(
    state: &AppState,
    (kind, id): FileName<'_>,
    upload: Upload,
) -> Result<TrainingPaper, ApiError> {
    let key = FileKey::generate();
    let (paper, _) = papers::put_down(state, id, &key, upload).await?;
    Ok(TrainingPaper {
        file_kind: kind.as_str().to_owned(),
        wrapped_key: state.keyring.wrap_file_key(&paper.id, &key),
        paper,
    })
}

/// Makes a paper that was kept count.
///
/// # Errors
/// `invalid_input` when there is no room.
pub fn add(
    tx: &Tx,
    parts: &Parts,
    one: &TrainingPaper,
    staff_id: &str,
) -> Result<OfficePaperView, ApiError> {
    let beside = rows::list(tx, &one.file_kind, &one.paper.application_id)?;
    attached::check_room(beside.iter().map(|one| &one.paper), staff_id)?;
    rows::insert(tx, one)?;
    view(parts, one)
}

fn key_of(parts: &Parts, one: &TrainingPaper) -> Result<FileKey, ApiError> {
    let key = parts
        .keyring
        .unwrap_file_key(&one.paper.id, &one.wrapped_key);
    key.map_err(while_doing("open the key of a paper"))
}

fn view(parts: &Parts, one: &TrainingPaper) -> Result<OfficePaperView, ApiError> {
    attached::view(parts, &key_of(parts, one)?, &one.paper)
}

/// Those that came with an event, and those of one account that wait, the oldest first.
///
/// # Errors
/// When a name does not open.
pub fn views(
    parts: &Parts,
    connection: &Connection,
    (kind, id): FileName<'_>,
    staff_id: &str,
) -> Result<Vec<OfficePaperView>, ApiError> {
    let found = rows::list(connection, kind.as_str(), id)?;
    let shown = found.iter().filter(|one| is_shown(one, staff_id));
    shown.map(|one| view(parts, one)).collect()
}

fn is_shown(one: &TrainingPaper, staff_id: &str) -> bool {
    one.paper.event_seq.is_some() || waits_for(&one.paper, staff_id)
}

/// One that came with an event, or waits for this account.
///
/// # Errors
/// `not_found`.
pub fn find(
    connection: &Connection,
    (kind, id): FileName<'_>,
    paper_id: &str,
    staff_id: &str,
) -> Result<TrainingPaper, ApiError> {
    let found = rows::list(connection, kind.as_str(), id)?.into_iter();
    let mut shown = found.filter(|one| is_shown(one, staff_id));
    let one = shown.find(|one| one.paper.id == paper_id);
    Ok(one.ok_or(ProblemCode::NotFound)?)
}

/// Its bytes, scanned anew.
///
/// # Errors
/// As [`papers::read_document`].
pub async fn read(state: &AppState, one: &TrainingPaper) -> Result<Vec<u8>, ApiError> {
    let key = key_of(state, one)?;
    let file_id = one.paper.application_id.as_str();
    papers::read_document(state, (file_id, &key), &one.paper).await
}

/// Takes back one of this account's that no action came with yet. Its bytes go with the next sweep.
///
/// # Errors
/// `not_found` for every other one.
pub fn take_back(
    tx: &Tx,
    file: FileName<'_>,
    paper_id: &str,
    staff_id: &str,
    now_ms: i64,
) -> Result<(), ApiError> {
    let one = find(tx, file, paper_id, staff_id)?;
    if !waits_for(&one.paper, staff_id) || !rows::remove(tx, paper_id, now_ms)? {
        return Err(ProblemCode::NotFound.into());
    }
    Ok(())
}

/// What else an action says, unless a paper named with it is none that waits for this account.
///
/// # Errors
/// Everything that is wrong with either.
pub fn check_named<T>(
    connection: &Connection,
    (kind, id): FileName<'_>,
    staff_id: &str,
    named: &[String],
    rest: Result<T, ApiError>,
) -> Result<T, ApiError> {
    let found = rows::list(connection, kind.as_str(), id)?;
    attached::check_named(found.iter().map(|one| &one.paper), staff_id, named, rest)
}

/// Ties the papers named to the event of that number, which is written next.
///
/// # Errors
/// `stale` when one went meanwhile.
pub fn attach(tx: &Tx, named: &[String], event_seq: i64) -> Result<(), ApiError> {
    for id in named {
        if !rows::attach(tx, id, event_seq)? {
            return Err(ProblemCode::Stale.into());
        }
    }
    Ok(())
}
