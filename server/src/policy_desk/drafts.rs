//! Drafts: begun from a pack, changed by their author alone, by compare-and-set on their version.

use api::ProblemCode;
use api::policy_desk::{
    DiscardDraftRequest, DraftState, DraftView, EditDraftRequest, ListDraftsResponse,
    SavedDraftResponse, StartDraftRequest, WriteSourceRequest,
};
use domain::Date;
use store::policy_drafts::{self, PolicyDraft};
use store::{Connection, StoreError, Tx, policy_sources};

use super::officer::PolicyOfficer;
use super::people::People;
use super::{edit, events};
use crate::ids;
use crate::packs::Packs;
use crate::problem::ApiError;

/// Most drafts given at once.
const PAGE: i64 = 100;
const TITLE_CHARS: usize = 80;
/// Most files of a draft.
const MOST_FILES: usize = 200;
/// The files that every pack has, beside those of the two folders.
const SINGLE: [&str; 4] = [
    "documents.toml",
    "facts.toml",
    "parameters.toml",
    "district/policy.toml",
];

/// Begins a draft from the texts of a pack.
///
/// # Errors
/// `not_found` for a pack without texts; a title that is none.
pub fn start(
    tx: &Tx,
    officer: &PolicyOfficer,
    request: &StartDraftRequest,
    now_ms: i64,
) -> Result<PolicyDraft, ApiError> {
    let title = request.title.trim();
    if title.is_empty() || title.chars().count() > TITLE_CHARS {
        return Err(ApiError::invalid_field("/title", "length"));
    }
    let texts = policy_sources::list(tx, &request.based_on)?;
    if texts.is_empty() {
        return Err(ProblemCode::NotFound.into());
    }
    let draft = PolicyDraft {
        id: ids::fresh(),
        title: title.to_owned(),
        based_on: request.based_on.clone(),
        author_id: officer.id.clone(),
        state: DraftState::Open.id().to_owned(),
        version: 1,
        created_ms: now_ms,
        updated_ms: now_ms,
    };
    policy_drafts::insert(tx, &draft, &texts)?;
    let detail = format!("{} {}", draft.based_on, draft.title);
    events::note(tx, officer, ("start_draft", &draft.id), detail, now_ms)?;
    Ok(draft)
}

/// Replaces, adds or, with an empty text, takes away a file.
///
/// # Errors
/// `stale`, `not_allowed`, `action_not_possible`, or a path that no pack has.
pub fn write_source(
    tx: &Tx,
    officer: &PolicyOfficer,
    id: &str,
    request: &WriteSourceRequest,
    now_ms: i64,
) -> Result<SavedDraftResponse, ApiError> {
    let is_single = SINGLE.contains(&request.path.as_str());
    if !is_single && !is_in_folder(&request.path) {
        return Err(ApiError::invalid_field("/path", "unknown"));
    }
    let draft = find_own(tx, officer, id)?;
    let texts = policy_drafts::sources(tx, id)?;
    let is_new = !texts.contains_key(&request.path);
    if is_new && texts.len() >= MOST_FILES {
        return Err(ApiError::invalid_field("/path", "too_many"));
    }
    let saved = advance(tx, &draft, request.version, DraftState::Open, now_ms)?;
    let action = if request.text.is_empty() && !is_single {
        policy_drafts::remove_source(tx, id, &request.path)?;
        "remove_source"
    } else {
        policy_drafts::write_source(tx, id, &request.path, &request.text)?;
        "write_source"
    };
    let detail = format!("{} v{}", request.path, saved.version);
    events::note(tx, officer, (action, id), detail, now_ms)?;
    Ok(saved)
}

/// Changes a value or a condition.
///
/// # Errors
/// As [`write_source`], and whatever is wrong with the edit.
pub fn edit(
    tx: &Tx,
    officer: &PolicyOfficer,
    id: &str,
    request: &EditDraftRequest,
    now_ms: i64,
) -> Result<SavedDraftResponse, ApiError> {
    let draft = find_own(tx, officer, id)?;
    let path = edit::path_of(&request.edit);
    let texts = policy_drafts::sources(tx, id)?;
    let text = texts
        .get(path)
        .ok_or_else(|| ApiError::invalid_field("/edit/path", "unknown"))?;
    let changed = edit::apply(text, &request.edit)?;
    let saved = advance(tx, &draft, request.version, DraftState::Open, now_ms)?;
    policy_drafts::write_source(tx, id, path, &changed)?;
    let detail = serde_json::to_string(&request.edit).unwrap_or_default();
    events::note(tx, officer, ("edit_draft", id), detail, now_ms)?;
    Ok(saved)
}

/// Throws a draft away. Its texts stay for the record.
///
/// # Errors
/// As [`write_source`].
pub fn discard(
    tx: &Tx,
    officer: &PolicyOfficer,
    id: &str,
    request: &DiscardDraftRequest,
    now_ms: i64,
) -> Result<PolicyDraft, ApiError> {
    let draft = find_own(tx, officer, id)?;
    advance(tx, &draft, request.version, DraftState::Discarded, now_ms)?;
    events::note(tx, officer, ("discard_draft", id), String::new(), now_ms)?;
    policy_drafts::find(tx, id)?.ok_or_else(|| ProblemCode::NotFound.into())
}

/// A draft that the officer may change now.
///
/// # Errors
/// `not_found`; `not_allowed` for somebody else's; `action_not_possible` when it is no longer open.
pub fn find_own(
    connection: &Connection,
    officer: &PolicyOfficer,
    id: &str,
) -> Result<PolicyDraft, ApiError> {
    let draft = policy_drafts::find(connection, id)?.ok_or(ProblemCode::NotFound)?;
    if draft.author_id != officer.id {
        return Err(ProblemCode::NotAllowed.into());
    }
    if draft.state != DraftState::Open.id() {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    Ok(draft)
}

/// Counts a change.
///
/// # Errors
/// `stale` when the version seen is not the one that is.
pub fn advance(
    tx: &Tx,
    draft: &PolicyDraft,
    seen: u32,
    state: DraftState,
    now_ms: i64,
) -> Result<SavedDraftResponse, ApiError> {
    let version = policy_drafts::advance(tx, &draft.id, i64::from(seen), state.id(), now_ms)?
        .ok_or(ProblemCode::Stale)?;
    Ok(SavedDraftResponse {
        version: u32::try_from(version).unwrap_or(u32::MAX),
        saved_at_ms: now_ms,
    })
}

/// `programmes/<name>.toml` or `cases/<name>.toml`, the name in small letters, digits and underscores.
fn is_in_folder(path: &str) -> bool {
    let name = ["programmes/", "cases/"]
        .into_iter()
        .find_map(|folder| path.strip_prefix(folder))
        .and_then(|name| name.strip_suffix(".toml"));
    name.is_some_and(|name| {
        !name.is_empty()
            && name.len() <= 80
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    })
}

/// How drafts are shown to somebody.
#[derive(Debug)]
pub struct Viewer<'a> {
    people: People,
    in_force: String,
    viewer_id: &'a str,
}

impl<'a> Viewer<'a> {
    /// Reads what the views need once.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn new(
        connection: &Connection,
        packs: &Packs,
        today: Date,
        viewer_id: &'a str,
    ) -> Result<Self, StoreError> {
        packs.follow(connection, today)?;
        Ok(Self {
            people: People::load(connection)?,
            in_force: packs.pack_on(today).pack().hash().to_string(),
            viewer_id,
        })
    }

    /// A draft.
    #[must_use]
    pub fn view(&self, draft: PolicyDraft) -> DraftView {
        let state = DraftState::from_id(&draft.state).unwrap_or(DraftState::Discarded);
        let is_alive = matches!(state, DraftState::Open | DraftState::Proposed);
        DraftView {
            is_behind: is_alive && draft.based_on != self.in_force,
            author: self.people.name(Some(&draft.author_id)),
            is_mine: draft.author_id == self.viewer_id,
            id: draft.id,
            title: draft.title,
            based_on: draft.based_on,
            state,
            version: u32::try_from(draft.version).unwrap_or(u32::MAX),
            created_at_ms: draft.created_ms,
            updated_at_ms: draft.updated_ms,
        }
    }
}

/// All of them.
///
/// # Errors
/// When the store does not answer.
pub fn list(
    connection: &Connection,
    viewer: &Viewer<'_>,
) -> Result<ListDraftsResponse, StoreError> {
    let drafts = policy_drafts::list(connection, PAGE)?.into_iter();
    Ok(ListDraftsResponse {
        drafts: drafts.map(|draft| viewer.view(draft)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_a_pack_can_be_written() {
        for (path, fits) in [
            ("programmes/startup_loan.toml", true),
            ("cases/a1.toml", true),
            ("cases/.toml", false),
            ("programmes/../facts.toml", false),
            ("programmes/a/b.toml", false),
            ("programmes/A.toml", false),
            ("other/a.toml", false),
            ("cases/a", false),
            ("", false),
        ] {
            assert_eq!(is_in_folder(path), fits, "{path}");
        }
    }
}
