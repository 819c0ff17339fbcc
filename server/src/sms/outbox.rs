//! The development gateway: messages stay in a sealed table that `fumin admin outbox` reads. Never in the log.

use std::sync::Arc;

use domain::PhoneNumber;
use store::sms_outbox::{self, Message};
use store::{Store, StoreError};
use vault::Keyring;

use super::{Sending, SmsGateway};

/// Puts messages into the table.
#[derive(Clone)]
pub struct Outbox {
    store: Store,
    keyring: Arc<Keyring>,
}

impl std::fmt::Debug for Outbox {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Outbox")
    }
}

impl Outbox {
    /// A gateway into this database.
    #[must_use]
    pub fn new(store: Store, keyring: Arc<Keyring>) -> Self {
        Self { store, keyring }
    }
}

impl SmsGateway for Outbox {
    fn send<'a>(&'a self, to: &'a PhoneNumber, text: String, now_ms: i64) -> Sending<'a> {
        Box::pin(async move {
            let id = crate::ids::fresh();
            let message = Message {
                sealed_phone: self.keyring.seal(&phone_aad(&id), to.as_str().as_bytes()),
                sealed_text: self.keyring.seal(&text_aad(&id), text.as_bytes()),
                id,
                created_ms: now_ms,
            };
            Ok(self
                .store
                .write::<_, _, StoreError>(move |tx| sms_outbox::insert(tx, &message))
                .await?)
        })
    }
}

/// A message as it would have arrived.
#[derive(Clone, Eq, PartialEq)]
pub struct OpenedMessage {
    /// Where to.
    pub phone: String,
    /// The words.
    pub text: String,
    /// When.
    pub created_ms: i64,
}

impl std::fmt::Debug for OpenedMessage {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("OpenedMessage(…)")
    }
}

/// The newest messages first; those that the key does not open are left out.
///
/// # Errors
/// When the database fails.
pub fn list(
    store: &Store,
    keyring: &Keyring,
    limit: u32,
) -> Result<Vec<OpenedMessage>, StoreError> {
    let messages = store.read(|connection| sms_outbox::list(connection, i64::from(limit)))?;
    let open = |aad: &str, sealed: &[u8]| String::from_utf8(keyring.open(aad, sealed).ok()?).ok();
    let opened = messages.into_iter().filter_map(|message| {
        Some(OpenedMessage {
            phone: open(&phone_aad(&message.id), &message.sealed_phone)?,
            text: open(&text_aad(&message.id), &message.sealed_text)?,
            created_ms: message.created_ms,
        })
    });
    Ok(opened.collect())
}

fn phone_aad(id: &str) -> String {
    format!("sms_outbox/{id}/phone")
}

fn text_aad(id: &str) -> String {
    format!("sms_outbox/{id}/text")
}
