//! Forgets what is no longer needed: ended sessions, spent codes, old counters, old answers, old development messages,
//! ended invitations, the words of listings that have ended, sheets of half a year ago. `docs/RETENTION.md` has every table.

use domain::Date;
use store::{
    StoreError, Tx, class_openings, documents, helped_sessions, idempotency, invitations,
    listing_photos, listings, loans, login_codes, paper_uploads, rate_limits, reminders,
    saved_searches, sessions, sms_outbox, training_papers, uploads,
};

use crate::applications::{paper_parts, papers};
use crate::course_sheets::view::KEPT_DAYS;
use crate::listings::photo;
use crate::listings::record::NO_WORDS;
use crate::problem::ApiError;
use crate::state::AppState;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// A device may send a write again after some days without a network.
const ANSWER_DAYS: i64 = 14;
/// The longest window that counts is a day.
const COUNTER_DAYS: i64 = 2;
/// Long enough to look into a complaint.
pub(crate) const SESSION_DAYS: i64 = 30;
/// A clerk who has not deleted a scan in three days is no longer helped by its name.
const LEFT_FILE_DAYS: i64 = 3;
const MESSAGE_DAYS: i64 = 30;
/// Who was invited and never came is somebody's name; who came has an account.
const INVITATION_DAYS: i64 = 30;
/// Every search has looked at it long before.
const OPENING_DAYS: i64 = 30;
/// Whoever has not come to see it in half a year looks anew.
const HIT_DAYS: i64 = 180;

/// A listing that no officer approved is forgotten once no upload can be undone any more.
const UNAPPROVED_DAYS: i64 = 2;
/// What was approved is kept for five years, however many of them are leap years.
const AUDIT_DAYS: i64 = 5 * 366;

/// Does it once.
///
/// # Errors
/// When the store does not answer.
pub async fn run_once(state: &AppState, now_ms: i64) -> Result<(), ApiError> {
    let before_ms = |days: i64| now_ms - days * DAY_MS;
    let (sessions_ms, answers_ms) = (before_ms(SESSION_DAYS), before_ms(ANSWER_DAYS));
    let (counters_ms, messages_ms) = (before_ms(COUNTER_DAYS), before_ms(MESSAGE_DAYS));
    // A code that has just expired is still told apart from one that never was.
    let codes_ms = before_ms(1);
    let today = Date::from_unix_ms_shanghai(now_ms);
    forget(state, move |tx| sessions::delete_ended(tx, sessions_ms)).await?;
    forget(state, move |tx| login_codes::delete_expired(tx, codes_ms)).await?;
    let files_ms = before_ms(LEFT_FILE_DAYS);
    forget(state, move |tx| {
        helped_sessions::delete_files_before(tx, files_ms)
    })
    .await?;
    forget(state, move |tx| rate_limits::delete_before(tx, counters_ms)).await?;
    forget(state, move |tx| idempotency::delete_before(tx, answers_ms)).await?;
    forget(state, move |tx| sms_outbox::delete_before(tx, messages_ms)).await?;
    let invited_ms = before_ms(INVITATION_DAYS);
    forget(state, move |tx| invitations::delete_ended(tx, invited_ms)).await?;
    let (openings_ms, hits_ms) = (before_ms(OPENING_DAYS), before_ms(HIT_DAYS));
    forget(state, move |tx| {
        class_openings::delete_before(tx, openings_ms)
    })
    .await?;
    forget(state, move |tx| {
        saved_searches::delete_hits_before(tx, hits_ms)
    })
    .await?;
    forget(state, move |tx| reminders::delete_before(tx, today)).await?;
    forget(state, move |tx| loans::forget_reminders(tx, today)).await?;
    let (unapproved_ms, audit_ms) = (before_ms(UNAPPROVED_DAYS), before_ms(AUDIT_DAYS));
    forget(state, move |tx| {
        listings::forget_words(tx, NO_WORDS, (unapproved_ms, audit_ms), now_ms)
    })
    .await?;
    forget(state, move |tx| listings::delete_ended(tx, audit_ms)).await?;
    let sheets_ms = before_ms(KEPT_DAYS);
    forget(state, move |tx| uploads::delete_before(tx, sheets_ms)).await?;
    let parts_ms = now_ms - paper_parts::PATIENCE_MS;
    forget(state, move |tx| {
        paper_uploads::give_up_untouched(tx, parts_ms, now_ms)
    })
    .await?;
    forget(state, move |tx| paper_uploads::delete_ended(tx, answers_ms)).await?;
    let office_ms = now_ms - papers::OFFICE_PATIENCE_MS;
    forget(state, move |tx| {
        documents::give_up_left(tx, office_ms, now_ms)
    })
    .await?;
    forget(state, move |tx| {
        training_papers::give_up_left(tx, office_ms, now_ms)
    })
    .await?;
    forget(state, move |tx| training_papers::remove_of_gone(tx, now_ms)).await?;
    forget(state, move |tx| listing_photos::note_left(tx, now_ms)).await?;
    let photos_ms = before_ms(photo::LEFT_DAYS);
    forget(state, move |tx| listing_photos::delete_left(tx, photos_ms)).await?;
    // What a crash left between a paper's row and its bytes.
    papers::sweep(state).await
}

/// Each portion is a write of its own, so that residents' writes go in between, however much has come together.
async fn forget(
    state: &AppState,
    portion: impl Fn(&Tx) -> Result<usize, StoreError> + Copy + Send + 'static,
) -> Result<(), ApiError> {
    loop {
        let forgotten = state.store.write::<_, _, StoreError>(portion).await?;
        if forgotten < store::PORTION {
            return Ok(());
        }
    }
}
