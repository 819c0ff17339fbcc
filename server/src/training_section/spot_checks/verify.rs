//! Whether spot checks still hold together: chains, folds, columns. It changes nothing.

use store::backup::Reads;
use store::events::{Chain, SPOT_CHECKS};
use store::spot_checks::{self as rows, SpotCheck};
use store::{Connection, StoreError};
use vault::Keyring;
use workflow::spot_check::{SpotCheckDetail, SpotCheckEvent, SpotCheckFile};

use super::file::event_place;
use super::older::log_of;
use crate::training_papers::FileKind;
use crate::training_papers::verify::wrong_between;

/// Spot checks read in one go.
const PART: i64 = 200;

/// What was looked at, and what was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Spot checks.
    pub spot_checks: usize,
    /// One line for each thing wrong: the id and what.
    pub findings: Vec<String>,
}

/// Goes through every spot check, each as of one moment.
///
/// # Errors
/// When the store does not answer; everything else is a finding.
pub fn verify(store: &impl Reads, keyring: &Keyring) -> Result<Report, StoreError> {
    let mut report = Report::default();
    let mut after = String::new();
    loop {
        let ids = store.read(|connection| rows::list_ids(connection, &after, PART))?;
        let Some(last) = ids.last() else {
            return Ok(report);
        };
        after.clone_from(last);
        for id in &ids {
            let wrong = store.read::<_, StoreError>(|connection| {
                let row = rows::find(connection, id)?;
                row.map(|row| verify_one(connection, keyring, &row))
                    .transpose()
            })?;
            report.spot_checks += 1;
            let wrong = wrong.flatten().into_iter();
            let lines = wrong.map(|what| format!("spot check {id}: {what}"));
            report.findings.extend(lines);
        }
    }
}

fn verify_one(
    connection: &Connection,
    keyring: &Keyring,
    row: &SpotCheck,
) -> Result<Option<String>, StoreError> {
    let length = match SPOT_CHECKS.verify_chain(connection, &row.id)? {
        Chain::Whole { length } => length,
        Chain::Broken { seq } => {
            return Ok(Some(format!(
                "the chain of events is broken at event {seq}"
            )));
        }
    };
    let old = rows::find_old_finding(connection, &row.id)?;
    if row.version == 0 {
        // The next start of the portal gives it its log, or leaves it out.
        let is_as_kept = length == 0 && log_of(keyring, row, old.as_deref()).is_ok();
        return Ok((!is_as_kept).then(|| "it has no log and is not as it was kept".to_owned()));
    }
    if old.is_some() {
        return Ok(Some("a finding stands beside the log".to_owned()));
    }
    let mut log: Vec<SpotCheckEvent> = Vec::new();
    for event in SPOT_CHECKS.list(connection, &row.id)? {
        let opened = keyring.open(&event_place(&row.id, event.seq), &event.sealed_payload);
        match opened
            .ok()
            .and_then(|json| serde_json::from_slice(&json).ok())
        {
            Some(event) => log.push(event),
            None => return Ok(Some(format!("event {} does not open", event.seq))),
        }
    }
    Ok(match SpotCheckFile::fold(&log) {
        Err(error) => Some(error.to_string()),
        Ok(folded) if !is_as_folded(row, &folded) => {
            Some("the columns are not what the events fold into".to_owned())
        }
        Ok(_) => {
            let named: Vec<&[String]> = log.iter().map(papers_of).collect();
            wrong_between(connection, (FileKind::SpotCheck, &row.id), &named)?
        }
    })
}

fn papers_of(event: &SpotCheckEvent) -> &[String] {
    match &event.detail {
        SpotCheckDetail::Noted(noted) => &noted.papers,
        SpotCheckDetail::Drawn(_) => &[],
    }
}

fn is_as_folded(row: &SpotCheck, folded: &SpotCheckFile) -> bool {
    let is_drawn = folded.drawn().is_some_and(|drawn| {
        drawn.month == row.month
            && drawn.class_id == row.class_id
            && i64::from(drawn.taught) == row.taught
    });
    is_drawn
        && row.state == folded.state().as_str()
        && row.version == i64::from(folded.version())
        && folded.drawn_ms() == Some(row.created_ms)
        && row.found_ms == folded.found_ms()
}
