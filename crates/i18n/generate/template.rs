//! The text of one message: words with `{name}` for an argument and `{name#one|many}` where English counts.

/// The argument names of a message in order of first appearance, each once.
pub(crate) fn arguments(text: &str) -> Result<Vec<String>, String> {
    let mut names: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        if before.contains('}') {
            return Err("a } without its {".into());
        }
        let (inside, tail) = after.split_once('}').ok_or("a { without its }")?;
        let name = match inside.split_once('#') {
            Some((name, forms)) if forms.split('|').count() == 2 => name,
            Some(_) => return Err(format!("{{{inside}}} needs two forms: {{n#one|many}}")),
            None => inside,
        };
        if !is_identifier(name) {
            return Err(format!(
                "{{{inside}}}: an argument is a word of a-z, 0-9 and _"
            ));
        }
        if !names.iter().any(|known| known == name) {
            names.push(name.into());
        }
        rest = tail;
    }
    if rest.contains('}') {
        Err("a } without its {".into())
    } else {
        Ok(names)
    }
}

/// Whether an argument can be a Rust name.
pub(crate) fn is_identifier(word: &str) -> bool {
    is_key(word) && word.starts_with(|first: char| first.is_ascii_lowercase())
}

/// Whether a word can be part of a key. A code such as `12` may be.
pub(crate) fn is_key(word: &str) -> bool {
    word.starts_with(|first: char| first != '_')
        && word
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
}

#[cfg(test)]
mod tests {
    use super::arguments;

    #[test]
    fn arguments_come_in_order_and_once() {
        let table: &[(&str, &[&str])] = &[
            ("没有", &[]),
            ("第 {day} 天，共 {limit} 天", &["day", "limit"]),
            ("{n} {n#day|days} left", &["n"]),
        ];
        for (text, expected) in table {
            assert_eq!(arguments(text).unwrap(), *expected, "{text}");
        }
    }

    #[test]
    fn broken_templates_are_refused() {
        for text in [
            "还剩 {n",
            "还剩 n}",
            "{}",
            "{N}",
            "{n#one}",
            "{n#a|b|c}",
            "{a} }",
        ] {
            assert!(arguments(text).is_err(), "{text}");
        }
    }
}
