//! JSON in one form: keys sorted, no spaces. Hashes are taken over it, whatever order a library's maps keep.

use serde_json::Value;

/// The canonical text of a JSON value.
///
/// ```
/// let value = serde_json::json!({ "b": [1, null], "a": "x" });
/// assert_eq!(policy::canonical_json(&value), r#"{"a":"x","b":[1,null]}"#);
/// ```
pub fn canonical_json(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Array(items) => {
            text.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                write(item, text);
            }
            text.push(']');
        }
        Value::Object(entries) => {
            let mut sorted: Vec<_> = entries.iter().collect();
            crate::order::sort(&mut sorted, |one, other| one.0 < other.0);
            text.push('{');
            for (place, (key, item)) in sorted.into_iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(key.as_str()).to_string());
                text.push(':');
                write(item, text);
            }
            text.push('}');
        }
        plain => text.push_str(&plain.to_string()),
    }
}

/// SHA-256 of a text, in hexadecimal.
#[cfg(feature = "receipt-hash")]
pub(crate) fn sha256_hex(text: &str) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
