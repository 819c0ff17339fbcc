//! Somebody asked, opened: the row, who it is, and what the events fold into.

use std::fmt::{Debug, Formatter};

use domain::{Date, IdNumber, PersonName, PhoneNumber};
use serde::{Deserialize, Serialize};
use store::events::{CONSENTS, Event};
use store::file_consents::{self as rows, FileConsent};
use store::{Connection, Tx};
use vault::{FileKey, Keyring};
use workflow::DeviceKind;
use workflow::consent::{
    ConsentAction, ConsentEvent, ConsentFile, ConsentKind, ConsentTerms, Party,
};

use crate::applications::actor::Actor;
use crate::applications::error::while_doing;
use crate::applications::sealed::{open_json, seal_json};
use crate::enrolments::error::{refused_step, refused_update};
use crate::event_log;
use crate::ids;
use crate::problem::ApiError;

/// Who is asked. Prints masked, as its parts do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Name as on the ID card.
    pub name: PersonName,
    /// Resident identity number.
    pub id_number: IdNumber,
    /// The person's own phone.
    pub phone: PhoneNumber,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    name: String,
    id_number: String,
    phone: String,
}

impl Person {
    /// The keyed hash by which files of the same person are found.
    #[must_use]
    pub fn id_number_index(&self, keyring: &Keyring) -> [u8; 32] {
        keyring.blind_index("id_number", self.id_number.as_str())
    }

    fn store(&self) -> Stored {
        Stored {
            name: self.name.as_str().to_owned(),
            id_number: self.id_number.as_str().to_owned(),
            phone: self.phone.as_str().to_owned(),
        }
    }

    fn read(stored: &Stored, on: Date) -> Result<Self, ApiError> {
        let doing = "read who is asked for a consent";
        Ok(Self {
            name: PersonName::parse(&stored.name).map_err(while_doing(doing))?,
            id_number: IdNumber::parse(&stored.id_number, on).map_err(while_doing(doing))?,
            phone: PhoneNumber::parse(&stored.phone).map_err(while_doing(doing))?,
        })
    }
}

/// One consent, opened.
pub struct Asked {
    /// The row as it was read or last written.
    pub row: FileConsent,
    /// In what capacity.
    pub kind: ConsentKind,
    /// Who.
    pub person: Person,
    /// What the events fold into.
    pub file: ConsentFile,
    /// What was done and when, unix milliseconds, the oldest first.
    pub steps: Vec<(ConsentAction, i64)>,
    /// The key of the request that did the last thing.
    pub last_key: String,
    last: Option<Event>,
}

impl Debug for Asked {
    fn fmt(&self, out: &mut Formatter<'_>) -> std::fmt::Result {
        write!(out, "Asked({}, {})", self.row.id, self.file.state())
    }
}

/// How and when something is done by the person named, or by the portal.
#[derive(Clone, Copy, Debug)]
pub struct Means<'a> {
    /// From what kind of device.
    pub device: DeviceKind,
    /// When, unix milliseconds.
    pub now_ms: i64,
    /// The key of the request.
    pub key: &'a str,
}

/// Place of who is asked.
pub(crate) fn person_place(id: &str) -> String {
    format!("file_consents/{id}/sealed_person")
}

impl Asked {
    /// Everybody asked for an application, the oldest first.
    ///
    /// # Errors
    /// When something does not open or does not follow.
    pub fn list(
        connection: &Connection,
        key: &FileKey,
        application_id: &str,
    ) -> Result<Vec<Self>, ApiError> {
        let rows = rows::list(connection, application_id)?;
        rows.into_iter()
            .map(|row| Self::open(connection, key, row))
            .collect()
    }

    fn open(connection: &Connection, key: &FileKey, row: FileConsent) -> Result<Self, ApiError> {
        let stored: Stored = open_json(key, &person_place(&row.id), &row.sealed_person)?;
        let on = Date::from_unix_ms_shanghai(row.created_ms);
        let kind = row
            .kind
            .parse()
            .map_err(while_doing("read the kind of a consent"))?;
        let (mut log, last) = event_log::read::<ConsentEvent>(CONSENTS, connection, key, &row.id)?;
        let file = ConsentFile::fold(&log).map_err(while_doing("fold the events of a consent"))?;
        Ok(Self {
            kind,
            person: Person::read(&stored, on)?,
            file,
            last,
            steps: log
                .iter()
                .map(|event| (event.action, event.at_ms))
                .collect(),
            last_key: log
                .pop()
                .map(|event| event.idempotency_key)
                .unwrap_or_default(),
            row,
        })
    }

    /// Asks somebody, written.
    ///
    /// # Errors
    /// When the workflow refuses.
    pub fn start(
        tx: &Tx,
        (keyring, key): (&Keyring, &FileKey),
        application_id: &str,
        actor: &Actor,
        (kind, person, until_ms): (ConsentKind, Person, i64),
    ) -> Result<Self, ApiError> {
        let id = ids::fresh();
        let event = ConsentEvent {
            until_ms: Some(until_ms),
            ..by_applicant(actor, ConsentAction::Ask)
        };
        let file = ConsentFile::default()
            .decide(&event)
            .map_err(refused_step)?;
        let row = FileConsent {
            sealed_person: seal_json(key, &person_place(&id), &person.store())?,
            id_number_index: person.id_number_index(keyring),
            id,
            application_id: application_id.to_owned(),
            kind: kind.as_str().to_owned(),
            state: file.state().as_str().to_owned(),
            version: i64::from(file.version()),
            until_ms,
            created_ms: actor.now_ms,
            updated_ms: actor.now_ms,
        };
        rows::insert(tx, &row)?;
        let mut asked = Self {
            row,
            kind,
            person,
            file,
            steps: Vec::new(),
            last_key: String::new(),
            last: None,
        };
        asked.append(tx, key, &event)?;
        Ok(asked)
    }

    /// The applicant takes the question back.
    ///
    /// # Errors
    /// When the workflow refuses, or another write came first.
    pub fn cancel(&mut self, tx: &Tx, key: &FileKey, actor: &Actor) -> Result<(), ApiError> {
        self.step(tx, key, &by_applicant(actor, ConsentAction::Cancel))
    }

    /// The person named answers.
    ///
    /// # Errors
    /// When the workflow refuses, or another write came first.
    pub fn act(
        &mut self,
        tx: &Tx,
        key: &FileKey,
        means: Means<'_>,
        (action, terms): (ConsentAction, Option<ConsentTerms>),
    ) -> Result<(), ApiError> {
        let event = ConsentEvent {
            terms,
            ..by(Party::Named, means, action)
        };
        self.step(tx, key, &event)
    }

    /// Nobody answered in time.
    ///
    /// # Errors
    /// When the workflow refuses, or another write came first.
    pub fn expire(&mut self, tx: &Tx, key: &FileKey, now_ms: i64) -> Result<(), ApiError> {
        let means = Means {
            device: DeviceKind::Server,
            now_ms,
            key: "portal",
        };
        self.step(tx, key, &by(Party::Portal, means, ConsentAction::Expire))
    }

    fn step(&mut self, tx: &Tx, key: &FileKey, event: &ConsentEvent) -> Result<(), ApiError> {
        let seen = self.row.version;
        self.file = self.file.decide(event).map_err(refused_step)?;
        self.append(tx, key, event)?;
        self.file.state().as_str().clone_into(&mut self.row.state);
        self.row.version = i64::from(self.file.version());
        self.row.updated_ms = event.at_ms;
        rows::update(tx, &self.row, seen).map_err(refused_update)
    }

    fn append(&mut self, tx: &Tx, key: &FileKey, event: &ConsentEvent) -> Result<(), ApiError> {
        let id = &self.row.id;
        let seq = self.last.as_ref().map_or(1, |last| last.seq + 1);
        let sealed = event_log::seal(CONSENTS, key, (id, seq), event)?;
        CONSENTS.append_after(tx, id, self.last.as_ref(), event.at_ms, &[sealed])?;
        self.last = CONSENTS.find_last(tx, id)?;
        self.last_key.clone_from(&event.idempotency_key);
        self.steps.push((event.action, event.at_ms));
        Ok(())
    }
}

fn by(party: Party, means: Means<'_>, action: ConsentAction) -> ConsentEvent {
    ConsentEvent {
        action,
        party,
        actor_id: String::new(),
        helper_consent_id: None,
        device: means.device,
        at_ms: means.now_ms,
        on: Date::from_unix_ms_shanghai(means.now_ms),
        idempotency_key: means.key.to_owned(),
        until_ms: None,
        terms: None,
    }
}

fn by_applicant(actor: &Actor, action: ConsentAction) -> ConsentEvent {
    let means = Means {
        device: actor.device,
        now_ms: actor.now_ms,
        key: &actor.idempotency_key,
    };
    ConsentEvent {
        actor_id: actor.id.clone(),
        helper_consent_id: actor
            .on_behalf
            .as_ref()
            .map(|helped| helped.consent_id.clone()),
        ..by(Party::Applicant, means, action)
    }
}
