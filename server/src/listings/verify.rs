//! Whether listings still hold together: chains, folds, columns, and the words under their hashes. It changes nothing.

use store::backup::Reads;
use store::events::{Chain, LISTINGS};
use store::listings::{self, Listing};
use store::{Connection, StoreError};
use vault::Keyring;
use workflow::listing::{ListingDetail, ListingEvent, ListingFile};

use super::record::{NO_WORDS, event_place, hash_of};
use crate::training_papers::FileKind;
use crate::training_papers::verify::wrong_between;

/// Listings read in one go.
const PART: i64 = 200;

/// What was looked at, and what was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Listings.
    pub listings: usize,
    /// One line for each thing wrong: the id and what.
    pub findings: Vec<String>,
}

/// Goes through every listing, each as of one moment.
///
/// # Errors
/// When the store does not answer; everything else is a finding.
pub fn verify(store: &impl Reads, keyring: &Keyring) -> Result<Report, StoreError> {
    let mut report = Report::default();
    let mut after = String::new();
    loop {
        let ids = store.read(|connection| listings::list_ids(connection, &after, PART))?;
        let Some(last) = ids.last() else {
            return Ok(report);
        };
        after.clone_from(last);
        for id in &ids {
            let wrong = store.read::<_, StoreError>(|connection| {
                let row = listings::find(connection, id)?;
                row.map(|row| verify_one(connection, keyring, &row))
                    .transpose()
            })?;
            report.listings += 1;
            let wrong = wrong.flatten().into_iter();
            let lines = wrong.map(|what| format!("listing {id}: {what}"));
            report.findings.extend(lines);
        }
    }
}

fn verify_one(
    connection: &Connection,
    keyring: &Keyring,
    row: &Listing,
) -> Result<Option<String>, StoreError> {
    if let Chain::Broken { seq } = LISTINGS.verify_chain(connection, &row.id)? {
        return Ok(Some(format!(
            "the chain of events is broken at event {seq}"
        )));
    }
    let mut log: Vec<ListingEvent> = Vec::new();
    for event in LISTINGS.list(connection, &row.id)? {
        let opened = keyring.open(&event_place(&row.id, event.seq), &event.sealed_payload);
        match opened
            .ok()
            .and_then(|json| serde_json::from_slice(&json).ok())
        {
            Some(event) => log.push(event),
            None => return Ok(Some(format!("event {} does not open", event.seq))),
        }
    }
    let stored = serde_json::from_str::<ListingFile>(&row.fold).ok();
    let are_words_gone = listings::are_words_gone(connection, &row.id)?;
    Ok(match ListingFile::fold(&log) {
        Err(error) => Some(error.to_string()),
        Ok(folded) if stored.as_ref() != Some(&folded) => {
            Some("the stored state is not what the events fold into".to_owned())
        }
        Ok(folded) if !is_as_folded(row, &folded) => {
            Some("the columns are not what the events fold into".to_owned())
        }
        Ok(_) if are_words_gone => {
            let live = row.live.as_deref().unwrap_or(NO_WORDS);
            let is_empty = row.draft == NO_WORDS && live == NO_WORDS && row.title.is_empty();
            (!is_empty).then(|| "there are words although they were forgotten".to_owned())
        }
        Ok(folded) if folded.content() != hash_of(&row.draft) => {
            Some("the words are not those that were written".to_owned())
        }
        Ok(folded) if folded.live() != row.live.as_deref().map(hash_of).as_deref() => {
            Some("the words that are live are not those that were approved".to_owned())
        }
        Ok(_) => {
            let named: Vec<&[String]> = log.iter().map(papers_of).collect();
            wrong_between(connection, (FileKind::Listing, &row.id), &named)?
        }
    })
}

fn papers_of(event: &ListingEvent) -> &[String] {
    match &event.detail {
        ListingDetail::Reason { papers, .. } => papers,
        _ => &[],
    }
}

fn is_as_folded(row: &Listing, folded: &ListingFile) -> bool {
    row.state == folded.state().as_str()
        && row.version == i64::from(folded.version())
        && row.is_handed_in == folded.is_handed_in()
        && row.go_live_on == folded.go_live_on()
}
