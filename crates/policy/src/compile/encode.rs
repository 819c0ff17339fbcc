//! Writes the compiled pack as canonical JSON with its own hash.

use serde_json::{Map, Value, json};

use super::{
    build::Built,
    lower::{Lowered, LoweredProgramme},
    source::{
        Both, ChangeSource, CiteSource, ConfirmedBy, DatedValue, Direction, FactSource, Kind,
        OptionMove, Parsed, Unit, bound,
    },
};
use crate::{
    canonical::sha256_hex,
    canonical_json,
    diagram::{Node, Reference},
    quantity::Quantity,
};

pub(crate) fn encode(parsed: &Parsed<'_>, lowered: &Lowered, built: &Built) -> String {
    let mut pack = json!({
        "hash": "",
        "facts": parsed.facts.iter().map(|fact| encode_fact(parsed, fact)).collect::<Vec<_>>(),
        "quantities": built.quantities.iter().map(encode_quantity).collect::<Vec<_>>(),
        "nodes": built.nodes.iter().map(encode_node).collect::<Vec<_>>(),
        "documents": parsed.documents.iter().map(|document| json!({
            "id": document.id.as_ref(),
            "number": document.number,
            "issuers": document.issuers,
            "issued": document.issued.map(|date| date.to_string()),
            "from": document.from.map(|date| date.to_string()),
            "until": document.until.map(|date| date.to_string()),
            "link": document.link,
            "status": document.status,
            "last_verified": document.last_verified.to_string(),
            "verify_by": document.verify_by.map(|date| date.to_string()),
            "owner": document.owner,
        })).collect::<Vec<_>>(),
        "parameters": parsed.parameters.iter().map(|(id, parameter)| json!({
            "id": id,
            "unit": unit(parameter.unit),
            "values": parameter.value.iter().map(|value| encode_value(parameter.unit, value)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "programmes": parsed.programmes.iter().zip(&lowered.programmes).enumerate()
            .map(|(place, ((_, source), programme))| json!({
                "id": source.id,
                "kind": source.kind,
                "apply_citations": encode_cites(&source.apply_cite),
                "window": [source.window.from.map(|date| date.to_string()), source.window.until.map(|date| date.to_string())],
                "not_with": source.not_with.iter().map(|other| json!({
                    "programme": other.programme,
                    "citation": encode_cite(&other.cite),
                })).collect::<Vec<_>>(),
                "conditions": encode_conditions(programme, built.conditions.get(place)),
                "versions": encode_versions(programme, built.versions.get(place)),
                "gaps": source.known_gap.iter().enumerate().map(|(gap, source)| json!({
                    "id": gap.to_string(),
                    "from": source.from.map(|date| date.to_string()),
                    "until": source.until.map(|date| date.to_string()),
                })).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        "words": words(parsed, lowered),
    });
    let hash = sha256_hex(&canonical_json(&pack));
    if let Some(slot) = pack.get_mut("hash") {
        *slot = Value::from(hash);
    }
    canonical_json(&pack)
}

fn encode_fact(parsed: &Parsed<'_>, fact: &FactSource) -> Value {
    let (kind, low, high) = match fact.kind {
        Kind::Bool => ("bool", 0, 1),
        Kind::Int => ("int", 0, 1_000_000),
        Kind::Money => ("money", 0, 100_000_000_000),
        Kind::Date => ("date", -25_567, 47_846),
        Kind::Enum => ("enum", 0, i64::try_from(fact.option.len()).unwrap_or(1) - 1),
        Kind::Set => ("set", 0, (1 << fact.option.len()) - 1),
    };
    let limit = |written, fallback| bound(fact.kind, written).ok().flatten().unwrap_or(fallback);
    let mask = |wanted: OptionMove| {
        fact.option
            .iter()
            .enumerate()
            .filter(|(_, option)| option.now == Some(wanted))
            .map(|(bit, _)| 1_i64 << bit)
            .sum::<i64>()
    };
    let moves = |wanted| fact.direction == Some(wanted) || fact.direction == Some(Direction::Both);
    let moves_with = fact.moves_with.as_ref();
    json!({
        "id": fact.id.as_ref(),
        "type": kind,
        "min": limit(fact.min.as_ref(), low),
        "max": limit(fact.max.as_ref(), high),
        "never": fact.never,
        "options": fact.option.iter().map(|option| &option.id).collect::<Vec<_>>(),
        "confirmed_by": match fact.confirmed_by {
            ConfirmedBy::Person => "self",
            ConfirmedBy::Document => "document",
            ConfirmedBy::DataMatch => "data_match",
        },
        "change": match fact.change {
            ChangeSource::Now => "now",
            ChangeSource::WithTime => "with_time",
            ChangeSource::Never => "never",
        },
        "rises": moves(Direction::Up),
        "falls": moves(Direction::Down),
        "gains": mask(OptionMove::Gain),
        "sheds": mask(OptionMove::Shed),
        "effort": fact.effort,
        "moves_with": moves_with.and_then(|other| parsed.facts.iter().position(|fact| fact.id.as_ref() == other.as_ref())),
    })
}

fn encode_quantity(quantity: &Quantity) -> Value {
    match quantity {
        Quantity::Fact(fact) => json!(["fact", fact]),
        Quantity::Bit(fact, bit) => json!(["bit", fact, bit]),
        Quantity::Years(fact) => json!(["years", fact]),
        Quantity::Months(fact) => json!(["months", fact]),
        Quantity::Calendar(fact) => json!(["calendar", fact]),
        Quantity::Past(fact, schedule) => json!([
            "past",
            fact,
            schedule.base_months,
            schedule.first_month,
            schedule.step,
            schedule.most,
        ]),
        Quantity::Linear(one, a, other, b) => json!(["linear", one, a, other, b]),
    }
}

fn encode_node(node: &Node) -> Value {
    let mut numbers = vec![json!(node.quantity), json!(node.first)];
    for (cut, child) in &node.cuts {
        numbers.push(json!(cut));
        numbers.push(json!(child));
    }
    Value::Array(numbers)
}

fn encode_cite(cite: &CiteSource) -> Value {
    json!({
        "document": cite.document,
        "clause": cite.clause,
        "status": cite.status,
        "local_confirm": cite.local_confirm,
    })
}

fn encode_cites(cites: &[CiteSource]) -> Vec<Value> {
    cites.iter().map(encode_cite).collect()
}

fn encode_value(unit: Unit, value: &DatedValue) -> Value {
    json!({
        "from": value.from.map(|date| date.to_string()),
        "until": value.until.map(|date| date.to_string()),
        "value": if unit == Unit::Yuan { value.value * 100 } else { value.value },
        "citation": encode_cite(&value.cite),
    })
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Yuan => "yuan",
        Unit::Percent => "percent",
        Unit::BasisPoints => "basis_points",
        Unit::Days => "days",
        Unit::Months => "months",
        Unit::Years => "years",
        Unit::Times => "times",
        Unit::People => "people",
        Unit::Workdays => "workdays",
    }
}

fn encode_conditions(programme: &LoweredProgramme, roots: Option<&Vec<Reference>>) -> Vec<Value> {
    let conditions = programme.conditions.iter().zip(roots.into_iter().flatten());
    conditions
        .map(|(condition, root)| {
            json!({
                "id": condition.id,
                "words": condition.words,
                "root": root,
                "citations": encode_cites(&condition.cites),
                "provisional": condition.cites.iter().any(CiteSource::is_provisional),
            })
        })
        .collect()
}

fn encode_versions(
    programme: &LoweredProgramme,
    roots: Option<&Vec<(Reference, Vec<Reference>)>>,
) -> Vec<Value> {
    let versions = programme.versions.iter().zip(roots.into_iter().flatten());
    versions
        .map(|(version, (root, guards))| {
            let amounts = version.amounts.iter().zip(guards).map(|(amount, when)| {
                json!({
                    "when": when,
                    "fen": amount.pay.as_ref().map(|pay| pay.fen),
                    "by": amount.pay.as_ref().map_or(1, |pay| pay.by),
                    "fact": amount.pay.as_ref().and_then(|pay| pay.fact),
                    "per": amount.per,
                    "unsourced": amount.pay.is_none(),
                    "at_most": amount.at_most,
                })
            });
            json!({
                "id": version.id,
                "from": version.from.to_string(),
                "until": version.until.map(|date| date.to_string()),
                "term_months": version.term_months,
                "cap_fen": version.cap_fen,
                "conditions": version.conditions.iter().map(|condition| condition.place).collect::<Vec<_>>(),
                "root": root,
                "amounts": amounts.collect::<Vec<_>>(),
                "citations": encode_cites(&version.cites),
                "provisional_amount": version.cites.iter().any(CiteSource::is_provisional),
            })
        })
        .collect()
}

/// The sentences of both languages by key.
#[derive(Default)]
struct Sentences {
    zh: Map<String, Value>,
    en: Map<String, Value>,
}

impl Sentences {
    fn add(&mut self, key: String, zh: &str, en: &str) {
        if !zh.is_empty() {
            self.zh.insert(key.clone(), zh.into());
            self.en.insert(key, en.into());
        }
    }

    fn both(&mut self, key: String, both: &Both) {
        self.add(key, &both.zh, &both.en);
    }
}

fn words(parsed: &Parsed<'_>, lowered: &Lowered) -> Value {
    let mut all = Sentences::default();
    for fact in &parsed.facts {
        let id = fact.id.as_ref();
        all.both(format!("fact/{id}/label"), &fact.label);
        all.both(format!("fact/{id}/question"), &fact.question);
        all.both(format!("fact/{id}/help"), &fact.help);
        all.both(format!("fact/{id}/change"), &fact.how);
        for option in &fact.option {
            all.both(format!("fact/{id}/option/{}", option.id), &option.label);
            all.both(format!("fact/{id}/change/{}", option.id), &option.how);
        }
    }
    for document in &parsed.documents {
        all.both(
            format!("document/{}/title", document.id.as_ref()),
            &document.title,
        );
    }
    for (id, parameter) in &parsed.parameters {
        all.both(format!("parameter/{id}"), &parameter.label);
    }
    for ((_, source), programme) in parsed.programmes.iter().zip(&lowered.programmes) {
        let id = &source.id;
        all.both(format!("programme/{id}/title"), &source.title);
        all.both(format!("programme/{id}/summary"), &source.summary);
        all.both(
            format!("programme/{id}/decided_by_person"),
            &source.decided_by_person,
        );
        for (place, paper) in source.papers.iter().enumerate() {
            all.both(format!("programme/{id}/paper/{place}"), paper);
        }
        for (place, step) in source.steps.iter().enumerate() {
            all.both(format!("programme/{id}/step/{place}"), step);
        }
        all.both(format!("programme/{id}/office"), &source.office);
        all.add(
            format!("programme/{id}/window"),
            &source.window.zh,
            &source.window.en,
        );
        for (place, gap) in source.known_gap.iter().enumerate() {
            all.both(format!("gap/{id}/{place}"), &gap.why);
        }
        for condition in &programme.conditions {
            for (part, zh, en) in &condition.sentences {
                all.add(format!("condition/{}/{part}", condition.words), zh, en);
            }
        }
        for version in &programme.versions {
            for (part, zh, en) in &version.sentences {
                all.add(format!("version/{id}/{}/{part}", version.id), zh, en);
            }
        }
    }
    json!({ "zh": all.zh, "en": all.en })
}
