//! The side of the person named: sees what is asked, says yes or no, takes a yes back until the contract is signed.

use api::ProblemCode;
use api::people::{AnswerConsentRequest, ConsentRequestView, PEOPLE_TEXT_VERSION};
use store::login_codes::{self, Attempt};
use store::{Connection, Tx, applications, file_consents};
use workflow::consent::{ConsentAction, ConsentState, ConsentTerms, Party, allowed};
use workflow::loan::LoanState;

use super::asked::{Asked, Means};
use super::code::{PURPOSE, code_hash};
use super::link;
use super::need::{is_said, terms_asked};
use super::view::request_view;
use crate::applications::error::impossible;
use crate::applications::file::ApplicationFile;
use crate::login_code::phone_index;
use crate::middleware::client_address::ClientAddress;
use crate::problem::ApiError;
use crate::rate_limit::{self, Bucket, Limit};
use crate::sms::message::{Message, Owed, owe, tell};
use crate::sms::words;
use crate::state::{AppState, Parts};

const HOUR_MS: i64 = 3_600_000;
const TRY_PER_CONSENT: Limit = Limit {
    name: "file_consent_try_hour",
    most: 15,
    window_ms: HOUR_MS,
};
/// A village shares one address; nobody guesses a signature in so many tries.
const LOOK_PER_ADDRESS: Limit = Limit {
    name: "file_consent_look_address_hour",
    most: 300,
    window_ms: HOUR_MS,
};

/// One consent and the application it belongs to.
#[derive(Debug)]
pub struct Found {
    /// The application.
    pub file: ApplicationFile,
    id: String,
}

/// Opens what a link leads to.
///
/// # Errors
/// `not_found` for a link that the portal did not make, and for a question taken back or thrown away.
pub fn open(parts: &Parts, connection: &Connection, token: &str) -> Result<Found, ApiError> {
    let id = link::read(&parts.keyring, token).ok_or(ProblemCode::NotFound)?;
    let row = file_consents::find(connection, &id)?.ok_or(ProblemCode::NotFound)?;
    let file = applications::find(connection, &row.application_id)?
        .map(|row| ApplicationFile::open(parts, connection, row))
        .transpose()?
        .flatten()
        .ok_or(ProblemCode::NotFound)?;
    let found = Found { file, id };
    if found.asked()?.file.state().is_put_away() {
        return Err(ProblemCode::NotFound.into());
    }
    Ok(found)
}

impl Found {
    /// The consent.
    ///
    /// # Errors
    /// Never: it was found by its row.
    pub fn asked(&self) -> Result<&Asked, ApiError> {
        let found = self.file.people.iter().find(|one| one.row.id == self.id);
        found.ok_or_else(|| impossible("find a consent in its file"))
    }

    /// What the person can do now.
    #[must_use]
    pub fn actions(&self, now_ms: i64) -> Vec<ConsentAction> {
        let Ok(asked) = self.asked() else {
            return Vec::new();
        };
        let in_time = now_ms < asked.file.until_ms();
        let is_possible = |action: &ConsentAction| match action {
            ConsentAction::Give => in_time && is_said(&self.file),
            ConsentAction::Refuse => in_time,
            ConsentAction::Withdraw => true,
            _ => false,
        };
        // The page itself is the look that has to come first.
        let state = match asked.file.state() {
            ConsentState::Asked => ConsentState::Seen,
            state => state,
        };
        if is_settled(&self.file) {
            return Vec::new();
        }
        allowed(state, Party::Named).filter(is_possible).collect()
    }

    fn act(
        &mut self,
        tx: &Tx,
        means: Means<'_>,
        what: (ConsentAction, Option<ConsentTerms>),
    ) -> Result<(), ApiError> {
        let key = &self.file.key;
        let mut people = self.file.people.iter_mut();
        let asked = people.find(|one| one.row.id == self.id);
        let asked = asked.ok_or_else(|| impossible("find a consent in its file"))?;
        asked.act(tx, key, means, what)
    }
}

/// Whether nothing that is said now changes anything: the contract is signed, or the application has ended.
pub(super) fn is_settled(file: &ApplicationFile) -> bool {
    let has_ended = matches!(
        file.loan.state(),
        LoanState::Discarded
            | LoanState::Rejected
            | LoanState::Declined
            | LoanState::Withdrawn
            | LoanState::ClosedIncomplete
            | LoanState::Disbursed
    );
    // While an appeal against the end of a signed contract runs, what was signed binds nobody.
    let binds = file.loan.state() != LoanState::AppealReview;
    has_ended || (binds && file.loan.signed_on().is_some())
}

/// Shows what is asked, and notes that it was seen.
///
/// # Errors
/// `not_found` for a link that the portal did not make; `too_many_requests`.
pub(crate) async fn look(
    state: &AppState,
    token: String,
    means: Means<'_>,
    from: ClientAddress,
) -> Result<ConsentRequestView, ApiError> {
    let bucket = LOOK_PER_ADDRESS.of(&state.keyring, &from.bucket());
    let (device, now_ms, key) = (means.device, means.now_ms, means.key.to_owned());
    let parts = state.clone();
    let write = move |tx: &Tx| {
        if let Some(wait) = rate_limit::hit(tx, &[bucket], now_ms)? {
            return Ok(Err(ApiError::from(wait)));
        }
        let mut found = match open(&parts, tx, &token) {
            Ok(found) => found,
            Err(ApiError::Refused(code)) => return Ok(Err(code.into())),
            Err(error) => return Err(error),
        };
        let asked = found.asked()?;
        let is_new = asked.file.state() == ConsentState::Asked;
        if is_new && now_ms < asked.file.until_ms() && !is_settled(&found.file) {
            let means = Means {
                device,
                now_ms,
                key: &key,
            };
            found.act(tx, means, (ConsentAction::See, None))?;
        }
        Ok(Ok(request_view(&found, now_ms)?))
    };
    state.store.write::<_, _, ApiError>(write).await?
}

/// Takes an answer. The same request again finds its own answer.
///
/// # Errors
/// `not_found` for a link that the portal did not make; `credentials_wrong` and `code_spent`; `stale` when the loan asked
/// for is another than the one read; `action_not_possible`.
pub(crate) async fn answer(
    state: &AppState,
    request: AnswerConsentRequest,
    means: Means<'_>,
) -> Result<ConsentRequestView, ApiError> {
    let (device, now_ms, key) = (means.device, means.now_ms, means.key.to_owned());
    let id = link::read(&state.keyring, &request.token).ok_or(ProblemCode::NotFound)?;
    let bucket = TRY_PER_CONSENT.of(&state.keyring, &id);
    let parts = state.clone();
    // A refusal is an `Ok` of the write: its count of tries must last.
    let write = move |tx: &Tx| {
        let means = Means {
            device,
            now_ms,
            key: &key,
        };
        match try_answer(tx, &parts, &request, means, bucket) {
            Err(error @ (ApiError::Refused(_) | ApiError::Later(..) | ApiError::Fields(..))) => {
                Ok(Err(error))
            }
            other => other.map(Ok),
        }
    };
    let (view, owed) = state.store.write::<_, _, ApiError>(write).await??;
    tell(state, owed).await;
    Ok(view)
}

fn try_answer(
    tx: &Tx,
    parts: &Parts,
    request: &AnswerConsentRequest,
    means: Means<'_>,
    bucket: Bucket,
) -> Result<(ConsentRequestView, Vec<Owed>), ApiError> {
    let mut found = open(parts, tx, &request.token)?;
    let asked = found.asked()?;
    if asked.last_key == means.key {
        return Ok((request_view(&found, means.now_ms)?, Vec::new()));
    }
    let asks_for = terms_asked(&found.file);
    let is_give = request.action == ConsentAction::Give;
    // Also when what was read cannot be read any more.
    if is_give && asked.file.state().is_open() && (request.amount_fen, request.months) != asks_for {
        return Err(ProblemCode::Stale.into());
    }
    if !found.actions(means.now_ms).contains(&request.action)
        || asked.file.state() == ConsentState::Asked
    {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    prove(tx, parts, asked, request, means.now_ms, bucket)?;
    let terms = match asks_for {
        (Some(amount_fen), Some(months)) if is_give => Some(ConsentTerms {
            amount_fen,
            months,
            text_version: PEOPLE_TEXT_VERSION.to_owned(),
        }),
        _ => None,
    };
    found.act(tx, means, (request.action, terms))?;
    let number = found.file.row.acceptance_number.as_deref();
    let text = match number {
        Some(number) if request.action == ConsentAction::Withdraw => words::person_withdrew(number),
        _ => words::person_answered(number),
    };
    let message = Message::new(&found.file.row.person_id, text);
    let owed = owe(tx, parts, vec![message], means.now_ms)?;
    Ok((request_view(&found, means.now_ms)?, owed))
}

/// The end of the ID number, which the applicant named, and the code, which only the phone's owner has.
fn prove(
    tx: &Tx,
    parts: &Parts,
    asked: &Asked,
    request: &AnswerConsentRequest,
    now_ms: i64,
    bucket: Bucket,
) -> Result<(), ApiError> {
    if let Some(wait) = rate_limit::hit(tx, &[bucket], now_ms)? {
        return Err(wait.into());
    }
    let typed = request.id_tail.trim().to_ascii_uppercase();
    let number = asked.person.id_number.as_str();
    if typed.len() != 4 || !number.ends_with(&typed) {
        return Err(ProblemCode::CredentialsWrong.into());
    }
    let (keyring, phone) = (&parts.keyring, &asked.person.phone);
    let hash = code_hash(keyring, phone, &asked.row.id, request.code.trim());
    let index = phone_index(keyring, phone);
    match login_codes::attempt(tx, &index, PURPOSE, &hash, now_ms)? {
        Attempt::Accepted => Ok(()),
        Attempt::Exhausted => Err(ProblemCode::CodeSpent.into()),
        Attempt::Wrong { .. } | Attempt::Expired | Attempt::Unknown => {
            Err(ProblemCode::CredentialsWrong.into())
        }
    }
}
