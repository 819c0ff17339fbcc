//! The small subset of CEL that rules are written in, as a tree of our own.

use cel::{
    Program,
    common::ast::{Expr, IdedExpr, LiteralValue, operators},
};

/// A comparison sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expression {
    Name(String),
    Bool(bool),
    Int(i64),
    Text(String),
    List(Vec<Expression>),
    Not(Box<Expression>),
    And(Box<Expression>, Box<Expression>),
    Or(Box<Expression>, Box<Expression>),
    Compare(Sign, Box<Expression>, Box<Expression>),
    In(Box<Expression>, Box<Expression>),
    Negate(Box<Expression>),
    Add(Box<Expression>, Box<Expression>),
    Subtract(Box<Expression>, Box<Expression>),
    Multiply(Box<Expression>, Box<Expression>),
    Divide(Box<Expression>, Box<Expression>),
}

/// `has(x)` asks whether a date ever came. CEL keeps `has` for fields, so it is read as a comparison.
pub(crate) fn spell_has(text: &str) -> String {
    let mut spelled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("has(") {
        let Some((name, tail)) = after.split_once(')') else {
            break;
        };
        let continues_a_word = before
            .chars()
            .last()
            .is_some_and(|sign| sign.is_alphanumeric() || sign == '_');
        if continues_a_word {
            spelled.push_str(before);
            spelled.push_str("has(");
            rest = after;
            continue;
        }
        spelled.push_str(before);
        spelled.push_str(&format!("({} != never)", name.trim()));
        rest = tail;
    }
    spelled.push_str(rest);
    spelled
}

pub(crate) fn parse(text: &str) -> Result<Expression, String> {
    let program = Program::compile(&spell_has(text)).map_err(|errors| {
        let first = errors.to_string();
        format!(
            "is no expression: {}",
            first.lines().next().unwrap_or_default()
        )
    })?;
    tree(program.expression())
}

fn tree(expression: &IdedExpr) -> Result<Expression, String> {
    match &expression.expr {
        Expr::Ident(name) => Ok(Expression::Name(name.clone())),
        Expr::Literal(LiteralValue::Boolean(value)) => Ok(Expression::Bool(*value.inner())),
        Expr::Literal(LiteralValue::Int(value)) => Ok(Expression::Int(*value.inner())),
        Expr::Literal(LiteralValue::String(value)) => {
            Ok(Expression::Text(value.inner().to_owned()))
        }
        Expr::List(list) => Ok(Expression::List(
            list.elements.iter().map(tree).collect::<Result<_, _>>()?,
        )),
        Expr::Call(call) => {
            let mut operands = call.target.iter().map(|target| &**target).chain(&call.args);
            let name = call.func_name.as_str();
            match (operands.next(), operands.next(), operands.next()) {
                (Some(one), None, None) => unary(name, tree(one)?),
                (Some(one), Some(other), None) => binary(name, tree(one)?, tree(other)?),
                _ => Err(not_ours(name)),
            }
        }
        _ => Err(not_ours("this")),
    }
}

fn unary(name: &str, one: Expression) -> Result<Expression, String> {
    let one = Box::new(one);
    Ok(match name {
        operators::LOGICAL_NOT => Expression::Not(one),
        operators::NEGATE => Expression::Negate(one),
        _ => return Err(not_ours(name)),
    })
}

fn binary(name: &str, one: Expression, other: Expression) -> Result<Expression, String> {
    let (one, other) = (Box::new(one), Box::new(other));
    let compare = |sign| Ok(Expression::Compare(sign, one.clone(), other.clone()));
    match name {
        operators::EQUALS => compare(Sign::Equal),
        operators::NOT_EQUALS => compare(Sign::NotEqual),
        operators::LESS => compare(Sign::Less),
        operators::LESS_EQUALS => compare(Sign::AtMost),
        operators::GREATER => compare(Sign::Greater),
        operators::GREATER_EQUALS => compare(Sign::AtLeast),
        operators::LOGICAL_AND => Ok(Expression::And(one, other)),
        operators::LOGICAL_OR => Ok(Expression::Or(one, other)),
        operators::IN => Ok(Expression::In(one, other)),
        operators::ADD => Ok(Expression::Add(one, other)),
        operators::SUBSTRACT => Ok(Expression::Subtract(one, other)),
        operators::MULTIPLY => Ok(Expression::Multiply(one, other)),
        operators::DIVIDE => Ok(Expression::Divide(one, other)),
        _ => Err(not_ours(name)),
    }
}

fn not_ours(name: &str) -> String {
    format!(
        "uses `{name}`; write with && || ! == != < <= > >= in + - * / has(x), names, numbers and \"texts\" only"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_subset_and_nothing_else() {
        for text in [
            "a && !b || c",
            "a >= 3 * b - 1",
            "\"x\" in a",
            "k in [\"x\", \"y\"]",
            "has(d) && d > 3",
            "-a < 2",
        ] {
            assert!(parse(text).is_ok(), "{text}: {:?}", parse(text));
        }
        for text in [
            "a ? b : c",
            "a.b",
            "size(a) > 1",
            "a.exists(x, x)",
            "1.5 < a",
            "a &&",
            "{}",
            "a % 2 == 0",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn spells_has_as_a_comparison() {
        assert_eq!(
            spell_has("has(a) && !has( b )"),
            "(a != never) && !(b != never)"
        );
        assert_eq!(spell_has("xhas(a)"), "xhas(a)");
    }
}
