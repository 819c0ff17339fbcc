//! What would have to change for a yes, and what of it the person can do.

use i18n::t;
use policy::{Change, Counterfactual, Evaluation, FactKind, Pack, Value};
use ui::{
    element::{Element, el},
    link,
};

use super::words::{answer, words};

/// The ways to a yes, easiest first.
pub(super) fn ways(pack: &Pack, found: &[Counterfactual]) -> Option<Element> {
    let lines: Vec<Element> = found.iter().map(|way| line(pack, way)).collect();
    let title = if lines.len() > 1 {
        t::eligibility::way::one_of()
    } else {
        t::eligibility::way::title()
    };
    (!lines.is_empty()).then(|| {
        el("section")
            .child(el("h2").child(title))
            .child(el("ul").class("eligibility__ways").child(lines))
    })
}

/// The first thing of the easiest way, for a card.
pub(super) fn first_step(pack: &Pack, found: &Evaluation) -> String {
    let Some(way) = found.counterfactuals.first() else {
        return String::new();
    };
    let mut steps = way.changes.iter().filter(|change| !change.follows);
    match (steps.next(), from(way)) {
        (Some(change), _) => sentence(pack, change),
        (None, from) => from.unwrap_or_default(),
    }
}

/// From which day, and whether that is all.
fn from(way: &Counterfactual) -> Option<String> {
    let day = way.from.map(i18n::date)?;
    Some(if way.changes.is_empty() {
        t::eligibility::way::time_alone(day)
    } else {
        t::eligibility::way::from(day)
    })
}

fn line(pack: &Pack, way: &Counterfactual) -> Element {
    let steps: Vec<Element> = way
        .changes
        .iter()
        .filter(|change| !change.follows)
        .map(|change| step(pack, change))
        .collect();
    let steps = (!steps.is_empty()).then(|| el("ul").child(steps));
    el("li")
        .class("eligibility__way")
        .child(from(way).map(|from| el("p").child(from)))
        .child(steps)
}

fn step(pack: &Pack, change: &Change) -> Element {
    let courses = courses(change).map(|href| {
        link(href)
            .class("no-print")
            .child(t::eligibility::way::course())
    });
    el("li")
        .child(sentence(pack, change))
        .child(" ")
        .child(courses)
}

/// What to do, with the number or the choice that would be enough.
fn sentence(pack: &Pack, change: &Change) -> String {
    let words = words(pack);
    let text = words.change(change).concat();
    let Some(spec) = pack.fact(&change.fact) else {
        return text;
    };
    let to = || answer(words, spec, &change.to);
    match spec.kind {
        FactKind::Int | FactKind::Money => {
            t::eligibility::way::to(text, answer(words, spec, &change.from), to())
        }
        // Which licence or certificate matters; which of the many lines of business does not.
        FactKind::Choice if spec.id == "business_kind" || spec.id == "certificate_level" => {
            t::eligibility::way::namely(text, to())
        }
        _ => text,
    }
}

/// The courses that help with a change.
fn courses(change: &Change) -> Option<String> {
    let gains = |option: &str| match (&change.from, &change.to) {
        (Value::Set(held), Value::Set(wanted)) => {
            wanted.iter().any(|known| known == option) && !held.iter().any(|known| known == option)
        }
        _ => false,
    };
    let query = match (&*change.fact, &change.to) {
        ("business_kind" | "business_registered_on", _) => "kind=startup",
        ("categories", _) if gains("registered_unemployed") => "audience=registered_unemployed",
        ("online_shop_months" | "online_shop_monthly_sales" | "online_shop_rating_percent", _) => {
            "kind=ecommerce"
        }
        ("in_training" | "training_listed" | "training_days", _) => "subsidised=1",
        ("certificate_level", Value::Text(level)) => {
            return Some(["/courses?level=level_", level].concat());
        }
        _ => return None,
    };
    Some(["/courses?", query].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use policy::Name;

    fn change(fact: &str, from: Value, to: Value) -> Change {
        Change {
            fact: Name::from(fact),
            from,
            to,
            follows: false,
        }
    }

    #[test]
    fn a_change_leads_to_the_courses_that_help_with_it() {
        let no_to_yes = |fact: &str| change(fact, Value::Bool(false), Value::Bool(true));
        let table = [
            (
                change(
                    "business_kind",
                    Value::choice("none"),
                    Value::choice("self_employed"),
                ),
                Some("/courses?kind=startup"),
            ),
            (
                change(
                    "categories",
                    Value::set([]),
                    Value::set(["registered_unemployed"]),
                ),
                Some("/courses?audience=registered_unemployed"),
            ),
            (
                change("categories", Value::set([]), Value::set(["veteran"])),
                None,
            ),
            (
                change(
                    "certificate_level",
                    Value::choice("none"),
                    Value::choice("5"),
                ),
                Some("/courses?level=level_5"),
            ),
            (no_to_yes("training_listed"), Some("/courses?subsidised=1")),
            (no_to_yes("business_operating"), None),
        ];
        for (change, expected) in table {
            assert_eq!(courses(&change).as_deref(), expected, "{change:?}");
        }
    }
}
