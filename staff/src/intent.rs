//! One press of a button, however often it has to be sent.

use api::ProblemCode;
use client::{ClientError, IdempotencyKey};
use leptos::prelude::*;
use web_sys::File;

/// Keeps the key of an intent until the server has answered for good, so that a repeat after a lost answer acts once.
///
/// The body sent is part of the intent: other words under the same key would be refused.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Intent(StoredValue<Option<(String, IdempotencyKey)>>);

impl Intent {
    /// An intent nobody has pressed yet.
    pub(crate) fn new() -> Self {
        Self(StoredValue::new(None))
    }

    /// The key of this press: the one of the press before if that sent the same and was never answered.
    pub(crate) fn key(self, body: &str) -> IdempotencyKey {
        if let Some(Some((sent, key))) = self.0.try_get_value()
            && sent == body
        {
            return key;
        }
        let key = IdempotencyKey::fresh();
        self.0
            .try_update_value(|kept| *kept = Some((body.to_owned(), key.clone())));
        key
    }

    /// The key of a press that sends a file: name, size and time of the last change name its bytes well enough for one press.
    pub(crate) fn key_of_file(self, to: &str, file: &File) -> IdempotencyKey {
        let (name, size) = (file.name(), file.size());
        self.key(&format!("{to}/{name}/{size}/{}", file.last_modified()))
    }

    /// Forgets the key unless the same request may still succeed.
    pub(crate) fn settle<T>(self, answer: &Result<T, ClientError>) {
        if !answer.as_ref().is_err_and(is_passing) {
            self.0.try_update_value(|kept| *kept = None);
        }
    }
}

/// Whether the same request may succeed later.
pub(crate) fn is_passing(error: &ClientError) -> bool {
    *error == ClientError::Offline
        || [
            ProblemCode::TooManyRequests,
            ProblemCode::Overloaded,
            ProblemCode::PapersUnavailable,
            ProblemCode::Internal,
            ProblemCode::BodyTimeout,
            ProblemCode::SignInRequired,
        ]
        .into_iter()
        .any(|code| error.is(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_pass_is_sent_again_as_the_same() {
        let refused = |code| ClientError::Refused(Box::new(api::Problem::new(code)));
        assert!(is_passing(&ClientError::Offline));
        assert!(is_passing(&refused(ProblemCode::Overloaded)));
        assert!(!is_passing(&refused(ProblemCode::Stale)));
        assert!(!is_passing(&ClientError::Unreadable));
    }
}
