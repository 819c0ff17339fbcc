//! Questions that nobody answered in time. The minute's job calls [`run_once`].

use store::{Tx, applications, file_consents};

use super::answer::is_settled;
use crate::applications::file::ApplicationFile;
use crate::problem::ApiError;
use crate::sms::message::{Message, owe, tell};
use crate::sms::words;
use crate::state::AppState;

/// Questions of one write.
const PART: i64 = 100;

/// Closes what ran out by an instant, tells the applicants, and says how many.
///
/// # Errors
/// When the store does not answer.
pub async fn run_once(state: &AppState, now_ms: i64) -> Result<usize, ApiError> {
    let due = state
        .store
        .read(|connection| file_consents::list_due(connection, now_ms, PART))?;
    if due.is_empty() {
        return Ok(0);
    }
    let parts = state.clone();
    let expire = move |tx: &Tx| {
        let mut expired = 0;
        let mut messages = Vec::new();
        // Asked anew inside the write: somebody may have answered since.
        for row in file_consents::list_due(tx, now_ms, PART)? {
            let application = applications::find(tx, &row.application_id)?;
            let file = application
                .map(|row| ApplicationFile::open(&parts, tx, row))
                .transpose()?
                .flatten();
            // Of a file whose key was destroyed nothing can be written any more.
            let Some(mut file) = file else { continue };
            let key = &file.key;
            let mut people = file.people.iter_mut();
            if let Some(asked) = people.find(|asked| asked.row.id == row.id) {
                asked.expire(tx, key, now_ms)?;
                expired += 1;
            }
            let text = words::person_silent(file.row.acceptance_number.as_deref());
            let message = Message::new(&file.row.person_id, text);
            // Partners asked together run out together; that is one word.
            if !is_settled(&file) && !messages.contains(&message) {
                messages.push(message);
            }
        }
        Ok((expired, owe(tx, &parts, messages, now_ms)?))
    };
    let (expired, owed) = state.store.write::<_, _, ApiError>(expire).await?;
    tell(state, owed).await;
    Ok(expired)
}
