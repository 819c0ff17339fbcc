//! The repository's own rules, and a person to try them on.

use std::path::Path;
use std::sync::OnceLock;

use domain::Date;
use policy::{FactKind, Pack, Value};

/// The pack compiled from `policies/` and the district.
pub(super) fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        policy::compile::compile_dir(&root.join("policies"), &root.join("districts/620602"))
            .unwrap()
    })
}

/// A day written as people write it in code.
pub(super) fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

/// A shopkeeper who may apply for the loan: an answer to every question.
pub(super) fn answer_of(fact: &str) -> Value {
    let spec = pack().fact(fact).unwrap();
    match fact {
        "birth_date" => Value::date(day("1990-01-01")),
        "retirement_track" => Value::choice("male_60"),
        "categories" => Value::set(["veteran"]),
        "business_kind" => Value::choice("self_employed"),
        "industry" => Value::choice("trade"),
        "business_in_district" | "business_in_province" | "business_operating" => Value::Bool(true),
        _ => match spec.kind {
            FactKind::Int => Value::Int(spec.int_range().0),
            FactKind::Money => Value::Text("0".into()),
            FactKind::Set => Value::set([]),
            FactKind::Bool => Value::Bool(false),
            FactKind::Date if spec.may_be_never => Value::never(),
            FactKind::Date => Value::date(day("2020-01-01")),
            FactKind::Choice => Value::choice(spec.options.first().unwrap()),
        },
    }
}
