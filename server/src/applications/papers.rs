//! Adding, reading and taking back the papers of a file.

use std::sync::LazyLock;

use api::ProblemCode;
use application::DocumentKind;
use store::documents::{self, Document};
use store::{StoreError, Tx, backup, training_papers};
use tokio::sync::Semaphore;
use vault::FileKey;

use super::error::{impossible, while_doing};
use super::file::ApplicationFile;
use super::paper::{PAPER_LIMIT_BYTES, Paper, read_paper};
use super::paper_parts;
use super::paper_room::check_room;
use super::sealed::{document_bytes_place, document_name_place};
use super::verdict::sha256;
use super::view::is_editable;
use crate::antivirus::{self, Scanned};
use crate::backup::hold_sweep;
use crate::gates::Kind;
use crate::ids;
use crate::problem::ApiError;
use crate::rate_limit::{self, Limit};
use crate::state::AppState;
use crate::uploads::{self, UploadsError};

/// Uploads of one person: three full files, or one of an enterprise with many hires, and many a blurred photo.
const UPLOADS: Limit = Limit {
    name: "upload_person_hour",
    most: 120,
    window_ms: 60 * 60 * 1000,
};
/// Why a paper with a virus in it is neither taken nor shown.
pub(crate) const INFECTED: &str = "document_infected";
/// The kind of what an officer puts on a file.
pub const OFFICE_PAPER: &str = "office_paper";
/// So long an officer's paper waits for the action it is for.
pub const OFFICE_PATIENCE_MS: i64 = 7 * 24 * 60 * 60 * 1000;
/// Papers whose bytes go in one [`sweep`].
const SWEPT: i64 = 100;
/// Longest name kept, in characters.
pub(super) const NAME_LIMIT_CHARS: usize = 120;
/// Photos decoded at the same time: each takes up to 160 MB while it is drawn anew.
static DRAWING: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

/// What of a paper may be hard to read, by code.
pub type Doubts = Vec<String>;

/// A paper on its way in.
#[derive(Clone, Debug)]
pub struct Upload {
    /// What it is said to show: a [`DocumentKind`]'s id, or [`OFFICE_PAPER`].
    pub kind: &'static str,
    /// The officer who puts it on the file; nobody for the resident's own.
    pub staff_id: Option<String>,
    /// The name of the sender's file; may be empty.
    pub name: String,
    /// The sender's `Content-Type`; may be empty.
    pub content_type: String,
    /// The bytes.
    pub bytes: bytes::Bytes,
}

/// Counts an upload of a person, taken or not: each costs a drawing.
///
/// # Errors
/// `too_many_requests`.
pub async fn count_upload(state: &AppState, person_id: &str) -> Result<(), ApiError> {
    let (bucket, now_ms) = (UPLOADS.of(&state.keyring, person_id), state.clock.now_ms());
    let count = move |tx: &Tx| rate_limit::hit(tx, &[bucket], now_ms);
    let wait = state.store.write::<_, _, StoreError>(count).await?;
    wait.map_or(Ok(()), |wait| Err(wait.into()))
}

/// Says which paper was too large.
#[must_use]
pub fn explain_size(kind: &str, refusal: ApiError) -> ApiError {
    match refusal {
        ApiError::Refused(ProblemCode::BodyTooLarge) => too_large(kind),
        other => other,
    }
}

pub(crate) fn too_large(kind: &str) -> ApiError {
    ApiError::Fields(
        ProblemCode::BodyTooLarge,
        vec![error(kind, "document_too_large")],
    )
}

/// Reads the paper, seals it and keeps its bytes. The row that makes it count is written by [`add`]; until then they are
/// only bytes that nobody refers to. With it comes what of it may be hard to read.
///
/// # Errors
/// When it is no paper, a virus was found in it, too many are being drawn, or scanner or place do not take it.
pub async fn put_down(
    state: &AppState,
    file_id: &str,
    key: &FileKey,
    upload: Upload,
) -> Result<(Document, Doubts), ApiError> {
    if upload.bytes.len() > PAPER_LIMIT_BYTES {
        return Err(too_large(upload.kind));
    }
    let _place = state.gates.enter(Kind::Upload)?;
    // As they came: what is drawn anew afterwards no longer shows what was sent.
    if is_infected(state, &upload.bytes).await? {
        return Err(refused(upload.kind, INFECTED));
    }
    let (key, file_id, now_ms) = (key.clone(), file_id.to_owned(), state.clock.now_ms());
    let draw = move || {
        let paper = read_paper(&upload.bytes, &[&upload.content_type, &upload.name])
            .map_err(|refusal| refused(upload.kind, refusal.code()))?;
        let document = describe(&file_id, &key, &upload, &paper, now_ms);
        let sealed = key.seal(&document_bytes_place(&document.id), &paper.bytes);
        let doubts = paper.doubts.iter().map(|code| (*code).to_owned());
        Ok::<_, ApiError>((document, sealed, doubts.collect::<Doubts>()))
    };
    let (document, sealed, doubts) = in_turn(draw).await?;
    keep(state, &document.storage_path, sealed).await?;
    Ok((document, doubts))
}

/// Draws a picture anew, few at the same time.
///
/// # Errors
/// What the drawing says.
pub(crate) async fn in_turn<T: Send + 'static>(
    draw: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let turn = DRAWING
        .acquire()
        .await
        .map_err(while_doing("wait for a turn to draw"))?;
    let drawn = tokio::task::spawn_blocking(draw)
        .await
        .map_err(while_doing("draw a paper anew"))?;
    drop(turn);
    drawn
}

/// Keeps sealed bytes; they are durable when this returns.
///
/// # Errors
/// When where papers are kept does not take them.
pub(super) async fn keep(state: &AppState, path: &str, sealed: Vec<u8>) -> Result<(), ApiError> {
    let written = state.uploads.write(path, sealed).await;
    if matches!(written, Err(UploadsError::Full)) && state.uploads.is_folder() {
        state.store.note_full();
    }
    Ok(written?)
}

/// Removes bytes that no row makes count.
pub async fn drop_unused(state: &AppState, storage_path: &str) {
    if let Err(error) = state.uploads.remove(storage_path).await {
        log_kept(&error);
    }
}

/// Removes all of these; false where one stays, and the ones after it.
pub(super) async fn drop_all(state: &AppState, paths: Vec<String>) -> bool {
    for path in paths {
        if let Err(error) = state.uploads.remove(&path).await {
            log_kept(&error);
            return false;
        }
    }
    true
}

fn log_kept(error: &UploadsError) {
    tracing::error!(
        error = error as &dyn std::error::Error,
        "could not remove a paper"
    );
}

fn describe(file_id: &str, key: &FileKey, upload: &Upload, paper: &Paper, now_ms: i64) -> Document {
    let id = ids::fresh();
    let name: String = upload.name.chars().take(NAME_LIMIT_CHARS).collect();
    Document {
        application_id: file_id.to_owned(),
        kind: upload.kind.to_owned(),
        mime: paper.media_type.to_owned(),
        byte_length: i64::try_from(paper.bytes.len()).unwrap_or(i64::MAX),
        sha256: sha256(&paper.bytes),
        sealed_name: key.seal(&document_name_place(&id), name.as_bytes()),
        width: paper.pixels.map(|(width, _)| i64::from(width)),
        height: paper.pixels.map(|(_, height)| i64::from(height)),
        storage_path: uploads::storage_path(file_id, &id),
        created_ms: now_ms,
        removed_ms: None,
        staff_id: upload.staff_id.clone(),
        event_seq: None,
        id,
    }
}

/// Makes a paper that was kept count.
///
/// # Errors
/// When there is no room any more.
pub fn add(
    tx: &Tx,
    state: &AppState,
    file: &mut ApplicationFile,
    (document, doubts): (Document, Doubts),
) -> Result<(), ApiError> {
    let kind = DocumentKind::from_id(&document.kind)
        .ok_or_else(|| impossible("read the kind of a paper"))?;
    check_room(tx, file, kind, document.byte_length)?;
    documents::insert(tx, &document)?;
    let now_ms = document.created_ms;
    if !doubts.is_empty() {
        file.draft.doubts.insert(document.id.clone(), doubts);
    }
    file.documents.push(document);
    file.save_draft(tx, state, now_ms)
}

/// Takes a paper back. Its bytes go with [`sweep`], once this is written.
///
/// # Errors
/// When the file is not the resident's to change now, or has no such paper.
pub fn take_back(
    tx: &Tx,
    state: &AppState,
    file: &mut ApplicationFile,
    document_id: &str,
    now_ms: i64,
) -> Result<(), ApiError> {
    if !is_editable(file.loan.state()) {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    let place = file
        .documents
        .iter()
        .position(|document| document.id == document_id)
        .ok_or(ProblemCode::NotFound)?;
    let document = file.documents.remove(place);
    documents::remove(tx, &file.row.id, &document.id, now_ms)?;
    file.draft.doubts.remove(&document.id);
    file.save_draft(tx, state, now_ms)
}

/// Removes the bytes of papers that were taken back, and then their rows; parts of those given up as well.
///
/// # Errors
/// When the store does not answer; what could not be removed is tried again next time.
pub async fn sweep(state: &AppState) -> Result<(), ApiError> {
    paper_parts::sweep(state).await?;
    let Some(_turn) = hold_sweep(&state.config.data).map_err(while_doing("hold the papers"))?
    else {
        // A backup is being made; the papers go another time.
        return Ok(());
    };
    let before_ms = state.clock.now_ms() + 1;
    let removed = state.store.read::<_, ApiError>(|connection| {
        let of_training = training_papers::list_removed(connection, before_ms, SWEPT)?;
        let of_training = of_training.into_iter().map(|one| (one.paper, true));
        let removed = documents::list_removed(connection, before_ms, SWEPT)?;
        let removed = removed.into_iter().map(|document| (document, false));
        let removed: Vec<_> = removed.chain(of_training).collect();
        // Another machine may be making one.
        if !removed.is_empty() && backup::is_being_made(connection)? {
            return Ok(Vec::new());
        }
        Ok(removed)
    })?;
    if removed.is_empty() {
        return Ok(());
    }
    let mut gone = Vec::new();
    for (document, is_of_training) in removed {
        // Where one is not removed the next are not either; all are tried again next time.
        if let Err(error) = state.uploads.remove(&document.storage_path).await {
            log_kept(&error);
            break;
        }
        gone.push((document.id, is_of_training));
    }
    state
        .store
        .write::<_, _, ApiError>(move |tx| {
            for (id, is_of_training) in &gone {
                if *is_of_training {
                    training_papers::delete_removed(tx, id)?;
                } else {
                    documents::delete_removed(tx, id)?;
                }
            }
            Ok(())
        })
        .await
}

/// The bytes of one of the resident's papers.
///
/// # Errors
/// `not_found` when the file has no such paper; otherwise as [`read_document`].
pub async fn read(
    state: &AppState,
    file: &ApplicationFile,
    document_id: &str,
) -> Result<(Document, Vec<u8>), ApiError> {
    let mut documents = file.documents.iter();
    let document = documents.find(|document| document.id == document_id);
    let document = document.ok_or(ProblemCode::NotFound)?.clone();
    let bytes = read_document(state, (&file.row.id, &file.key), &document).await?;
    Ok((document, bytes))
}

/// A paper's bytes, scanned anew: what came in before there was a scanner, or before the scanner knew this virus, is not
/// shown either.
///
/// # Errors
/// `action_not_possible` when a virus is found in it; when where papers are kept or the scanner does not answer.
pub async fn read_document(
    state: &AppState,
    (file_id, key): (&str, &FileKey),
    document: &Document,
) -> Result<Vec<u8>, ApiError> {
    let (place, key) = (document_bytes_place(&document.id), key.clone());
    let sealed = state.uploads.read(&document.storage_path).await?;
    let open = move || {
        key.open(&place, &sealed)
            .map_err(while_doing("open a paper"))
    };
    let bytes = tokio::task::spawn_blocking(open)
        .await
        .map_err(while_doing("read a paper"))??;
    if is_infected(state, &bytes).await? {
        tracing::warn!(
            file = file_id,
            document = document.id.as_str(),
            "a kept paper is infected and not shown"
        );
        let errors = vec![error(&document.kind, INFECTED)];
        return Err(ApiError::Fields(ProblemCode::ActionNotPossible, errors));
    }
    Ok(bytes)
}

/// Without a scanner nothing is found; the page says that nobody looked.
pub(crate) async fn is_infected(state: &AppState, bytes: &[u8]) -> Result<bool, ApiError> {
    let scanned = antivirus::scan(&state.config.antivirus, bytes).await?;
    Ok(scanned == Some(Scanned::Infected))
}

fn error(kind: &str, code: &str) -> api::FieldError {
    api::FieldError {
        pointer: format!("/documents/{kind}"),
        code: code.to_owned(),
    }
}

pub(crate) fn refused(kind: &str, code: &str) -> ApiError {
    ApiError::invalid(vec![error(kind, code)])
}
