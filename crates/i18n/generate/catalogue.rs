//! The messages of both languages, checked against each other.

use super::template;
use std::collections::BTreeMap;

/// One file of `locales/<language>/`.
#[derive(Debug)]
pub(crate) struct Source {
    /// The file's name without `.toml`.
    pub(crate) namespace: String,
    /// Where it lies, for complaints.
    pub(crate) path: String,
    /// What it says.
    pub(crate) text: String,
}

/// One file of messages in both languages.
#[derive(Debug)]
pub(crate) struct Namespace {
    /// The module it becomes.
    pub(crate) name: String,
    /// Whether a server's code may be looked up by key at run time.
    pub(crate) is_lookup: bool,
    /// Its messages by dotted key.
    pub(crate) messages: BTreeMap<String, Message>,
}

/// One message in both languages.
#[derive(Debug)]
pub(crate) struct Message {
    /// The words in Chinese, compiled into the bundle.
    pub(crate) chinese: String,
    /// The words in English, fetched on demand.
    pub(crate) english: String,
    /// What both languages take.
    pub(crate) arguments: Vec<String>,
}

struct Parsed {
    path: String,
    is_lookup: bool,
    texts: BTreeMap<String, String>,
}

/// Joins the two languages, or says everything that does not fit.
pub(crate) fn join(chinese: &[Source], english: &[Source]) -> Result<Vec<Namespace>, Vec<String>> {
    let mut problems = Vec::new();
    let chinese = parse_all(chinese, &mut problems);
    let mut english = parse_all(english, &mut problems);
    let mut namespaces = Vec::new();
    for (name, first) in chinese {
        match english.remove(&name) {
            Some(second) => namespaces.push(join_namespace(name, first, second, &mut problems)),
            None => problems.push(format!("{}: locales/en/{name}.toml is missing", first.path)),
        }
    }
    for (name, only) in english {
        problems.push(format!(
            "{}: locales/zh-CN/{name}.toml is missing",
            only.path
        ));
    }
    if problems.is_empty() {
        Ok(namespaces)
    } else {
        Err(problems)
    }
}

fn join_namespace(
    name: String,
    chinese: Parsed,
    mut english: Parsed,
    problems: &mut Vec<String>,
) -> Namespace {
    if chinese.is_lookup != english.is_lookup {
        problems.push(format!(
            "{}: `lookup` differs from {}",
            english.path, chinese.path
        ));
    }
    let mut messages = BTreeMap::new();
    for (key, text) in chinese.texts {
        let arguments = arguments_of(&chinese.path, &key, &text, problems);
        let Some(other) = english.texts.remove(&key) else {
            problems.push(format!("{}: `{key}` is missing", english.path));
            continue;
        };
        let mut theirs = arguments_of(&english.path, &key, &other, problems);
        let mut ours = arguments.clone();
        ours.sort();
        theirs.sort();
        if ours != theirs {
            problems.push(format!(
                "{}: `{key}` takes {theirs:?}, in Chinese {ours:?}",
                english.path
            ));
        }
        if chinese.is_lookup && !arguments.is_empty() {
            problems.push(format!(
                "{}: `{key}` takes arguments, which a lookup cannot give",
                chinese.path
            ));
        }
        if chinese.is_lookup && text.contains('\n') {
            problems.push(format!(
                "{}: `{key}` has more than one line, which a lookup cannot hold",
                chinese.path
            ));
        }
        messages.insert(
            key,
            Message {
                chinese: text,
                english: other,
                arguments,
            },
        );
    }
    for key in english.texts.keys() {
        problems.push(format!("{}: `{key}` has no Chinese message", english.path));
    }
    Namespace {
        name,
        is_lookup: chinese.is_lookup,
        messages,
    }
}

fn arguments_of(path: &str, key: &str, text: &str, problems: &mut Vec<String>) -> Vec<String> {
    template::arguments(text).unwrap_or_else(|complaint| {
        problems.push(format!("{path}: `{key}`: {complaint}"));
        Vec::new()
    })
}

fn parse_all(sources: &[Source], problems: &mut Vec<String>) -> BTreeMap<String, Parsed> {
    let mut all = BTreeMap::new();
    for source in sources {
        match source.text.parse::<toml::Table>() {
            Err(error) => problems.push(format!("{}: {error}", source.path).replace('\n', " ")),
            Ok(mut table) => {
                let is_lookup = table
                    .remove("lookup")
                    .is_some_and(|value| value.as_bool() == Some(true));
                let mut texts = BTreeMap::new();
                flatten(&source.path, "", &table, &mut texts, problems);
                check_name(&source.path, &source.namespace, problems);
                all.insert(
                    source.namespace.clone(),
                    Parsed {
                        path: source.path.clone(),
                        is_lookup,
                        texts,
                    },
                );
            }
        }
    }
    all
}

fn flatten(
    path: &str,
    prefix: &str,
    table: &toml::Table,
    texts: &mut BTreeMap<String, String>,
    problems: &mut Vec<String>,
) {
    for (name, value) in table {
        check_name(path, name, problems);
        let key = if prefix.is_empty() {
            name.clone()
        } else {
            format!("{prefix}.{name}")
        };
        match value {
            toml::Value::String(text) if text.trim().is_empty() => {
                problems.push(format!("{path}: `{key}` is empty"))
            }
            toml::Value::String(text) => {
                texts.insert(key, text.clone());
            }
            toml::Value::Table(inner) => flatten(path, &key, inner, texts, problems),
            _ => problems.push(format!(
                "{path}: `{key}` must be a text or a table of texts"
            )),
        }
    }
}

fn check_name(path: &str, name: &str, problems: &mut Vec<String>) {
    if !template::is_key(name) || matches!(name, "self" | "super" | "crate" | "by_key") {
        problems.push(format!(
            "{path}: `{name}` cannot be a name; use words of a-z, 0-9 and _"
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::{Source, join};

    fn source(text: &str) -> Vec<Source> {
        vec![Source {
            namespace: "apply".into(),
            path: "apply.toml".into(),
            text: text.into(),
        }]
    }

    #[test]
    fn languages_that_agree_are_joined() {
        let joined = join(
            &source("title = \"申请\"\n[error]\nleft = \"还剩 {n} 项\""),
            &source("title = \"Apply\"\n[error]\nleft = \"{n} {n#item|items} left\""),
        )
        .unwrap();
        assert_eq!(joined[0].messages["error.left"].arguments, ["n"]);
        assert_eq!(joined[0].messages["title"].english, "Apply");
    }

    #[test]
    fn every_disagreement_is_named() {
        let table = [
            ("a = \"甲\"", "", "`a` is missing"),
            ("", "a = \"A\"", "no Chinese message"),
            ("a = \"{n} 项\"", "a = \"items\"", "takes"),
            ("a = \"{n\"", "a = \"{n}\"", "without its }"),
            ("A = \"甲\"", "A = \"A\"", "cannot be a name"),
            ("a = 1", "a = 1", "must be a text"),
            ("a = \"\"", "a = \"\"", "is empty"),
            ("a = ", "a = \"A\"", "apply.toml"),
            (
                "lookup = true\na = \"{n}\"",
                "lookup = true\na = \"{n}\"",
                "lookup cannot give",
            ),
            (
                "lookup = true\na = \"甲\\n乙\"",
                "lookup = true\na = \"A\"",
                "more than one line",
            ),
            ("lookup = true\na = \"甲\"", "a = \"A\"", "`lookup` differs"),
        ];
        for (chinese, english, expected) in table {
            let problems = join(&source(chinese), &source(english))
                .unwrap_err()
                .join("\n");
            assert!(
                problems.contains(expected),
                "{chinese} / {english}: {problems}"
            );
        }
        assert!(
            join(&source("a = \"甲\""), &[]).unwrap_err()[0].contains("en/apply.toml is missing")
        );
    }
}
