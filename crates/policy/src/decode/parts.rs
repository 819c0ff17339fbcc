//! The rules of a pack, struct by struct.

use std::sync::Arc;

use domain::Date;

use super::at::At;
use crate::{
    ChangeKind, Citation, Condition, Document, FactKind, FactSpec, Gap, NotWith, Parameter,
    ParameterValue, Per, Programme, Status, Version,
    amount::{Amount, Pay},
    diagram::Node,
    quantity::{Quantity, Schedule},
};

const KINDS: [FactKind; 6] = [
    FactKind::Bool,
    FactKind::Int,
    FactKind::Money,
    FactKind::Date,
    FactKind::Choice,
    FactKind::Set,
];
const KIND_NAMES: [&str; 6] = ["bool", "int", "money", "date", "enum", "set"];
const CHANGES: [ChangeKind; 3] = [ChangeKind::Now, ChangeKind::WithTime, ChangeKind::Never];
const STATUSES: [Status; 3] = [Status::Verified, Status::Secondary, Status::Unconfirmed];

pub(super) fn fact(at: &At<'_>) -> FactSpec {
    let kind = KINDS.get(at.one_of("type", &KIND_NAMES));
    let change = CHANGES.get(at.one_of("change", &["now", "with_time", "never"]));
    FactSpec {
        id: at.name("id"),
        kind: *kind.unwrap_or(&FactKind::Bool),
        options: at.list("options", At::own_name),
        may_be_never: at.flag("never"),
        confirmed_by: at.name("confirmed_by"),
        change: *change.unwrap_or(&ChangeKind::Never),
        min: at.int("min"),
        max: at.int("max"),
        rises: at.flag("rises"),
        falls: at.flag("falls"),
        gains: at.int("gains"),
        sheds: at.int("sheds"),
        effort: at.small("effort"),
        moves_with: at.optional_place("moves_with"),
    }
}

/// A row: what is tested, then the numbers of its kind.
pub(super) fn quantity(at: &At<'_>) -> Quantity {
    let fact = at.item(1).own_place();
    match at.item(0).own_text() {
        "fact" => Quantity::Fact(fact),
        "bit" => Quantity::Bit(fact, at.short(2)),
        "years" => Quantity::Years(fact),
        "months" => Quantity::Months(fact),
        "calendar" => Quantity::Calendar(fact),
        "past" => Quantity::Past(
            fact,
            Schedule {
                base_months: at.number(2),
                first_month: at.number(3),
                step: at.number(4),
                most: at.number(5),
            },
        ),
        "linear" => Quantity::Linear(fact, at.number(2), at.item(3).own_place(), at.number(4)),
        _ => {
            at.wrong();
            Quantity::Fact(fact)
        }
    }
}

/// A node is one row of numbers: the quantity, the first child, then cut and child in turn.
pub(super) fn node(at: &At<'_>) -> Node {
    let mut cuts = Vec::new();
    for item in (3..at.items().len()).step_by(2) {
        cuts.push((at.number(item - 1), at.short(item)));
    }
    Node {
        quantity: at.item(0).own_place(),
        first: at.short(1),
        cuts,
    }
}

fn status(at: &At<'_>) -> Status {
    let place = at.one_of("status", &["verified", "secondary", "unconfirmed"]);
    *STATUSES.get(place).unwrap_or(&Status::Unconfirmed)
}

#[inline(never)]
fn citation(at: &At<'_>) -> Citation {
    Citation {
        document: at.name("document"),
        clause: at.name("clause"),
        status: status(at),
        local_confirm: at.flag("local_confirm"),
    }
}

#[inline(never)]
fn citations(at: &At<'_>, key: &'static str) -> Arc<[Citation]> {
    Arc::from(at.list(key, citation))
}

pub(super) fn document(at: &At<'_>) -> Document {
    Document {
        id: at.name("id"),
        number: at.name("number"),
        issuers: at.name("issuers"),
        from: at.date("from"),
        until: at.date("until"),
        link: at.name("link"),
        status: status(at),
        last_verified: at.date("last_verified"),
        verify_by: at.date("verify_by"),
    }
}

pub(super) fn parameter(at: &At<'_>) -> Parameter {
    Parameter {
        id: at.name("id"),
        unit: at.name("unit"),
        values: at.list("values", |at| ParameterValue {
            from: at.date("from"),
            until: at.date("until"),
            value: at.int("value"),
            citation: citation(&at.get("citation")),
        }),
    }
}

pub(super) fn programme(at: &At<'_>) -> Programme {
    let window = at.get("window");
    Programme {
        id: at.name("id"),
        kind: at.name("kind"),
        apply_citations: citations(at, "apply_citations"),
        window_from: window.item(0).own_date(),
        window_until: window.item(1).own_date(),
        not_with: at.list("not_with", |at| NotWith {
            programme: at.name("programme"),
            citation: citation(&at.get("citation")),
        }),
        conditions: at.list("conditions", condition),
        versions: at.list("versions", version),
        gaps: at.list("gaps", |at| Gap {
            id: at.name("id"),
            from: at.date("from"),
            until: at.date("until"),
        }),
    }
}

fn condition(at: &At<'_>) -> Condition {
    Condition {
        id: at.name("id"),
        words: at.name("words"),
        citations: citations(at, "citations"),
        provisional: at.flag("provisional"),
        root: at.small("root"),
    }
}

fn amount(at: &At<'_>) -> Amount {
    let pay = if at.flag("unsourced") {
        Pay::Unsourced
    } else {
        Pay::Sum {
            fen: at.int("fen"),
            by: at.optional_int("by").unwrap_or(1).max(1),
            fact: at.optional_place("fact"),
        }
    };
    let per = at.get("per");
    Amount {
        when: at.small("when"),
        pay,
        at_most: at.optional_int("at_most"),
        // A pack written before amounts had it pays once.
        per: match per.value.as_str() {
            None => Per::Once,
            Some(name) => Per::named(name).unwrap_or_else(|| {
                per.wrong();
                Per::Once
            }),
        },
    }
}

fn version(at: &At<'_>) -> Version {
    let from = at.date("from");
    if from.is_none() {
        at.get("from").wrong();
    }
    Version {
        id: at.name("id"),
        from: from.unwrap_or(Date::from_unix_ms_shanghai(0)),
        until: at.date("until"),
        term_months: at.int("term_months"),
        cap_fen: at.optional_int("cap_fen"),
        citations: citations(at, "citations"),
        provisional_amount: at.flag("provisional_amount"),
        conditions: at.list("conditions", At::own_place),
        root: at.small("root"),
        amounts: at.list("amounts", amount),
    }
}
