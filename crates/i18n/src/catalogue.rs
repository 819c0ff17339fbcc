//! The one table of words behind every message function.

use std::fmt::{Display, Write};
use std::sync::OnceLock;

static ENGLISH: OnceLock<Vec<&'static str>> = OnceLock::new();

/// Puts the English table in place. False when it belongs to another build or one is there already.
pub(crate) fn install(table: Vec<String>) -> bool {
    if table.first().map(String::as_str) != Some(crate::FINGERPRINT) {
        return false;
    }
    let leaked = table
        .into_iter()
        .map(|text| &*Box::leak(text.into_boxed_str()))
        .collect();
    ENGLISH.set(leaked).is_ok()
}

/// Whether the English table is in place.
pub(crate) fn is_english() -> bool {
    #[cfg(feature = "table")]
    if let Some(is_english) = crate::speak::is_english() {
        return is_english;
    }
    ENGLISH.get().is_some()
}

/// The words of message `number`.
#[inline(never)]
pub(crate) fn pick(number: usize, chinese: &'static str) -> &'static str {
    #[cfg(feature = "table")]
    if let Some(is_english) = crate::speak::is_english() {
        let table = is_english.then_some(crate::speak::ENGLISH);
        let words = table.and_then(|table| table.get(number));
        return words.copied().unwrap_or(chinese);
    }
    ENGLISH
        .get()
        .and_then(|table| table.get(number))
        .copied()
        .unwrap_or(chinese)
}

/// The words of `key`, which are as many lines down in `words` as it is in `keys`; the first of them is message `first`.
#[inline(never)]
pub(crate) fn look_up(
    keys: &str,
    words: &'static str,
    first: usize,
    key: &str,
) -> Option<&'static str> {
    let at = keys.split('\n').position(|known| known == key)?;
    let chinese = words.split('\n').nth(at)?;
    Some(pick(first + at, chinese))
}

/// Puts the values into a message: `{n}` is the value, `{n#one|many}` a form chosen by it.
#[inline(never)]
pub(crate) fn fill(text: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (inside, tail) = after.split_once('}').unwrap_or((after, ""));
        let (name, forms) = inside
            .split_once('#')
            .map_or((inside, None), |(name, forms)| {
                (name, forms.split_once('|'))
            });
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            let start = out.len();
            let _ = write!(out, "{value}");
            if let Some((one, many)) = forms {
                let is_one = out.get(start..) == Some("1");
                out.truncate(start);
                out.push_str(if is_one { one } else { many });
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::{fill, look_up};

    #[test]
    fn values_and_forms_are_put_in() {
        let table = [
            ("没有", 1, "没有"),
            ("还剩 {n} 项", 3, "还剩 3 项"),
            ("{n} {n#item|items} left", 1, "1 item left"),
            ("{n} {n#item|items} left", 12, "12 items left"),
        ];
        for (text, n, expected) in table {
            assert_eq!(fill(text, &[("n", &n)]), expected);
        }
    }

    #[test]
    fn unknown_codes_have_no_words() {
        let found = |key| look_up("a\nb\nbc", "甲\n乙\n丙", 1, key);
        assert_eq!(found("a"), Some("甲"));
        assert_eq!(found("bc"), Some("丙"));
        for unknown in ["c", "", "a\nb", "B"] {
            assert_eq!(found(unknown), None, "{unknown}");
        }
    }
}
