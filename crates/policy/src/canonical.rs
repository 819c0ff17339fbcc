//! JSON in one form: keys sorted, no spaces. Hashes are taken over it, whatever order a library's maps keep.

use serde_json::Value;

/// The canonical text of a JSON value.
///
/// ```
/// let value = serde_json::json!({ "b": [1, null], "a": "x" });
/// assert_eq!(policy::canonical_json(&value), r#"{"a":"x","b":[1,null]}"#);
/// ```
pub fn canonical_json(value: &Value) -> String {
    let mut out = Writer::default();
    write(value, &mut out);
    out.finish()
}

fn write(value: &Value, out: &mut Writer) {
    match value {
        Value::Array(items) => {
            out.plain("[");
            for item in items {
                write(item, out);
            }
            out.plain("]");
        }
        Value::Object(entries) => {
            let mut sorted: Vec<_> = entries.iter().collect();
            crate::order::sort(&mut sorted, |one, other| one.0 < other.0);
            out.plain("{");
            for (key, item) in sorted {
                out.key(key);
                write(item, out);
            }
            out.plain("}");
        }
        Value::String(words) => out.text(words),
        Value::Number(number) => out.plain(&number.to_string()),
        Value::Bool(holds) => out.flag(*holds),
        Value::Null => out.plain("null"),
    }
}

/// Writes canonical JSON as it goes, without a tree: the browser writes its receipts so, and `serde_json`'s writer with
/// the tables by which it prints floating point numbers (7 KB that no compression touches) stays out of its bundle.
/// The caller keeps keys in order.
#[derive(Default)]
pub(crate) struct Writer(String);

impl Writer {
    pub(crate) fn finish(self) -> String {
        self.0
    }

    /// Opens, closes, or writes a word that needs no quotes.
    pub(crate) fn plain(&mut self, text: &str) {
        if !matches!(text, "}" | "]") {
            self.separate();
        }
        self.0.push_str(text);
    }

    pub(crate) fn key(&mut self, key: &str) {
        self.text(key);
        self.0.push(':');
    }

    pub(crate) fn flag(&mut self, value: bool) {
        self.plain(if value { "true" } else { "false" });
    }

    pub(crate) fn number(&mut self, value: i64) {
        self.plain(&value.to_string());
    }

    /// A text, escaped as `serde_json` does.
    pub(crate) fn text(&mut self, text: &str) {
        self.separate();
        self.0.push('"');
        for sign in text.chars() {
            let escaped = match sign {
                '"' => '"',
                '\\' => '\\',
                '\u{8}' => 'b',
                '\u{c}' => 'f',
                '\n' => 'n',
                '\r' => 'r',
                '\t' => 't',
                '\0'..='\u{1f}' => {
                    self.0.push_str("\\u00");
                    self.0.push(if sign < '\u{10}' { '0' } else { '1' });
                    let digit = char::from_digit(u32::from(sign) % 16, 16);
                    self.0.push(digit.unwrap_or('0'));
                    continue;
                }
                _ => {
                    self.0.push(sign);
                    continue;
                }
            };
            self.0.push('\\');
            self.0.push(escaped);
        }
        self.0.push('"');
    }

    /// Before a value: a comma unless it is the first.
    fn separate(&mut self) {
        if !matches!(self.0.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.0.push(',');
        }
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
            // Keys in order already: whether serde_json sorts them is another crate's choice of features.
            json!({ "": {}, "a\"\n": { "b": [] }, "k:": [{}, [], ""], "l,": "{" }),
        ] {
            let text = canonical_json(&value);
            assert_eq!(text, value.to_string());
            assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        }
    }
}
