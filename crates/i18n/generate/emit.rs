//! The Rust and JSON made from the joined messages. Both number the messages in the same order.

use super::catalogue::{Message, Namespace};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A module of functions for each namespace, and the fingerprint the fetched table must carry.
pub(crate) fn rust(namespaces: &[Namespace]) -> String {
    let mut number = 0;
    let mut out = format!(
        "const FINGERPRINT: &str = {:?};\n/// One function for each message, one module for each file of `locales/`.\npub mod t {{\n",
        fingerprint(namespaces)
    );
    for namespace in namespaces {
        let mut root = Module::default();
        let first = number + 1;
        for (key, message) in &namespace.messages {
            number += 1;
            root.insert(key, number, message);
        }
        let _ = writeln!(
            out,
            "/// `locales/*/{}.toml`.\npub mod {} {{",
            namespace.name,
            raw(&namespace.name)
        );
        root.emit(&mut out);
        if namespace.is_lookup {
            out.push_str("/// The words of a code that the server sent, if there are any.\n#[must_use]\npub fn by_key(key: &str) -> Option<&'static str> { crate::catalogue::look_up(KEYS, WORDS, FIRST, key) }\n");
            emit_lookup(&mut out, first, namespace);
        }
        out.push_str("}\n");
    }
    out.push_str("}\n");
    emit_by_key(&mut out, namespaces);
    out
}

/// Keys and words as one text each, a line for a message: a table of pointers and lengths weighs two kilobytes more in a bundle.
fn emit_lookup(out: &mut String, first: usize, namespace: &Namespace) {
    let keys: Vec<&str> = namespace.messages.keys().map(String::as_str).collect();
    let words: Vec<&str> = namespace
        .messages
        .values()
        .map(|message| message.chinese.as_str())
        .collect();
    let _ = writeln!(out, "const FIRST: usize = {first};");
    let _ = writeln!(out, "static KEYS: &str = {:?};", keys.join("\n"));
    let _ = writeln!(out, "static WORDS: &str = {:?};", words.join("\n"));
}

fn emit_by_key(out: &mut String, namespaces: &[Namespace]) {
    out.push_str("/// The words of `namespace.key` for namespaces with `lookup = true`. Pulls in every such namespace: a page that knows its namespace calls `t::<namespace>::by_key`.\n#[must_use]\npub fn by_key(key: &str) -> Option<&'static str> {\n");
    out.push_str("    let (namespace, key) = key.split_once('.')?;\n    match namespace {\n");
    for namespace in namespaces.iter().filter(|namespace| namespace.is_lookup) {
        let _ = writeln!(
            out,
            "        {:?} => t::{}::by_key(key),",
            namespace.name,
            raw(&namespace.name)
        );
    }
    out.push_str("        _ => { let _ = key; None }\n    }\n}\n");
}

#[derive(Default)]
struct Module<'a> {
    functions: Vec<(&'a str, usize, &'a Message)>,
    modules: BTreeMap<&'a str, Module<'a>>,
}

impl<'a> Module<'a> {
    fn insert(&mut self, key: &'a str, number: usize, message: &'a Message) {
        match key.split_once('.') {
            Some((module, rest)) => self
                .modules
                .entry(module)
                .or_default()
                .insert(rest, number, message),
            None => self.functions.push((key, number, message)),
        }
    }

    fn emit(&self, out: &mut String) {
        for (name, number, message) in &self.functions {
            emit_function(out, name, *number, message);
        }
        for (name, module) in &self.modules {
            let _ = writeln!(
                out,
                "/// The messages under `{name}`.\npub mod {} {{",
                raw(name)
            );
            module.emit(out);
            out.push_str("}\n");
        }
    }
}

fn emit_function(out: &mut String, name: &str, number: usize, message: &Message) {
    let _ = writeln!(out, "#[doc = {:?}]\n#[must_use]", message.chinese);
    let picked = format!("crate::catalogue::pick({number}, {:?})", message.chinese);
    if message.arguments.is_empty() {
        let _ = writeln!(out, "pub fn {}() -> &'static str {{ {picked} }}", raw(name));
        return;
    }
    let parameters: Vec<String> = message
        .arguments
        .iter()
        .map(|argument| format!("{}: impl core::fmt::Display", raw(argument)))
        .collect();
    let values: Vec<String> = message
        .arguments
        .iter()
        .map(|argument| format!("({argument:?}, &{})", raw(argument)))
        .collect();
    let _ = writeln!(
        out,
        "pub fn {}({}) -> String {{ crate::catalogue::fill({picked}, &[{}]) }}",
        raw(name),
        parameters.join(", "),
        values.join(", ")
    );
}

/// A key as a Rust name; `12` becomes `_12`.
fn raw(name: &str) -> String {
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        format!("_{name}")
    } else {
        format!("r#{name}")
    }
}

/// The English table: its first text is the fingerprint, then every message in order.
pub(crate) fn english_json(namespaces: &[Namespace]) -> String {
    let mut out = format!("[{}", json_text(&fingerprint(namespaces)));
    for message in namespaces
        .iter()
        .flat_map(|namespace| namespace.messages.values())
    {
        let _ = write!(out, ",\n{}", json_text(&message.english));
    }
    out.push_str("]\n");
    out
}

/// The same table for a program that speaks both languages at once.
pub(crate) fn english_rust(namespaces: &[Namespace]) -> String {
    let mut out = format!(
        "/// The English words, by number.\npub(crate) static ENGLISH: &[&str] = &[{:?}",
        fingerprint(namespaces)
    );
    for message in namespaces
        .iter()
        .flat_map(|namespace| namespace.messages.values())
    {
        let _ = write!(out, ",\n{:?}", message.english);
    }
    out.push_str("];\n");
    out
}

fn json_text(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            control if control < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// FNV-1a over the keys: a table of another build numbers its messages differently and must not be used.
fn fingerprint(namespaces: &[Namespace]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let keys = namespaces.iter().flat_map(|namespace| {
        namespace
            .messages
            .keys()
            .map(move |key| format!("{}.{key}\n", namespace.name))
    });
    for byte in keys.flat_map(String::into_bytes) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::super::catalogue::{Source, join};
    use super::{english_json, json_text, rust};

    #[test]
    fn functions_take_what_the_message_takes() {
        let source = |text: &str| {
            vec![Source {
                namespace: "apply".into(),
                path: String::new(),
                text: text.into(),
            }]
        };
        let joined = join(
            &source("lookup = true\n[type]\nreturn = \"退回\"\nappeal = \"申诉\""),
            &source("lookup = true\n[type]\nreturn = \"Sent \\\"back\\\"\"\nappeal = \"Appeal\""),
        )
        .unwrap();
        let code = rust(&joined);
        for expected in [
            "pub mod r#apply",
            "pub mod r#type",
            "pub fn r#return() -> &'static str",
            "FIRST: usize = 1;",
            "KEYS: &str = \"type.appeal\\ntype.return\";",
            "WORDS: &str = \"申诉\\n退回\";",
        ] {
            assert!(code.contains(expected), "{expected} in {code}");
        }
        assert!(super::english_rust(&joined).ends_with(",\n\"Sent \\\"back\\\"\"];\n"));
        assert!(english_json(&joined).ends_with(",\n\"Sent \\\"back\\\"\"]\n"));
    }

    #[test]
    fn json_text_escapes_what_json_needs() {
        assert_eq!(json_text("a\"\\\n"), "\"a\\\"\\\\\\u000a\"");
    }
}
