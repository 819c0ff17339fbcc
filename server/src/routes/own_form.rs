//! A form of a page of a resident's own that the server draws whole: what it sent, done once, and the page that follows.

use api::{FieldError, ProblemCode};
use axum::Form;
use axum::extract::{FromRequest, FromRequestParts as _, Request};
use axum::response::Response;
use http::StatusCode;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::Tx;

use super::own_pages::{OwnPage, see_other};
use crate::applications::actor::Actor;
use crate::idempotency::{self, IdempotencyKey};
use crate::plain::answer_personal_page;
use crate::problem::ApiError;
use crate::state::AppState;

/// What was typed into the form of a page of one's own.
pub(crate) struct OwnForm<T> {
    pub(super) page: OwnPage,
    /// Drawn into the page, so that pressing twice is done once.
    key: IdempotencyKey,
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
        let page = OwnPage::from_request_parts(&mut parts, state).await?;
        let sent = Form::<Sent<T>>::from_request(Request::from_parts(parts, body), state).await;
        let Form(sent) = sent.map_err(|_| malformed())?;
        Ok(Self {
            page,
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
        let page = &self.page;
        let operation = format!("{operation}/{}", page.id);
        let subject = page.session.subject();
        let once = idempotency::Request::new(subject, self.key.clone(), &operation, request)?;
        let actor = Actor::resident(&page.state, &page.session, &page.headers, &self.key);
        let (state, id) = (page.state.clone(), page.id.clone());
        idempotency::once(&page.state, once, StatusCode::OK, move |tx| {
            work(tx, &state, &actor, &id)?;
            Ok(json!({ "id": id }))
        })
        .await?;
        Ok(())
    }

    /// Leads to the page at `address`, which shows what was done; where it was refused, the page drawn `again` with what is wrong.
    ///
    /// # Errors
    /// A refusal that the page cannot tell, or what hinders it from being drawn.
    pub(super) fn answer(
        &self,
        address: &str,
        done: Result<(), ApiError>,
        again: impl FnOnce(&[FieldError]) -> Result<String, ApiError>,
    ) -> Result<Response, ApiError> {
        let Err(refused) = done else {
            let here = address.replace("{id}", &self.page.id);
            return Ok(see_other(&self.page.look.link(&here)));
        };
        let (status, errors) = told_by_page(refused)?;
        Ok(answer_personal_page(
            &self.page.headers,
            status,
            again(&errors)?,
        ))
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
