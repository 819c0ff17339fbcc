//! A database per test.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicU32, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

use domain::Date;

use crate::{
    Location, Store, StoreError, Tx, applications,
    classes::{self, Class},
    enrolments::{self, Enrolment},
    listings::{self, Listing},
    opener::Opener,
    organisations::{self, Organisation},
    persons,
    policy_drafts::{self, PolicyDraft},
    policy_packs::{self, PolicyPack},
    policy_proposals::{self, Proposal},
    policy_publications::{self, Publication},
    staff::{self, StaffMember},
};

pub(crate) struct TestStore {
    pub(crate) store: Store,
    pub(crate) location: Location,
    _folder: tempfile::TempDir,
}

/// Where `script/with-postgres` says that a server runs for the tests; without it they run on SQLite.
const SERVER: &str = "FUMIN_TEST_POSTGRES";

/// A place nobody else uses: a new file, or a new schema.
pub(crate) fn test_location() -> (tempfile::TempDir, Location) {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let folder = tempfile::tempdir().unwrap();
    let location = match std::env::var(SERVER) {
        Ok(url) => {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
            let (process, count) = (std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
            let schema = format!("t{}_{process}_{count}", since.as_nanos());
            format!("{url}?schema={schema}").parse().unwrap()
        }
        Err(_) => Location::in_folder(folder.path()),
    };
    (folder, location)
}

/// A connection to an empty database, outside any transaction.
pub(crate) fn unmigrated() -> (tempfile::TempDir, Opener, Tx) {
    let (folder, location) = test_location();
    let opener = Opener::new(&location).unwrap();
    let tx = opener.writer().unwrap();
    (folder, opener, tx)
}

pub(crate) fn test_store() -> TestStore {
    let (folder, location) = test_location();
    TestStore {
        store: Store::open(&location).unwrap(),
        location,
        _folder: folder,
    }
}

/// On SQLite whatever the other tests run on.
pub(crate) fn sqlite_store() -> TestStore {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::in_folder(folder.path());
    TestStore {
        store: Store::open(&location).unwrap(),
        location,
        _folder: folder,
    }
}

/// Runs one write on a new database.
pub(crate) fn in_write<T: Send + 'static>(
    work: impl Fn(&Tx) -> Result<T, StoreError> + Send + 'static,
) -> T {
    test_store().store.write_blocking(work).unwrap()
}

pub(crate) fn add_person(tx: &Tx, id: &str) -> persons::Person {
    let phone_index = std::array::from_fn(|place| id.as_bytes().get(place).copied().unwrap_or(0));
    let new = persons::NewPerson {
        id: id.into(),
        phone_index,
        sealed_phone: vec![1],
        created_ms: 1,
    };
    persons::find_or_create(tx, &new).unwrap()
}

/// A draft of a person who is made with it.
pub(crate) fn add_application(tx: &Tx, id: &str) -> applications::Application {
    let person = add_person(tx, &format!("person-of-{id}"));
    let draft = applications::Application::draft(id, "startup_loan_individual", &person.id, 10);
    applications::insert(tx, &draft).unwrap();
    draft
}

/// An open class of two seats, from 15 to 20 December 2026.
pub(crate) fn add_class(tx: &Tx, id: &str) -> Class {
    let day = |text| Date::parse_iso(text).unwrap();
    let class = Class {
        id: id.into(),
        course_id: format!("course-of-{id}"),
        session_id: "1".into(),
        version: 1,
        last_place: 0,
        fold: "{}".into(),
        state: "open".into(),
        capacity: 2,
        elsewhere: 0,
        enrol_by: day("2026-12-10"),
        starts_on: day("2026-12-15"),
        ends_on: day("2026-12-20"),
        minimum_not_met_on: None,
        is_confirmed: false,
    };
    classes::insert(tx, &class).unwrap();
    class
}

/// An enrolment of a person who is made with it.
pub(crate) fn add_enrolment(tx: &Tx, class_id: &str, place: i64, seat: &str) -> Enrolment {
    let id = format!("{class_id}-{place}");
    let enrolment = Enrolment {
        person_id: add_person(tx, &format!("person-of-{id}")).id,
        id,
        class_id: class_id.into(),
        place,
        state: "held".into(),
        version: 2,
        seat: seat.into(),
        active: seat != "none",
        offered_until_ms: None,
        waits_for: None,
        waits_since: None,
        price_fen: Some(45_000),
        wrapped_key: Some(vec![1]),
        created_ms: 5,
        updated_ms: 5,
    };
    enrolments::insert(tx, &enrolment).unwrap();
    enrolment
}

fn add_staff(tx: &Tx, id: &str) {
    if staff::find(tx, id).unwrap().is_none() {
        let member = StaffMember {
            id: id.into(),
            username: id.into(),
            display_name: id.into(),
            role: "policy_officer".into(),
            agency_id: None,
            duty: None,
            password_hash: String::new(),
            sealed_totp_secret: None,
            disabled_ms: None,
            created_ms: 1,
        };
        staff::insert(tx, &member).unwrap();
    }
}

pub(crate) fn add_pack(tx: &Tx, hash: &str) {
    let pack = PolicyPack {
        hash: hash.into(),
        effective_from: Date::MIN,
        document: "{}".into(),
        published_ms: 1,
    };
    policy_packs::keep(tx, &pack, &BTreeMap::new()).unwrap();
}

/// An open draft with one text.
pub(crate) fn add_draft(tx: &Tx, id: &str) {
    add_staff(tx, "author");
    add_pack(tx, "base");
    let draft = PolicyDraft {
        id: id.into(),
        title: id.into(),
        based_on: "base".into(),
        author_id: "author".into(),
        state: "open".into(),
        version: 1,
        created_ms: 1,
        updated_ms: 1,
    };
    let sources = BTreeMap::from([("facts.toml".to_owned(), "a".to_owned())]);
    policy_drafts::insert(tx, &draft, &sources).unwrap();
}

/// A proposal that waits, of a draft of the same id.
pub(crate) fn add_proposal(tx: &Tx, id: &str, pack_hash: &str) {
    add_draft(tx, id);
    let proposal = Proposal {
        id: id.into(),
        kind: "publish".into(),
        draft_id: Some(id.into()),
        draft_version: Some(1),
        pack_hash: pack_hash.into(),
        effective_on: Date::MIN,
        reason: "because".into(),
        prepared_by: "author".into(),
        prepared_ms: 5,
        state: policy_proposals::WAITING.into(),
        decided_by: None,
        decided_ms: None,
        note: None,
    };
    policy_proposals::insert(tx, &proposal).unwrap();
}

/// A seed.
pub(crate) fn add_publication(tx: &Tx, pack_hash: &str, effective_on: &str) {
    let publication = Publication {
        seq: 0,
        kind: policy_publications::SEED.into(),
        pack_hash: pack_hash.into(),
        effective_on: Date::parse_iso(effective_on).unwrap(),
        proposal_id: None,
        prepared_by: None,
        approved_by: None,
        approved_ms: 1,
        reason: String::new(),
    };
    policy_publications::append(tx, &publication).unwrap();
}

pub(crate) fn add_organisation(tx: &Tx, id: &str) -> Organisation {
    let new = Organisation {
        id: id.into(),
        name: format!("name of {id}"),
        credit_code: format!("code of {id}"),
        licence: "{}".into(),
        version: 1,
        created_ms: 1,
        updated_ms: 1,
    };
    organisations::insert(tx, &new).unwrap();
    new
}

/// A draft of an organisation that is there.
pub(crate) fn add_listing(tx: &Tx, id: &str, organisation: &str) -> Listing {
    let listing = Listing {
        id: id.into(),
        organisation_id: organisation.into(),
        course_id: format!("course-of-{id}"),
        version: 1,
        fold: "{}".into(),
        draft: "{}".into(),
        live: None,
        state: "draft".into(),
        title: format!("title of {id}"),
        is_handed_in: false,
        go_live_on: None,
        author_id: "s".into(),
        created_ms: 1,
        updated_ms: 1,
        photo: None,
        live_photo: None,
    };
    listings::insert(tx, &listing).unwrap();
    listing
}
