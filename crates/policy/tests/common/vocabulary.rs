//! The acts of `policies/facts.toml`, read without the compiler.

use std::collections::BTreeMap;

use bench::people::domain_of;
use domain::Date;
use policy::{Facts, Pack, Value};

/// A fact set to another value by an act of today, and the effort.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    pub(crate) fact: String,
    pub(crate) to: Value,
    pub(crate) effort: u32,
}

/// `policies/facts.toml`, read without the compiler.
pub(crate) struct Vocabulary {
    facts: BTreeMap<String, toml::Table>,
    /// Derived quantities, with their fact.
    derived: Vec<(String, String)>,
}

fn text<'a>(table: &'a toml::Table, key: &str) -> &'a str {
    table
        .get(key)
        .and_then(toml::Value::as_str)
        .unwrap_or_default()
}

fn tables(file: &toml::Table, key: &str) -> Vec<toml::Table> {
    let list = file.get(key).and_then(toml::Value::as_array).unwrap();
    list.iter()
        .map(|item| item.as_table().unwrap().clone())
        .collect()
}

impl Vocabulary {
    pub(crate) fn read() -> Self {
        let file = std::fs::read_to_string(super::root().join("policies/facts.toml")).unwrap();
        let file: toml::Table = file.parse().unwrap();
        let named = |table: &toml::Table| (text(table, "id").to_owned(), table.clone());
        Self {
            facts: tables(&file, "fact").iter().map(named).collect(),
            derived: tables(&file, "derived")
                .iter()
                .map(|table| (text(table, "id").to_owned(), text(table, "fact").to_owned()))
                .collect(),
        }
    }

    /// Whether a programme's file speaks of a fact, itself or by a quantity derived from it.
    fn concerns(&self, programme: &str, fact: &str) -> bool {
        let of_fact = self.derived.iter().filter(|(_, of)| of == fact);
        let mut words = of_fact.map(|(id, _)| id.as_str()).chain([fact]);
        words.any(|word| programme.contains(word))
    }

    /// Every act of one person that may matter to a programme.
    pub(crate) fn acts(
        &self,
        pack: &Pack,
        programme: &str,
        facts: &Facts,
        as_of: Date,
    ) -> Vec<Act> {
        let mut acts = Vec::new();
        for spec in pack.facts() {
            let table = &self.facts[&*spec.id];
            let Some(now) = facts.get(&spec.id) else {
                continue;
            };
            if text(table, "change") != "now" || !self.concerns(programme, &spec.id) {
                continue;
            }
            let effort = table.get("effort").and_then(toml::Value::as_integer);
            let effort = u32::try_from(effort.unwrap_or(1)).unwrap();
            for to in domain_of(spec, as_of) {
                if let Some(times) = times(table, now, &to, as_of).filter(|_| to != *now) {
                    acts.push(Act {
                        fact: spec.id.to_string(),
                        to,
                        effort: effort * times,
                    });
                }
            }
        }
        acts
    }

    pub(crate) fn done(&self, facts: &Facts, acts: &[&Act]) -> Facts {
        let mut after = facts.clone();
        for act in acts {
            if let (Value::Int(to), Some(Value::Int(now))) = (&act.to, facts.get(&act.fact)) {
                let other = text(&self.facts[&act.fact], "moves_with");
                if let Some(Value::Int(with)) = facts.get(other) {
                    after.set(other, Value::Int(with + to - now));
                }
            }
            after.set(&act.fact, act.to.clone());
        }
        after
    }
}

/// How many times the effort of a fact it takes to go from one answer to another; none when no act does.
fn times(table: &toml::Table, now: &Value, to: &Value, as_of: Date) -> Option<u32> {
    let options = table.get("option").map(|_| tables(table, "option"));
    let may = |option: &str, wanted: &str| {
        let mut all = options.iter().flatten();
        all.any(|table| text(table, "id") == option && text(table, "now") == wanted)
    };
    let right = |rises: bool| text(table, "direction") == if rises { "up" } else { "down" };
    let once = |holds: bool| holds.then_some(1);
    match (text(table, "type"), now, to) {
        ("bool", _, Value::Bool(to)) => once(right(*to)),
        ("enum", _, Value::Text(option)) => once(may(option, "gain")),
        ("date", Value::Text(now), to) => {
            let ahead = now == "none" || *now > as_of.to_string();
            once(ahead && *to == Value::date(as_of))
        }
        ("money", now, to) => once(right(yuan(to) > yuan(now))),
        ("int", Value::Int(now), Value::Int(to)) if text(table, "moves_with").is_empty() => {
            once(right(to > now))
        }
        ("int", Value::Int(now), Value::Int(to)) => {
            u32::try_from(to - now).ok().filter(|_| right(true))
        }
        ("set", Value::Set(now), Value::Set(to)) => {
            let gained = to.iter().filter(|option| !now.contains(option));
            let shed = now.iter().filter(|option| !to.contains(option));
            let flips = gained.clone().count() + shed.clone().count();
            let allowed = gained.clone().all(|option| may(option, "gain"))
                && shed.clone().all(|option| may(option, "shed"));
            u32::try_from(flips).ok().filter(|_| allowed)
        }
        _ => None,
    }
}

fn yuan(value: &Value) -> i64 {
    let Value::Text(text) = value else {
        panic!("{value:?} is no money")
    };
    domain::Money::parse_yuan(text).unwrap().fen()
}
