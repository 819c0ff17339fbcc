//! Makes the sample files: once, each driven to its state on days that have passed.

use application::{DocumentKind, documents_for};
use bytes::Bytes;
use domain::PhoneNumber;
use store::applications;
use store::documents::Document;
use store::persons::{self, NewPerson};
use store::{Connection, StoreError, Tx};

use super::days::{instant, working_day_before};
use super::people::{PEOPLE, Person};
use super::repay::repay;
use super::{form, story};
use crate::applications::error::{impossible, while_doing};
use crate::applications::file::ApplicationFile;
use crate::applications::papers::{self, Upload};
use crate::applications::save::save_answers;
use crate::applications::start::{Applicant, start_application};
use crate::ids;
use crate::login_code::phone_index;
use crate::problem::ApiError;
use crate::session::phone_aad;
use crate::state::AppState;

/// Says 示例 across it.
static PAPER: &[u8] = include_bytes!("paper.jpg");
/// From the first word typed to the first step, or to now for a draft.
const TYPING_MS: i64 = 60 * 60_000;

/// Makes the files of those sample people who have none.
pub(super) async fn seed(state: &AppState) -> Result<(), ApiError> {
    for person in &PEOPLE {
        let has_file = state.store.read::<_, ApiError>(|connection| {
            Ok(find_person(state, connection, person)?.is_some_and(|(_, has_file)| has_file))
        })?;
        if !has_file {
            make(state, person).await?;
        }
    }
    Ok(())
}

/// The sample person's id, and whether there is a file.
pub(super) fn find_person(
    state: &AppState,
    connection: &Connection,
    person: &Person,
) -> Result<Option<(String, bool)>, StoreError> {
    let Ok(phone) = PhoneNumber::parse(person.phone) else {
        return Ok(None);
    };
    let index = phone_index(&state.keyring, &phone);
    let Some(known) = persons::find_by_phone(connection, &index)? else {
        return Ok(None);
    };
    let has_file = !applications::list_by_person(connection, &known.id)?.is_empty();
    Ok(Some((known.id, has_file)))
}

async fn make(state: &AppState, person: &'static Person) -> Result<(), ApiError> {
    let begun_ms = first_ms(state, person) - TYPING_MS;
    let parts = state.clone();
    let begun = state
        .store
        .write::<_, _, ApiError>(move |tx| begin(tx, &parts, person, begun_ms))
        .await?;
    let mut kinds = documents_for(begun.product, &begun.draft.answers);
    if person.story.is_empty() {
        kinds.truncate(1);
    }
    let mut papers = Vec::new();
    for kind in kinds {
        papers.push(put_down(state, &begun, kind, begun_ms).await?);
    }
    let (parts, id) = (state.clone(), begun.row.id);
    state
        .store
        .write::<_, _, ApiError>(move |tx| tell(tx, &parts, &id, person, &papers))
        .await
}

/// When the story's first step is taken.
fn first_ms(state: &AppState, person: &Person) -> i64 {
    let now_ms = state.clock.now_ms();
    person.story.first().map_or(now_ms, |step| {
        let day = working_day_before(&state.calendar, state.clock.today(), step.days_ago);
        instant(day, 0, now_ms)
    })
}

fn begin(
    tx: &Tx,
    state: &AppState,
    person: &Person,
    now_ms: i64,
) -> Result<ApplicationFile, ApiError> {
    let phone = PhoneNumber::parse(person.phone).map_err(while_doing("read a sample phone"))?;
    let id = ids::fresh();
    let known = persons::find_or_create(
        tx,
        &NewPerson {
            sealed_phone: state
                .keyring
                .seal(&phone_aad(&id), phone.as_str().as_bytes()),
            phone_index: phone_index(&state.keyring, &phone),
            created_ms: now_ms,
            id,
        },
    )?;
    let applicant = Applicant {
        person_id: known.id,
        phone,
    };
    let request = api::application::StartApplicationRequest {
        product: person.product,
        facts: serde_json::Map::new(),
    };
    let mut file = start_application(tx, state, &applicant, &request, now_ms)?;
    let answers = form::answers(person, &state.district);
    save_answers(tx, state, &mut file, &answers, now_ms)?;
    file.draft.roster = form::roster(person, now_ms);
    file.save_draft(tx, state, now_ms)?;
    Ok(file)
}

async fn put_down(
    state: &AppState,
    file: &ApplicationFile,
    kind: DocumentKind,
    now_ms: i64,
) -> Result<Document, ApiError> {
    let upload = Upload {
        kind: kind.id(),
        staff_id: None,
        name: "示例.jpg".to_owned(),
        content_type: "image/jpeg".to_owned(),
        bytes: Bytes::from_static(PAPER),
    };
    // A drawing for the demonstration, and no paper that anybody has to read.
    let (document, _) = papers::put_down(state, &file.row.id, &file.key, upload).await?;
    Ok(Document {
        created_ms: now_ms,
        ..document
    })
}

fn tell(
    tx: &Tx,
    state: &AppState,
    id: &str,
    person: &Person,
    papers: &[Document],
) -> Result<(), ApiError> {
    let mut file = ApplicationFile::load(state, tx, id)?
        .ok_or_else(|| impossible("find a sample file again"))?;
    for paper in papers {
        papers::add(tx, state, &mut file, (paper.clone(), Vec::new()))?;
    }
    let (today, now_ms) = (state.clock.today(), state.clock.now_ms());
    for (at, step) in person.story.iter().enumerate() {
        let day = working_day_before(&state.calendar, today, step.days_ago);
        story::take(tx, state, &mut file, *step, instant(day, at, now_ms))?;
    }
    repay(tx, state, &mut file)
}
