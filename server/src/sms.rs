//! How a short message leaves the portal. A real gateway is another implementation of [`SmsGateway`].

use std::fmt::Debug;
use std::pin::Pin;

use domain::PhoneNumber;

use crate::problem::ApiError;

pub mod daytime;
pub mod message;
pub mod off;
pub mod outbox;
pub mod remember;
pub mod words;

/// What sending will have come to.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), ApiError>> + Send + 'a>>;

/// Takes messages to phones. Implementations never log the phone nor the text.
pub trait SmsGateway: Debug + Send + Sync {
    /// Sends one message; resolves when the gateway has taken it.
    fn send<'a>(&'a self, to: &'a PhoneNumber, text: String, now_ms: i64) -> Sending<'a>;

    /// Whether there is a gateway at all: where there is none, nothing is kept to be sent later.
    fn is_there(&self) -> bool {
        true
    }
}
