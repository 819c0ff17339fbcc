//! Reads `facts.json`, and says of every answer that cannot be used what to write instead.

use crate::{
    FactError, FactKind, FactSpec, Facts, Pack,
    compile::{CompileError, File, nearest},
};

pub(super) fn read(pack: &Pack, file: &File) -> Result<Facts, Vec<CompileError>> {
    let facts: Facts = match serde_json::from_str(&file.text) {
        Ok(facts) => facts,
        Err(error) => {
            let message = format!("{error}; write {{ \"fact\": answer, … }}");
            return Err(vec![CompileError {
                line: error.line(),
                ..CompileError::whole(&file.path, &message)
            }]);
        }
    };
    let problems = pack.problems(&facts);
    if problems.is_empty() {
        return Ok(facts);
    }
    let told = problems.into_iter().map(|(id, error)| {
        let instead = match pack.fact(&id) {
            Some(spec) => expected(spec),
            None => {
                let known = pack.facts().iter().map(|spec| &*spec.id);
                format!("did you mean `{}`?", nearest(&id, known))
            }
        };
        CompileError {
            line: line_of(&file.text, &id),
            key: id,
            message: format!("{error} ({}); {instead}", FactError::code(&error)),
            ..CompileError::whole(&file.path, "")
        }
    });
    Err(told.collect())
}

/// The line of a key, from 1; 0 when it is spelt in a way that is not found.
fn line_of(text: &str, id: &str) -> usize {
    let quoted = format!("\"{id}\"");
    let mut lines = text.lines().zip(1..);
    let found = lines.find(|(line, _)| {
        let after = line.split_once(&quoted).map(|(_, after)| after);
        after.is_some_and(|after| after.trim_start().starts_with(':'))
    });
    found.map_or(0, |(_, line)| line)
}

fn expected(spec: &FactSpec) -> String {
    match spec.kind {
        FactKind::Bool => "write true or false".into(),
        FactKind::Int => {
            let (least, most) = spec.int_range();
            format!("write a whole number from {least} to {most}")
        }
        FactKind::Money => {
            let (least, most) = spec.money_range();
            let [least, most] = [least, most].map(crate::Value::money);
            let [least, most] = [least, most].map(|value| json_of(&value));
            format!(
                "write yuan in quotes with at most two decimals, such as \"3000.00\", from {least} to {most}"
            )
        }
        FactKind::Date => {
            let range = spec.date_range();
            let range = range.map_or_else(String::new, |(first, last)| {
                format!(", from {first} to {last}")
            });
            let never = if spec.may_be_never {
                "; \"none\" when it never came"
            } else {
                ""
            };
            format!("write a day such as \"1990-05-06\"{range}{never}")
        }
        FactKind::Choice => format!("write one of {}", options(spec)),
        FactKind::Set => format!("write a list of {}, or [] for none", options(spec)),
    }
}

fn options(spec: &FactSpec) -> String {
    let quoted: Vec<_> = spec
        .options
        .iter()
        .map(|option| format!("\"{option}\""))
        .collect();
    quoted.join(", ")
}

fn json_of(value: &crate::Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_on_its_line() {
        let text = "{\n  \"a\": \"b\",\n  \"b\" : 1\n}";
        assert_eq!(
            [line_of(text, "a"), line_of(text, "b"), line_of(text, "c")],
            [2, 3, 0]
        );
    }
}
