//! A form of a page of a resident's own that the server draws whole: what it sent, done once, and the page that follows.

use api::{FieldError, ProblemCode};
use axum::Form;
use axum::extract::{FromRequest, FromRequestParts as _, OriginalUri, Path, Request};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::Tx;

use super::own_pages::see_other;
use crate::applications::actor::Actor;
use crate::idempotency::{self, IdempotencyKey};
use crate::plain::{Look, answer_personal_page};
use crate::problem::ApiError;
use crate::session::ResidentSession;
use crate::state::AppState;

/// What was typed into the form of a page about the thing `id` of whoever is signed in.
pub(crate) struct OwnForm<T> {
    pub(super) state: AppState,
    pub(super) session: ResidentSession,
    pub(super) id: String,
    pub(super) look: Look,
    pub(super) headers: HeaderMap,
    /// Drawn into the page, so that pressing twice is done once.
    pub(super) key: IdempotencyKey,
    pub(super) typed: T,
}

#[derive(Deserialize)]
struct Sent<T> {
    key: String,
    #[serde(flatten)]
    typed: T,
}

impl<T: DeserializeOwned> FromRequest<AppState> for OwnForm<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, ApiError> {
        let malformed = || ApiError::from(ProblemCode::MalformedRequest);
        let (mut parts, body) = request.into_parts();
        let session = ResidentSession::from_request_parts(&mut parts, state).await?;
        let id = Path::<String>::from_request_parts(&mut parts, state).await;
        let Path(id) = id.map_err(|_| malformed())?;
        let Ok(OriginalUri(address)) = OriginalUri::from_request_parts(&mut parts, state).await;
        let headers = parts.headers.clone();
        let sent = Form::<Sent<T>>::from_request(Request::from_parts(parts, body), state).await;
        let Form(sent) = sent.map_err(|_| malformed())?;
        Ok(Self {
            state: state.clone(),
            session,
            id,
            look: Look::of(&address),
            headers,
            key: IdempotencyKey::of_text(&sent.key).ok_or_else(malformed)?,
            typed: sent.typed,
        })
    }
}

impl<T: Sync> OwnForm<T> {
    /// Does `work` once, with who asks and the id of the page's thing; `request` is what the key stands for.
    ///
    /// # Errors
    /// Those of [`idempotency::once`].
    pub(super) async fn once<F>(
        &self,
        operation: &str,
        request: &(impl Serialize + Sync),
        work: F,
    ) -> Result<(), ApiError>
    where
        F: Fn(&Tx, &AppState, &Actor, &str) -> Result<(), ApiError> + Send + Sync + 'static,
    {
        let (subject, key) = (self.session.subject(), self.key.clone());
        let operation = format!("{operation}/{}", self.id);
        let once = idempotency::Request::new(subject, key, &operation, request)?;
        let actor = Actor::resident(&self.state, &self.session, &self.headers, &self.key);
        let (state, id) = (self.state.clone(), self.id.clone());
        idempotency::once(&self.state, once, StatusCode::OK, move |tx| {
            work(tx, &state, &actor, &id)?;
            Ok(json!({ "id": id }))
        })
        .await?;
        Ok(())
    }

    /// Leads to `page`, which shows what was done; where it was refused, the page drawn `again` with what is wrong.
    ///
    /// # Errors
    /// A refusal that the page cannot tell, or what hinders it from being drawn.
    pub(super) fn answer(
        &self,
        page: &str,
        done: Result<(), ApiError>,
        again: impl FnOnce(&[FieldError]) -> Result<String, ApiError>,
    ) -> Result<Response, ApiError> {
        let Err(refused) = done else {
            let here = page.replace("{id}", &self.id);
            return Ok(see_other(&self.look.link(&here)));
        };
        let (status, errors) = told_by_page(refused)?;
        Ok(answer_personal_page(&self.headers, status, again(&errors)?))
    }
}

fn told_by_page(refused: ApiError) -> Result<(StatusCode, Vec<FieldError>), ApiError> {
    match refused {
        ApiError::Fields(ProblemCode::InvalidInput, errors) => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, errors))
        }
        // Drawn anew, the page says by itself why nothing can be done.
        ApiError::Fields(ProblemCode::ActionNotPossible, _)
        | ApiError::Refused(ProblemCode::ActionNotPossible) => {
            Ok((StatusCode::CONFLICT, Vec::new()))
        }
        other => Err(other),
    }
}
