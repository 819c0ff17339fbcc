//! The short messages about classes. They go out after the write; a gateway that fails is only logged, for everything
//! stands in the portal.

use crate::session;
use crate::sms::words;
use crate::state::AppState;

/// A message to one resident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    person_id: String,
    text: String,
}

impl Notice {
    /// Something to say to somebody.
    #[must_use]
    pub fn new(person_id: &str, text: String) -> Self {
        Self {
            person_id: person_id.to_owned(),
            text,
        }
    }

    /// A seat came free.
    #[must_use]
    pub fn offered(person_id: &str, until_ms: i64, is_sample: bool) -> Self {
        Self::new(person_id, words::seat_offered(until_ms, is_sample))
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
