//! The filter in the address of the page.

use std::fmt::Write as _;

use domain::Date;

use super::CourseFilter;
use crate::audience::Audience;
use crate::course::{CourseKind, SkillLevel, TeachingMode, TimeOfDay};
use crate::season::Months;

/// Keys of the query. They are in links people have sent each other: add, do not rename.
mod key {
    pub(super) const TEXT: &str = "q";
    pub(super) const KIND: &str = "kind";
    pub(super) const TRADE: &str = "trade";
    pub(super) const DIVISION: &str = "division";
    pub(super) const FROM: &str = "from";
    pub(super) const UNTIL: &str = "until";
    pub(super) const TIME: &str = "time";
    pub(super) const LEVEL: &str = "level";
    pub(super) const SUBSIDISED: &str = "subsidised";
    pub(super) const AUDIENCE: &str = "audience";
    pub(super) const SEATS: &str = "seats";
    pub(super) const MODE: &str = "mode";
    pub(super) const SEASON: &str = "season";
    pub(super) const NEAR: &str = "near";
}

const YES: &str = "1";

impl CourseFilter {
    /// The query string, without `?`; empty for an empty filter.
    pub fn to_query(&self) -> String {
        let mut query = String::new();
        let mut put = |key: &str, value: &str| {
            if !value.is_empty() {
                if !query.is_empty() {
                    query.push('&');
                }
                query.push_str(key);
                query.push('=');
                percent_encode(value, &mut query);
            }
        };
        put(key::TEXT, &self.text);
        self.kinds
            .iter()
            .for_each(|kind| put(key::KIND, kind.code()));
        self.trades.iter().for_each(|trade| put(key::TRADE, trade));
        self.divisions
            .iter()
            .for_each(|division| put(key::DIVISION, division));
        self.starts_from
            .iter()
            .for_each(|day| put(key::FROM, &day.to_string()));
        self.starts_until
            .iter()
            .for_each(|day| put(key::UNTIL, &day.to_string()));
        self.time_of_day
            .iter()
            .for_each(|time| put(key::TIME, time.code()));
        self.levels
            .iter()
            .for_each(|level| put(key::LEVEL, level.code()));
        if self.subsidised {
            put(key::SUBSIDISED, YES);
        }
        self.audiences
            .iter()
            .for_each(|audience| put(key::AUDIENCE, audience.code()));
        if self.seats_left {
            put(key::SEATS, YES);
        }
        self.mode
            .iter()
            .for_each(|mode| put(key::MODE, mode.code()));
        self.season
            .iter()
            .for_each(|months| put(key::SEASON, &months.to_string()));
        self.near.iter().for_each(|code| put(key::NEAR, code));
        query
    }

    /// The filter a query string asks for, with or without `?`.
    ///
    /// What is not understood is passed over, so that a link from an older or newer portal still opens.
    pub fn from_query(query: &str) -> Self {
        let mut filter = Self::default();
        for pair in query.strip_prefix('?').unwrap_or(query).split('&') {
            if let Some((key, value)) = pair.split_once('=') {
                filter.ask(&percent_decode(key), percent_decode(value));
            }
        }
        filter
    }

    fn ask(&mut self, key: &str, value: String) {
        match key {
            _ if value.is_empty() => {}
            key::TEXT => self.text = value,
            key::KIND => add(&mut self.kinds, CourseKind::from_code(&value)),
            key::TRADE => add(&mut self.trades, Some(value)),
            key::DIVISION => add(&mut self.divisions, Some(value)),
            key::FROM => self.starts_from = Date::parse_iso(&value),
            key::UNTIL => self.starts_until = Date::parse_iso(&value),
            key::TIME => add(&mut self.time_of_day, TimeOfDay::from_code(&value)),
            key::LEVEL => add(&mut self.levels, SkillLevel::from_code(&value)),
            key::SUBSIDISED => self.subsidised = value == YES,
            key::AUDIENCE => add(&mut self.audiences, Audience::from_code(&value)),
            key::SEATS => self.seats_left = value == YES,
            key::MODE => add(&mut self.mode, TeachingMode::from_code(&value)),
            key::SEASON => self.season = Months::from_code(&value),
            key::NEAR => self.near = Some(value),
            _ => {}
        }
    }
}

fn add<T: PartialEq>(values: &mut Vec<T>, value: Option<T>) {
    if let Some(value) = value.filter(|value| !values.contains(value)) {
        values.push(value);
    }
}

fn percent_encode(text: &str, into: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            into.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(into, "%{byte:02X}");
        }
    }
}

/// Decodes `%XX` and `+`; a `%` that begins no code stays as it is, and bytes that are no UTF-8 become U+FFFD.
fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match (byte, after) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, after_code @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high * 16 + low);
                    rest = after_code;
                }
                _ => bytes.push(b'%'),
            },
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::{select, subsequence};

    use super::*;
    use crate::testing::date;

    #[test]
    fn a_filter_reads_as_a_link() {
        let filter = CourseFilter {
            text: "电焊 武南".into(),
            kinds: vec![CourseKind::EmploymentSkill, CourseKind::Farming],
            starts_from: Some(date("2026-12-01")),
            seats_left: true,
            ..CourseFilter::default()
        };
        assert_eq!(
            filter.to_query(),
            "q=%E7%94%B5%E7%84%8A%20%E6%AD%A6%E5%8D%97&kind=employment_skill&kind=farming&from=2026-12-01&seats=1"
        );
        assert_eq!(CourseFilter::default().to_query(), "");
    }

    #[test]
    fn links_are_read_kindly() {
        for (query, expected) in [
            ("", CourseFilter::default()),
            ("?", CourseFilter::default()),
            (
                "?q=%e7%84%8a%E5%B7%A5",
                CourseFilter {
                    text: "焊工".into(),
                    ..CourseFilter::default()
                },
            ),
            (
                "q=焊工",
                CourseFilter {
                    text: "焊工".into(),
                    ..CourseFilter::default()
                },
            ),
            (
                "q=a+b%2Bc",
                CourseFilter {
                    text: "a b+c".into(),
                    ..CourseFilter::default()
                },
            ),
            (
                "q=100%&seats=0",
                CourseFilter {
                    text: "100%".into(),
                    ..CourseFilter::default()
                },
            ),
            (
                "q=%FF",
                CourseFilter {
                    text: "\u{FFFD}".into(),
                    ..CourseFilter::default()
                },
            ),
            (
                "kind=nonsense&from=2026-02-30&other=1&level",
                CourseFilter::default(),
            ),
            ("season=13-2&near=", CourseFilter::default()),
            (
                "kind=startup&kind=startup",
                CourseFilter {
                    kinds: vec![CourseKind::Startup],
                    ..CourseFilter::default()
                },
            ),
        ] {
            assert_eq!(CourseFilter::from_query(query), expected, "{query}");
        }
    }

    fn some_of<T: Copy + std::fmt::Debug + 'static>(
        all: &'static [T],
    ) -> impl Strategy<Value = Vec<T>> {
        subsequence(all.to_vec(), 0..=all.len()).prop_shuffle()
    }

    fn day() -> impl Strategy<Value = Option<Date>> {
        proptest::option::of((0..4000).prop_map(|days| date("2020-02-28").add_days(days)))
    }

    prop_compose! {
        fn filters()(
            text in any::<String>(),
            kinds in some_of(CourseKind::ALL),
            trades in some_of(&["焊工", "电工", "C++ & 100% = \u{1F600}", "a b"]),
            divisions in some_of(&["620602100", "620602001"]),
            (starts_from, starts_until) in (day(), day()),
            time_of_day in some_of(TimeOfDay::ALL),
            levels in some_of(SkillLevel::ALL),
            audiences in some_of(Audience::ALL),
            (subsidised, seats_left) in (select(vec![true, false]), any::<bool>()),
            mode in some_of(TeachingMode::ALL),
            season in proptest::option::of((1_u8..=12, 1_u8..=12)),
            near in proptest::option::of(select(vec!["620602100", "620602001"])),
        ) -> CourseFilter {
            CourseFilter {
                text, kinds, starts_from, starts_until, time_of_day, levels, subsidised, audiences, seats_left, mode,
                trades: trades.into_iter().map(String::from).collect(),
                divisions: divisions.into_iter().map(String::from).collect(),
                season: season.map(|(from, until)| Months { from, until }),
                near: near.map(String::from),
            }
        }
    }

    proptest! {
        #[test]
        fn a_link_keeps_the_whole_filter(filter in filters()) {
            let query = filter.to_query();
            prop_assert!(query.is_ascii());
            prop_assert_eq!(CourseFilter::from_query(&query), filter);
        }

        #[test]
        fn any_text_can_be_read(query in any::<String>()) {
            let read = CourseFilter::from_query(&query);
            prop_assert_eq!(CourseFilter::from_query(&read.to_query()), read);
        }
    }
}
