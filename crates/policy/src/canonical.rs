//! JSON in one form: keys sorted, no spaces. Hashes are taken over it, whatever order a library's maps keep.

use serde_json::{Number, Value};

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
                quote(key, text);
                text.push(':');
                write(item, text);
            }
            text.push('}');
        }
        Value::String(words) => quote(words, text),
        Value::Number(number) => text.push_str(&digits(number)),
        Value::Bool(holds) => text.push_str(if *holds { "true" } else { "false" }),
        Value::Null => text.push_str("null"),
    }
}

/// A string in quotes, escaped as `serde_json` does it; asking that for the text would bring the tables by which it prints
/// floating point numbers, seven kilobytes that every resident downloads.
fn quote(words: &str, text: &mut String) {
    text.push('"');
    for sign in words.chars() {
        match sign {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\u{c}' => text.push_str("\\f"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            control if u32::from(control) < 0x20 => {
                text.push_str("\\u00");
                for shift in [4, 0] {
                    let nibble = u32::from(control) >> shift & 0xf;
                    text.extend(char::from_digit(nibble, 16));
                }
            }
            plain => text.push(plain),
        }
    }
    text.push('"');
}

/// A whole number, as all of a pack and of a receipt are.
fn digits(number: &Number) -> String {
    match (number.as_i64(), number.as_u64()) {
        (Some(whole), _) => whole.to_string(),
        (None, Some(whole)) => whole.to_string(),
        (None, None) => fraction(number),
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn fraction(number: &Number) -> String {
    number.to_string()
}

// The browser's reader refuses fractions, and no receipt has one.
#[cfg(target_arch = "wasm32")]
fn fraction(_: &Number) -> String {
    String::from("null")
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

#[cfg(test)]
mod tests {
    use super::canonical_json;
    use serde_json::{Value, json};

    #[test]
    fn every_value_reads_as_serde_json_writes_it() {
        let letters: String = (0..0x180).filter_map(char::from_u32).collect();
        for value in [
            json!(letters),
            json!("凉州区\u{2028}😀"),
            json!([0, -1, i64::MIN, u64::MAX, 1.5, true, false, null]),
            json!({ "a\"\n": { "b": [] } }),
            json!({ "": {} }),
        ] {
            let text = canonical_json(&value);
            assert_eq!(text, value.to_string());
            assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        }
    }
}
