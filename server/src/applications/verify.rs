//! Whether what is stored still holds together: chains, folds, columns, papers. It changes nothing.

use std::collections::BTreeSet;
use std::path::Path;

use store::applications::{self, Application};
use store::backup::{self, Reads};
use store::documents::{self, Document};
use store::events::{self, Chain};
use store::file_keys::{self, StoredFileKey};
use store::{Connection, StoreError, policy_events};
use vault::{FileKey, Keyring};
use workflow::Role;
use workflow::loan::{LoanEvent, LoanFile, LoanState};

use super::draft::Draft;
use super::file::NOBODY;
use super::handed_in;
use super::sealed::{document_bytes_place, draft_place, event_place, open_json, state_place};
use super::staff::office_papers;
use super::verdict::sha256;
use crate::corrections::verify::{self as corrections, Held};
use crate::people;
use crate::re_reviews;
use crate::uploads::PaperReader;

/// Files read under one view of the database.
const PART: i64 = 200;

/// What was looked at, and what was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files.
    pub files: usize,
    /// Of these, files whose key was destroyed on purpose: only their chains can be checked.
    pub erased: usize,
    /// Events.
    pub events: usize,
    /// Papers.
    pub documents: usize,
    /// One line for each thing wrong: the file's id and what.
    pub findings: Vec<String>,
    /// One line for each thing worth knowing that is not wrong.
    pub notes: Vec<String>,
}

impl Report {
    fn add(&mut self, other: Self) {
        self.files += other.files;
        self.erased += other.erased;
        self.events += other.events;
        self.documents += other.documents;
        self.findings.extend(other.findings);
        self.notes.extend(other.notes);
    }
}

/// Goes through the database and every file.
///
/// # Errors
/// When the store does not answer; everything else is a finding.
pub fn verify(store: &impl Reads, keyring: &Keyring, data: &Path) -> Result<Report, StoreError> {
    verify_with(store, Some(keyring), &PaperReader::in_folder(data))
}

/// The same; without keys what is sealed stays unopened.
pub(crate) fn verify_with(
    store: &impl Reads,
    keyring: Option<&Keyring>,
    papers: &PaperReader,
) -> Result<Report, StoreError> {
    let mut report = Report::default();
    // Damage the engine can name; what follows may still show what is affected.
    let damage = store.read(backup::find_damage)?;
    let lines = damage
        .into_iter()
        .map(|line| format!("the database: {line}"));
    report.findings.extend(lines);
    if let Some(seq) = store.read(policy_events::find_break)? {
        let line = format!("the chain of the policy desk is broken at event {seq}");
        report.findings.push(line);
    }
    verify_files(&mut report, store, keyring, papers)?;
    note_strays(&mut report, store, papers)?;
    Ok(report)
}

fn verify_files(
    report: &mut Report,
    store: &impl Reads,
    keyring: Option<&Keyring>,
    papers: &PaperReader,
) -> Result<(), StoreError> {
    let mut after = String::new();
    loop {
        let ids = store.read(|connection| applications::list_ids(connection, &after, PART))?;
        let Some(last) = ids.last() else {
            return Ok(());
        };
        after.clone_from(last);
        for id in ids {
            // Each file is read as of one moment, so that a server at work beside this is not mistaken for damage.
            let of_file = store.read::<_, StoreError>(|connection| {
                let mut report = Report::default();
                if let Some(row) = applications::find(connection, &id)? {
                    verify_file(&mut report, connection, keyring, papers, &row)?;
                }
                Ok(report)
            })?;
            report.add(of_file);
        }
    }
}

/// Bytes that belong to no paper. A request that is under way may have put them down a moment ago, so this is no finding.
fn note_strays(
    report: &mut Report,
    store: &impl Reads,
    papers: &PaperReader,
) -> Result<(), StoreError> {
    // The bytes first: a paper that is added meanwhile then has its row.
    let mut strays: BTreeSet<String> = papers.list().into_iter().collect();
    let mut after = String::new();
    loop {
        let part = store.read::<_, StoreError>(|connection| {
            documents::list_storage_paths(connection, true, &after, PART)
        })?;
        let Some(last) = part.last() else { break };
        after.clone_from(last);
        for path in part {
            strays.remove(&path);
        }
    }
    let lines = strays.into_iter();
    report.notes = lines
        .map(|path| format!("{path} belongs to no paper"))
        .collect();
    Ok(())
}

fn verify_file(
    report: &mut Report,
    connection: &Connection,
    keyring: Option<&Keyring>,
    papers: &PaperReader,
    row: &Application,
) -> Result<(), StoreError> {
    let id = row.id.as_str();
    let mut wrong: Vec<String> = Vec::new();
    report.files += 1;
    let length = match events::verify_chain(connection, id)? {
        Chain::Whole { length } => Some(length),
        Chain::Broken { seq } => {
            wrong.push(format!("the chain of events is broken at event {seq}"));
            None
        }
    };
    report.events += usize::try_from(length.unwrap_or_default()).unwrap_or_default();
    wrong.extend(re_reviews::verify::verify_chains(connection, id)?);
    wrong.extend(corrections::verify_chains(connection, id)?);
    match file_keys::find(connection, id)? {
        None => wrong.push("the key is missing".to_owned()),
        Some(StoredFileKey::Destroyed { .. }) => report.erased += 1,
        Some(StoredFileKey::Wrapped(wrapped)) => {
            match keyring.map(|keyring| keyring.unwrap_file_key(id, &wrapped)) {
                None => report.documents += documents::list(connection, id)?.len(),
                Some(Err(error)) => wrong.push(format!("the key does not open: {error}")),
                Some(Ok(key)) => {
                    wrong.extend(verify_state(connection, &key, row)?);
                    wrong.extend(people::verify::verify(connection, &key, id)?);
                    wrong.extend(re_reviews::verify::verify(connection, &key, id)?);
                    for document in documents::list(connection, id)? {
                        report.documents += 1;
                        wrong.extend(verify_document(&key, papers, &document));
                    }
                }
            }
        }
    }
    let lines = wrong.into_iter().map(|what| format!("{id}: {what}"));
    report.findings.extend(lines);
    Ok(())
}

/// Events that open, and a stored state and columns that are what they fold into.
fn verify_state(
    connection: &Connection,
    key: &FileKey,
    row: &Application,
) -> Result<Vec<String>, StoreError> {
    let id = row.id.as_str();
    let mut log = Vec::new();
    for event in events::list(connection, id)? {
        match open_json::<LoanEvent>(key, &event_place(id, event.seq), &event.sealed_payload) {
            Ok(event) => log.push(event),
            Err(_) => return Ok(vec![format!("event {} does not open", event.seq)]),
        }
    }
    let folded = match LoanFile::fold(&log) {
        Ok(folded) => folded,
        Err(error) => return Ok(vec![error.to_string()]),
    };
    let forms = handed_in::verify(connection, key, id, &log)?;
    let stored = row
        .sealed_state
        .as_ref()
        .map(|sealed| open_json::<LoanFile>(key, &state_place(id), sealed));
    let draft = row
        .sealed_draft
        .as_ref()
        .map(|sealed| open_json::<Draft>(key, &draft_place(id), sealed));
    let held = match (&draft, handed_in::last(connection, key, id)?) {
        (Some(Ok(draft)), Some((version, form))) if is_at_an_office(folded.state()) => Some(Held {
            version,
            handed_in: form.answers,
            now: draft.answers.clone(),
        }),
        _ => None,
    };
    let corrected = corrections::verify(connection, key, id, held)?;
    let papers = office_papers::verify(&documents::list(connection, id)?, &log);
    let holder = folded.holder().map_or(NOBODY, Role::as_str);
    let number = folded
        .submission()
        .map(|handed_in| &handed_in.acceptance_number);
    let claims = [
        (
            matches!(&stored, Some(Ok(stored)) if folded.is_stored_as(stored)),
            "the stored state is not what the events fold into",
        ),
        (
            draft.is_none_or(|draft| draft.is_ok()),
            "what was typed does not open",
        ),
        (
            row.state == folded.state().as_str(),
            "the state column is not the state",
        ),
        (
            row.holder_role == holder,
            "the holder column is not the holder",
        ),
        (
            number.is_none() || number == row.acceptance_number.as_ref(),
            "the acceptance number is not the one in the events",
        ),
    ];
    let wrong = claims.iter().filter(|(holds, _)| !holds);
    let wrong = wrong.map(|(_, what)| (*what).to_owned());
    Ok(wrong.chain(forms).chain(corrected).chain(papers).collect())
}

/// Whether nobody types in the form: what was handed in last is what it is about.
const fn is_at_an_office(state: LoanState) -> bool {
    !state.is_returned()
        && !matches!(
            state,
            LoanState::Draft
                | LoanState::Discarded
                | LoanState::Withdrawn
                | LoanState::ClosedIncomplete
        )
}

/// Bytes that are there, open, and are those that were received.
fn verify_document(key: &FileKey, papers: &PaperReader, document: &Document) -> Option<String> {
    let id = &document.id;
    let Ok(sealed) = papers.read(&document.storage_path) else {
        return Some(format!("the bytes of paper {id} cannot be read"));
    };
    let Ok(bytes) = key.open(&document_bytes_place(id), &sealed) else {
        return Some(format!("the bytes of paper {id} do not open"));
    };
    (sha256(&bytes) != document.sha256).then(|| format!("the bytes of paper {id} have changed"))
}
