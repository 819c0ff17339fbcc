//! The applicant's side: naming somebody, taking the question back, saying what stands in a consent's place.
//!
//! What is checked here is checked against what the applicant typed alone. Whether the person has a loan or a file of
//! their own is told to officers only: by typing somebody's number nobody learns anything about them.

use api::people::{ExcusePeopleRequest, MOST_EXCUSE_CHARS, NamePersonRequest, WAIVER_GROUNDS};
use api::{FieldError, ProblemCode};
use application::Field;
use domain::{Date, IdNumber, PersonName, PhoneNumber};
use store::Tx;
use workflow::consent::{ConsentKind, ConsentState};

use super::asked::{Asked, Person};
use super::need::is_stopped;
use crate::applications::actor::Actor;
use crate::applications::draft::PeopleDraft;
use crate::applications::file::ApplicationFile;
use crate::applications::staff::check::Check;
use crate::applications::view::is_editable;
use crate::problem::ApiError;
use crate::rate_limit::{self, Limit};
use crate::state::Parts;

/// So long an answer is taken.
const VALID_MS: i64 = 14 * 24 * 3_600_000;
/// People of one application, those taken back included.
const MOST: usize = 100;
/// Guarantors of one application.
const GUARANTORS_MOST: usize = 2;
const ASKS: Limit = Limit {
    name: "consent_ask_person_day",
    most: 60,
    window_ms: 24 * 3_600_000,
};

/// Asks somebody.
///
/// # Errors
/// Everything wrong with the request at once; `action_not_possible` when the file is not the resident's to change.
pub fn name(
    tx: &Tx,
    parts: &Parts,
    file: &mut ApplicationFile,
    (actor, account): (&Actor, &PhoneNumber),
    request: &NamePersonRequest,
) -> Result<(), ApiError> {
    check_open(file)?;
    let person = read(file, account, request, actor.today())?;
    let bucket = ASKS.of(&parts.keyring, actor.person_id());
    if let Some(wait) = rate_limit::hit(tx, &[bucket], actor.now_ms)? {
        return Err(wait.into());
    }
    if file.people.len() >= MOST {
        return Err(ApiError::invalid_field("/kind", "too_many_people"));
    }
    let asked = Asked::start(
        tx,
        (&parts.keyring, &file.key),
        &file.row.id,
        actor,
        (request.kind, person, actor.now_ms + VALID_MS),
    )?;
    file.people.push(asked);
    if request.kind == ConsentKind::Guarantor {
        replace_one(tx, file, actor)?;
    }
    if !file.draft.people.is_asked {
        file.draft.people.is_asked = true;
        file.save_draft(tx, parts, actor.now_ms)?;
    }
    Ok(())
}

/// Every guarantor named counts until put away, so who is asked anew takes the place of one that came to nothing.
fn replace_one(tx: &Tx, file: &mut ApplicationFile, actor: &Actor) -> Result<(), ApiError> {
    let key = &file.key;
    let mut people = file.people.iter_mut();
    let over =
        people.find(|asked| asked.kind == ConsentKind::Guarantor && asked.file.state().is_over());
    over.map_or(Ok(()), |asked| asked.cancel(tx, key, actor))
}

/// Takes a question back, answered or not. While an office has the file a yes stays as it is.
///
/// # Errors
/// `not_found`; `action_not_possible` when the file is not the resident's to change.
pub fn take_back(
    tx: &Tx,
    file: &mut ApplicationFile,
    actor: &Actor,
    consent_id: &str,
) -> Result<(), ApiError> {
    check_open(file)?;
    let is_editable = is_editable(file.loan.state());
    let key = &file.key;
    let asked = file
        .people
        .iter_mut()
        .find(|asked| asked.row.id == consent_id && !asked.file.state().is_put_away());
    let asked = asked.ok_or(ProblemCode::NotFound)?;
    if !is_editable && asked.file.state() == ConsentState::Given {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    asked.cancel(tx, key, actor)
}

/// Keeps what stands in the place of consents.
///
/// # Errors
/// Everything wrong with the request at once; `action_not_possible` when the file is not the resident's to change.
pub fn excuse(
    tx: &Tx,
    parts: &Parts,
    file: &mut ApplicationFile,
    request: &ExcusePeopleRequest,
    now_ms: i64,
) -> Result<(), ApiError> {
    check_editable(file)?;
    let mut check = Check::default();
    let mut excuses = std::collections::BTreeMap::new();
    for (kind, reason) in &request.excuses {
        let pointer = format!("/excuses/{kind}");
        let is_known = matches!(kind.parse(), Ok(ConsentKind::Spouse | ConsentKind::Partner));
        check.holds(is_known, pointer.as_str(), "unknown_field");
        let reason = check.optional(&pointer, reason, MOST_EXCUSE_CHARS);
        if !reason.is_empty() {
            excuses.insert(kind.clone(), reason);
        }
    }
    let waiver = request.waiver.clone().filter(|ground| !ground.is_empty());
    let is_known = waiver
        .as_deref()
        .is_none_or(|ground| WAIVER_GROUNDS.contains(&ground));
    check.holds(is_known, "/waiver", "not_an_option");
    file.draft.people = check.finish(PeopleDraft {
        is_asked: file.draft.people.is_asked,
        excuses,
        waiver,
    })?;
    file.save_draft(tx, parts, now_ms)
}

/// The applicant's to change, or standing still until somebody agrees.
fn check_open(file: &ApplicationFile) -> Result<(), ApiError> {
    if is_stopped(file) {
        Ok(())
    } else {
        check_editable(file)
    }
}

fn check_editable(file: &ApplicationFile) -> Result<(), ApiError> {
    if is_editable(file.loan.state()) {
        Ok(())
    } else {
        Err(ProblemCode::ActionNotPossible.into())
    }
}

/// Who is named, or everything that is wrong.
fn read(
    file: &ApplicationFile,
    account: &PhoneNumber,
    request: &NamePersonRequest,
    today: Date,
) -> Result<Person, ApiError> {
    let name = PersonName::parse(&request.name).map_err(|error| ("/name", error.code()));
    let id_number =
        IdNumber::parse(&request.id_number, today).map_err(|error| ("/id_number", error.code()));
    let phone = PhoneNumber::parse(&request.phone).map_err(|error| ("/phone", error.code()));
    let name = name.and_then(|name| fits_name(file, request.kind, name));
    let id_number = id_number.and_then(|number| fits_id(file, request.kind, number, today));
    let phone = phone.and_then(|phone| fits_phone(file, account, phone, id_number.as_ref().ok()));
    let is_full = request.kind == ConsentKind::Guarantor
        && named(file, request.kind).count() >= GUARANTORS_MOST;
    match (name, id_number, phone) {
        (Ok(name), Ok(id_number), Ok(phone)) if !is_full => Ok(Person {
            name,
            id_number,
            phone,
        }),
        (name, id_number, phone) => {
            let flaws = [
                is_full.then_some(("/kind", "too_many_people")),
                name.err(),
                id_number.err(),
                phone.err(),
            ];
            let error = |(pointer, code): (&str, &str)| FieldError {
                pointer: pointer.to_owned(),
                code: code.to_owned(),
            };
            Err(ApiError::invalid(
                flaws.into_iter().flatten().map(error).collect(),
            ))
        }
    }
}

type Flaw = (&'static str, &'static str);

/// Those whose answer may come or stands.
fn standing(file: &ApplicationFile) -> impl Iterator<Item = &Asked> {
    file.people.iter().filter(|asked| {
        let state = asked.file.state();
        state.is_open() || state == ConsentState::Given
    })
}

fn named(file: &ApplicationFile, kind: ConsentKind) -> impl Iterator<Item = &Asked> {
    standing(file).filter(move |asked| asked.kind == kind)
}

fn fits_name(
    file: &ApplicationFile,
    kind: ConsentKind,
    name: PersonName,
) -> Result<PersonName, Flaw> {
    let answered = PersonName::parse(file.draft.answers.text(Field::SpouseName));
    match (kind, answered) {
        (ConsentKind::Spouse, Ok(spouse)) if spouse != name => {
            Err(("/name", "spouse_name_differs"))
        }
        _ => Ok(name),
    }
}

fn fits_id(
    file: &ApplicationFile,
    kind: ConsentKind,
    number: IdNumber,
    today: Date,
) -> Result<IdNumber, Flaw> {
    let own = IdNumber::parse(file.draft.answers.text(Field::IdNumber), today);
    if own.is_ok_and(|own| own == number) {
        return Err(("/id_number", "person_is_applicant"));
    }
    let is_again = named(file, kind)
        .any(|asked| asked.person.id_number == number || kind == ConsentKind::Spouse);
    if is_again {
        return Err(("/id_number", "person_named_twice"));
    }
    let other = match kind {
        ConsentKind::Partner => Some(ConsentKind::Guarantor),
        ConsentKind::Guarantor => Some(ConsentKind::Partner),
        ConsentKind::Spouse => None,
    };
    // Partners borrow: nobody answers for a loan of their own.
    let is_other = |kind| named(file, kind).any(|asked| asked.person.id_number == number);
    if other.is_some_and(is_other) {
        return Err(("/id_number", "partner_is_guarantor"));
    }
    Ok(number)
}

/// Whether the applicant is to be called on the phone of somebody who was asked: it was another when they were named.
#[must_use]
pub fn contact_error(file: &ApplicationFile) -> Option<FieldError> {
    let contact = PhoneNumber::parse(file.draft.answers.text(Field::ContactPhone)).ok()?;
    let is_others = standing(file).any(|asked| asked.person.phone == contact);
    is_others.then(|| FieldError {
        pointer: format!("/answers/{}", Field::ContactPhone.id()),
        code: "phone_of_other".to_owned(),
    })
}

/// A code proves nothing where somebody else reads it too.
fn fits_phone(
    file: &ApplicationFile,
    account: &PhoneNumber,
    phone: PhoneNumber,
    id_number: Option<&IdNumber>,
) -> Result<PhoneNumber, Flaw> {
    let contact = PhoneNumber::parse(file.draft.answers.text(Field::ContactPhone));
    if phone == *account || contact.is_ok_and(|contact| contact == phone) {
        return Err(("/phone", "phone_is_applicant"));
    }
    let is_others = standing(file).any(|asked| {
        asked.person.phone == phone && id_number.is_some_and(|own| *own != asked.person.id_number)
    });
    if is_others {
        return Err(("/phone", "phone_named_twice"));
    }
    Ok(phone)
}
