//! An expression as an officer writes it, the reverse of [`parse`](super::super::expression::parse).

use crate::compile::expression::{Expression, Sign};

/// The text of an expression.
pub(super) fn spell(expression: &Expression) -> String {
    let two = |one: &Expression, sign: &str, other: &Expression| {
        format!("{} {sign} {}", operand(one), operand(other))
    };
    match expression {
        Expression::Name(name) => name.clone(),
        Expression::Bool(value) => value.to_string(),
        Expression::Int(value) => value.to_string(),
        Expression::Text(text) => format!("\"{text}\""),
        Expression::List(items) => {
            let items: Vec<_> = items.iter().map(spell).collect();
            format!("[{}]", items.join(", "))
        }
        Expression::Not(inner) => format!("!{}", operand(inner)),
        Expression::Negate(inner) => format!("-{}", operand(inner)),
        Expression::And(one, other) => two(one, "&&", other),
        Expression::Or(one, other) => two(one, "||", other),
        Expression::Compare(sign, one, other) => two(one, sign_text(*sign), other),
        Expression::In(one, other) => two(one, "in", other),
        Expression::Add(one, other) => two(one, "+", other),
        Expression::Subtract(one, other) => two(one, "-", other),
        Expression::Multiply(one, other) => two(one, "*", other),
        Expression::Divide(one, other) => two(one, "/", other),
    }
}

fn operand(expression: &Expression) -> String {
    let text = spell(expression);
    match expression {
        Expression::Name(_)
        | Expression::Bool(_)
        | Expression::Int(0..)
        | Expression::Text(_)
        | Expression::List(_) => text,
        _ => format!("({text})"),
    }
}

fn sign_text(sign: Sign) -> &'static str {
    match sign {
        Sign::Equal => "==",
        Sign::NotEqual => "!=",
        Sign::Less => "<",
        Sign::AtMost => "<=",
        Sign::Greater => ">",
        Sign::AtLeast => ">=",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::expression::parse;

    #[test]
    fn what_is_spelt_reads_back_the_same() {
        for text in [
            "a && !b || c",
            "a >= 3 * b - 1 && (x || y) && z",
            "\"x\" in a || !(k in [\"x\", \"y\"])",
            "has(d) && d > -3",
            "a * 2 / 3 + (b - c) <= never",
            "p == true",
        ] {
            let read = parse(text).unwrap();
            assert_eq!(parse(&spell(&read)).unwrap(), read, "{text}");
        }
    }
}
