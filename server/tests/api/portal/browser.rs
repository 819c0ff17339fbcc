//! What somebody does in a browser, and what is read of the answer.

use axum::body::Body;
use http::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use http::{HeaderMap, Method, Request};
use http_body_util::BodyExt as _;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tower::ServiceExt as _;

use super::{Answer, Browser, TestPortal, fresh_key};

impl Browser {
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, HeaderMap::new(), Body::empty())
            .await
    }

    pub(crate) async fn post(&mut self, path: &str, body: &impl Serialize) -> Answer {
        self.send_json(Method::POST, path, &fresh_key(), body).await
    }

    pub(crate) async fn patch(&mut self, path: &str, body: &impl Serialize) -> Answer {
        self.send_json(Method::PATCH, path, &fresh_key(), body)
            .await
    }

    pub(crate) async fn put(&mut self, path: &str, body: &impl Serialize) -> Answer {
        self.send_json(Method::PUT, path, &fresh_key(), body).await
    }

    pub(crate) async fn begin_second_factor(&mut self) -> Answer {
        let mut headers = HeaderMap::new();
        headers.insert(api::IDEMPOTENCY_KEY, fresh_key().parse().unwrap());
        let path = api::path::STAFF_SECOND_FACTOR;
        self.send(Method::POST, path, headers, Body::empty()).await
    }

    pub(crate) async fn delete(&mut self, path: &str) -> Answer {
        let mut headers = HeaderMap::new();
        headers.insert(api::IDEMPOTENCY_KEY, fresh_key().parse().unwrap());
        self.send(Method::DELETE, path, headers, Body::empty())
            .await
    }

    /// The same with a key of the test's choice, to send it twice.
    pub(crate) async fn send_json(
        &mut self,
        method: Method,
        path: &str,
        key: &str,
        body: &impl Serialize,
    ) -> Answer {
        let mut headers = HeaderMap::new();
        headers.insert(api::IDEMPOTENCY_KEY, key.parse().unwrap());
        headers.insert(CONTENT_TYPE, "application/json".parse().unwrap());
        self.send(
            method,
            path,
            headers,
            Body::from(serde_json::to_vec(body).unwrap()),
        )
        .await
    }

    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: HeaderMap,
        body: Body,
    ) -> Answer {
        let mut request = Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = path.parse().unwrap();
        *request.headers_mut() = headers;
        if let Some(mark) = &self.mark {
            let name = api::service_point::HELPED_MARK;
            request.headers_mut().insert(name, mark.parse().unwrap());
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<_> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            request
                .headers_mut()
                .insert(COOKIE, pairs.join("; ").parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(SET_COOKIE) {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            let value = rest.split(';').next().unwrap();
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        let body = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    /// The same person, cookies and all, answered by another server.
    pub(crate) fn at(&self, portal: &TestPortal) -> Self {
        Self {
            router: portal.router.clone(),
            cookies: self.cookies.clone(),
            mark: self.mark.clone(),
        }
    }

    /// The same browser with the cookie of a session that was made without signing in.
    pub(crate) fn with_resident_token(mut self, token: &str) -> Self {
        self.cookies.push(("__Host-fumin".into(), token.into()));
        self
    }

    /// The same browser with one more cookie.
    pub(crate) fn with_cookie(mut self, name: &str, value: &str) -> Self {
        self.cookies.push((name.into(), value.into()));
        self
    }

    /// The tab of this browser that is in a helped session.
    pub(crate) fn in_helped_session(mut self, mark: &str) -> Self {
        self.mark = Some(mark.to_owned());
        self
    }

    pub(crate) fn is_in_helped_session(&self) -> bool {
        self.mark.is_some()
    }

    /// The same tab after another one of its browser has got new cookies.
    pub(crate) fn with_cookies_of(&self, other: &Self) -> Self {
        let mut tab = self.clone();
        tab.take_cookies_of(other);
        tab
    }

    pub(crate) fn take_cookies_of(&mut self, other: &Self) {
        self.cookies.clone_from(&other.cookies);
    }

    pub(crate) fn without_cookie(mut self, name: &str) -> Self {
        self.cookies.retain(|(known, _)| known != name);
        self
    }

    pub(crate) fn cookies(&self) -> &[(String, String)] {
        &self.cookies
    }
}

impl Answer {
    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn value(&self) -> Value {
        self.json()
    }

    /// Asserts a refusal and gives its problem.
    #[track_caller]
    pub(crate) fn problem(&self, code: api::ProblemCode) -> api::Problem {
        let problem: api::Problem = self.json();
        assert_eq!(problem.code, code, "{self:?}");
        assert_eq!(self.status.as_u16(), code.status());
        assert_eq!(
            self.headers.get(CONTENT_TYPE).unwrap(),
            "application/problem+json"
        );
        problem
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}
