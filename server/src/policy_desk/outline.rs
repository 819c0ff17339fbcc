//! The sources as an officer edits them, read as far as they are TOML.

use api::policy_desk::{
    CitationOutline, ConditionOutline, ConditionWords, DocumentOutline, FactOptionOutline,
    FactOutline, ParameterOutline, ParameterValueOutline, PolicyOutline, ProgrammeOutline,
    VersionOutline,
};
use toml_edit::{DocumentMut, Item, TableLike};

use super::subject::{Subject, Texts};
use super::toml_tree::{both, is_true, optional_text, tables, text, texts};

/// The outline of a draft or a pack.
#[must_use]
pub fn outline(subject: &Subject) -> PolicyOutline {
    PolicyOutline {
        version: subject.version(),
        ..read(&subject.texts)
    }
}

fn read(sources: &Texts) -> PolicyOutline {
    let mut outline = PolicyOutline::default();
    for (path, source) in sources {
        let Ok(document) = source.parse::<DocumentMut>() else {
            outline.unreadable.push(path.clone());
            continue;
        };
        let table = document.as_table();
        for parameter in tables(table, "parameter") {
            outline.parameters.push(read_parameter(path, parameter));
        }
        for document in tables(table, "document") {
            outline.documents.push(read_document(document));
        }
        outline
            .facts
            .extend(tables(table, "fact").into_iter().map(read_fact));
        if path.starts_with("programmes/") {
            outline.programmes.push(read_programme(path, table));
        }
    }
    outline
}

fn read_document(document: &dyn TableLike) -> DocumentOutline {
    DocumentOutline {
        id: text(document, "id"),
        title: both(document, "title"),
        number: text(document, "number"),
        issuers: text(document, "issuers"),
        link: text(document, "link"),
        status: text(document, "status"),
        last_verified: optional_text(document, "last_verified"),
        verify_by: optional_text(document, "verify_by"),
    }
}

fn read_fact(fact: &dyn TableLike) -> FactOutline {
    let options = tables(fact, "option").into_iter();
    FactOutline {
        id: text(fact, "id"),
        kind: text(fact, "type"),
        label: both(fact, "label"),
        options: options
            .map(|option| FactOptionOutline {
                id: text(option, "id"),
                label: both(option, "label"),
            })
            .collect(),
    }
}

fn read_parameter(path: &str, parameter: &dyn TableLike) -> ParameterOutline {
    let values = tables(parameter, "value").into_iter();
    ParameterOutline {
        path: path.to_owned(),
        id: text(parameter, "id"),
        unit: text(parameter, "unit"),
        label: both(parameter, "label"),
        values: values
            .map(|value| ParameterValueOutline {
                value: value.get("value").and_then(Item::as_integer),
                from: optional_text(value, "from"),
                until: optional_text(value, "until"),
                document: text(value, "document"),
                clause: text(value, "clause"),
                status: text(value, "status"),
                local_confirm: is_true(value, "local_confirm"),
            })
            .collect(),
    }
}

fn read_programme(path: &str, programme: &dyn TableLike) -> ProgrammeOutline {
    let conditions = tables(programme, "condition").into_iter();
    let versions = tables(programme, "version").into_iter();
    ProgrammeOutline {
        path: path.to_owned(),
        id: text(programme, "id"),
        title: both(programme, "title"),
        conditions: conditions.map(read_condition).collect(),
        versions: versions
            .map(|version| VersionOutline {
                id: optional_text(version, "id").unwrap_or_else(|| text(version, "from")),
                from: text(version, "from"),
                until: optional_text(version, "until"),
                conditions: texts(version, "conditions"),
            })
            .collect(),
    }
}

fn read_condition(condition: &dyn TableLike) -> ConditionOutline {
    let key = text(condition, "key");
    let citations = tables(condition, "cite").into_iter();
    ConditionOutline {
        id: optional_text(condition, "id").unwrap_or_else(|| key.clone()),
        key,
        when: text(condition, "when").trim().to_owned(),
        words: ConditionWords {
            label: both(condition, "label"),
            pass: both(condition, "pass"),
            fail: both(condition, "fail"),
            how: both(condition, "how"),
        },
        citations: citations
            .map(|citation| CitationOutline {
                document: text(citation, "document"),
                clause: text(citation, "clause"),
                status: text(citation, "status"),
                local_confirm: is_true(citation, "local_confirm"),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_sources_are_read_whole() {
        let sources = crate::district::load_policy_sources().unwrap();
        let outline = read(&sources);
        assert_eq!(outline.unreadable, Vec::<String>::new());
        assert!(!outline.documents.is_empty() && !outline.programmes.is_empty());
        for parameter in &outline.parameters {
            assert!(!parameter.id.is_empty() && !parameter.label.zh.is_empty());
            assert!(!parameter.values.is_empty(), "{}", parameter.id);
            for value in &parameter.values {
                assert!(
                    value.value.is_some() && !value.document.is_empty(),
                    "{value:?}"
                );
            }
        }
        for fact in &outline.facts {
            let needs_options = matches!(fact.kind.as_str(), "enum" | "set");
            assert_eq!(needs_options, !fact.options.is_empty(), "{}", fact.id);
            assert!(!fact.label.zh.is_empty(), "{}", fact.id);
        }
        assert!(outline.facts.len() > 40);
        for document in &outline.documents {
            assert!(document.last_verified.is_some(), "{}", document.id);
        }
        for programme in &outline.programmes {
            assert!(!programme.versions.is_empty(), "{}", programme.id);
            for condition in &programme.conditions {
                assert!(!condition.when.is_empty() && !condition.words.label.zh.is_empty());
            }
        }
    }

    #[test]
    fn a_broken_file_is_named_and_the_others_are_read() {
        let sources = Texts::from([
            (
                "parameters.toml".to_owned(),
                "[[parameter]]\nid = \"a\"\nvalue = [{ value = 3, document = \"d\" }]".to_owned(),
            ),
            ("programmes/x.toml".to_owned(), "id = ".to_owned()),
        ]);
        let outline = read(&sources);
        assert_eq!(outline.unreadable, ["programmes/x.toml"]);
        assert_eq!(outline.parameters[0].values[0].value, Some(3));
    }
}
