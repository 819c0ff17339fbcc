//! Dated values of a parameter.

use api::policy_desk::ParameterValue;
use domain::Date;
use toml_edit::{ArrayOfTables, InlineTable, Item, Table, TableLike, Value};

use super::super::toml_tree::{optional_text, put, tables_mut, text};
use super::Problems;
use crate::problem::ApiError;

const STATUSES: [&str; 3] = ["verified", "secondary", "unconfirmed"];

pub(super) fn set(
    root: &mut dyn TableLike,
    id: &str,
    place: u32,
    new: &ParameterValue,
) -> Result<(), ApiError> {
    check(new, false)?;
    let parameter = find(root, id)?;
    let mut values = tables_mut(parameter, "value");
    let value = index(place)
        .and_then(|place| values.get_mut(place))
        .ok_or_else(no_such_value)?;
    write(*value, new);
    Ok(())
}

/// Adds a value after the last, which ends the day before if it would reach into the new one.
pub(super) fn add(
    root: &mut dyn TableLike,
    id: &str,
    new: &ParameterValue,
) -> Result<(), ApiError> {
    let (from, _) = check(new, true)?;
    let parameter = find(root, id)?;
    if let (Some(last), Some(from)) = (tables_mut(parameter, "value").pop(), from) {
        let until = optional_text(last, "until").and_then(|day| Date::parse_iso(&day));
        if until.is_none_or(|until| until >= from) {
            put(last, "until", from.add_days(-1).to_string().into());
        }
    }
    match parameter.get_mut("value") {
        Some(Item::Value(Value::Array(inline))) => {
            let mut table = InlineTable::new();
            write(&mut table, new);
            inline.push(table);
        }
        Some(Item::ArrayOfTables(long)) => {
            let mut table = Table::new();
            write(&mut table, new);
            long.push(table);
        }
        _ => {
            let (mut all, mut table) = (ArrayOfTables::new(), Table::new());
            write(&mut table, new);
            all.push(table);
            parameter.insert("value", Item::ArrayOfTables(all));
        }
    }
    Ok(())
}

pub(super) fn remove(root: &mut dyn TableLike, id: &str, place: u32) -> Result<(), ApiError> {
    let parameter = find(root, id)?;
    let count = tables_mut(parameter, "value").len();
    let place = index(place)
        .filter(|place| *place < count)
        .ok_or_else(no_such_value)?;
    match parameter.get_mut("value") {
        Some(Item::Value(Value::Array(inline))) => drop(inline.remove(place)),
        Some(Item::ArrayOfTables(long)) => drop(long.remove(place)),
        _ => {}
    }
    Ok(())
}

fn find<'a>(root: &'a mut dyn TableLike, id: &str) -> Result<&'a mut dyn TableLike, ApiError> {
    tables_mut(root, "parameter")
        .into_iter()
        .find(|parameter| text(*parameter, "id") == id)
        .ok_or_else(|| ApiError::invalid_field("/edit/parameter", "unknown"))
}

fn index(place: u32) -> Option<usize> {
    usize::try_from(place).ok()
}

fn no_such_value() -> ApiError {
    ApiError::invalid_field("/edit/place", "unknown")
}

/// Its days, when everything about it is right.
fn check(
    value: &ParameterValue,
    needs_from: bool,
) -> Result<(Option<Date>, Option<Date>), ApiError> {
    let mut problems = Problems::default();
    let mut day = |field, text: &Option<String>| {
        let text = text.as_deref()?;
        let day = Date::parse_iso(text);
        if day.is_none() {
            problems.add(field, "not_a_date");
        }
        day
    };
    let (from, until) = (
        day("value/from", &value.from),
        day("value/until", &value.until),
    );
    if needs_from && value.from.is_none() {
        problems.add("value/from", "required");
    }
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        problems.add("value/until", "before_from");
    }
    if value.value < 0 {
        problems.add("value/value", "negative");
    }
    problems.need("value/document", &value.document);
    problems.need("value/clause", &value.clause);
    if !STATUSES.contains(&value.status.as_str()) {
        problems.add("value/status", "unknown");
    }
    problems.finish().map(|()| (from, until))
}

fn write(table: &mut dyn TableLike, value: &ParameterValue) {
    for (key, day) in [("from", &value.from), ("until", &value.until)] {
        match day {
            Some(day) => put(table, key, day.as_str().into()),
            None => drop(table.remove(key)),
        }
    }
    put(table, "value", value.value.into());
    put(table, "document", value.document.trim().into());
    put(table, "clause", value.clause.trim().into());
    put(table, "status", value.status.as_str().into());
    if value.local_confirm {
        put(table, "local_confirm", true.into());
    } else {
        table.remove("local_confirm");
    }
}
