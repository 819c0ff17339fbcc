//! The card to which somebody's subsidies are paid: given by the person, or by a school or an officer who has the person's
//! card at hand.

use std::collections::BTreeMap;

use api::ProblemCode;
use api::settlement::PaymentCardView;
use domain::{BankCardNumber, Date, Sealed};
use store::payment_cards::{self as rows, PaymentCard};
use store::{Connection, Tx, enrolments};
use vault::{FileKey, Keyring};
use workflow::Role;
use workflow::enrolment::EnrolmentState;

use crate::applications::actor::Actor;
use crate::applications::error::while_doing;
use crate::applications::sealed::open_json;
use crate::enrolments::member::Member;
use crate::enrolments::notice::Notice;
use crate::enrolments::room::Room;
use crate::enrolments::view::is_sample;
use crate::problem::ApiError;
use crate::sms::words;
use crate::state::Parts;

/// A card as it was given.
#[derive(Debug)]
pub struct Card {
    /// The number; only the list to pay by says it whole.
    pub number: Sealed<BankCardNumber>,
    row: PaymentCard,
}

impl Card {
    /// What a screen may show.
    #[must_use]
    pub fn last_four(&self) -> String {
        self.number.expose().last_four().to_owned()
    }

    /// When it was given, unix milliseconds.
    #[must_use]
    pub const fn given_ms(&self) -> i64 {
        self.row.given_ms
    }

    /// Whether the person gave it, alone or helped.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.row.given_by == Role::Resident.as_str()
    }

    /// Whether somebody else gave the same one.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn is_shared(&self, connection: &Connection) -> Result<bool, ApiError> {
        Ok(rows::is_shared(connection, &self.row)?)
    }

    /// How staff see it.
    #[must_use]
    pub fn view(&self, is_shared: bool) -> PaymentCardView {
        PaymentCardView {
            last_four: self.last_four(),
            given_by: self.row.given_by.clone(),
            given_on: Date::from_unix_ms_shanghai(self.row.given_ms),
            is_shared,
        }
    }
}

/// Under which a number is found again: a keyed hash.
#[must_use]
pub fn card_index(keyring: &Keyring, number: &BankCardNumber) -> [u8; 32] {
    keyring.blind_index("payment_card", number.as_str())
}

fn place(enrolment_id: &str) -> String {
    format!("payment_cards/{enrolment_id}/sealed_card")
}

/// Whether a card has a use: for whoever has a seat, or had one and came.
#[must_use]
pub const fn is_asked(state: EnrolmentState) -> bool {
    matches!(
        state,
        EnrolmentState::Held
            | EnrolmentState::Attending
            | EnrolmentState::Completed
            | EnrolmentState::Failed
            | EnrolmentState::Certified
            | EnrolmentState::FollowedUp
            | EnrolmentState::Dropped
    )
}

/// Whether somebody of a role can give a card in place of what there is. A school does not replace what the person said:
/// that is how money went to others' cards.
#[must_use]
pub fn may_give(role: Role, state: EnrolmentState, before: Option<&Card>) -> bool {
    let is_let = match role {
        Role::Resident | Role::TrainingOfficer => true,
        Role::Trainer => !before.is_some_and(Card::is_own),
        _ => false,
    };
    is_let && is_asked(state)
}

/// The card of somebody; none while nobody gave one.
///
/// # Errors
/// When it does not open.
pub fn of(connection: &Connection, member: &Member) -> Result<Option<Card>, ApiError> {
    let Some(row) = rows::find(connection, &member.row.id)? else {
        return Ok(None);
    };
    let text: String = member.unseal(&place(&member.row.id), &row.sealed_card)?;
    let number = BankCardNumber::parse(&text).map_err(while_doing("read a card number"))?;
    let number = Sealed::new(number);
    Ok(Some(Card { number, row }))
}

/// Whether a card opens, and is found again under its number.
#[must_use]
pub(super) fn reads(keyring: &Keyring, key: &FileKey, row: &PaymentCard) -> bool {
    let text = open_json::<String>(key, &place(&row.enrolment_id), &row.sealed_card);
    let number = text.ok().and_then(|text| BankCardNumber::parse(&text).ok());
    number.is_some_and(|number| card_index(keyring, &number) == row.card)
}

/// The number out of what was typed.
///
/// # Errors
/// What is wrong with it, at `/number`.
pub fn read(typed: &str) -> Result<Sealed<BankCardNumber>, ApiError> {
    let read = BankCardNumber::parse(typed);
    let number = read.map_err(|error| ApiError::invalid_field("/number", error.code()))?;
    Ok(Sealed::new(number))
}

/// A resident gives the own one, in a class.
///
/// # Errors
/// `not_found` when it is not this person's; `action_not_possible` without a seat.
pub fn give_own(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    id: &str,
    number: &Sealed<BankCardNumber>,
) -> Result<(Member, Room), ApiError> {
    let row = enrolments::find(tx, id)?
        .filter(|row| row.person_id == actor.person_id() && row.wrapped_key.is_some())
        .ok_or(ProblemCode::NotFound)?;
    let room = Room::load(parts, tx, &row.class_id)?.ok_or(ProblemCode::NotFound)?;
    let member = Member::open(parts, tx, row)?;
    put(tx, parts, actor, &member, number)?;
    Ok((member, room))
}

/// Staff give somebody's, in a class; the person is told, with the last four digits.
///
/// # Errors
/// `not_found` when nobody of that id is in the class; `action_not_possible` without a seat, and for a school where the
/// person has given one.
pub fn give_for(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &Room,
    (id, number): (&str, &Sealed<BankCardNumber>),
) -> Result<(PaymentCardView, Vec<Notice>), ApiError> {
    let row = enrolments::find(tx, id)?
        .filter(|row| row.class_id == room.row.id && row.wrapped_key.is_some())
        .ok_or(ProblemCode::NotFound)?;
    let member = Member::open(parts, tx, row)?;
    let card = put(tx, parts, actor, &member, number)?;
    let is_sample = is_sample(tx, &room.row.course_id)?;
    let text = words::card_given(&card.last_four(), is_sample);
    let notice = Notice::new(&member.row.person_id, text);
    let is_shared = card.is_shared(tx)?;
    Ok((card.view(is_shared), vec![notice]))
}

fn put(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    member: &Member,
    number: &Sealed<BankCardNumber>,
) -> Result<Card, ApiError> {
    let before = of(tx, member)?;
    if !may_give(actor.role, member.file.state(), before.as_ref()) {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    let id = &member.row.id;
    let row = PaymentCard {
        enrolment_id: id.clone(),
        sealed_card: member.seal(&place(id), &number.expose().as_str())?,
        card: card_index(&parts.keyring, number.expose()),
        given_by: actor.role.as_str().to_owned(),
        given_ms: actor.now_ms,
    };
    rows::put(tx, &row)?;
    Ok(Card {
        number: number.clone(),
        row,
    })
}

/// The cards of everybody in a sheet by enrolment, each with whether somebody else gave it too.
///
/// # Errors
/// When one does not open.
pub fn of_all<'a>(
    connection: &Connection,
    members: impl Iterator<Item = &'a Member>,
) -> Result<BTreeMap<String, (Card, bool)>, ApiError> {
    let mut found = BTreeMap::new();
    for member in members {
        if let Some(card) = of(connection, member)? {
            let is_shared = card.is_shared(connection)?;
            found.insert(member.row.id.clone(), (card, is_shared));
        }
    }
    Ok(found)
}
