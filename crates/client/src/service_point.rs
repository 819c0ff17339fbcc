//! Calls of a service point's clerk, and of a resident about helpers.

use api::{
    path,
    service_point::{
        DaySheetResponse, HelpedSessionOpened, HelperActionRequest, ListHelpersResponse,
        OpenHelpedSessionRequest, SendConsentCodeRequest,
    },
    session::{BeginSecondFactorResponse, ConfirmSecondFactorRequest},
};
use gloo_net::http::Method;

use crate::{ClientError, IdempotencyKey, Resident, Staff, transport};

impl Staff {
    /// Sends a code of consent to a resident's phone.
    pub async fn send_consent_code(
        self,
        request: &SendConsentCodeRequest,
    ) -> Result<(), ClientError> {
        let (path, key) = (path::STAFF_CONSENT_CODES, IdempotencyKey::fresh());
        transport::write_no_content(Method::POST, path, request, &key).await
    }

    /// Opens a helped session; its cookie comes along.
    pub async fn open_helped_session(
        self,
        request: &OpenHelpedSessionRequest,
    ) -> Result<HelpedSessionOpened, ClientError> {
        let (path, key) = (path::STAFF_HELPED_SESSIONS, IdempotencyKey::fresh());
        transport::write(Method::POST, path, request, &key).await
    }

    /// The clerk's day.
    pub async fn find_day_sheet(self) -> Result<DaySheetResponse, ClientError> {
        transport::get(path::STAFF_HELPED_SESSIONS).await
    }

    /// The files left on this computer are gone.
    pub async fn forget_left_files(self) -> Result<(), ClientError> {
        transport::delete(path::STAFF_LEFT_FILES, &IdempotencyKey::fresh()).await
    }

    /// A new secret for an authenticator.
    pub async fn begin_second_factor(self) -> Result<BeginSecondFactorResponse, ClientError> {
        let (path, key) = (path::STAFF_SECOND_FACTOR, IdempotencyKey::fresh());
        transport::write_empty(Method::POST, path, &key).await
    }

    /// Takes it up with the digits that it shows.
    pub async fn confirm_second_factor(
        self,
        request: &ConfirmSecondFactorRequest,
    ) -> Result<(), ClientError> {
        let (path, key) = (path::STAFF_SECOND_FACTOR, IdempotencyKey::fresh());
        transport::write_no_content(Method::PUT, path, request, &key).await
    }
}

impl Resident {
    /// Who helped me, the newest first.
    pub async fn list_helpers(self) -> Result<ListHelpersResponse, ClientError> {
        transport::get(path::HELPERS).await
    }

    /// Stops a helper, or takes over what was begun.
    pub async fn act_on_helper(
        self,
        id: &str,
        request: &HelperActionRequest,
        key: &IdempotencyKey,
    ) -> Result<ListHelpersResponse, ClientError> {
        let path = path::with_id(path::HELPER_ACTIONS, id);
        transport::write(Method::POST, &path, request, key).await
    }
}
