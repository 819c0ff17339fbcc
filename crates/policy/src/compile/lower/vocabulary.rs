//! Mistakes in the facts and in what is derived from them.

use toml::Spanned;

use crate::compile::{
    CompileError,
    source::{DerivedSource, FactSource, Kind, Parsed, ScheduleSource, SpanSource, bound},
};

pub(super) fn mistakes(parsed: &Parsed<'_>) -> Vec<CompileError> {
    let mut errors = Vec::new();
    let mut refuse = |kind: &str, id: &Spanned<String>, at: &Spanned<String>, message: String| {
        let key = format!("{kind}.{}", id.as_ref());
        let file = parsed.facts_file;
        errors.push(file.error(at.span().start, &key, message));
    };
    for (place, fact) in parsed.facts.iter().enumerate() {
        if place >= 128 {
            let message = "is the 129th fact; 128 fit".to_owned();
            refuse("fact", &fact.id, &fact.id, message);
        }
        for (at, message) in of_fact(parsed, fact) {
            refuse("fact", &fact.id, at, message);
        }
    }
    for derived in &parsed.derived {
        for (at, message) in of_derived(parsed, derived) {
            refuse("derived", &derived.id, at, message);
        }
    }
    errors
}

type Mistakes<'a> = Vec<(&'a Spanned<String>, String)>;

fn of_fact<'a>(parsed: &'a Parsed<'_>, fact: &'a FactSource) -> Mistakes<'a> {
    let mut found: Mistakes<'a> = Vec::new();
    if parsed.parameters.contains_key(fact.id.as_ref()) {
        found.push((&fact.id, "is also a parameter; rename one".into()));
    }
    if fact.option.len() > 60 {
        found.push((&fact.id, "has more than 60 options; 60 fit".into()));
    }
    let read = |name: &str, written| {
        bound(fact.kind, written).map_err(|error| format!("has a `{name}` that is none: {error}"))
    };
    match (
        read("min", fact.min.as_ref()),
        read("max", fact.max.as_ref()),
    ) {
        (Ok(Some(min)), Ok(Some(max))) if min > max => {
            found.push((&fact.id, "has its `min` above its `max`; swap them".into()));
        }
        (min, max) => {
            let unread = min.err().into_iter().chain(max.err());
            found.extend(unread.map(|message| (&fact.id, message)));
        }
    }
    if let Some(other) = &fact.moves_with {
        found.extend(moving(parsed, fact, other).map(|message| (other, message)));
    }
    found
}

/// What is wrong with a fact that moves another: no such number, or a circle.
fn moving(parsed: &Parsed<'_>, fact: &FactSource, other: &Spanned<String>) -> Option<String> {
    let find = |id: &str| parsed.facts.iter().find(|known| known.id.as_ref() == id);
    let moved = find(other.as_ref()).filter(|moved| moved.kind == Kind::Int);
    let Some(moved) = moved.filter(|_| fact.kind == Kind::Int) else {
        return Some(
            "moves with something that is no whole number; name a fact of type int".into(),
        );
    };
    let (mut at, mut steps) = (moved, 0);
    while let Some(next) = at.moves_with.as_ref().and_then(|next| find(next.as_ref())) {
        steps += 1;
        if next.id.as_ref() == fact.id.as_ref() || steps > parsed.facts.len() {
            return Some("moves with itself, round in a circle; take one `moves_with` out".into());
        }
        at = next;
    }
    (moved.id.as_ref() == fact.id.as_ref())
        .then(|| "moves with itself; take `moves_with` out".into())
}

fn of_derived<'a>(parsed: &'a Parsed<'_>, derived: &'a DerivedSource) -> Mistakes<'a> {
    let mut found: Mistakes<'a> = Vec::new();
    let dated = parsed
        .facts
        .iter()
        .any(|fact| fact.id.as_ref() == derived.fact.as_ref() && fact.kind == Kind::Date);
    if !dated {
        let message = "is a span from something that is no date fact; name one";
        found.push((&derived.fact, message.into()));
    }
    let Some(wanted) = &derived.schedule else {
        return found;
    };
    let mut schedules = parsed.schedules.iter();
    let schedule = schedules.find(|schedule| schedule.id.as_ref() == wanted.as_ref());
    let message = match schedule.map(ScheduleSource::read) {
        None => "follows a schedule that no [[schedule]] has as its id".to_owned(),
        Some(Err(message)) => message,
        Some(Ok(_)) if derived.span != SpanSource::Months => {
            "follows a schedule, which counts months; write span = \"months\"".to_owned()
        }
        Some(Ok(_)) => return found,
    };
    found.push((wanted, message));
    found
}
