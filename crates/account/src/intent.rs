//! One press of a button, however often it has to be sent.

use crate::Failure;
use client::IdempotencyKey;
use leptos::prelude::*;

/// Keeps the key of an intent until the server has answered for good, so that a repeat after a lost answer acts once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Intent(StoredValue<Option<IdempotencyKey>>);

impl Intent {
    /// The key of this press: the one of the press before if that was never answered.
    pub fn key(self) -> IdempotencyKey {
        if let Some(Some(key)) = self.0.try_get_value() {
            return key;
        }
        let key = IdempotencyKey::fresh();
        self.0.try_update_value(|kept| *kept = Some(key.clone()));
        key
    }

    /// The next press is another intent.
    pub fn renew(self) {
        self.0.try_update_value(|kept| *kept = None);
    }

    /// Turns an answer into words, and keeps the key only where the same request may still succeed.
    pub fn settle<T>(self, answer: Result<T, client::ClientError>) -> Result<T, Failure> {
        let answer = answer.map_err(Failure::from);
        if !answer.as_ref().is_err_and(Failure::is_passing) {
            self.renew();
        }
        answer
    }
}
