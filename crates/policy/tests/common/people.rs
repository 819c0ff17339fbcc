//! Random people, mostly near the edges that rules cut at.

use domain::Date;
use policy::{FactKind, FactSpec, Facts, Pack, Value};

/// A small deterministic generator (xorshift), so that a failure names its seed.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    pub(crate) fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

/// The edges of every rule, and values far from them.
const NUMBERS: [i64; 22] = [
    0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 15, 24, 25, 94, 95, 96, 99, 100, 101, 120,
];
const YUAN: [&str; 8] = [
    "0",
    "2999.99",
    "3000.00",
    "3000.01",
    "49999.99",
    "50000.00",
    "50000.01",
    "90000000.00",
];
const AGES: [i32; 12] = [1, 17, 18, 19, 49, 50, 54, 55, 56, 60, 61, 62];

/// Values of a fact that between them lie in every cell of every rule on the day.
pub(crate) fn domain_of(spec: &FactSpec, as_of: Date) -> Vec<Value> {
    let mut values: Vec<Value> = match spec.kind {
        FactKind::Bool => vec![Value::Bool(false), Value::Bool(true)],
        FactKind::Int => NUMBERS.into_iter().map(Value::Int).collect(),
        FactKind::Money => YUAN
            .into_iter()
            .map(|yuan| Value::Text(yuan.into()))
            .collect(),
        FactKind::Date => AGES
            .into_iter()
            .flat_map(|age| {
                [-1, 0, 1].map(|days| Value::date(as_of.add_months(-12 * age).add_days(days)))
            })
            .collect(),
        FactKind::Choice => spec
            .options
            .iter()
            .map(|option| Value::choice(option))
            .collect(),
        FactKind::Set => (0..1_usize << spec.options.len())
            .map(|mask| {
                let held = spec
                    .options
                    .iter()
                    .enumerate()
                    .filter(|(bit, _)| mask >> bit & 1 == 1);
                Value::set(held.map(|(_, option)| &**option))
            })
            .collect(),
    };
    if spec.may_be_never {
        values.push(Value::never());
    }
    values.retain(|value| spec.check(value).is_ok());
    values
}

/// Everybody answers everything.
pub(crate) fn complete(pack: &Pack, as_of: Date, dice: &mut Dice) -> Facts {
    let mut facts = Facts::default();
    for spec in pack.facts() {
        facts.set(&spec.id, one_of(spec, as_of, dice));
    }
    facts
}

/// Close to eligible for both loans: most rules met, a few facts thrown again.
pub(crate) fn nearly_eligible(pack: &Pack, as_of: Date, dice: &mut Dice) -> Facts {
    let text = r#"{"birth_date":"1988-05-06","retirement_track":"female_55","categories":["veteran"],"in_school":false,
        "public_employee":false,"welfare_post":false,"business_kind":"small_micro_enterprise","partners":3,
        "business_in_district":true,"business_in_province":true,"industry":"trade","other_loans":["car"],
        "consumer_loan_balance":"0","prior_guaranteed_loans":1,"loan_overdue_record":false,"online_shop_months":0,
        "online_shop_monthly_sales":"0","online_shop_rating_percent":0,"employees":12,"new_hires_12m":6,
        "contract_months_min":24,"wage_or_insurance_arrears":false}"#;
    let mut facts: Facts = serde_json::from_str(text).unwrap();
    for _ in 0..1 + dice.below(4) {
        let spec = &pack.facts()[dice.below(pack.facts().len())];
        facts.set(&spec.id, one_of(spec, as_of, dice));
    }
    facts
}

fn one_of(spec: &FactSpec, as_of: Date, dice: &mut Dice) -> Value {
    if spec.kind == FactKind::Set && dice.below(3) > 0 {
        // A set of all options is rarely interesting: none or one.
        let one = dice.below(spec.options.len() + 1);
        return Value::set(spec.options.get(one).map(|option| &**option));
    }
    dice.pick(&domain_of(spec, as_of))
}

/// The days around every change of version.
pub(crate) fn days() -> Vec<Date> {
    let day = super::day;
    vec![
        day(2018, 3, 27),
        day(2018, 11, 15),
        day(2018, 11, 16),
        day(2020, 4, 15),
        day(2020, 12, 31),
        day(2021, 1, 1),
        day(2023, 9, 30),
        day(2023, 10, 1),
        day(2024, 2, 29),
        day(2026, 11, 24),
        day(2028, 9, 30),
    ]
}
