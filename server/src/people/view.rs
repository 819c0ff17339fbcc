//! Consents as the wire shows them: to the applicant, to officers, to the person named.

use std::collections::BTreeMap;

use api::people::{
    AskedPersonView, ConsentNeedView, ConsentRequestView, ConsentStepView, PeopleView,
    SMALL_AMOUNT_FEN, WaiverAnswerView,
};
use application::Field;
use domain::PersonName;
use store::{Connection, StoreError};
use vault::Keyring;
use workflow::consent::{ConsentAction, ConsentKind, ConsentState};
use workflow::loan::{EventDetail, LoanAction};

use super::answer::Found;
use super::asked::Asked;
use super::known::Known;
use super::link;
use super::need::{agrees, counts, is_said, is_stopped, is_stopped_by_withdrawal, terms_asked};
use crate::applications::file::ApplicationFile;
use crate::applications::view::is_editable;
use crate::problem::ApiError;

/// As the applicant sees it.
#[must_use]
pub fn people_view(keyring: &Keyring, file: &ApplicationFile) -> PeopleView {
    let person = |asked: &Asked| {
        let has_use = asked.file.state().is_open() || asked.file.state() == ConsentState::Given;
        AskedPersonView {
            link: has_use.then(|| link::page(keyring, &asked.row.id)),
            ..asked_view(file, asked)
        }
    };
    view(file, standing(file).map(person).collect())
}

/// As officers see it; none where nobody is needed, asked or excused.
///
/// # Errors
/// When the store does not answer.
pub fn staff_view(
    connection: &Connection,
    file: &ApplicationFile,
) -> Result<Option<PeopleView>, StoreError> {
    let mut people = Vec::new();
    for asked in standing(file) {
        people.push(AskedPersonView {
            findings: findings(connection, file, asked)?,
            ..asked_view(file, asked)
        });
    }
    let mut view = view(file, people);
    view.may_change = false;
    view.is_stopped = is_stopped_by_withdrawal(file);
    view.is_waiver_exceeded = is_waiver_exceeded(file);
    Ok(concerns_anybody(&view).then_some(view))
}

/// As it stands on the applicant's paper; none where nobody is needed, asked or excused.
#[must_use]
pub fn printed_view(file: &ApplicationFile) -> Option<PeopleView> {
    let people = standing(file).map(|asked| asked_view(file, asked));
    let view = view(file, people.collect());
    concerns_anybody(&view).then_some(view)
}

fn concerns_anybody(view: &PeopleView) -> bool {
    let is_needed = view.needs.iter().any(|need| need.needed > 0);
    is_needed || !view.people.is_empty() || view.waiver.is_some()
}

/// Whether a small loan is the ground for doing without a guarantor, and more is asked for.
#[must_use]
pub fn is_waiver_exceeded(file: &ApplicationFile) -> bool {
    let is_small = file.draft.people.waiver.as_deref() == Some("small_amount");
    let (asked_fen, _) = terms_asked(file);
    is_small && asked_fen.is_some_and(|fen| fen > SMALL_AMOUNT_FEN)
}

/// What the guarantee agency last said to the ground of a waiver, since the file was first handed in or taken up anew.
#[must_use]
pub fn waiver_answer(file: &ApplicationFile) -> Option<WaiverAnswerView> {
    file.draft.people.waiver.as_ref()?;
    let newest_first = file.events.iter().rev();
    let mut since = newest_first.take_while(|event| event.action != LoanAction::Submit);
    since.find_map(|event| match &event.detail {
        EventDetail::Finding(finding) => {
            let answer = finding.waiver.as_ref()?;
            Some(WaiverAnswerView {
                is_granted: answer.is_granted,
                reason: answer.reason.clone(),
            })
        }
        _ => None,
    })
}

/// What was asked and answered, the oldest first; also of those who were replaced.
#[must_use]
pub fn steps(file: &ApplicationFile) -> Vec<ConsentStepView> {
    let mut steps: Vec<ConsentStepView> = file
        .people
        .iter()
        .flat_map(|asked| {
            asked
                .steps
                .iter()
                .filter(|(action, _)| *action != ConsentAction::See)
                .map(|(action, at_ms)| ConsentStepView {
                    kind: asked.kind,
                    name_masked: asked.person.name.masked(),
                    action: *action,
                    at_ms: *at_ms,
                })
        })
        .collect();
    steps.sort_by_key(|step| step.at_ms);
    steps
}

/// What an officer should know of somebody, by code.
fn findings(
    connection: &Connection,
    file: &ApplicationFile,
    asked: &Asked,
) -> Result<Vec<String>, StoreError> {
    let known = Known::of(connection, &asked.row.id_number_index, &file.row.id)?;
    let codes = known.findings(asked.kind).into_iter();
    let mut found: Vec<String> = codes.map(str::to_owned).collect();
    let is_given = asked.file.state() == ConsentState::Given;
    if is_given && !agrees(asked, file) {
        found.push("not_covered".to_owned());
    }
    Ok(found)
}

/// What there is to know of everybody asked, by the consent's id.
///
/// # Errors
/// When the store does not answer.
pub fn all_findings(
    connection: &Connection,
    file: &ApplicationFile,
) -> Result<BTreeMap<String, Vec<String>>, StoreError> {
    let mut all = BTreeMap::new();
    for asked in standing(file) {
        let found = findings(connection, file, asked)?;
        if !found.is_empty() {
            all.insert(asked.row.id.clone(), found);
        }
    }
    Ok(all)
}

fn standing(file: &ApplicationFile) -> impl Iterator<Item = &Asked> {
    file.people
        .iter()
        .filter(|asked| !asked.file.state().is_put_away())
}

fn view(file: &ApplicationFile, people: Vec<AskedPersonView>) -> PeopleView {
    let need = |kind: &ConsentKind| {
        let (needed, given) = counts(file, *kind);
        ConsentNeedView {
            kind: *kind,
            needed,
            given,
            excuse: file.draft.people.excuse(*kind).map(str::to_owned),
        }
    };
    PeopleView {
        needs: ConsentKind::ALL.iter().map(need).collect(),
        people,
        waiver: file.draft.people.waiver.clone(),
        is_waiver_exceeded: false,
        waiver_answer: waiver_answer(file),
        spouse_name: file.draft.answers.text(Field::SpouseName).to_owned(),
        may_change: is_editable(file.loan.state()) || is_stopped(file),
        is_stopped: is_stopped(file),
    }
}

fn asked_view(file: &ApplicationFile, asked: &Asked) -> AskedPersonView {
    let is_given = asked.file.state() == ConsentState::Given;
    AskedPersonView {
        id: asked.row.id.clone(),
        kind: asked.kind,
        name_masked: asked.person.name.masked(),
        phone_tail: asked.person.phone.last_four().to_owned(),
        state: asked.file.state(),
        is_outgrown: is_given && is_said(file) && !agrees(asked, file),
        changed_ms: asked.file.changed_ms(),
        until_ms: asked.file.until_ms(),
        link: None,
        findings: Vec::new(),
    }
}

/// As the person named sees it.
///
/// # Errors
/// Never, of a consent that was found.
pub fn request_view(found: &Found, now_ms: i64) -> Result<ConsentRequestView, ApiError> {
    let asked = found.asked()?;
    let answers = &found.file.draft.answers;
    let (amount_fen, months) = terms_asked(&found.file);
    let applicant = PersonName::parse(answers.text(Field::ApplicantName));
    Ok(ConsentRequestView {
        kind: asked.kind,
        state: asked.file.state(),
        applicant_masked: applicant.map(|name| name.masked()).unwrap_or_default(),
        name_masked: asked.person.name.masked(),
        amount_fen,
        months,
        phone_tail: asked.person.phone.last_four().to_owned(),
        changed_ms: asked.file.changed_ms(),
        until_ms: asked.file.until_ms(),
        actions: found.actions(now_ms),
    })
}
