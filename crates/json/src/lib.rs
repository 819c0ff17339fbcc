//! Reads JSON into any type that serde can read, for the browser.
//!
//! Stricter and smaller than `serde_json`, which stays the writer and the server's reader. An error is a fact without words:
//! what the browser cannot read it can only ask for again, and `serde_json`'s sentences bring the tables that print floating
//! point numbers, seven kilobytes that no compression touches. A struct is an object and never a list; a number is whole,
//! as every number of the contract is.
#![deny(missing_docs)]

mod access;
mod de;
mod text;

use serde::{Deserialize, de::DeserializeOwned};

/// The text is not JSON, or not of the shape asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// Reads one value and nothing after it.
pub fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Unreadable> {
    let mut reader = text::Reader::new(text);
    let value = T::deserialize(&mut reader)?;
    reader.end()?;
    Ok(value)
}

/// A list that is read some items at a time, so that a page can answer in between.
#[derive(Debug)]
pub struct List {
    text: String,
    at: usize,
    is_first: bool,
}

impl List {
    /// Reads nothing yet but that it is a list.
    pub fn new(text: String) -> Result<Self, Unreadable> {
        let mut reader = text::Reader::new(&text);
        reader.expect(b'[')?;
        let at = reader.at();
        Ok(Self {
            text,
            at,
            is_first: true,
        })
    }

    /// The next item; none where the list and its text end.
    pub fn read_next<T: DeserializeOwned>(&mut self) -> Result<Option<T>, Unreadable> {
        let mut reader = text::Reader::new_at(&self.text, self.at);
        let is_first = std::mem::replace(&mut self.is_first, false);
        if !reader.has_more(is_first, b']')? {
            reader.end()?;
            return Ok(None);
        }
        let item = T::deserialize(&mut reader)?;
        self.at = reader.at();
        Ok(Some(item))
    }
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("not the JSON expected")
    }
}

impl std::error::Error for Unreadable {}

impl serde::de::Error for Unreadable {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests;
