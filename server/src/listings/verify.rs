//! Whether listings still hold together: chains, folds, columns, and the words under their hashes. It changes nothing.

use listing::Draft;
use store::backup::Reads;
use store::events::LISTINGS;
use store::listings::{self as rows, Listing};
use store::{Connection, StoreError};
use vault::Keyring;
use workflow::listing::{ListingDetail, ListingEvent, ListingFile};

use super::photo;
use super::record::{NO_WORDS, hash_of};
use crate::event_log::verify::{
    COLUMNS, FOLD, Wrong, check_chain, each, holds, open_log, wrong_with,
};
use crate::training_papers::FileKind;
use crate::training_papers::verify::check_papers;

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
    let check =
        |connection: &Connection, row: &Listing| wrong_with(verify_one(connection, keyring, row));
    let (listings, findings) = each(store, "listing", rows::list_ids, rows::find, check)?;
    Ok(Report { listings, findings })
}

fn verify_one(connection: &Connection, keyring: &Keyring, row: &Listing) -> Result<(), Wrong> {
    check_chain(LISTINGS, connection, &row.id)?;
    let log: Vec<ListingEvent> = open_log(LISTINGS, connection, keyring, &row.id)?;
    let folded = ListingFile::fold(&log)?;
    let stored = serde_json::from_str::<ListingFile>(&row.fold).ok();
    holds(stored.as_ref() == Some(&folded), FOLD)?;
    holds(is_as_folded(row, &folded), COLUMNS)?;
    let live = row.live.as_deref();
    if rows::are_words_gone(connection, &row.id)? {
        let is_empty = row.draft == NO_WORDS
            && live.is_none_or(|live| live == NO_WORDS)
            && row.title.is_empty();
        return holds(is_empty, "there are words although they were forgotten");
    }
    holds(
        folded.content() == hash_of(&row.draft),
        "the words are not those that were written",
    )?;
    holds(
        folded.live() == live.map(hash_of).as_deref(),
        "the words that are live are not those that were approved",
    )?;
    let photo_in = |words: &str| {
        let words: Option<Draft> = serde_json::from_str(words).ok();
        words.as_ref().and_then(photo::hash_in)
    };
    let is_photo = row.photo == photo_in(&row.draft) && row.live_photo == live.and_then(photo_in);
    holds(is_photo, COLUMNS)?;
    let named: Vec<&[String]> = log.iter().map(papers_of).collect();
    check_papers(connection, (FileKind::Listing, &row.id), &named)
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
