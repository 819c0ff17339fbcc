//! A paper on its way in parts, for lines that break: each part is sealed and durable before it is answered, and once all
//! have come the whole is looked at as any other paper.

use api::ProblemCode;
use api::application::{PART_BYTES, PaperUploadView, StartUploadRequest};
use application::DocumentKind;
use bytes::Bytes;
use store::paper_uploads::{self, PaperUpload};
use store::{Connection, StoreError, Tx, applications};

use super::error::while_doing;
use super::file::ApplicationFile;
use super::paper::PAPER_LIMIT_BYTES;
use super::paper_room::check_room;
use super::papers::{self, NAME_LIMIT_CHARS, Upload};
use super::sealed::{upload_name_place, upload_part_place};
use super::verdict::sha256;
use super::view::document_view;
use crate::gates::Kind;
use crate::ids;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::uploads::{UploadsError, part_path};

/// Papers that one person has on the way at once: all that a form asks for.
const MOST_OPEN: usize = 24;
/// Bytes that these may come to.
const MOST_OPEN_BYTES: i64 = 60 * 1024 * 1024;
/// How long a paper waits for its next part. A phone may be without a line for days; it begins anew then.
pub const PATIENCE_MS: i64 = 7 * 24 * 60 * 60 * 1000;
/// Ended ones looked at by one [`sweep`].
const SWEPT: i64 = 100;

/// Begins one, if the paper it will be has room.
///
/// # Errors
/// When the request names no paper, or there is no room.
pub fn start(
    tx: &Tx,
    file: &ApplicationFile,
    request: &StartUploadRequest,
    now_ms: i64,
) -> Result<PaperUploadView, ApiError> {
    let kind = DocumentKind::from_id(&request.kind)
        .ok_or_else(|| ApiError::invalid_field("/kind", "not_an_option"))?;
    let sha256 = read_hash(&request.sha256)
        .ok_or_else(|| ApiError::invalid_field("/sha256", "not_a_hash"))?;
    let byte_length = match usize::try_from(request.size_bytes) {
        Ok(0) => return Err(papers::refused(kind.id(), "document_empty")),
        Ok(bytes) if bytes <= PAPER_LIMIT_BYTES => i64::try_from(bytes).unwrap_or(i64::MAX),
        _ => return Err(papers::too_large(kind.id())),
    };
    check_room(tx, file, kind, 1)?;
    check_open(tx, &file.row.person_id, kind, byte_length)?;
    let id = ids::fresh();
    let name: String = request.name.chars().take(NAME_LIMIT_CHARS).collect();
    let upload = PaperUpload {
        application_id: file.row.id.clone(),
        kind: kind.id().to_owned(),
        sealed_name: file.key.seal(&upload_name_place(&id), name.as_bytes()),
        byte_length,
        sha256,
        received: 0,
        parts: 0,
        document_id: None,
        touched_ms: now_ms,
        ended_ms: None,
        id,
    };
    paper_uploads::insert(tx, &upload)?;
    Ok(view(file, &upload))
}

fn check_open(
    connection: &Connection,
    person_id: &str,
    kind: DocumentKind,
    byte_length: i64,
) -> Result<(), ApiError> {
    let (mut count, mut bytes) = (1, byte_length);
    for row in applications::list_by_person(connection, person_id)? {
        for open in paper_uploads::list_open(connection, &row.id)? {
            count += 1;
            bytes += open.byte_length;
        }
    }
    if count > MOST_OPEN || bytes > MOST_OPEN_BYTES {
        return Err(papers::refused(kind.id(), "document_under_way"));
    }
    Ok(())
}

fn read_hash(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut hash = [0; 32];
    for (at, byte) in hash.iter_mut().enumerate() {
        let digits = text.get(2 * at..2 * at + 2)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        *byte = u8::from_str_radix(digits, 16).ok()?;
    }
    Some(hash)
}

/// How far it is.
#[must_use]
pub fn view(file: &ApplicationFile, upload: &PaperUpload) -> PaperUploadView {
    let document = upload.document_id.as_ref().and_then(|id| {
        let found = file.documents.iter().find(|document| document.id == *id);
        found.map(|paper| document_view(paper, file.draft.doubts_of(&paper.id)))
    });
    PaperUploadView {
        id: upload.id.clone(),
        received_bytes: u64::try_from(upload.received).unwrap_or_default(),
        document,
    }
}

/// One on its way to this file.
///
/// # Errors
/// `not_found` when there is none: it was given up, or its parts were lost with the place they lay in.
pub fn find(
    connection: &Connection,
    file: &ApplicationFile,
    id: &str,
) -> Result<PaperUpload, ApiError> {
    let found = paper_uploads::find(connection, &file.row.id, id)?;
    found.ok_or_else(|| ProblemCode::NotFound.into())
}

/// Takes the part that begins where the parts before it end; another one changes nothing, and the answer says where to go
/// on. The last one makes the paper.
///
/// # Errors
/// When the part has another length than is left, or the whole is no paper; then the upload is over.
pub async fn take(
    state: &AppState,
    file: &ApplicationFile,
    mut upload: PaperUpload,
    offset: u64,
    part: &Bytes,
    reopen: impl Fn(&Tx) -> Result<ApplicationFile, ApiError> + Clone + Send + 'static,
) -> Result<PaperUploadView, ApiError> {
    if upload.document_id.is_some() {
        return Ok(view(file, &upload));
    }
    let left = upload.byte_length - upload.received;
    if left > 0 {
        if i64::try_from(offset) != Ok(upload.received) {
            return Ok(view(file, &upload));
        }
        let length = i64::try_from(part.len()).unwrap_or(i64::MAX);
        if length != left.min(i64::try_from(PART_BYTES).unwrap_or(i64::MAX)) {
            return Err(ApiError::invalid_field("/part", "length"));
        }
        keep_part(state, file, &upload, part).await?;
        let (id, from, now_ms) = (upload.id.clone(), upload.received, state.clock.now_ms());
        let advance = move |tx: &Tx| paper_uploads::advance(tx, &id, (from, from + length), now_ms);
        if !state.store.write::<_, _, StoreError>(advance).await? {
            return not_advanced(state, file, &upload).await;
        }
        upload.received += length;
        upload.parts += 1;
    }
    if upload.received < upload.byte_length {
        return Ok(view(file, &upload));
    }
    finish(state, file, upload, reopen).await
}

async fn keep_part(
    state: &AppState,
    file: &ApplicationFile,
    upload: &PaperUpload,
    part: &Bytes,
) -> Result<(), ApiError> {
    let _place = state.gates.enter(Kind::Upload)?;
    let place = upload_part_place(&upload.id, upload.parts);
    let sealed = file.key.seal(&place, part);
    let path = part_path(&file.row.id, &upload.id, upload.parts);
    papers::keep(state, &path, sealed).await
}

/// Another request came first with the same part, or the upload was given up meanwhile.
async fn not_advanced(
    state: &AppState,
    file: &ApplicationFile,
    upload: &PaperUpload,
) -> Result<PaperUploadView, ApiError> {
    let found = state
        .store
        .read::<_, ApiError>(|connection| find(connection, file, &upload.id));
    match found {
        Ok(newer) => Ok(view(file, &newer)),
        Err(gone) => {
            let path = part_path(&file.row.id, &upload.id, upload.parts);
            papers::drop_unused(state, &path).await;
            Err(gone)
        }
    }
}

/// Puts the parts together and makes the paper of them.
async fn finish(
    state: &AppState,
    file: &ApplicationFile,
    upload: PaperUpload,
    reopen: impl Fn(&Tx) -> Result<ApplicationFile, ApiError> + Clone + Send + 'static,
) -> Result<PaperUploadView, ApiError> {
    papers::count_upload(state, &file.row.person_id).await?;
    let made = make(state, file, &upload, reopen).await;
    let is_over = match &made {
        Ok(_) | Err(ApiError::Refused(ProblemCode::NotFound)) => true,
        Err(ApiError::Fields(..)) => give_up(state, &upload.id).await?,
        Err(_) => false,
    };
    if is_over {
        sweep(state).await?;
    }
    made
}

async fn make(
    state: &AppState,
    file: &ApplicationFile,
    upload: &PaperUpload,
    reopen: impl Fn(&Tx) -> Result<ApplicationFile, ApiError> + Clone + Send + 'static,
) -> Result<PaperUploadView, ApiError> {
    let kind = DocumentKind::from_id(&upload.kind).ok_or(ProblemCode::NotFound)?;
    let bytes = match join(state, file, upload).await {
        Ok(bytes) if sha256(&bytes) == upload.sha256 => bytes,
        Ok(_) => return Err(papers::refused(kind.id(), "document_damaged")),
        Err(UploadsError::Missing) => return without_parts(state, upload, reopen).await,
        Err(error) => return Err(error.into()),
    };
    let name = file
        .key
        .open(&upload_name_place(&upload.id), &upload.sealed_name)
        .map_err(while_doing("open the name of a paper"))?;
    let whole = Upload {
        kind: kind.id(),
        staff_id: None,
        name: String::from_utf8_lossy(&name).into_owned(),
        content_type: String::new(),
        bytes: bytes.into(),
    };
    let (document, doubts) = papers::put_down(state, &file.row.id, &file.key, whole).await?;
    let path = document.storage_path.clone();
    let (parts, id, now_ms) = (state.clone(), upload.id.clone(), state.clock.now_ms());
    let write = move |tx: &Tx| {
        let mut file = reopen(tx)?;
        if !paper_uploads::finish(tx, &id, &document.id, now_ms)? {
            // Another request finished it, or it was given up.
            return Ok((view(&file, &find(tx, &file, &id)?), false));
        }
        papers::add(tx, &parts, &mut file, (document.clone(), doubts.clone()))?;
        Ok((view(&file, &find(tx, &file, &id)?), true))
    };
    let made = state.store.write::<_, _, ApiError>(write).await;
    let is_unused = match &made {
        Ok((_, is_added)) => !is_added,
        Err(error) => !error.is_outcome_unknown(),
    };
    if is_unused {
        papers::drop_unused(state, &path).await;
    }
    made.map(|(view, _)| view)
}

/// Another request has made the paper and cleared its parts away; or they were lost with the place they lay in, as in a
/// restored portal, and the upload is over.
async fn without_parts(
    state: &AppState,
    upload: &PaperUpload,
    reopen: impl Fn(&Tx) -> Result<ApplicationFile, ApiError> + Send + 'static,
) -> Result<PaperUploadView, ApiError> {
    give_up(state, &upload.id).await?;
    let id = upload.id.clone();
    let look = move |tx: &Tx| {
        let file = reopen(tx)?;
        Ok(view(&file, &find(tx, &file, &id)?))
    };
    state.store.write::<_, _, ApiError>(look).await
}

async fn join(
    state: &AppState,
    file: &ApplicationFile,
    upload: &PaperUpload,
) -> Result<Vec<u8>, UploadsError> {
    let mut whole = Vec::with_capacity(usize::try_from(upload.byte_length).unwrap_or_default());
    for number in 0..upload.parts {
        let path = part_path(&file.row.id, &upload.id, number);
        let sealed = state.uploads.read(&path).await?;
        // What does not open is as good as lost; the sender has it still.
        let part = file
            .key
            .open(&upload_part_place(&upload.id, number), &sealed)
            .map_err(|_| UploadsError::Missing)?;
        whole.extend(part);
    }
    Ok(whole)
}

/// Gives one up; its parts go with the next [`sweep`].
///
/// # Errors
/// When the store does not answer.
pub async fn give_up(state: &AppState, id: &str) -> Result<bool, ApiError> {
    let (id, now_ms) = (id.to_owned(), state.clock.now_ms());
    let give_up = move |tx: &Tx| paper_uploads::give_up(tx, &id, now_ms);
    Ok(state.store.write::<_, _, StoreError>(give_up).await?)
}

/// Removes the parts of what has become a paper or was given up.
///
/// # Errors
/// When the store does not answer; what could not be removed is tried again next time.
pub async fn sweep(state: &AppState) -> Result<(), ApiError> {
    let ended = state
        .store
        .read(|connection| paper_uploads::list_ended(connection, SWEPT))?;
    for upload in ended {
        if !papers::drop_all(state, paths_of(&upload)).await {
            return Ok(());
        }
        let id = upload.id;
        let note = move |tx: &Tx| paper_uploads::note_cleared(tx, &id);
        state.store.write::<_, _, StoreError>(note).await?;
    }
    Ok(())
}

/// Every part, and one that may have been put down without being counted.
fn paths_of(upload: &PaperUpload) -> Vec<String> {
    let path = |number| part_path(&upload.application_id, &upload.id, number);
    (0..=upload.parts).map(path).collect()
}
