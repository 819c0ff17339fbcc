//! A message to one resident. Whom a write concerns is written down in that same write, and told after it: a server that ends
//! in between, or a gateway that does not answer, delays the word and does not lose it. It delays nobody's step either: the
//! same stands in the portal.

use store::notices;
use store::{StoreError, Tx};

use super::daytime::from_daytime_ms;
use crate::ids;
use crate::problem::ApiError;
use crate::session;
use crate::state::{AppState, Parts};

/// How long whoever made the write has to send it, before somebody else tries.
const OWN_MS: i64 = 2 * 60 * 1000;

/// Something to say to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    person_id: String,
    text: String,
    /// Whether it waits for the daytime.
    waits: bool,
}

/// A message that is written down, to be sent once the write is there.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Owed {
    id: String,
    message: Message,
}

pub(super) fn text_place(id: &str) -> String {
    format!("notices/{id}/sealed_text")
}

impl Message {
    /// These words, to this person.
    #[must_use]
    pub fn new(person_id: &str, text: String) -> Self {
        Self {
            person_id: person_id.to_owned(),
            text,
            waits: false,
        }
    }

    /// The same for what happens at night and wakes nobody: it is sent in the daytime after.
    #[must_use]
    pub fn by_day(person_id: &str, text: String) -> Self {
        Self {
            waits: true,
            ..Self::new(person_id, text)
        }
    }

    /// Sends it, and says whether it need not be tried again.
    pub(super) async fn try_send(self, state: &AppState) -> bool {
        let phone = match session::find_phone(state, &self.person_id) {
            Ok(phone) => phone,
            Err(error) => {
                tracing::warn!(error = error.told(), "a resident to be told has no phone");
                return true;
            }
        };
        let now_ms = state.clock.now_ms();
        let sent = state.sms.send(phone.expose(), self.text, now_ms).await;
        if let Err(error) = &sent {
            tracing::warn!(error = error.told(), "could not tell a resident by message");
        }
        sent.is_ok()
    }
}

/// Writes down who is to be told, in the write that it is about. Where there is no gateway nobody can be told. What waits
/// for the daytime is left to [`super::remember`].
///
/// # Errors
/// When the store does not take it.
pub fn owe(
    tx: &Tx,
    parts: &Parts,
    messages: Vec<Message>,
    now_ms: i64,
) -> Result<Vec<Owed>, ApiError> {
    if !parts.sms.is_there() {
        return Ok(Vec::new());
    }
    let mut owed = Vec::with_capacity(messages.len());
    for message in messages {
        let id = ids::fresh();
        let sealed_text = parts
            .keyring
            .seal(&text_place(&id), message.text.as_bytes());
        let from_ms = if message.waits {
            from_daytime_ms(now_ms)
        } else {
            now_ms
        };
        let is_now = from_ms == now_ms;
        let row = notices::Notice {
            id: id.clone(),
            person_id: message.person_id.clone(),
            sealed_text,
            due_ms: if is_now { now_ms + OWN_MS } else { from_ms },
            // The day in which it is tried begins when it may be sent.
            created_ms: from_ms,
        };
        notices::insert(tx, &row)?;
        if is_now {
            owed.push(Owed { id, message });
        }
    }
    Ok(owed)
}

/// Sends what was written down; what the gateway does not take is tried again by [`super::remember`]. So is what is left
/// of many once half of the own time is over: two that send the same would say it twice.
pub async fn tell(state: &AppState, owed: Vec<Owed>) {
    let until_ms = state.clock.now_ms() + OWN_MS / 2;
    for Owed { id, message } in owed {
        if state.clock.now_ms() > until_ms {
            break;
        }
        if message.try_send(state).await {
            forget(state, id).await;
        }
    }
}

/// The word has gone out. If this write fails it goes out again, which is better than not at all.
pub(super) async fn forget(state: &AppState, id: String) {
    let work = move |tx: &Tx| notices::delete(tx, &id);
    let done = state.store.write::<_, _, StoreError>(work).await;
    if let Err(error) = done {
        tracing::warn!(%error, "could not note that a resident was told");
    }
}

/// Notes in one write what is to be told, then tells it, and says how many messages were written down. What is noted in the
/// write that finds it due goes out once, however often a job runs.
///
/// # Errors
/// When the store does not answer.
pub async fn note_and_tell(
    state: &AppState,
    note: impl Fn(&Tx) -> Result<Vec<Message>, ApiError> + Send + 'static,
) -> Result<usize, ApiError> {
    let parts = state.clone();
    let work = move |tx: &Tx| owe(tx, &parts, note(tx)?, parts.clock.now_ms());
    let owed = state.store.write::<_, _, ApiError>(work).await?;
    let count = owed.len();
    tell(state, owed).await;
    Ok(count)
}
