//! Calls about whoever consents to an application beside the applicant.

use api::{
    path,
    people::{
        AnswerConsentRequest, ConsentRequestView, ExcusePeopleRequest, NamePersonRequest,
        OpenConsentRequest, PeopleView,
    },
};
use gloo_net::http::Method;

use crate::{Anonymous, ClientError, IdempotencyKey, Resident, transport};

impl Resident {
    /// Whose consent is needed, and how far it is.
    pub async fn list_people(self, id: &str) -> Result<PeopleView, ClientError> {
        transport::get(&path::with_id(path::APPLICATION_PEOPLE, id)).await
    }

    /// Asks somebody.
    pub async fn name_person(
        self,
        id: &str,
        request: &NamePersonRequest,
        key: &IdempotencyKey,
    ) -> Result<PeopleView, ClientError> {
        let path = path::with_id(path::APPLICATION_PEOPLE, id);
        transport::write(Method::POST, &path, request, key).await
    }

    /// Says what stands in the place of consents.
    pub async fn excuse_people(
        self,
        id: &str,
        request: &ExcusePeopleRequest,
        key: &IdempotencyKey,
    ) -> Result<PeopleView, ClientError> {
        let path = path::with_id(path::APPLICATION_PEOPLE, id);
        transport::write(Method::PUT, &path, request, key).await
    }

    /// Takes a question back.
    pub async fn take_back_person(
        self,
        id: &str,
        consent: &str,
        key: &IdempotencyKey,
    ) -> Result<PeopleView, ClientError> {
        let path = path::with_document(path::APPLICATION_PERSON, id, consent);
        transport::write_empty(Method::DELETE, &path, key).await
    }
}

impl Anonymous {
    /// What I am asked to consent to.
    pub async fn open_consent_request(
        self,
        request: &OpenConsentRequest,
    ) -> Result<ConsentRequestView, ClientError> {
        let key = IdempotencyKey::fresh();
        transport::write(Method::POST, path::CONSENT_REQUESTS, request, &key).await
    }

    /// Sends a code to the phone that the applicant named.
    pub async fn send_consent_request_code(
        self,
        request: &OpenConsentRequest,
    ) -> Result<(), ClientError> {
        let key = IdempotencyKey::fresh();
        transport::write_no_content(Method::POST, path::CONSENT_REQUEST_CODES, request, &key).await
    }

    /// Says yes, no, or not any more.
    pub async fn answer_consent_request(
        self,
        request: &AnswerConsentRequest,
        key: &IdempotencyKey,
    ) -> Result<ConsentRequestView, ClientError> {
        transport::write(Method::POST, path::CONSENT_ANSWERS, request, key).await
    }
}
