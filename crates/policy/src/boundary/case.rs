//! Boundary people as entries of a case file, for an officer to confirm.

use std::fmt::Write as _;

use domain::Money;

use super::{BoundaryPerson, Side};
use crate::{Value, Verdict};

/// The people as `[[case]]` entries, each with everything the rule says today.
///
/// ```no_run
/// # fn write(pack: &policy::Pack) -> std::io::Result<()> {
/// let people = policy::boundary::boundary(pack, "startup_loan_individual");
/// std::fs::write("cases/boundary.toml", policy::boundary::to_cases(&people))
/// # }
/// ```
pub fn to_cases(people: &[BoundaryPerson]) -> String {
    let mut text = String::new();
    for person in people {
        if !text.is_empty() {
            text.push('\n');
        }
        write(person, &mut text);
    }
    text
}

fn write(person: &BoundaryPerson, text: &mut String) {
    let edge = &person.edge;
    let side = match edge.side {
        Side::Below => "<",
        Side::At => "=",
        Side::Above => ">",
    };
    let condition = edge.condition.as_deref().unwrap_or("-");
    let name = format!(
        "{} / {condition} / {} {side} {}",
        person.as_of, edge.of, edge.at
    );
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let facts: Vec<String> = person
        .facts
        .iter()
        .map(|(id, value)| format!("{id} = {}", inline(value)))
        .collect();
    let unmet: Vec<String> = person.unmet.iter().map(|id| quoted(id)).collect();
    let verdict = serde_json::to_value(person.verdict).unwrap_or_default();
    let _ = writeln!(text, "[[case]]");
    let _ = writeln!(text, "name = {}", quoted(&name));
    let _ = writeln!(text, "programme = {}", quoted(&person.programme));
    let _ = writeln!(text, "as_of = \"{}\"", person.as_of);
    let _ = writeln!(text, "facts = {{ {} }}", facts.join(", "));
    let _ = writeln!(text, "verdict = {verdict}");
    if let Some(fen) = person.amount_fen {
        let yuan = Value::money(Money::from_fen(fen));
        let _ = writeln!(text, "amount_yuan = {}", inline(&yuan));
    }
    if person.verdict == Verdict::NotEligible {
        let _ = writeln!(text, "failing = [{}]", unmet.join(", "));
    }
}

/// A value as TOML: JSON's texts, numbers and lists are TOML's too.
fn inline(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
