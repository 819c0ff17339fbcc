//! What somebody wrote in a form of an own page that was refused: given back with the refusal, because it is kept nowhere.

use axum::Form;
use axum::body::Body;
use axum::extract::{FromRequest as _, Request};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Method};
use maud::{Markup, html};
use serde::Deserialize;

use super::{LOAN, own};

const FORM_TYPE: &str = "application/x-www-form-urlencoded";

/// The words of a form that was refused, left with the answer for [`write_refusal`](super::write_refusal).
#[derive(Clone)]
pub(crate) struct Unsent(Vec<String>);

/// Where the own pages take words; everything else of them is chosen again in a moment.
#[derive(Default, Deserialize)]
struct Written {
    #[serde(default)]
    text: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    answer: String,
}

/// Whether a body comes from such a form; a sheet does not.
pub(crate) fn is_form(headers: &HeaderMap) -> bool {
    let sent = headers.get(CONTENT_TYPE);
    let sent = sent.and_then(|value| value.to_str().ok());
    sent.is_some_and(|sent| sent.split(';').next() == Some(FORM_TYPE))
}

impl Unsent {
    /// The words in a body that was sent to a page, by the template of its address; none where nobody wrote anything.
    pub(crate) async fn of(template: &str, body: Bytes) -> Option<Self> {
        let mut request = Request::new(Body::from(body));
        *request.method_mut() = Method::POST;
        let form = HeaderValue::from_static(FORM_TYPE);
        request.headers_mut().insert(CONTENT_TYPE, form);
        let written = Form::<Written>::from_request(request, &()).await.ok()?.0;
        let mut words = vec![written.text, written.words, written.reason];
        // On the other pages it is the name of a button.
        if template == LOAN {
            words.push(written.answer);
        }
        words.retain(|words| !words.trim().is_empty());
        (!words.is_empty()).then_some(Self(words))
    }

    /// As it stands on the page of the refusal.
    pub(super) fn show(&self) -> Markup {
        let words: Vec<&str> = self.0.iter().map(String::as_str).collect();
        html! { (own::unsent(&words)) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{COMPLAINT, CORRECTIONS};
    use super::*;

    #[tokio::test]
    async fn words_are_given_back_and_buttons_are_not() {
        for (template, body, expected) in [
            (COMPLAINT, "key=1&text=too+dear", Some(vec!["too dear"])),
            (COMPLAINT, "key=1&text=+", None),
            (CORRECTIONS, "answer=object&text=no", Some(vec!["no"])),
            (CORRECTIONS, "answer=accept&text=", None),
            (LOAN, "what=answer&answer=open", Some(vec!["open"])),
            (
                LOAN,
                "what=change&kind=closed&words=shut",
                Some(vec!["shut"]),
            ),
        ] {
            let found = Unsent::of(template, Bytes::from(body)).await;
            let found = found.map(|unsent| unsent.0);
            let expected =
                expected.map(|words| words.into_iter().map(str::to_owned).collect::<Vec<_>>());
            assert_eq!(found, expected, "{body}");
        }
    }
}
