//! Checks that several kinds of record share.

use serde::Serialize;
use toml::Value;

use super::LoadDefect;

const MAX_ID_CHARACTERS: usize = 64;
const SAMPLE_MARK: &str = "示例";

/// Whether the identifier can stand in an address as it is.
pub(super) fn id(id: &str) -> Option<LoadDefect> {
    let is_good = !id.is_empty()
        && id.len() <= MAX_ID_CHARACTERS
        && id
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    (!is_good).then_some(LoadDefect::BadId)
}

/// Whether flag and name agree on being a sample.
pub(super) fn sample_mark(is_sample: bool, name: &str) -> Option<LoadDefect> {
    (is_sample != name.starts_with(SAMPLE_MARK)).then_some(LoadDefect::NotMarkedSample)
}

/// Whether a text says something.
pub(super) fn text(field: &'static str, text: &str) -> Option<LoadDefect> {
    text.trim()
        .is_empty()
        .then_some(LoadDefect::Empty { field })
}

/// The keys of a TOML table that the type did not take, found by writing the read value back.
///
/// serde's `deny_unknown_fields` would say the same, but on the wire too, where an older page must accept a newer field.
pub(super) fn unknown_keys(raw: &Value, read: &impl Serialize) -> Vec<LoadDefect> {
    let mut keys = Vec::new();
    if let Ok(written) = Value::try_from(read) {
        compare("", raw, &written, &mut keys);
    }
    keys.into_iter()
        .map(|key| LoadDefect::UnknownKey { key })
        .collect()
}

fn compare(path: &str, raw: &Value, written: &Value, keys: &mut Vec<String>) {
    match (raw, written) {
        (Value::Table(raw), Value::Table(written)) => {
            for (key, value) in raw {
                let path = if path.is_empty() {
                    key.clone()
                } else {
                    format!("{path}.{key}")
                };
                match written.get(key) {
                    Some(written) => compare(&path, value, written, keys),
                    None => keys.push(path),
                }
            }
        }
        (Value::Array(raw), Value::Array(written)) => {
            for (value, written) in raw.iter().zip(written) {
                compare(path, value, written, keys);
            }
        }
        _ => {}
    }
}
