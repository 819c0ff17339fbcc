//! What the pages of a resident's own that the server draws whole have in common.

use api::ProblemCode;
use axum::extract::{FromRequestParts, OriginalUri, Path};
use axum::response::{IntoResponse as _, Response};
use http::header::{LOCATION, REFRESH, USER_AGENT};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::applications::access::{self, Access};
use crate::applications::verdict::to_hex;
use crate::plain::{self, Look, answer_personal_page};
use crate::problem::ApiError;
use crate::session::ResidentSession;
use crate::state::AppState;

/// So much later than the server a page asks whether its helped session is over, so as not to lengthen it.
const BEYOND_IDLE_S: i64 = 2;

/// A page about the thing `id` of whoever is signed in, and how they look at it.
pub(crate) struct OwnPage {
    pub(super) state: AppState,
    pub(super) session: ResidentSession,
    pub(super) id: String,
    pub(super) look: Look,
    pub(super) headers: HeaderMap,
}

impl FromRequestParts<AppState> for OwnPage {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let session = ResidentSession::from_request_parts(parts, state).await?;
        let id = Path::<String>::from_request_parts(parts, state).await;
        let Path(id) = id.map_err(|_| ApiError::from(ProblemCode::NotFound))?;
        let Ok(OriginalUri(address)) = OriginalUri::from_request_parts(parts, state).await;
        Ok(Self {
            state: state.clone(),
            session,
            id,
            look: Look::of(&address),
            headers: parts.headers.clone(),
        })
    }
}

impl OwnPage {
    /// Answers with the page as drawn, once it is written down who looked at what.
    ///
    /// # Errors
    /// When that cannot be written down.
    pub(super) async fn seen(
        &self,
        action: &'static str,
        application: Option<&str>,
        drawn: String,
    ) -> Result<Response, ApiError> {
        let look = Access::resident(&self.session, action, application);
        access::log(&self.state, look).await?;
        Ok(answer_personal_page(&self.headers, StatusCode::OK, drawn))
    }
}

/// A key as the headers of other writes have it.
pub(super) fn fresh_key() -> String {
    to_hex(&vault::random_bytes::<16>())
}

/// Leads to a page that shows what was done, so that loading it again does nothing again.
pub(super) fn see_other(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, address.to_owned())]).into_response()
}

/// Whether it is read in WeChat, whose browser downloads nothing and says nothing of it.
pub(super) fn is_wechat(headers: &HeaderMap) -> bool {
    let browser = headers
        .get(USER_AGENT)
        .and_then(|value| value.to_str().ok());
    browser.is_some_and(|browser| browser.contains("MicroMessenger"))
}

/// The page warns, and cannot end a helped session when its minutes are over: the browser opens a page of the app then, which
/// asks, is told that it has ended, and clears.
pub(super) fn leave_for(answer: &mut Response, idle_s: i64, app: &str) {
    plain::let_ask(answer);
    let seconds = idle_s + BEYOND_IDLE_S;
    if let Ok(app) = HeaderValue::from_str(&format!("{seconds}; url={app}")) {
        answer.headers_mut().insert(REFRESH, app);
    }
}
