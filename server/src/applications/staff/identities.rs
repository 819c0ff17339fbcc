//! Whether the phone or ID number recorded for an officer is that of somebody of a file. Compared are keyed hashes: no number
//! is opened for it.

use std::fmt;

use application::{Answers, Field};
use domain::PhoneNumber;
use store::staff_identities::Recorded;
use vault::Keyring;

use crate::applications::file::ApplicationFile;
use crate::login_code::phone_index;
use crate::people::asked::Asked;

/// The keyed hashes of whoever a file is about besides the applicant's own number and account, which its row holds.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PeopleIndexes {
    phones: Vec<[u8; 32]>,
    id_numbers: Vec<[u8; 32]>,
}

impl fmt::Debug for PeopleIndexes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("PeopleIndexes")
    }
}

impl PeopleIndexes {
    /// Those of the phone that the applicant gave, and of everybody asked for a consent that was not put away.
    #[must_use]
    pub fn of(keyring: &Keyring, answers: &Answers, people: &[Asked]) -> Self {
        let mut found = Self::default();
        if let Ok(phone) = PhoneNumber::parse(answers.text(Field::ContactPhone)) {
            found.phones.push(phone_index(keyring, &phone));
        }
        for asked in people {
            if !asked.file.state().is_put_away() {
                let person = &asked.person;
                found.phones.push(phone_index(keyring, &person.phone));
                found.id_numbers.push(person.id_number_index(keyring));
            }
        }
        found
    }
}

/// What the administrator recorded of an officer.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Identities {
    phones: Vec<[u8; 32]>,
    id_numbers: Vec<[u8; 32]>,
    /// The resident who signs in with the phone.
    person_ids: Vec<String>,
    /// Since when, unix milliseconds: what was lifted before did not know of it.
    since_ms: i64,
}

impl fmt::Debug for Identities {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Identities")
    }
}

impl Identities {
    /// Those of one officer among what is recorded.
    #[must_use]
    pub fn of(recorded: &[Recorded], staff_id: &str) -> Self {
        let mut found = Self::default();
        for one in recorded.iter().filter(|one| one.staff_id == staff_id) {
            match one.kind.as_str() {
                "phone" => found.phones.push(one.value_index),
                _ => found.id_numbers.push(one.value_index),
            }
            found.person_ids.extend(one.person_id.clone());
            found.since_ms = found.since_ms.max(one.recorded_ms);
        }
        found
    }

    /// Since when, unix milliseconds; 0 where nothing is recorded.
    #[must_use]
    pub const fn since_ms(&self) -> i64 {
        self.since_ms
    }

    /// Whether one of them is of the applicant, the spouse, a partner or a guarantor.
    #[must_use]
    pub fn are_among(&self, file: &ApplicationFile) -> bool {
        let people = &file.people_indexes;
        let mut applicant = file.row.id_number_index.iter();
        self.person_ids.contains(&file.row.person_id)
            || self.phones.iter().any(|own| people.phones.contains(own))
            || applicant.any(|number| self.id_numbers.contains(number))
            || self
                .id_numbers
                .iter()
                .any(|own| people.id_numbers.contains(own))
    }
}
