//! Random people, mostly near the edges that rules cut at.

use domain::Date;
use policy::{FactKind, FactSpec, Facts, Pack, Value};

/// A small deterministic generator (xorshift), so that a failure names its seed.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The same throws for the same seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number from zero up to the limit, the limit left out; zero when there is none.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    /// One of some things, of which there must be one.
    #[expect(
        clippy::indexing_slicing,
        reason = "picking from nothing is a mistake of the proof itself"
    )]
    pub fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

/// The edges of every rule, and values far from them.
const NUMBERS: [i64; 26] = [
    0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 15, 23, 24, 25, 35, 36, 37, 94, 95, 96, 99, 100, 101,
    120,
];
const YUAN: [&str; 9] = [
    "0",
    "0.01",
    "2999.99",
    "3000.00",
    "3000.01",
    "49999.99",
    "50000.00",
    "50000.01",
    "90000000.00",
];
/// Months before the day: ages, spans since an event, and retirement ages by month of birth.
const MONTHS: [i32; 22] = [
    0, 1, 5, 6, 7, 12, 18, 24, 36, 216, 228, 480, 588, 600, 620, 660, 672, 700, 720, 732, 740, 756,
];

/// Values of a fact that between them lie in every cell of every rule on the day.
pub fn domain_of(spec: &FactSpec, as_of: Date) -> Vec<Value> {
    let mut values: Vec<Value> = match spec.kind {
        FactKind::Bool => vec![Value::Bool(false), Value::Bool(true)],
        FactKind::Int => NUMBERS.into_iter().map(Value::Int).collect(),
        FactKind::Money => YUAN
            .into_iter()
            .map(|yuan| Value::Text(yuan.into()))
            .collect(),
        FactKind::Date => MONTHS
            .into_iter()
            .flat_map(|months| {
                [-1, 0, 1].map(|days| Value::date(as_of.add_months(-months).add_days(days)))
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

/// What people may answer on a day, worked out once.
#[derive(Clone, Debug)]
pub struct Crowd<'a> {
    facts: &'a [FactSpec],
    /// Of a set none: its options are thrown one by one.
    domains: Vec<Vec<Value>>,
    everybody: Facts,
    others: Vec<Facts>,
}

impl<'a> Crowd<'a> {
    /// The people of a pack's vocabulary on a day.
    pub fn on(pack: &'a Pack, as_of: Date) -> Self {
        let domain = |spec: &FactSpec| match spec.kind {
            FactKind::Set => Vec::new(),
            _ => domain_of(spec, as_of),
        };
        let read = |text: &str| serde_json::from_str(text).unwrap_or_default();
        Self {
            facts: pack.facts(),
            domains: pack.facts().iter().map(domain).collect(),
            everybody: read(EVERYBODY),
            others: OTHERS.into_iter().map(read).collect(),
        }
    }

    /// Everybody answers everything.
    pub fn complete(&self, dice: &mut Dice) -> Facts {
        let mut facts = Facts::default();
        for (spec, domain) in self.facts.iter().zip(&self.domains) {
            facts.set(&spec.id, one_of(spec, domain, dice));
        }
        facts
    }

    /// Close to eligible for something: most rules met, a few facts thrown again.
    pub fn nearly_eligible(&self, dice: &mut Dice) -> Facts {
        let mut facts = self.everybody.clone();
        let other = dice.pick(&self.others);
        other
            .iter()
            .for_each(|(id, value)| facts.set(id, value.clone()));
        for _ in 0..1 + dice.below(6) {
            let place = dice.below(self.facts.len());
            if let (Some(spec), Some(domain)) = (self.facts.get(place), self.domains.get(place)) {
                facts.set(&spec.id, one_of(spec, domain, dice));
            }
        }
        facts
    }

    /// One of the two, in turn.
    pub fn person(&self, seed: u64, dice: &mut Dice) -> Facts {
        if seed.is_multiple_of(2) {
            self.complete(dice)
        } else {
            self.nearly_eligible(dice)
        }
    }
}

/// See [`Crowd::complete`].
pub fn complete(pack: &Pack, as_of: Date, dice: &mut Dice) -> Facts {
    Crowd::on(pack, as_of).complete(dice)
}

/// See [`Crowd::nearly_eligible`].
pub fn nearly_eligible(pack: &Pack, as_of: Date, dice: &mut Dice) -> Facts {
    Crowd::on(pack, as_of).nearly_eligible(dice)
}

/// People who pass some rules, by facts of one line each; every fact is answered.
const EVERYBODY: &str = r#"{"birth_date":"1988-05-06","retirement_track":"female_55","employment_status":"self_employed",
    "categories":["veteran"],"in_school":false,"graduating_year":false,"graduated_on":"none",
    "unemployment_registered_on":"none","hardship_certified_on":"none","employment_registered_on":"none",
    "business_kind":"small_micro_enterprise","urban_resident":true,"dibao":false,"zero_employment_family":false,
    "disability":false,"single_parent":false,"land_expropriated":false,"monitored_household":false,
    "extreme_poverty":false,"student_loan_holder":false,"public_employee":false,"welfare_post":false,
    "welfare_post_months":0,"near_retirement_at_certification":false,"partners":3,
    "business_registered_on":"2016-03-01","business_first":true,"business_operating":true,
    "business_in_district":true,"business_in_province":true,"industry":"trade","business_in_graduation_year":false,
    "startup_subsidy_received":false,"other_loans":["car"],"consumer_loan_balance":"0","family_loans_5y":false,
    "prior_guaranteed_loans":1,"loan_overdue_record":false,"online_shop_months":0,"online_shop_monthly_sales":"0",
    "online_shop_rating_percent":0,"insurance_paid":"9000","insurance_subsidy_months":0,"unemployment_insured":true,
    "unemployment_insurance_months":36,"in_training":true,"training_days":20,"training_listed":true,
    "training_subsidies_this_year":0,"same_level_subsidised":false,"school_leaver":false,
    "rural_transfer_worker":true,"certificate_level":"4","certificate_on":"2016-05-01","skill_upgrade_this_year":0,
    "away_work":"out_of_province_far","away_months":6,"organised_transport":false,"employees":12,"new_hires_12m":6,
    "contract_months_min":24,"hires_insurance_paid":"12000","wage_or_insurance_arrears":false,"hukou_local":true,
    "lives_in_province":true,"married":true}"#;

/// What sets others apart: somebody without work and in hardship, in flexible work, a student, a poor household's trader.
const OTHERS: [&str; 5] = [
    "{}",
    r#"{"employment_status":"unemployed","categories":["registered_unemployed","hard_to_employ"],
        "unemployment_registered_on":"2017-02-01","hardship_certified_on":"2017-03-01","birth_date":"1970-02-01",
        "disability":true}"#,
    r#"{"employment_status":"flexible","categories":["registered_unemployed","hard_to_employ"],
        "unemployment_registered_on":"2017-02-01","hardship_certified_on":"2017-03-01",
        "employment_registered_on":"2017-04-01"}"#,
    r#"{"employment_status":"unemployed","categories":["graduate"],"graduated_on":"2025-07-01","graduating_year":true,
        "student_loan_holder":true}"#,
    r#"{"business_kind":"self_employed","categories":["poverty_exited","returning_migrant"],"monitored_household":true,
        "business_registered_on":"2022-10-01"}"#,
];

fn one_of(spec: &FactSpec, domain: &[Value], dice: &mut Dice) -> Value {
    if spec.kind != FactKind::Set {
        return dice.pick(domain);
    }
    // A set of many options is rarely interesting: none or one, two times in three.
    if dice.below(3) > 0 {
        let one = dice.below(spec.options.len() + 1);
        return Value::set(spec.options.get(one).map(|option| &**option));
    }
    let held = spec.options.iter().filter(|_| dice.below(2) == 1);
    Value::set(held.map(|option| &**option))
}

/// The days around every change of version.
pub fn days() -> Vec<Date> {
    [
        (2018, 3, 27),
        (2018, 11, 15),
        (2018, 11, 16),
        (2020, 4, 15),
        (2020, 12, 31),
        (2021, 1, 1),
        (2023, 9, 30),
        (2023, 10, 1),
        (2024, 2, 29),
        (2026, 11, 24),
        (2028, 9, 30),
    ]
    .into_iter()
    .filter_map(|(year, month, day)| Date::new(year, month, day))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_can_be_read() {
        for text in std::iter::once(EVERYBODY).chain(OTHERS) {
            assert!(serde_json::from_str::<Facts>(text).is_ok(), "{text}");
        }
        assert_eq!(days().len(), 11);
    }
}
