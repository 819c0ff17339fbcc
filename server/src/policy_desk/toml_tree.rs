//! Reading TOML as a tree that keeps its formatting: tables whether they are written long or inline.

use api::policy_desk::BothLanguages;
use toml_edit::{Item, TableLike, Value};

/// The tables of an array, written as `[[x]]` or as `x = [{…}]`.
pub(super) fn tables<'a>(parent: &'a dyn TableLike, key: &str) -> Vec<&'a dyn TableLike> {
    match parent.get(key) {
        Some(Item::ArrayOfTables(long)) => {
            long.iter().map(|table| table as &dyn TableLike).collect()
        }
        Some(Item::Value(Value::Array(inline))) => inline
            .iter()
            .filter_map(Value::as_inline_table)
            .map(|table| table as &dyn TableLike)
            .collect(),
        _ => Vec::new(),
    }
}

/// The same, to change.
pub(super) fn tables_mut<'a>(
    parent: &'a mut dyn TableLike,
    key: &str,
) -> Vec<&'a mut dyn TableLike> {
    match parent.get_mut(key) {
        Some(Item::ArrayOfTables(long)) => long
            .iter_mut()
            .map(|table| table as &mut dyn TableLike)
            .collect(),
        Some(Item::Value(Value::Array(inline))) => inline
            .iter_mut()
            .filter_map(Value::as_inline_table_mut)
            .map(|table| table as &mut dyn TableLike)
            .collect(),
        _ => Vec::new(),
    }
}

/// A text; empty when it is not there or no text. Dates may be written as dates.
pub(super) fn text(table: &dyn TableLike, key: &str) -> String {
    optional_text(table, key).unwrap_or_default()
}

/// A text, if it is there.
pub(super) fn optional_text(table: &dyn TableLike, key: &str) -> Option<String> {
    let value = table.get(key)?.as_value()?;
    match value {
        Value::String(text) => Some(text.value().clone()),
        Value::Datetime(date) => Some(date.value().to_string()),
        _ => None,
    }
}

/// The texts of an array.
pub(super) fn texts(table: &dyn TableLike, key: &str) -> Vec<String> {
    let array = table.get(key).and_then(Item::as_array);
    let values = array.into_iter().flat_map(toml_edit::Array::iter);
    values
        .filter_map(|value| value.as_str().map(str::to_owned))
        .collect()
}

pub(super) fn is_true(table: &dyn TableLike, key: &str) -> bool {
    table.get(key).and_then(Item::as_bool).unwrap_or_default()
}

/// `{ zh = …, en = … }`.
pub(super) fn both(table: &dyn TableLike, key: &str) -> BothLanguages {
    let Some(inner) = table.get(key).and_then(Item::as_table_like) else {
        return BothLanguages::default();
    };
    BothLanguages {
        zh: text(inner, "zh"),
        en: text(inner, "en"),
    }
}

/// Sets a value. What was there keeps its comment, and stays as it was written when it means the same.
pub(super) fn put(table: &mut dyn TableLike, key: &str, new: Value) {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) if means_the_same(old, &new) => {}
        Some(old) => {
            let decor = old.decor().clone();
            *old = new;
            *old.decor_mut() = decor;
        }
        None => {
            table.insert(key, Item::Value(new));
        }
    }
}

fn means_the_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::String(one), Value::String(other)) => one.value() == other.value(),
        (Value::Integer(one), Value::Integer(other)) => one.value() == other.value(),
        (Value::Boolean(one), Value::Boolean(other)) => one.value() == other.value(),
        _ => false,
    }
}
