//! What a person can do today about one fact, read off the vocabulary of the compiled pack.

use policy::{OPEN, Rules};
use serde_json::Value;

use crate::Fault;

/// One act, and what it costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Act {
    fact: usize,
    does: Does,
    pub(crate) effort: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Does {
    /// Another number.
    Becomes(i64),
    /// One option of a set taken up or given up.
    Turns(i64),
    /// So many more, of another fact as well.
    Grows(i64, Option<usize>),
}

impl Act {
    /// Does it to a person's numbers.
    pub(crate) fn take(&self, numbers: &mut [i64]) {
        let with = match self.does {
            Does::Grows(more, Some(other)) => Some((other, more)),
            _ => None,
        };
        if let Some(slot) = numbers.get_mut(self.fact) {
            *slot = match self.does {
                Does::Becomes(number) => number,
                Does::Turns(bit) => *slot ^ bit,
                Does::Grows(more, _) => *slot + more,
            };
        }
        if let Some((other, more)) = with
            && let Some(slot) = numbers.get_mut(other).filter(|slot| **slot != OPEN)
        {
            *slot += more;
        }
    }

    /// Whether both can be done: on other facts, or on other options of a set.
    pub(crate) fn is_beside(&self, other: &Act) -> bool {
        let touches = |act: &Act| match act.does {
            Does::Grows(_, Some(other)) => [act.fact, other],
            _ => [act.fact; 2],
        };
        match (&self.does, &other.does) {
            (Does::Turns(one), Does::Turns(two)) => self.fact != other.fact || one != two,
            _ => !touches(self)
                .iter()
                .any(|fact| touches(other).contains(fact)),
        }
    }
}

/// Growing by more than this at once is no advice.
const MOST_AT_ONCE: i64 = 200;

/// What the vocabulary allows, by fact.
pub(crate) struct Can(Vec<Value>);

impl Can {
    /// Reads a compiled pack.
    pub(crate) fn read(pack: &str) -> Result<Self, Fault> {
        let pack: Value = serde_json::from_str(pack).map_err(Fault::new)?;
        match pack.get("facts") {
            Some(Value::Array(facts)) => Ok(Self(facts.clone())),
            _ => Err(Fault::new("a pack without facts")),
        }
    }

    /// Every act on a fact the programme tests that can take it to another cell.
    pub(crate) fn acts(&self, rules: &Rules, programme: usize, answers: &[i64]) -> Vec<Act> {
        let today = i64::from(domain::Date::from_unix_ms_shanghai(0).days_until(rules.as_of()));
        let mut acts = Vec::new();
        for (fact, cells) in rules.cells(programme) {
            let (Some(spec), Some(answer)) = (self.0.get(fact), answers.get(fact)) else {
                continue;
            };
            if *answer == OPEN || spec.get("change") != Some(&Value::from("now")) {
                continue;
            }
            let number = |key: &str| spec.get(key).and_then(Value::as_i64);
            let effort = number("effort").and_then(|effort| u32::try_from(effort).ok());
            let effort = effort.unwrap_or(1);
            for does in does(spec, *answer, today, &cells) {
                let times = match does {
                    Does::Grows(more, _) => u32::try_from(more).unwrap_or(1),
                    _ => 1,
                };
                acts.push(Act {
                    fact,
                    does,
                    effort: effort * times,
                });
            }
        }
        acts
    }
}

fn does(spec: &Value, answer: i64, today: i64, cells: &[i64]) -> Vec<Does> {
    let flag = |key: &str| spec.get(key) == Some(&Value::Bool(true));
    let number = |key: &str| spec.get(key).and_then(Value::as_i64).unwrap_or(0);
    let (rises, falls) = (flag("rises"), flag("falls"));
    let becomes = |allowed: &dyn Fn(i64) -> bool| {
        let others = cells.iter().copied();
        let others = others.filter(|cell| *cell != answer && allowed(*cell));
        others.map(Does::Becomes).collect::<Vec<_>>()
    };
    match spec.get("type").and_then(Value::as_str) {
        Some("bool") if (answer == 0 && rises) || (answer == 1 && falls) => {
            vec![Does::Becomes(1 - answer)]
        }
        Some("choice" | "enum") => {
            let options = 0..=number("max");
            let may = options.filter(|to| *to != answer && number("gains") >> to & 1 == 1);
            may.map(Does::Becomes).collect()
        }
        Some("set") => {
            let may = (0..62).filter(|bit| {
                let allowed = if answer >> bit & 1 == 0 {
                    "gains"
                } else {
                    "sheds"
                };
                number(allowed) >> bit & 1 == 1
            });
            may.map(|bit| Does::Turns(1 << bit)).collect()
        }
        Some("date") if answer > today || rises => vec![Does::Becomes(today)],
        Some("int" | "money") => match spec.get("moves_with").and_then(Value::as_u64) {
            Some(other) if rises => {
                let room = (number("max") - answer).min(MOST_AT_ONCE);
                let other = usize::try_from(other).ok();
                (1..=room).map(|more| Does::Grows(more, other)).collect()
            }
            Some(_) => Vec::new(),
            None => becomes(&|to| (rises && to > answer) || (falls && to < answer)),
        },
        _ => Vec::new(),
    }
}
