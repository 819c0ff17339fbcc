//! Whether everybody has consented who must: asked before a file is handed in, and before an office passes it on.

use api::{FieldError, ProblemCode};
use application::{Answers, Field, consents_needed};
use domain::{Date, IdNumber, PersonName};
use store::Connection;
use workflow::consent::{ConsentKind, ConsentState};
use workflow::loan::{LoanAction, Stage};

use super::answer::is_settled;
use super::asked::Asked;
use super::known::Known;
use crate::applications::file::ApplicationFile;
use crate::applications::staff::queue::asked as whole_amount;
use crate::applications::view::is_editable;
use crate::problem::ApiError;

/// Where a missing consent is said.
const POINTER: &str = "/people";

/// Amount in fen and term in months as they are asked for now; none where the answer is missing or unreadable.
///
/// Files of before were handed in with sums that cannot be read: the bank may offer what the rules allow, so that is what
/// is asked for.
#[must_use]
pub fn terms_asked(file: &ApplicationFile) -> (Option<i64>, Option<u32>) {
    let answers = &file.draft.answers;
    let months = answers.text(Field::TermMonths).parse().ok();
    let by_rules = || {
        let verdict = file.verdict.as_ref()?;
        let is_handed_in = !is_editable(file.loan.state());
        is_handed_in.then_some(verdict.amount_fen).flatten()
    };
    let amount = whole_amount(answers.text(Field::AmountYuan)).filter(|fen| *fen > 0);
    (amount.or_else(by_rules), months)
}

/// Whether it can be read what is asked for: nobody says yes to a sum that is not there.
#[must_use]
pub fn is_said(file: &ApplicationFile) -> bool {
    matches!(terms_asked(file), (Some(_), Some(_)))
}

/// Whether this person has agreed to what is asked for now, and is who the answers say.
#[must_use]
pub fn agrees(asked: &Asked, file: &ApplicationFile) -> bool {
    let answers = &file.draft.answers;
    let (Some(amount), Some(months)) = terms_asked(file) else {
        return false;
    };
    let is_spouse = asked.kind == ConsentKind::Spouse;
    is_the_one(asked, answers)
        && (!is_spouse || is_spouse_named(asked, answers))
        && asked.file.agrees_to(amount, months)
}

/// The applicant cannot stand for anybody else, also when the ID number was typed later.
fn is_the_one(asked: &Asked, answers: &Answers) -> bool {
    let on = Date::from_unix_ms_shanghai(asked.row.created_ms);
    let own = IdNumber::parse(answers.text(Field::IdNumber), on);
    own.is_ok_and(|own| own != asked.person.id_number) || answers.text(Field::IdNumber).is_empty()
}

fn is_spouse_named(asked: &Asked, answers: &Answers) -> bool {
    PersonName::parse(answers.text(Field::SpouseName)).is_ok_and(|name| name == asked.person.name)
}

/// How many of one kind are needed, and how many have agreed.
#[must_use]
pub fn counts(file: &ApplicationFile, kind: ConsentKind) -> (u32, u32) {
    let answers = &file.draft.answers;
    let of_kind = || {
        file.people
            .iter()
            .filter(|asked| asked.kind == kind && !asked.file.state().is_put_away())
    };
    let count = |found: usize| u32::try_from(found).unwrap_or(u32::MAX);
    let given = of_kind().filter(|asked| agrees(asked, file)).count();
    let needed = consents_needed(file.product, answers);
    let needed = match kind {
        ConsentKind::Spouse => needed.spouse,
        ConsentKind::Partner => needed.partners,
        // Nobody has to be named; whoever is, has to agree.
        ConsentKind::Guarantor => count(of_kind().count()),
    };
    (needed, count(given))
}

/// Whether somebody was asked and not put away again, or the applicant said why nobody is.
#[must_use]
pub fn has_people(file: &ApplicationFile) -> bool {
    let said = &file.draft.people;
    let is_anybody = |asked: &Asked| !asked.file.state().is_put_away();
    file.people.iter().any(is_anybody) || !said.excuses.is_empty() || said.waiver.is_some()
}

fn is_short(file: &ApplicationFile, kind: ConsentKind) -> bool {
    let (needed, given) = counts(file, kind);
    given < needed
}

fn is_excused(file: &ApplicationFile, kind: ConsentKind) -> bool {
    file.draft.people.excuse(kind).is_some()
}

fn is_missing(file: &ApplicationFile, kind: ConsentKind) -> bool {
    is_short(file, kind) && (!is_excused(file, kind) || is_fewer_since(file, kind))
}

/// When it was handed in last.
fn handed_in_ms(file: &ApplicationFile) -> Option<i64> {
    let mut events = file.events.iter().rev();
    let last =
        events.find(|event| matches!(event.action, LoanAction::Submit | LoanAction::Resubmit))?;
    Some(last.at_ms)
}

/// Whether more people of a kind took their yes back since it was handed in than said yes: the reason that was given before
/// is about somebody else.
fn is_fewer_since(file: &ApplicationFile, kind: ConsentKind) -> bool {
    let Some(handed_in_ms) = handed_in_ms(file) else {
        return false;
    };
    let since = |state: ConsentState| {
        let of_kind = file.people.iter().filter(|asked| asked.kind == kind);
        of_kind
            .filter(|asked| asked.file.state() == state && asked.file.changed_ms() > handed_in_ms)
            .count()
    };
    since(ConsentState::Withdrawn) > since(ConsentState::Given)
}

/// What keeps it from being handed in: the spouse and the partners, unless the applicant says why not.
#[must_use]
pub fn missing_to_submit(file: &ApplicationFile) -> Option<FieldError> {
    let is_missing = [ConsentKind::Spouse, ConsentKind::Partner]
        .into_iter()
        .any(|kind| is_short(file, kind) && !is_excused(file, kind));
    is_missing.then(|| FieldError {
        pointer: POINTER.to_owned(),
        code: "people_missing".to_owned(),
    })
}

/// Whether it was handed in and stands still because a question came to nothing: the applicant may then ask somebody
/// without waiting for the office to return the file, and take that question back while nobody has answered it.
#[must_use]
pub fn is_stopped(file: &ApplicationFile) -> bool {
    let handed_in_ms = handed_in_ms(file).unwrap_or(i64::MAX);
    let holds_up = |asked: &Asked| {
        let state = asked.file.state();
        state.is_over() || (state.is_open() && asked.row.created_ms > handed_in_ms)
    };
    is_with_office(file) && lacks(file, holds_up)
}

/// Whether it is with an office and somebody took a consent back that is still missing.
#[must_use]
pub fn is_stopped_by_withdrawal(file: &ApplicationFile) -> bool {
    is_with_office(file) && is_taken_back(file)
}

/// Whether somebody took a consent back that is still missing.
#[must_use]
pub fn is_taken_back(file: &ApplicationFile) -> bool {
    lacks(file, |asked| asked.file.state() == ConsentState::Withdrawn)
}

fn is_with_office(file: &ApplicationFile) -> bool {
    file.loan.state().is_under_way() && !is_editable(file.loan.state())
}

/// Whether a consent is missing that such a one was asked for.
fn lacks(file: &ApplicationFile, is_such: impl Fn(&Asked) -> bool) -> bool {
    let mut people = file.people.iter();
    !is_settled(file) && people.any(|asked| is_such(asked) && is_missing(file, asked.kind))
}

/// Whether an office may do this while consents are as they are: what moves the file on waits for all of them, the
/// guarantor's from the guarantee agency's finding on.
#[must_use]
pub fn may(file: &ApplicationFile, action: LoanAction) -> bool {
    let moves_on = matches!(
        action,
        LoanAction::Pass | LoanAction::PostPublicNotice | LoanAction::Approve | LoanAction::Sign
    );
    let is_hr = file.loan.state().stage() == Some(Stage::Hr);
    let waits =
        |kind: &ConsentKind| is_missing(file, *kind) && !(is_hr && *kind == ConsentKind::Guarantor);
    !moves_on || !ConsentKind::ALL.iter().any(waits)
}

/// Refuses an office that would pass the file on without a consent.
///
/// # Errors
/// `action_not_possible`, with `people_missing` in its errors.
pub fn check(file: &ApplicationFile, action: LoanAction) -> Result<(), ApiError> {
    if may(file, action) {
        return Ok(());
    }
    let error = FieldError {
        pointer: POINTER.to_owned(),
        code: "people_missing".to_owned(),
    };
    Err(ApiError::Fields(
        ProblemCode::ActionNotPossible,
        vec![error],
    ))
}

/// Refuses a guarantee agency that would pass a file on a guarantor who has or guaranteed a bad loan without a word of why.
///
/// # Errors
/// `required` at the note.
pub fn check_guarantors(
    connection: &Connection,
    file: &ApplicationFile,
    action: LoanAction,
    note: Option<&str>,
) -> Result<(), ApiError> {
    let is_pass = action == LoanAction::Pass && file.loan.stage() == Some(Stage::Guarantee);
    let is_said = note.is_some_and(|note| !note.trim().is_empty());
    if !is_pass || is_said {
        return Ok(());
    }
    let guarantors = file
        .people
        .iter()
        .filter(|asked| asked.kind == ConsentKind::Guarantor && !asked.file.state().is_put_away());
    for asked in guarantors {
        let known = Known::of(connection, &asked.row.id_number_index, &file.row.id)?;
        if known.asks_for_a_word() {
            return Err(ApiError::invalid_field("/note", "required"));
        }
    }
    Ok(())
}
