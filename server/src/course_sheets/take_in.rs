//! Good rows go in, bad ones wait: each course of the sheet becomes a draft or a change of one.

use std::collections::BTreeSet;

use api::course_sheet::{NotHandedIn, RowState, SheetDone};
use api::{FieldError, ProblemCode};
use domain::Date;
use listing::sheet::{SheetRow, group};
use listing::{Draft, Finding};
use store::uploads::{self, Change, Upload};
use store::{Connection, Tx};
use workflow::listing::{ListingAction, ListingDetail, ListingState};

use super::check::Known;
use super::difference::merged;
use super::row::KnownRow;
use super::view::sheet_view;
use crate::applications::actor::Actor;
use crate::listings::error::not_possible;
use crate::listings::ground::Measure;
use crate::listings::publish::refuse_other_subject;
use crate::listings::record::{Record, document_of};
use crate::listings::write::write;
use crate::organisations::Organisation;
use crate::problem::ApiError;
use crate::state::Parts;

/// Rows taken in by one press, but for the last course, which is whole: one write must not keep everybody else's waiting
/// for seconds.
const MOST_ROWS: usize = 500;

/// Takes good rows in and says what became of them.
///
/// # Errors
/// `stale`; `action_not_possible` when no row is good.
pub fn take_in(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    organisation: &Organisation,
    sheet: &Upload,
    is_handed_in: bool,
) -> Result<SheetDone, ApiError> {
    let mut rows = good_rows(tx, parts, organisation, sheet, actor.today())?;
    let (mut courses, mut handed_in, mut not_handed_in) = (0_u32, 0_u32, Vec::new());
    let plain: Vec<SheetRow> = rows.iter().map(|row| row.row.clone()).collect();
    let known = Known::of(tx, organisation, &rows, actor.today())?;
    for group in group(&plain) {
        let own: Vec<SheetRow> = group
            .rows
            .iter()
            .filter_map(|place| plain.get(*place).cloned())
            .collect();
        let before = known.listing(&group.title).cloned();
        let seen = before.as_ref().map_or(0, |before| before.row.version);
        let goods = (own.as_slice(), before);
        let (mut record, before) = put_in(tx, parts, actor, organisation, goods)?;
        if is_handed_in {
            match hand_in(tx, parts, actor, organisation, &mut record)? {
                HandedIn::Yes => handed_in += 1,
                HandedIn::No(findings) => not_handed_in.push(NotHandedIn {
                    title: group.title.clone(),
                    findings,
                }),
            }
        }
        courses += 1;
        let change = Change {
            listing_id: record.row.id.clone(),
            before_draft: before.as_ref().map(document_of).transpose()?,
            after_version: record.row.version,
        };
        uploads::note_change(tx, &sheet.id, &change, seen)?;
    }
    for row in &mut rows {
        row.state = RowState::Taken;
        uploads::update_row(tx, &sheet.id, &row.stored()?)?;
    }
    // The day to undo it runs from the last rows that went in.
    let is_any = !rows.is_empty();
    let taken_ms = is_any.then_some(actor.now_ms).or(sheet.taken_ms);
    advance(tx, sheet, "open", taken_ms)?;
    Ok(SheetDone {
        sheet: sheet_view(tx, &sheet.id, actor.now_ms)?,
        courses,
        handed_in,
        not_handed_in,
        kept: Vec::new(),
    })
}

/// Counts a change of the sheet.
///
/// # Errors
/// `stale` when somebody was first.
pub(super) fn advance(
    tx: &Tx,
    sheet: &Upload,
    state: &str,
    taken_ms: Option<i64>,
) -> Result<(), ApiError> {
    if uploads::advance(tx, &sheet.id, sheet.version, state, taken_ms)? {
        Ok(())
    } else {
        Err(ProblemCode::Stale.into())
    }
}

/// The good rows that go in now, looked at again: a day may have come, a listing may be with a reviewer.
fn good_rows(
    tx: &Tx,
    parts: &Parts,
    organisation: &Organisation,
    sheet: &Upload,
    today: Date,
) -> Result<Vec<KnownRow>, ApiError> {
    let stored = uploads::list_rows(tx, &sheet.id, RowState::Good.id(), 0, i64::MAX)?;
    let rows = stored
        .iter()
        .map(KnownRow::read)
        .collect::<Result<Vec<_>, _>>()?;
    if rows.is_empty() {
        return Err(not_possible("no_good_rows"));
    }
    let mut rows = whole_courses(rows);
    let known = Known::of(tx, organisation, &rows, today)?;
    known.judge(parts, &mut rows);
    for row in rows.iter().filter(|row| row.state == RowState::Bad) {
        uploads::update_row(tx, &sheet.id, &row.stored()?)?;
    }
    rows.retain(|row| row.state == RowState::Good);
    Ok(rows)
}

/// The first rows, each course whole: the rest of one that is handed in could not follow it.
fn whole_courses(rows: Vec<KnownRow>) -> Vec<KnownRow> {
    let plain: Vec<SheetRow> = rows.iter().map(|row| row.row.clone()).collect();
    let mut chosen = BTreeSet::new();
    for group in group(&plain) {
        if chosen.len() >= MOST_ROWS {
            break;
        }
        chosen.extend(group.rows);
    }
    let rows = rows.into_iter().enumerate();
    rows.filter(|(place, _)| chosen.contains(place))
        .map(|(_, row)| row)
        .collect()
}

/// Puts the rows of one course in; gives its listing, and what that said before.
fn put_in(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    organisation: &Organisation,
    (rows, before): (&[SheetRow], Option<Record>),
) -> Result<(Record, Option<Draft>), ApiError> {
    let Some(mut record) = before else {
        let draft = merged(&Draft::default(), rows);
        let draft = draft.tidied(&parts.district.divisions);
        let record = Record::begin(tx, parts, actor, &organisation.row.id, draft)?;
        return Ok((record, None));
    };
    let said = record.draft.clone();
    let draft = merged(&record.draft, rows);
    // Of a live listing small changes are live at once; they touch no seats, so nobody is to be told.
    write(tx, parts, actor, organisation, &mut record, &draft)?;
    Ok((record, Some(said)))
}

/// Whether a course went to the reviewer.
enum HandedIn {
    Yes,
    /// It is left as it is: what keeps it, or nothing where nothing of it waits for a reviewer.
    No(Vec<Finding>),
}

/// Hands in what has no mistake and is not handed in already.
fn hand_in(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    organisation: &Organisation,
    record: &mut Record,
) -> Result<HandedIn, ApiError> {
    let is_written = matches!(
        record.state(),
        ListingState::Draft | ListingState::Returned | ListingState::LiveWithDraft
    );
    if !is_written || record.file.is_handed_in() {
        return Ok(HandedIn::No(Vec::new()));
    }
    let mut wrong = findings(tx, parts, organisation, record, actor.today())?;
    wrong.retain(|finding| !finding.is_note);
    if !wrong.is_empty() {
        return Ok(HandedIn::No(wrong));
    }
    // It stays a change that is not handed in.
    match refuse_other_subject(tx, record) {
        Err(ApiError::Fields(_, errors)) => {
            let at = |error: &FieldError| error.pointer.trim_start_matches('/').to_owned();
            let wrong = errors.iter();
            let wrong = wrong.map(|error| Finding::error(at(error), &error.code, ""));
            return Ok(HandedIn::No(wrong.collect()));
        }
        checked => checked?,
    }
    let submit = (ListingAction::Submit, ListingDetail::None);
    record.step(tx, parts, actor, submit)?;
    Ok(HandedIn::Yes)
}

fn findings(
    connection: &Connection,
    parts: &Parts,
    organisation: &Organisation,
    record: &Record,
    today: Date,
) -> Result<Vec<Finding>, ApiError> {
    let own = (record.row.id.as_str(), record.row.course_id.as_str());
    let measure = Measure::of(connection, organisation, Some(own), today)?;
    Ok(listing::check(&record.draft, &measure.ground(parts)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use listing::{Field, Values};

    fn rows(title_of: impl Fn(u32) -> String) -> Vec<KnownRow> {
        let row = |number: u32| SheetRow {
            number,
            values: Values::from([(Field::Title, title_of(number))]),
        };
        (2..702)
            .map(|number| KnownRow::new(row(number), Vec::new()))
            .collect()
    }

    #[test]
    fn a_course_is_taken_in_whole() {
        assert_eq!(
            whole_courses(rows(|number| number.to_string())).len(),
            MOST_ROWS
        );
        assert_eq!(whole_courses(rows(|_| "one".into())).len(), 700);
        // Two courses by turns: the second is not begun once the first has filled the part.
        let by_turns = whole_courses(rows(|number| (number % 2).to_string()));
        assert_eq!(by_turns.len(), 700);
    }
}
