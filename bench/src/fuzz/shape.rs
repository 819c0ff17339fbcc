//! Which keys and kinds of values stand where in undamaged input. What is read and not known there would be passed over.

use std::collections::{BTreeMap, BTreeSet};

use policy::compile::{File, Sources};
use serde_json::Value;

use super::unique::is_unique;
use crate::Fault;

/// By place, what undamaged input has there.
#[derive(Default)]
pub(super) struct Shape(BTreeMap<String, Seen>);

#[derive(Default)]
struct Seen {
    kinds: BTreeSet<&'static str>,
    tables: u64,
    /// By key, in how many of the tables it stands.
    keys: BTreeMap<String, u64>,
}

impl Shape {
    pub(super) fn of_folder(sources: &Sources) -> Result<Self, Fault> {
        let mut shape = Self::default();
        for (kind, file) in files(sources) {
            let tree = toml(file).ok_or_else(|| Fault::new(format!("{}: no TOML", file.path)))?;
            shape.learn(&tree, kind);
        }
        Ok(shape)
    }

    pub(super) fn of_pack(text: &str) -> Result<Self, Fault> {
        let mut shape = Self::default();
        shape.learn(&serde_json::from_str(text).map_err(Fault::new)?, "");
        Ok(shape)
    }

    /// Ends with the first part of a folder that stands where undamaged files have none.
    pub(super) fn holds_folder(&self, sources: &Sources) -> Result<(), String> {
        files(sources).try_for_each(|(kind, file)| match toml(file) {
            Some(tree) => self.holds(&tree, kind, false),
            None => Err(format!("{} being TOML", file.path)),
        })
    }

    /// The same of a compiled pack, in which no key may be lacking or stand twice: its writer writes each once.
    pub(super) fn holds_pack(&self, text: &str) -> Result<(), String> {
        let tree: Value = serde_json::from_str(text).map_err(|_| "being JSON".to_owned())?;
        if !is_unique(text) {
            return Err("one of two keys that are the same".to_owned());
        }
        self.holds(&tree, "", true)
    }

    fn learn(&mut self, value: &Value, place: &str) {
        let seen = self.0.entry(place.to_owned()).or_default();
        seen.kinds.insert(kind(value));
        match value {
            Value::Object(entries) => {
                seen.tables += 1;
                for key in entries.keys() {
                    *seen.keys.entry(key.clone()).or_default() += 1;
                }
                for (key, value) in entries {
                    self.learn(value, &below(place, key));
                }
            }
            Value::Array(items) => {
                let place = format!("{place}[]");
                items.iter().for_each(|item| self.learn(item, &place));
            }
            _ => {}
        }
    }

    fn holds(&self, value: &Value, place: &str, all: bool) -> Result<(), String> {
        let Some(seen) = self.0.get(place) else {
            return Err(format!("`{place}`"));
        };
        if !seen.kinds.contains(kind(value)) {
            return Err(format!("`{place}`, of another kind,"));
        }
        match value {
            Value::Object(entries) => {
                let mut always = seen.keys.iter().filter(|(_, count)| **count == seen.tables);
                let lacking = always.find(|(key, _)| !entries.contains_key(*key));
                if let Some((key, _)) = lacking.filter(|_| all && !is_free(place)) {
                    return Err(format!("`{place}.{key}`, which is not there,"));
                }
                let mut each = entries.iter();
                each.try_for_each(|(key, value)| self.holds(value, &below(place, key), all))
            }
            Value::Array(items) => {
                let place = format!("{place}[]");
                items
                    .iter()
                    .try_for_each(|item| self.holds(item, &place, all))
            }
            _ => Ok(()),
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "flag",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "table",
    }
}

/// The place of what a table has under a key.
fn below(place: &str, key: &str) -> String {
    if is_free(place) {
        format!("{place}.*")
    } else {
        format!("{place}.{key}")
    }
}

/// Tables whose keys are content: the sentences of a language.
fn is_free(place: &str) -> bool {
    place.starts_with(".words.")
}

/// The files of a folder with what they are.
fn files(sources: &Sources) -> impl Iterator<Item = (&'static str, &File)> {
    let one = [
        ("documents", &sources.documents),
        ("facts", &sources.facts),
        ("parameters", &sources.parameters),
    ];
    let programmes = sources.programmes.iter().map(|file| ("programme", file));
    let district = sources.district.iter().map(|file| ("district", file));
    one.into_iter().chain(programmes).chain(district)
}

fn toml(file: &File) -> Option<Value> {
    let table: toml::Table = file.text.parse().ok()?;
    serde_json::to_value(table).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_passed_over_is_named() {
        let shape = Shape::of_pack(
            r#"{"a":[{"from":"1","until":null},{"from":"2","until":"3"}],"words":{"zh":{"k":"v"}}}"#,
        )
        .unwrap();
        let holds = |text: &str| shape.holds_pack(text);
        let words = r#""words":{"zh":{"x":"y"}}"#;
        assert!(holds(&format!(r#"{{"a":[{{"from":"9","until":null}}],{words}}}"#)).is_ok());
        for (item, named) in [
            (r#"{"from":"9"}"#, "until"),
            (r#"{"from":"9","until":null,"x":1}"#, ".x"),
            (r#"{"from":9,"until":null}"#, "from"),
            (r#"{"from":"9","until":null,"until":"3"}"#, "two keys"),
        ] {
            let told = holds(&format!(r#"{{"a":[{item}],{words}}}"#)).unwrap_err();
            assert!(told.contains(named), "{item}: {told}");
        }
    }
}
