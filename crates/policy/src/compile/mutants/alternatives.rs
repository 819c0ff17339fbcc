//! What an expression could have been by a slip of the pen.

use serde::Serialize;
use toml::Spanned;

use super::spell::spell;
use crate::compile::expression::{Expression, Sign};

/// A kind of small change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MutantKind {
    /// A number compared with, one more or one less.
    Threshold,
    /// `<` for `<=`, `>` for `>=`, `==` for `!=`, and back.
    Comparison,
    /// A condition, a part of one, or a line of an amount left out.
    Dropped,
    /// `&&` for `||`, and back.
    AndOr,
    /// A negation dropped or added.
    Negation,
    /// An option of a list left out.
    Element,
    /// An amount, one yuan or one unit more or less, or without its cap.
    Amount,
    /// The first or the last day, a day earlier or later.
    Date,
}

/// An expression with one thing changed.
#[derive(Clone, Debug)]
pub(super) struct Alternative {
    pub(super) kind: MutantKind,
    /// The part that changed, as it was.
    pub(super) before: String,
    /// The part that changed, as it is.
    pub(super) after: String,
    pub(super) whole: Expression,
}

impl Alternative {
    fn new(kind: MutantKind, before: &Expression, after: Expression) -> Self {
        Self::of(kind, before, Some(after))
    }

    /// A change; nothing after it is something left out.
    pub(super) fn of(kind: MutantKind, before: &Expression, after: Option<Expression>) -> Self {
        Self {
            kind,
            before: spell(before),
            after: after.as_ref().map_or_else(String::new, spell),
            whole: after.unwrap_or(Expression::Bool(true)),
        }
    }

    /// The expression as a text in the place of another.
    pub(super) fn respelt(&self, text: &Spanned<String>) -> Spanned<String> {
        Spanned::new(text.span(), spell(&self.whole))
    }

    /// The same change inside a larger expression.
    fn inside(self, wrap: impl FnOnce(Box<Expression>) -> Expression) -> Self {
        Self {
            whole: wrap(Box::new(self.whole)),
            ..self
        }
    }
}

type Pair = fn(Box<Expression>, Box<Expression>) -> Expression;

/// The changes of an expression that is true or false.
pub(super) fn of_truth(expression: &Expression, names: &Names<'_>) -> Vec<Alternative> {
    use Expression as E;
    let mut found = Vec::new();
    let mut change = |kind, after| found.push(Alternative::new(kind, expression, after));
    match expression {
        E::And(one, other) => {
            change(MutantKind::Dropped, (**one).clone());
            change(MutantKind::Dropped, (**other).clone());
            change(MutantKind::AndOr, E::Or(one.clone(), other.clone()));
            found.extend(in_both(one, other, E::And, |part| of_truth(part, names)));
        }
        E::Or(one, other) => {
            change(MutantKind::Dropped, (**one).clone());
            change(MutantKind::Dropped, (**other).clone());
            change(MutantKind::AndOr, E::And(one.clone(), other.clone()));
            found.extend(in_both(one, other, E::Or, |part| of_truth(part, names)));
        }
        E::Not(inner) => {
            change(MutantKind::Negation, (**inner).clone());
            // The negation of a name or a membership inside would undo this one.
            let inside = of_truth(inner, names).into_iter();
            let inside = inside.filter(|other| other.whole != *expression);
            found.extend(inside.map(|other| other.inside(E::Not)));
        }
        E::Compare(sign, one, other) => found.extend(comparison(*sign, one, other, names)),
        E::In(one, list) => {
            change(MutantKind::Negation, E::Not(Box::new(expression.clone())));
            if let E::List(items) = &**list
                && items.len() > 1
            {
                for place in 0..items.len() {
                    let mut fewer = items.clone();
                    fewer.remove(place);
                    let fewer = E::In(one.clone(), Box::new(E::List(fewer)));
                    found.push(Alternative::new(MutantKind::Element, expression, fewer));
                }
            }
        }
        E::Name(_) => change(MutantKind::Negation, E::Not(Box::new(expression.clone()))),
        _ => {}
    }
    found
}

fn comparison(
    sign: Sign,
    one: &Expression,
    other: &Expression,
    names: &Names<'_>,
) -> Vec<Alternative> {
    use Expression as E;
    let whole = E::Compare(sign, Box::new(one.clone()), Box::new(other.clone()));
    let turned = match sign {
        Sign::Equal => Sign::NotEqual,
        Sign::NotEqual => Sign::Equal,
        Sign::Less => Sign::AtMost,
        Sign::AtMost => Sign::Less,
        Sign::Greater => Sign::AtLeast,
        Sign::AtLeast => Sign::Greater,
    };
    let pair = |sign| E::Compare(sign, Box::new(one.clone()), Box::new(other.clone()));
    let mut found = vec![Alternative::new(
        MutantKind::Comparison,
        &whole,
        pair(turned),
    )];
    let is_text = |side: &E| matches!(side, E::Text(_) | E::Bool(_));
    if is_text(one) || is_text(other) {
        return found;
    }
    for step in [1, -1] {
        let moved = E::Compare(
            sign,
            Box::new(one.clone()),
            Box::new(stepped(other.clone(), step)),
        );
        found.push(Alternative::new(MutantKind::Threshold, &whole, moved));
    }
    // A side that is one number was moved above.
    let is_plain = |side: &E| matches!(side, E::Name(_) | E::Int(_));
    let inside = |side: &E| match side {
        plain if is_plain(plain) => Vec::new(),
        sum => of_number(sum, names, MutantKind::Threshold),
    };
    let whole = |one, other| E::Compare(sign, one, other);
    found.extend(in_both(one, other, whole, inside));
    found
}

/// The changes of an expression that is a number: each number and each parameter in it, one more and one less.
pub(super) fn of_number(
    expression: &Expression,
    names: &Names<'_>,
    kind: MutantKind,
) -> Vec<Alternative> {
    use Expression as E;
    let inside = |part: &E| of_number(part, names, kind);
    let both = |one: &E, other: &E, pair: Pair| in_both(one, other, pair, inside);
    match expression {
        E::Int(_) => steps(expression, 1, kind),
        E::Name(name) => match names.step(name) {
            Some(step) => steps(expression, step, kind),
            None => Vec::new(),
        },
        E::Negate(inner) => {
            let found = of_number(inner, names, kind).into_iter();
            found.map(|other| other.inside(E::Negate)).collect()
        }
        E::Add(one, other) => both(one, other, E::Add),
        E::Subtract(one, other) => both(one, other, E::Subtract),
        E::Multiply(one, other) => both(one, other, E::Multiply),
        E::Divide(one, other) => both(one, other, E::Divide),
        _ => Vec::new(),
    }
}

fn steps(number: &Expression, step: i64, kind: MutantKind) -> Vec<Alternative> {
    let moved = [step, -step].map(|step| stepped(number.clone(), step));
    moved
        .map(|moved| Alternative::new(kind, number, moved))
        .into()
}

/// A number moved by a step.
fn stepped(number: Expression, step: i64) -> Expression {
    match number {
        Expression::Int(value) => Expression::Int(value.saturating_add(step)),
        other if step < 0 => {
            Expression::Subtract(Box::new(other), Box::new(Expression::Int(-step)))
        }
        other => Expression::Add(Box::new(other), Box::new(Expression::Int(step))),
    }
}

/// The changes of either side of a pair.
fn in_both(
    one: &Expression,
    other: &Expression,
    pair: impl Fn(Box<Expression>, Box<Expression>) -> Expression,
    inside: impl Fn(&Expression) -> Vec<Alternative>,
) -> Vec<Alternative> {
    let left = inside(one).into_iter();
    let left = left.map(|found| found.inside(|one| pair(one, Box::new(other.clone()))));
    let right = inside(other).into_iter();
    let right = right.map(|found| found.inside(|other| pair(Box::new(one.clone()), other)));
    left.chain(right).collect()
}

/// Which names are parameters, and by how much the value of each is moved.
pub(super) struct Names<'a> {
    pub(super) steps: &'a dyn Fn(&str) -> Option<i64>,
}

impl Names<'_> {
    fn step(&self, name: &str) -> Option<i64> {
        (self.steps)(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::expression::parse;

    fn changed(text: &str) -> Vec<String> {
        let names = Names {
            steps: &|name| (name == "cap").then_some(100),
        };
        let found = of_truth(&parse(text).unwrap(), &names);
        found.into_iter().map(|other| spell(&other.whole)).collect()
    }

    #[test]
    fn every_slip_is_made_once() {
        assert_eq!(changed("a < 3"), ["a <= 3", "a < 4", "a < 2"]);
        assert_eq!(
            changed("!a && k == \"x\""),
            [
                "!a",
                "k == \"x\"",
                "(!a) || (k == \"x\")",
                "a && (k == \"x\")",
                "(!a) && (k != \"x\")"
            ]
        );
        assert_eq!(
            changed("k in [\"x\", \"y\"]"),
            ["!(k in [\"x\", \"y\"])", "k in [\"y\"]", "k in [\"x\"]"]
        );
        assert_eq!(changed("!(\"x\" in s)"), ["\"x\" in s"]);
        assert_eq!(
            changed("a * 2 >= cap * b"),
            [
                "(a * 2) > (cap * b)",
                "(a * 2) >= ((cap * b) + 1)",
                "(a * 2) >= ((cap * b) - 1)",
                "(a * 3) >= (cap * b)",
                "(a * 1) >= (cap * b)",
                "(a * 2) >= ((cap + 100) * b)",
                "(a * 2) >= ((cap - 100) * b)",
            ]
        );
    }
}
