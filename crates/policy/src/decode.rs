//! Reads a compiled pack. By hand from one JSON tree: derived readers for a dozen structs would weigh more in the
//! browser than the evaluator itself.

use std::{cell::Cell, sync::Arc};

use domain::Date;
use serde_json::Value;
use thiserror::Error;

use crate::{
    ChangeKind, Citation, Condition, Document, FactKind, FactSpec, Gap, Name, NotWith, Pack,
    Parameter, ParameterValue, Per, Programme, Status, Version, Words,
    amount::{Amount, Pay},
    diagram::Node,
    quantity::{Quantity, Schedule},
    rules::Days,
};

/// Why a text is no pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PackError {
    /// Not JSON at all.
    #[error("the pack is not JSON")]
    NotJson,
    /// A key is missing or holds something else than it should.
    #[error("the pack's `{0}` is missing or malformed")]
    Malformed(&'static str),
    /// Words of another pack.
    #[error("the words are those of another pack")]
    OtherPack,
}

/// A JSON value, the key it was found under, and where the first mistake is kept.
///
/// Reading never stops: what is wrong reads as an empty value and is noted. A `?` at every field would drop half-made
/// structs in as many places, and weigh more than the reading.
#[derive(Clone, Copy)]
struct At<'a> {
    value: &'a Value,
    key: &'static str,
    mistake: &'a Cell<Option<&'static str>>,
}

impl<'a> At<'a> {
    #[inline(never)]
    fn wrong(self) {
        if self.mistake.get().is_none() {
            self.mistake.set(Some(self.key));
        }
    }

    /// Notes a mistake when there is no value.
    fn noted<T>(self, found: Option<T>) -> Option<T> {
        if found.is_none() {
            self.wrong();
        }
        found
    }

    fn with(self, value: Option<&'a Value>, key: &'static str) -> At<'a> {
        At {
            value: value.unwrap_or(&Value::Null),
            key,
            ..self
        }
    }

    #[inline(never)]
    fn get(self, key: &'static str) -> At<'a> {
        self.with(self.value.get(key), key)
    }

    #[inline(never)]
    fn item(self, place: usize) -> At<'a> {
        self.with(self.value.get(place), self.key)
    }

    fn is_null(self) -> bool {
        self.value.is_null()
    }

    #[inline(never)]
    fn text(self) -> &'a str {
        self.noted(self.value.as_str()).unwrap_or_default()
    }

    #[inline(never)]
    fn name(self) -> Name {
        Name::from(self.text())
    }

    #[inline(never)]
    fn int(self) -> i64 {
        self.noted(self.value.as_i64()).unwrap_or_default()
    }

    fn optional_int(self) -> Option<i64> {
        if self.is_null() {
            None
        } else {
            Some(self.int())
        }
    }

    fn place(self) -> usize {
        self.noted(usize::try_from(self.int()).ok())
            .unwrap_or_default()
    }

    #[inline(never)]
    fn small(self) -> u32 {
        self.noted(u32::try_from(self.int()).ok())
            .unwrap_or_default()
    }

    fn flag(self) -> bool {
        self.value.as_bool().unwrap_or(false)
    }

    #[inline(never)]
    fn date(self) -> Option<Date> {
        if self.is_null() {
            None
        } else {
            self.noted(Date::parse_iso(self.text()))
        }
    }

    #[inline(never)]
    fn items(self) -> &'a [Value] {
        self.noted(self.value.as_array()).map_or(&[], Vec::as_slice)
    }

    fn list<T>(self, read: fn(At<'a>) -> T) -> Vec<T> {
        let mut list = Vec::new();
        for item in self.items() {
            list.push(read(self.with(Some(item), self.key)));
        }
        list
    }
}

/// Reads one JSON text; `read` may note a mistake on the way.
fn read<T>(text: &str, read: impl FnOnce(At<'_>) -> T) -> Result<T, PackError> {
    let tree: Value = json::from_str(text).map_err(|_| PackError::NotJson)?;
    let mistake = Cell::new(None);
    let read = read(At {
        value: &tree,
        key: "pack",
        mistake: &mistake,
    });
    match mistake.get() {
        Some(key) => Err(PackError::Malformed(key)),
        None => Ok(read),
    }
}

/// The sentences of one language that belong to the pack of this hash.
pub(crate) fn words_part(hash: &Name, text: &str) -> Result<Words, PackError> {
    let (of, words) = read(text, |all| {
        (all.get("hash").name(), sentences(all.get("words")))
    })?;
    if of == *hash {
        Ok(words)
    } else {
        Err(PackError::OtherPack)
    }
}

/// A whole pack, or its rules alone.
pub(crate) fn pack(text: &str, with_words: bool) -> Result<Pack, PackError> {
    let mut pack = read(text, |all| Pack {
        hash: all.get("hash").name(),
        facts: all.get("facts").list(fact).into(),
        quantities: all.get("quantities").list(quantity).into(),
        groups: Arc::default(),
        cuts: Vec::new(),
        nodes: all.get("nodes").list(node).into(),
        documents: all.get("documents").list(document),
        parameters: all.get("parameters").list(parameter),
        programmes: all.get("programmes").list(programme).into(),
        words: if with_words {
            words(all.get("words"))
        } else {
            Vec::new()
        },
        days: Days::default(),
    })?;
    if !pack.is_ordered() {
        return Err(PackError::Malformed("nodes"));
    }
    pack.index();
    Ok(pack)
}

impl Pack {
    /// Every test leads on to later tests only: a walk ends, whatever the answers.
    fn is_ordered(&self) -> bool {
        self.nodes.iter().all(|node| {
            let follows = |child| {
                crate::diagram::node(&self.nodes, child)
                    .is_none_or(|child| child.quantity > node.quantity)
            };
            follows(node.first) && node.cuts.iter().all(|(_, child)| follows(*child))
        })
    }

    /// Derives the groups of quantities that share a fact, and the cuts of each.
    pub(crate) fn index(&mut self) {
        // Two facts weighed against each other are one group: the lower of them names it.
        let mut leader: Vec<usize> = (0..self.facts.len()).collect();
        for quantity in self.quantities.iter() {
            if let Some(second) = quantity.second() {
                let lead = |fact: usize| leader.get(fact).copied().unwrap_or(fact);
                let (one, other) = (lead(quantity.fact()), lead(second));
                for slot in leader.iter_mut().filter(|slot| **slot == one.max(other)) {
                    *slot = one.min(other);
                }
            }
        }
        self.groups = self
            .quantities
            .iter()
            .map(|q| leader.get(q.fact()).copied().unwrap_or(usize::MAX))
            .collect();
        self.cuts = vec![Vec::new(); self.quantities.len()];
        for node in self.nodes.iter() {
            if let Some(cuts) = self.cuts.get_mut(node.quantity) {
                cuts.extend(node.cuts.iter().map(|(cut, _)| *cut));
            }
        }
        for cuts in &mut self.cuts {
            crate::order::sort_unique(cuts);
        }
    }
}

fn fact(at: At<'_>) -> FactSpec {
    let kind = match at.get("type").text() {
        "bool" => Some(FactKind::Bool),
        "int" => Some(FactKind::Int),
        "money" => Some(FactKind::Money),
        "date" => Some(FactKind::Date),
        "enum" => Some(FactKind::Choice),
        "set" => Some(FactKind::Set),
        _ => None,
    };
    let change = match at.get("change").text() {
        "now" => ChangeKind::Now,
        "with_time" => ChangeKind::WithTime,
        _ => ChangeKind::Never,
    };
    let moves_with = at.get("moves_with");
    FactSpec {
        id: at.get("id").name(),
        kind: at.get("type").noted(kind).unwrap_or(FactKind::Bool),
        options: at.get("options").list(At::name),
        may_be_never: at.get("never").flag(),
        confirmed_by: at.get("confirmed_by").name(),
        change,
        min: at.get("min").int(),
        max: at.get("max").int(),
        rises: at.get("rises").flag(),
        falls: at.get("falls").flag(),
        gains: at.get("gains").int(),
        sheds: at.get("sheds").int(),
        effort: at.get("effort").small(),
        moves_with: if moves_with.is_null() {
            None
        } else {
            Some(moves_with.place())
        },
    }
}

fn quantity(at: At<'_>) -> Quantity {
    let fact = at.item(1).place();
    match at.item(0).text() {
        "bit" => Quantity::Bit(fact, at.item(2).small()),
        "years" => Quantity::Years(fact),
        "months" => Quantity::Months(fact),
        "calendar" => Quantity::Calendar(fact),
        "past" => Quantity::Past(
            fact,
            Schedule {
                base_months: at.item(2).int(),
                first_month: at.item(3).int(),
                step: at.item(4).int(),
                most: at.item(5).int(),
            },
        ),
        "linear" => Quantity::Linear(fact, at.item(2).int(), at.item(3).place(), at.item(4).int()),
        kind => {
            if kind != "fact" {
                at.wrong();
            }
            Quantity::Fact(fact)
        }
    }
}

/// A node is one row of numbers: the quantity, the first child, then cut and child in turn.
fn node(at: At<'_>) -> Node {
    let cells = at.items().len().saturating_sub(2) / 2;
    let cuts = (0..cells)
        .map(|cell| (at.item(2 + 2 * cell).int(), at.item(3 + 2 * cell).small()))
        .collect();
    Node {
        quantity: at.item(0).place(),
        first: at.item(1).small(),
        cuts,
    }
}

fn citation(at: At<'_>) -> Citation {
    Citation {
        document: at.get("document").name(),
        clause: at.get("clause").name(),
        status: status(at.get("status")),
        local_confirm: at.get("local_confirm").flag(),
    }
}

fn status(at: At<'_>) -> Status {
    match at.text() {
        "verified" => Status::Verified,
        "secondary" => Status::Secondary,
        status => {
            if status != "unconfirmed" {
                at.wrong();
            }
            Status::Unconfirmed
        }
    }
}

fn document(at: At<'_>) -> Document {
    Document {
        id: at.get("id").name(),
        number: at.get("number").name(),
        issuers: at.get("issuers").name(),
        from: at.get("from").date(),
        until: at.get("until").date(),
        link: at.get("link").name(),
        status: status(at.get("status")),
        last_verified: at.get("last_verified").date(),
        verify_by: at.get("verify_by").date(),
    }
}

fn parameter(at: At<'_>) -> Parameter {
    let value = |at: At<'_>| ParameterValue {
        from: at.get("from").date(),
        until: at.get("until").date(),
        value: at.get("value").int(),
        citation: citation(at.get("citation")),
    };
    Parameter {
        id: at.get("id").name(),
        unit: at.get("unit").name(),
        values: at.get("values").list(value),
    }
}

fn programme(at: At<'_>) -> Programme {
    let gap = |at: At<'_>| Gap {
        id: at.get("id").name(),
        from: at.get("from").date(),
        until: at.get("until").date(),
    };
    let not_with = |at: At<'_>| NotWith {
        programme: at.get("programme").name(),
        citation: citation(at.get("citation")),
    };
    Programme {
        id: at.get("id").name(),
        kind: at.get("kind").name(),
        apply_citations: Arc::from(at.get("apply_citations").list(citation)),
        window_from: at.get("window").item(0).date(),
        window_until: at.get("window").item(1).date(),
        not_with: at.get("not_with").list(not_with),
        conditions: at.get("conditions").list(condition),
        versions: at.get("versions").list(version),
        gaps: at.get("gaps").list(gap),
    }
}

fn condition(at: At<'_>) -> Condition {
    Condition {
        id: at.get("id").name(),
        words: at.get("words").name(),
        citations: Arc::from(at.get("citations").list(citation)),
        provisional: at.get("provisional").flag(),
        root: at.get("root").small(),
    }
}

/// A pack written before amounts had it pays once.
fn per(at: At<'_>) -> Per {
    if at.is_null() {
        return Per::Once;
    }
    at.noted(Per::named(at.text())).unwrap_or_default()
}

fn amount(at: At<'_>) -> Amount {
    let fact = at.get("fact");
    let pay = if at.get("unsourced").flag() {
        Pay::Unsourced
    } else {
        Pay::Sum {
            fen: at.get("fen").int(),
            by: at.get("by").optional_int().unwrap_or(1).max(1),
            fact: if fact.is_null() {
                None
            } else {
                Some(fact.place())
            },
        }
    };
    Amount {
        when: at.get("when").small(),
        pay,
        at_most: at.get("at_most").optional_int(),
        per: per(at.get("per")),
    }
}

fn version(at: At<'_>) -> Version {
    let from = at.get("from");
    Version {
        id: at.get("id").name(),
        from: from
            .noted(from.date())
            .unwrap_or(Date::from_unix_ms_shanghai(0)),
        until: at.get("until").date(),
        term_months: at.get("term_months").int(),
        cap_fen: at.get("cap_fen").optional_int(),
        citations: Arc::from(at.get("citations").list(citation)),
        provisional_amount: at.get("provisional_amount").flag(),
        conditions: at.get("conditions").list(At::place),
        root: at.get("root").small(),
        amounts: at.get("amounts").list(amount),
    }
}

fn words(at: At<'_>) -> Vec<(Name, Words)> {
    let mut all = Vec::new();
    for (language, words) in at.noted(at.value.as_object()).into_iter().flatten() {
        let words = sentences(at.with(Some(words), "words"));
        all.push((Name::from(language.as_str()), words));
    }
    all
}

fn sentences(at: At<'_>) -> Words {
    let mut entries = Vec::new();
    for (key, sentence) in at.noted(at.value.as_object()).into_iter().flatten() {
        let sentence = at.with(Some(sentence), "words").text();
        entries.push((key.clone(), sentence.to_owned()));
    }
    Words::new(entries)
}
