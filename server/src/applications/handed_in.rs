//! The form as it was handed in, each time it was: kept sealed beside the draft that is typed on, so that an officer sees
//! what a corrected one changed, and the file can be read as it was at any moment.

use std::collections::BTreeMap;

use api::staff::{AnswerChange, ChangesView};
use application::{Answer, Answers, Field};
use serde::{Deserialize, Serialize};
use store::submissions::{self, Submission};
use store::{Connection, StoreError, Tx};
use vault::FileKey;
use workflow::loan::{LoanAction, LoanEvent};

use super::actor::Actor;
use super::file::ApplicationFile;
use super::sealed::{open_json, seal_json, submission_place};
use crate::problem::ApiError;

/// What was handed in. Its papers are named, not copied: what was handed in is not taken away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// What was answered.
    pub answers: Answers,
    /// Why a paper is missing, by its kind.
    pub cannot_supply: BTreeMap<String, String>,
    /// Ids of the papers that were there.
    pub papers: Vec<String>,
}

impl Form {
    fn of(file: &ApplicationFile) -> Self {
        let papers = file.documents.iter();
        Self {
            answers: file.draft.answers.clone(),
            cannot_supply: file.draft.cannot_supply.clone(),
            papers: papers.map(|paper| paper.id.clone()).collect(),
        }
    }
}

/// Keeps what is being handed in, in the write that hands it in.
///
/// # Errors
/// When that version has a form, which cannot be.
pub fn keep(tx: &Tx, file: &ApplicationFile, actor: &Actor) -> Result<(), ApiError> {
    let version = i64::from(file.loan.version()) + 1;
    let id = &file.row.id;
    let place = submission_place(id, version);
    let submission = Submission {
        application_id: id.clone(),
        version,
        sealed_form: seal_json(&file.key, &place, &Form::of(file))?,
        created_ms: actor.now_ms,
    };
    submissions::insert(tx, &submission)?;
    Ok(())
}

/// What the last handing in changed of the one before it; nothing after the first, or while the resident is at it again.
///
/// # Errors
/// When the store does not answer or a form does not open.
pub fn changes(
    connection: &Connection,
    file: &ApplicationFile,
) -> Result<Option<ChangesView>, ApiError> {
    if file.loan.state().is_returned() {
        return Ok(None);
    }
    // A reopened application is a new one under the old history.
    let begun = file
        .events
        .iter()
        .rposition(|event| event.action == LoanAction::Submit);
    let begun = begun.and_then(|index| i64::try_from(index).ok());
    let rows = submissions::list(connection, &file.row.id)?;
    let mut rows = rows
        .iter()
        .rev()
        .take_while(|row| begun.is_some_and(|begun| row.version > begun));
    let (Some(last), Some(before)) = (rows.next(), rows.next()) else {
        return Ok(None);
    };
    let open = |row: &Submission| {
        let place = submission_place(&row.application_id, row.version);
        open_json::<Form>(&file.key, &place, &row.sealed_form)
    };
    Ok(Some(compared(
        &open(before)?,
        &open(last)?,
        before.created_ms,
    )))
}

/// The form handed in last, with the version that made; none where none is kept, or it does not open.
///
/// # Errors
/// When the store does not answer.
pub(super) fn last(
    connection: &Connection,
    key: &FileKey,
    id: &str,
) -> Result<Option<(u32, Form)>, StoreError> {
    let rows = submissions::list(connection, id)?;
    Ok(rows.last().and_then(|row| {
        let version = u32::try_from(row.version).ok()?;
        let place = submission_place(id, row.version);
        let form = open_json::<Form>(key, &place, &row.sealed_form).ok()?;
        Some((version, form))
    }))
}

/// The form that stood at a version of the file: the last handed in by then, with the version that made it; none where none
/// was kept.
///
/// # Errors
/// When the store does not answer or the form does not open.
pub(super) fn standing_at(
    connection: &Connection,
    key: &FileKey,
    id: &str,
    version: i64,
) -> Result<Option<(u32, Form)>, ApiError> {
    let rows = submissions::list(connection, id)?;
    let Some(row) = rows.iter().rev().find(|row| row.version <= version) else {
        return Ok(None);
    };
    let place = submission_place(id, row.version);
    let form = open_json::<Form>(key, &place, &row.sealed_form)?;
    Ok(Some((u32::try_from(row.version).unwrap_or(u32::MAX), form)))
}

fn compared(before: &Form, after: &Form, since_ms: i64) -> ChangesView {
    let seen = |answer: Option<&Answer>| answer.map(Answer::as_seen).unwrap_or_default();
    let answers = Field::ALL.iter().copied().filter_map(|field| {
        let (was, is) = (before.answers.get(field), after.answers.get(field));
        (seen(was) != seen(is)).then(|| AnswerChange {
            field: field.id().to_owned(),
            before: was.cloned(),
        })
    });
    let new = after.papers.iter().filter(|id| !before.papers.contains(id));
    ChangesView {
        since_ms,
        answers: answers.collect(),
        new_papers: new.cloned().collect(),
    }
}

/// Forms that open, each of an event that handed something in, and none missing since the first was kept.
///
/// # Errors
/// When the store does not answer; everything else is a finding.
pub(super) fn verify(
    connection: &Connection,
    key: &FileKey,
    id: &str,
    log: &[LoanEvent],
) -> Result<Vec<String>, StoreError> {
    let mut wrong = Vec::new();
    let rows = submissions::list(connection, id)?;
    for row in &rows {
        let version = row.version;
        let place = submission_place(id, version);
        if open_json::<Form>(key, &place, &row.sealed_form).is_err() {
            wrong.push(format!(
                "the form handed in as version {version} does not open"
            ));
        }
        let event = usize::try_from(version - 1).ok().and_then(|at| log.get(at));
        if !event.is_some_and(hands_in) {
            wrong.push(format!("nothing was handed in as version {version}"));
        }
    }
    let first = rows.first().map_or(i64::MAX, |row| row.version);
    for (version, event) in (1_i64..).zip(log) {
        let is_kept = rows.iter().any(|row| row.version == version);
        if hands_in(event) && version > first && !is_kept {
            wrong.push(format!(
                "the form handed in as version {version} is missing"
            ));
        }
    }
    Ok(wrong)
}

/// Whether it brings a form.
pub(super) fn hands_in(event: &LoanEvent) -> bool {
    // An appeal and an officer's return bring no form.
    matches!(event.action, LoanAction::Submit | LoanAction::Resubmit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_named_with_what_stood_there() {
        let mut before = Form::default();
        before.answers.set_text(Field::Purpose, "买羊");
        before.answers.set_text(Field::ApplicantName, "示例甲");
        before.papers = vec!["p1".into(), "p2".into()];
        let mut after = before.clone();
        after.answers.set_text(Field::Purpose, "买牛");
        after
            .answers
            .set_text(Field::ResidenceAddress, "示例路 1 号");
        after.papers = vec!["p2".into(), "p3".into()];
        let found = compared(&before, &after, 7);
        assert_eq!(
            (found.since_ms, found.new_papers),
            (7, vec!["p3".to_owned()])
        );
        let answers: Vec<_> = found
            .answers
            .iter()
            .map(|change| (change.field.as_str(), change.before.clone()))
            .collect();
        let was = Answer::One("买羊".into());
        assert_eq!(
            answers,
            [("residence_address", None), ("purpose", Some(was))]
        );
        assert_eq!(compared(&after, &after, 7).answers, []);
    }
}
