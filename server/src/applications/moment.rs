//! A moment of a file's past, as somebody asks for it: the number of an event, or an instant.

use domain::Date;
use workflow::loan::LoanEvent;

/// A moment at which the file had begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// How many events had happened, at least one.
    pub events: usize,
    /// The instant, unix milliseconds; that of the last of these events where its number was asked for.
    pub at_ms: i64,
}

/// Why there is nothing to see at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MomentError {
    /// None was named.
    #[error(
        "say which moment: the number of an event, or a time such as 2026-11-24T10:00:00+08:00"
    )]
    Missing,
    /// Neither a number nor a time.
    #[error(
        "that is no moment: give the number of an event, or a time such as 2026-11-24T10:00:00+08:00"
    )]
    Unreadable,
    /// Nothing had happened.
    #[error("the file begins with event 1; before it there is nothing")]
    BeforeBeginning,
    /// It has not come.
    #[error("that has not come yet")]
    InFuture,
}

impl MomentError {
    /// The code on the wire.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "moment_missing",
            Self::Unreadable => "moment_unreadable",
            Self::BeforeBeginning => "moment_before_beginning",
            Self::InFuture => "moment_in_future",
        }
    }
}

impl Moment {
    /// Finds the moment in the log of a file.
    ///
    /// # Errors
    /// Why there is none.
    pub fn read(asked: &str, events: &[LoanEvent], now_ms: i64) -> Result<Self, MomentError> {
        let instants: Vec<i64> = events.iter().map(|event| event.at_ms).collect();
        Self::among(asked, &instants, now_ms)
    }

    /// The same among the instants of the events of any file.
    ///
    /// # Errors
    /// Why there is none.
    pub fn among(asked: &str, instants: &[i64], now_ms: i64) -> Result<Self, MomentError> {
        let asked = asked.trim();
        if asked.is_empty() {
            return Err(MomentError::Missing);
        }
        if asked.bytes().all(|byte| byte.is_ascii_digit()) {
            // What is no number because it is too large is an event that nobody sees.
            let number = asked.parse().unwrap_or(usize::MAX);
            return Self::of_event(number, instants);
        }
        let at_ms = read_rfc3339(asked).ok_or(MomentError::Unreadable)?;
        if at_ms > now_ms {
            return Err(MomentError::InFuture);
        }
        let by_then = instants.iter().take_while(|instant| **instant <= at_ms);
        match by_then.count() {
            0 => Err(MomentError::BeforeBeginning),
            events => Ok(Self { events, at_ms }),
        }
    }

    /// The moment right after an event, from 1.
    fn of_event(number: usize, instants: &[i64]) -> Result<Self, MomentError> {
        if number > instants.len() {
            return Err(MomentError::InFuture);
        }
        let by_then = instants.iter().take(number).copied();
        let at_ms = by_then.max().ok_or(MomentError::BeforeBeginning)?;
        Ok(Self {
            events: number,
            at_ms,
        })
    }

    /// The day on which it is seen.
    #[must_use]
    pub fn day(self) -> Date {
        Date::from_unix_ms_shanghai(self.at_ms)
    }
}

const HOUR_MS: i64 = 3_600_000;
const MINUTE_MS: i64 = 60_000;

/// An instant as RFC 3339 spells it. In an address a plus sign is read as a blank, which is taken for one here.
fn read_rfc3339(text: &str) -> Option<i64> {
    let (day, rest) = text.split_at_checked(10)?;
    let day = Date::parse_iso(day)?;
    let rest = rest.strip_prefix(['T', 't'])?;
    let (time, rest) = rest.split_at_checked(8)?;
    let mut parts = time.split(':').map(two_digits);
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    let (millis, zone) = match rest.strip_prefix('.') {
        Some(rest) => read_fraction(rest)?,
        None => (0, rest),
    };
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    // Midnight in China, eight hours before that of UTC.
    let midnight_ms = day.start_ms_shanghai() + 8 * HOUR_MS;
    let clock_ms = hour * HOUR_MS + minute * MINUTE_MS + second * 1000 + millis;
    Some(midnight_ms + clock_ms - read_offset(zone)?)
}

fn read_fraction(text: &str) -> Option<(i64, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_digit());
    let end = end.unwrap_or(text.len());
    let (digits, zone) = text.split_at_checked(end)?;
    if digits.is_empty() {
        return None;
    }
    let millis: String = digits.chars().chain("00".chars()).take(3).collect();
    Some((millis.parse().ok()?, zone))
}

/// How far a zone is ahead of UTC, in milliseconds.
fn read_offset(zone: &str) -> Option<i64> {
    if matches!(zone, "Z" | "z") {
        return Some(0);
    }
    let (sign, clock) = zone.split_at_checked(1)?;
    let (hour, minute) = clock.split_once(':')?;
    let (hour, minute) = (two_digits(hour)?, two_digits(minute)?);
    if hour > 23 || minute > 59 {
        return None;
    }
    let ahead = hour * HOUR_MS + minute * MINUTE_MS;
    match sign {
        "+" | " " => Some(ahead),
        "-" => Some(-ahead),
        _ => None,
    }
}

fn two_digits(text: &str) -> Option<i64> {
    let is_number = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use workflow::loan::{EventDetail, LoanAction};
    use workflow::{DeviceKind, Role};

    use super::*;

    /// 2026-11-24, ten o'clock in the district.
    const TEN_MS: i64 = 1_795_485_600_000;

    fn event(at_ms: i64) -> LoanEvent {
        LoanEvent {
            action: LoanAction::Submit,
            role: Role::Resident,
            actor_id: "p".into(),
            on_behalf_of: None,
            consent_id: None,
            package_id: None,
            papers: Vec::new(),
            device: DeviceKind::Computer,
            at_ms,
            on: Date::from_unix_ms_shanghai(at_ms),
            idempotency_key: "key".into(),
            detail: EventDetail::None,
        }
    }

    #[test]
    fn an_instant_is_read_in_every_zone() {
        for (text, expected) in [
            ("2026-11-24T10:00:00+08:00", Some(TEN_MS)),
            ("2026-11-24T10:00:00 08:00", Some(TEN_MS)),
            ("2026-11-24T02:00:00Z", Some(TEN_MS)),
            ("2026-11-23t21:00:00-05:00", Some(TEN_MS)),
            ("2026-11-24T10:00:00.5+08:00", Some(TEN_MS + 500)),
            ("2026-11-24T10:00:00.1239+08:00", Some(TEN_MS + 123)),
            ("2026-11-24T10:00:00", None),
            ("2026-11-24", None),
            ("2026-02-30T10:00:00Z", None),
            ("2026-11-24T24:00:00Z", None),
            ("2026-11-24T10:60:00Z", None),
            ("2026-11-24T10:00:0Z", None),
            ("2026-11-24T10:00:00.Z", None),
            ("2026-11-24T10:00:00+0800", None),
            ("2026-11-24T10:00:00*08:00", None),
            ("昨天上午十点钟的时候", None),
        ] {
            assert_eq!(read_rfc3339(text), expected, "{text}");
        }
    }

    #[test]
    fn a_moment_is_an_event_or_an_instant_since_the_first() {
        let events = [event(TEN_MS), event(TEN_MS + 60_000)];
        let now_ms = TEN_MS + 3_600_000;
        let read = |asked: &str| {
            let found = Moment::read(asked, &events, now_ms);
            found.map(|moment| (moment.events, moment.at_ms))
        };
        for (asked, expected) in [
            ("1", Ok((1, TEN_MS))),
            (" 2 ", Ok((2, TEN_MS + 60_000))),
            ("2026-11-24T10:00:00+08:00", Ok((1, TEN_MS))),
            ("2026-11-24T10:30:00+08:00", Ok((2, TEN_MS + 1_800_000))),
            ("", Err(MomentError::Missing)),
            ("  ", Err(MomentError::Missing)),
            ("-1", Err(MomentError::Unreadable)),
            ("1.5", Err(MomentError::Unreadable)),
            ("yesterday", Err(MomentError::Unreadable)),
            ("0", Err(MomentError::BeforeBeginning)),
            (
                "2026-11-24T09:59:59+08:00",
                Err(MomentError::BeforeBeginning),
            ),
            ("3", Err(MomentError::InFuture)),
            ("99999999999999999999999999", Err(MomentError::InFuture)),
            ("2026-11-24T11:00:01+08:00", Err(MomentError::InFuture)),
        ] {
            assert_eq!(read(asked), expected, "{asked}");
        }
        assert_eq!(Moment::read("1", &[], now_ms), Err(MomentError::InFuture));
    }
}
