//! A message to one resident. It goes out after the write; a gateway that fails delays nobody: the same stands in the
//! portal, so the failure is only logged.

use store::Tx;

use crate::problem::ApiError;
use crate::session;
use crate::state::AppState;

/// Something to say to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    person_id: String,
    text: String,
}

impl Message {
    /// These words, to this person.
    #[must_use]
    pub fn new(person_id: &str, text: String) -> Self {
        Self {
            person_id: person_id.to_owned(),
            text,
        }
    }

    /// Sends it.
    pub async fn send(self, state: &AppState) {
        let phone = session::find_phone(state, &self.person_id);
        let sent = match &phone {
            Ok(phone) => {
                let now_ms = state.clock.now_ms();
                state.sms.send(phone.expose(), self.text, now_ms).await
            }
            Err(_) => Ok(()),
        };
        if let Some(error) = phone.err().or(sent.err()) {
            tracing::warn!(?error, "could not tell a resident by message");
        }
    }
}

/// Notes in one write what is to be told, then tells it, and says how many messages went out. What is noted in the write
/// that finds it due goes out once, however often a job runs.
///
/// # Errors
/// When the store does not answer.
pub async fn note_and_tell(
    state: &AppState,
    note: impl Fn(&Tx) -> Result<Vec<Message>, ApiError> + Send + 'static,
) -> Result<usize, ApiError> {
    let messages = state.store.write::<_, _, ApiError>(note).await?;
    let count = messages.len();
    for message in messages {
        message.send(state).await;
    }
    Ok(count)
}
