//! `fumin admin outbox`: what the development SMS gateway would have sent.

use domain::Date;
use store::Store;
use vault::Keyring;

use super::super::{CommandError, say};
use crate::sms::outbox;

/// Prints the newest messages first. The gateway that fills the table runs on loopback only, see `config/listening.rs`.
pub(super) fn run(store: &Store, keyring: &Keyring, limit: u32) -> Result<(), CommandError> {
    let messages = outbox::list(store, keyring, limit)
        .map_err(|error| CommandError::Refused(format!("cannot read the outbox: {error}")))?;
    if messages.is_empty() {
        return say("the outbox is empty");
    }
    messages.iter().try_for_each(|message| {
        say(&format!(
            "{}  {}  {}",
            time_of(message.created_ms),
            message.phone,
            message.text
        ))
    })
}

fn time_of(unix_ms: i64) -> String {
    let seconds = (unix_ms + 8 * 3_600_000)
        .div_euclid(1000)
        .rem_euclid(86_400);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!(
        "{} {hour:02}:{minute:02}:{second:02}",
        Date::from_unix_ms_shanghai(unix_ms)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_the_district() {
        assert_eq!(time_of(1_795_485_600_000), "2026-11-24 10:00:00");
    }
}
