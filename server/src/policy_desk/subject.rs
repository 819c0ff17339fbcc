//! Whose rules a call is about: a draft's or a stored pack's, with their texts, compiled.

use std::collections::BTreeMap;
use std::sync::Arc;

use api::ProblemCode;
use api::policy_desk::{CompileErrorView, ListSourceFilesResponse, SourceFileSummary};
use policy::Pack;
use policy::compile::{self, CompileError, Sources};
use store::policy_drafts::{self, PolicyDraft};
use store::{Connection, StoreError, policy_packs, policy_sources};

use super::workshop::Workshop;
use crate::packs::{KnownPack, Packs};
use crate::problem::ApiError;

/// Sources by path, named as `policy::compile::Sources::texts` names them.
pub type Texts = BTreeMap<String, String>;

/// What names a subject: a draft at a version, or a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// Draft id and version.
    Draft(String, i64),
    /// Pack hash.
    Pack(String),
}

/// A draft or a pack, with its texts.
#[derive(Debug)]
pub struct Subject {
    key: Key,
    /// Its texts; empty for a pack whose texts were not kept.
    pub texts: Texts,
    /// The stored pack, when it is one.
    stored: Option<Arc<KnownPack>>,
    /// The pack a draft began from.
    based_on: Option<String>,
}

/// What compiling gave.
pub type Compiled = Result<Arc<KnownPack>, Vec<CompileError>>;

impl Subject {
    /// The draft or the pack that a query names, exactly one of them.
    ///
    /// # Errors
    /// `not_found`, or `malformed_request` when none or both are named.
    pub fn load(
        connection: &Connection,
        packs: &Packs,
        draft: Option<&str>,
        pack: Option<&str>,
    ) -> Result<Self, ApiError> {
        match (draft, pack) {
            (Some(id), None) => {
                let draft = policy_drafts::find(connection, id)?.ok_or(ProblemCode::NotFound)?;
                Ok(Self::of_draft(connection, draft)?)
            }
            (None, Some(hash)) => {
                policy_packs::find(connection, hash)?.ok_or(ProblemCode::NotFound)?;
                Ok(Self {
                    key: Key::Pack(hash.to_owned()),
                    texts: policy_sources::list(connection, hash)?,
                    stored: packs.stored(connection, hash)?,
                    based_on: None,
                })
            }
            _ => Err(ProblemCode::MalformedRequest.into()),
        }
    }

    /// A draft as it is.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn of_draft(connection: &Connection, draft: PolicyDraft) -> Result<Self, StoreError> {
        Ok(Self {
            texts: policy_drafts::sources(connection, &draft.id)?,
            key: Key::Draft(draft.id, draft.version),
            stored: None,
            based_on: Some(draft.based_on),
        })
    }

    /// The draft's version; 0 for a pack.
    #[must_use]
    pub fn version(&self) -> u32 {
        match &self.key {
            Key::Draft(_, version) => u32::try_from(*version).unwrap_or(u32::MAX),
            Key::Pack(_) => 0,
        }
    }

    /// The compiled rules. Takes a moment the first time: not on an async thread.
    #[must_use]
    pub fn compile(&self, workshop: &Workshop) -> Arc<Compiled> {
        if let Some(stored) = &self.stored {
            return Arc::new(Ok(stored.clone()));
        }
        workshop.compiled(self.key.clone(), || compile(self.texts.clone()))
    }

    /// The files, and which of them differ from the pack the draft began from.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn files(&self, connection: &Connection) -> Result<ListSourceFilesResponse, StoreError> {
        let base = match &self.based_on {
            Some(hash) => policy_sources::list(connection, hash)?,
            None => self.texts.clone(),
        };
        let files = self.texts.iter().map(|(path, text)| SourceFileSummary {
            path: path.clone(),
            size_bytes: u32::try_from(text.len()).unwrap_or(u32::MAX),
            is_changed: base.get(path) != Some(text),
        });
        Ok(ListSourceFilesResponse {
            version: self.version(),
            files: files.collect(),
        })
    }
}

fn compile(texts: Texts) -> Compiled {
    let json = compile::compile_to_json(&Sources::from_texts(texts)?)?;
    match Pack::from_json(&json) {
        Ok(pack) => Ok(Arc::new(KnownPack::new(pack, &json))),
        Err(error) => Err(vec![CompileError {
            file: "pack".to_owned(),
            line: 0,
            key: String::new(),
            message: error.to_string(),
        }]),
    }
}

/// Mistakes as data.
#[must_use]
pub fn error_views(errors: &[CompileError]) -> Vec<CompileErrorView> {
    errors
        .iter()
        .map(|error| CompileErrorView {
            file: error.file.clone(),
            line: u32::try_from(error.line).unwrap_or(u32::MAX),
            key: error.key.clone(),
            message: error.message.clone(),
        })
        .collect()
}
