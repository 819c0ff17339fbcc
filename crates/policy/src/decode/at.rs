//! A place in the JSON tree that is being read.

use std::cell::Cell;

use domain::Date;
use serde_json::Value;

use crate::Name;

/// A JSON value, the key it was found under, and where the first mistake is kept.
///
/// Reading never stops: what is wrong reads as an empty value and is noted. A `?` at every field would drop half-made
/// structs in as many places, and weigh more than the reading. Each getter is one call with a key, for the same reason.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) value: &'a Value,
    pub(super) key: &'static str,
    pub(super) mistake: &'a Cell<Option<&'static str>>,
}

impl<'a> At<'a> {
    #[inline(never)]
    pub(super) fn wrong(&self) {
        if self.mistake.get().is_none() {
            self.mistake.set(Some(self.key));
        }
    }

    /// Notes a mistake when there is no value.
    fn noted<T>(&self, found: Option<T>) -> Option<T> {
        if found.is_none() {
            self.wrong();
        }
        found
    }

    fn with(&self, value: Option<&'a Value>, key: &'static str) -> At<'a> {
        At {
            value: value.unwrap_or(&Value::Null),
            key,
            ..*self
        }
    }

    #[inline(never)]
    pub(super) fn get(&self, key: &'static str) -> At<'a> {
        self.with(self.value.get(key), key)
    }

    /// Where one of these names stands among them.
    #[inline(never)]
    pub(super) fn one_of(&self, key: &'static str, names: &[&str]) -> usize {
        let at = self.get(key);
        let found = names.iter().position(|name| *name == at.own_text());
        at.noted(found).unwrap_or_default()
    }

    pub(super) fn own_text(&self) -> &'a str {
        self.noted(self.value.as_str()).unwrap_or_default()
    }

    pub(super) fn own_name(&self) -> Name {
        Name::from(self.own_text())
    }

    fn own_int(&self) -> i64 {
        self.noted(self.value.as_i64()).unwrap_or_default()
    }

    fn own_short(&self) -> u32 {
        self.noted(u32::try_from(self.own_int()).ok())
            .unwrap_or_default()
    }

    #[inline(never)]
    pub(super) fn own_place(&self) -> usize {
        self.noted(usize::try_from(self.own_int()).ok())
            .unwrap_or_default()
    }

    #[inline(never)]
    pub(super) fn name(&self, key: &'static str) -> Name {
        self.get(key).own_name()
    }

    #[inline(never)]
    pub(super) fn int(&self, key: &'static str) -> i64 {
        self.get(key).own_int()
    }

    #[inline(never)]
    pub(super) fn optional_int(&self, key: &'static str) -> Option<i64> {
        let at = self.get(key);
        (!at.value.is_null()).then(|| at.own_int())
    }

    #[inline(never)]
    pub(super) fn small(&self, key: &'static str) -> u32 {
        self.get(key).own_short()
    }

    #[inline(never)]
    pub(super) fn flag(&self, key: &'static str) -> bool {
        self.get(key).value.as_bool().unwrap_or(false)
    }

    #[inline(never)]
    pub(super) fn optional_place(&self, key: &'static str) -> Option<usize> {
        let at = self.get(key);
        (!at.value.is_null()).then(|| at.own_place())
    }

    #[inline(never)]
    pub(super) fn date(&self, key: &'static str) -> Option<Date> {
        self.get(key).own_date()
    }

    pub(super) fn own_date(&self) -> Option<Date> {
        if self.value.is_null() {
            return None;
        }
        self.noted(Date::parse_iso(self.own_text()))
    }

    /// The items of a list.
    #[inline(never)]
    pub(super) fn items(&self) -> &'a [Value] {
        self.noted(self.value.as_array()).map_or(&[], Vec::as_slice)
    }

    /// What stands at a place of a list.
    #[inline(never)]
    pub(super) fn item(&self, place: usize) -> At<'a> {
        self.with(self.value.get(place), self.key)
    }

    #[inline(never)]
    pub(super) fn number(&self, place: usize) -> i64 {
        self.item(place).own_int()
    }

    #[inline(never)]
    pub(super) fn short(&self, place: usize) -> u32 {
        self.item(place).own_short()
    }

    pub(super) fn list<T>(&self, key: &'static str, read: fn(&At<'a>) -> T) -> Vec<T> {
        let at = self.get(key);
        let items = at.items().iter();
        items.map(|item| read(&at.with(Some(item), key))).collect()
    }

    /// The sentences of an object, by their keys.
    pub(super) fn entries(&self, mut visit: impl FnMut(&'a str, At<'a>)) {
        for (key, value) in self.noted(self.value.as_object()).into_iter().flatten() {
            visit(key, self.with(Some(value), self.key));
        }
    }
}
