//! Listings column by column.

use domain::Money;
use serde::{Deserialize, Serialize};

use super::numbers::{Numbers, push};
use super::sessions::{Before, SessionColumns, Sessions};
use crate::audience::Audience;
use crate::course::{CourseKind, SkillLevel, TeachingMode};
use crate::listing::{CourseListing, SessionListing};

/// Listings; every text of numbers is as [`super::numbers`] has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ListingColumns {
    /// How many letters of the identifier are those of the one before.
    shared: String,
    /// The other letters of the identifiers.
    ids: Vec<String>,
    titles: Vec<String>,
    /// What is said of many courses alike.
    sorts: Vec<Sort>,
    /// Places in `sorts`.
    sort: String,
    places: Vec<Place>,
    place: String,
    prices_fen: Vec<Money>,
    price: String,
    /// How many classes.
    classes: String,
    /// The first class of each course that has one.
    first: SessionColumns,
    /// The other classes, each told from the one before: mostly alike.
    later: SessionColumns,
}

/// What it is, but for title and price.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Sort {
    kind: CourseKind,
    #[serde(default)]
    trade: Option<String>,
    #[serde(default)]
    level: Option<SkillLevel>,
    is_subsidised: bool,
    #[serde(default)]
    audiences: Vec<Audience>,
    mode: TeachingMode,
    is_sample: bool,
}

/// From whom, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Place {
    provider: String,
    division: String,
}

impl ListingColumns {
    pub(super) fn write<'a>(listings: impl IntoIterator<Item = &'a CourseListing>) -> Self {
        let listings: Vec<&CourseListing> = listings.into_iter().collect();
        let (sorts, sort) = told_once(listings.iter().map(|listing| sort(listing)));
        let (places, place) = told_once(listings.iter().map(|listing| Place {
            provider: listing.provider.clone(),
            division: listing.division.clone(),
        }));
        let (prices_fen, price) = told_once(listings.iter().map(|listing| listing.price_fen));
        let mut columns = Self {
            sorts,
            sort,
            places,
            place,
            prices_fen,
            price,
            ..Self::default()
        };
        let mut before = "";
        for listing in listings {
            let (shared, bytes) = shared_start(before, &listing.id);
            before = &listing.id;
            push(&mut columns.shared, shared);
            let rest = listing.id.get(bytes..).unwrap_or_default();
            columns.ids.push(rest.to_owned());
            columns.titles.push(listing.title.clone());
            columns.push_sessions(&listing.sessions);
        }
        columns
    }

    fn push_sessions(&mut self, sessions: &[SessionListing]) {
        push(&mut self.classes, sessions.len() as u64);
        let Some((first, later)) = sessions.split_first() else {
            return;
        };
        let mut before = self.first.push(first, Before::default());
        for session in later {
            before = self.later.push(session, before);
        }
    }

    /// The listings; none when the columns do not fit together.
    pub(super) fn read(&self) -> Option<Vec<CourseListing>> {
        let mut shared = Numbers::new(&self.shared);
        let mut sort = Numbers::new(&self.sort);
        let mut place = Numbers::new(&self.place);
        let mut price = Numbers::new(&self.price);
        let mut classes = Numbers::new(&self.classes);
        let (mut first, mut later) = (self.first.read(), self.later.read());
        let mut listings: Vec<CourseListing> = Vec::with_capacity(self.ids.len());
        for (rest, title) in self.ids.iter().zip(&self.titles) {
            let before = listings.last().map_or("", |listing| listing.id.as_str());
            let start = start(before, shared.next()?)?;
            let id = [start, rest].concat();
            let sort = sort.next_in(&self.sorts)?;
            let place = place.next_in(&self.places)?;
            listings.push(CourseListing {
                id,
                title: title.clone(),
                kind: sort.kind,
                trade: sort.trade.clone(),
                level: sort.level,
                price_fen: *price.next_in(&self.prices_fen)?,
                is_subsidised: sort.is_subsidised,
                audiences: sort.audiences.clone(),
                provider: place.provider.clone(),
                division: place.division.clone(),
                mode: sort.mode,
                is_sample: sort.is_sample,
                sessions: read_sessions(classes.next()?, &mut first, &mut later)?,
            });
        }
        (listings.len() == self.ids.len()).then_some(listings)
    }
}

fn sort(listing: &CourseListing) -> Sort {
    Sort {
        kind: listing.kind,
        trade: listing.trade.clone(),
        level: listing.level,
        is_subsidised: listing.is_subsidised,
        audiences: listing.audiences.clone(),
        mode: listing.mode,
        is_sample: listing.is_sample,
    }
}

fn read_sessions<'a>(
    count: u64,
    first: &mut Sessions<'a>,
    later: &mut Sessions<'a>,
) -> Option<Vec<SessionListing>> {
    let mut sessions = Vec::new();
    let mut before = Before::default();
    for number in 0..count {
        let from = if number == 0 {
            &mut *first
        } else {
            &mut *later
        };
        let (session, now) = from.next(before)?;
        sessions.push(session);
        before = now;
    }
    Some(sessions)
}

/// Each value once, the most frequent first, and the place of every value among them.
fn told_once<T: Clone + Ord>(values: impl Iterator<Item = T>) -> (Vec<T>, String) {
    let values: Vec<T> = values.collect();
    let mut counts = std::collections::BTreeMap::<&T, usize>::new();
    for value in &values {
        *counts.entry(value).or_default() += 1;
    }
    let mut once: Vec<(&T, usize)> = counts.into_iter().collect();
    once.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let places: std::collections::BTreeMap<&T, u64> = once
        .iter()
        .zip(0..)
        .map(|((value, _), place)| (*value, place))
        .collect();
    let mut column = String::new();
    for value in &values {
        push(&mut column, places.get(value).copied().unwrap_or_default());
    }
    (
        once.into_iter().map(|(value, _)| value.clone()).collect(),
        column,
    )
}

/// How many letters both texts begin with, and how many bytes those are.
fn shared_start(one: &str, other: &str) -> (u64, usize) {
    one.chars()
        .zip(other.chars())
        .take_while(|(one, other)| one == other)
        .fold((0, 0), |(letters, bytes), (letter, _)| {
            (letters + 1, bytes + letter.len_utf8())
        })
}

/// The first letters of a text, if it has so many.
fn start(text: &str, letters: u64) -> Option<&str> {
    let letters = usize::try_from(letters).ok()?;
    match text.char_indices().nth(letters) {
        Some((end, _)) => text.get(..end),
        None => (text.chars().count() == letters).then_some(text),
    }
}
