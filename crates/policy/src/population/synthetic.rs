//! One resident at a time: a life first (age, work, business), then every answer that follows from it.

use domain::Date;

use super::{OPEN, dice::Dice, marginals::permille};
use crate::{FactKind, FactSpec, Pack, day, day::NEVER};

const DAYS_A_YEAR: i64 = 365;
const DAYS_A_MONTH: i64 = 30;

/// Makes residents for a vocabulary on a day.
pub(crate) struct Generator<'a> {
    pack: &'a Pack,
    today: i64,
}

/// What an answer is made from. Days are day numbers, money is in fen.
struct Life {
    born: i64,
    age: i64,
    track: &'static str,
    urban: bool,
    status: &'static str,
    in_school: bool,
    graduated: i64,
    unemployed_since: i64,
    hardship_since: i64,
    employed_since: i64,
    business: &'static str,
    business_since: i64,
    away: &'static str,
    categories: Vec<&'static str>,
    loans: Vec<&'static str>,
    employees: i64,
    certificate: &'static str,
    welfare_post: bool,
    zero_employment: bool,
    disabled: bool,
    dibao: bool,
}

impl<'a> Generator<'a> {
    pub(crate) fn new(pack: &'a Pack, as_of: Date) -> Self {
        Self {
            pack,
            today: day::number(as_of),
        }
    }

    /// One person's answers, by the place of the fact.
    pub(crate) fn person(&self, seed: u64, place: usize) -> Vec<i64> {
        let mut dice = Dice::new(seed, u64::try_from(place).unwrap_or(0));
        let life = self.life(&mut dice);
        self.pack
            .facts
            .iter()
            .map(|spec| answer(spec, &life, &mut dice, self.today))
            .collect()
    }

    fn life(&self, dice: &mut Dice) -> Life {
        let today = self.today;
        let born = today - dice.between(16 * DAYS_A_YEAR + 4, 65 * DAYS_A_YEAR);
        let age = day::years(born, today);
        let track = if dice.chance(permille("male")) {
            "male_60"
        } else if dice.chance(permille("female_55")) {
            "female_55"
        } else {
            "female_50"
        };
        let urban = dice.chance(permille("urban"));
        let in_school = age <= 22 && dice.chance(permille("in_school"));
        // Everybody counted as a recent graduate is between 21 and 30, about a fifth of the residents.
        let graduates = permille("recent_graduate") * 5;
        let graduated = if !in_school && (21..=30).contains(&age) && dice.chance(graduates) {
            today - dice.between(0, 5 * DAYS_A_YEAR - 1)
        } else {
            NEVER
        };
        let mut life = Life {
            born,
            age,
            track,
            urban,
            status: "employed",
            in_school,
            graduated,
            unemployed_since: NEVER,
            hardship_since: NEVER,
            employed_since: NEVER,
            business: "none",
            business_since: NEVER,
            away: "none",
            categories: Vec::new(),
            loans: Vec::new(),
            employees: 0,
            certificate: "none",
            welfare_post: false,
            zero_employment: dice.chance(permille("zero_employment_family")),
            disabled: dice.chance(permille("disability")),
            dibao: dice.chance(permille("dibao")),
        };
        self.work(&mut life, dice);
        self.groups(&mut life, dice);
        life.loans(dice);
        life
    }

    fn work(&self, life: &mut Life, dice: &mut Dice) {
        let today = self.today;
        let retires_at = match life.track {
            "male_60" => 61,
            "female_55" => 56,
            _ => 52,
        };
        let unemployed = if life.urban {
            permille("registered_unemployed_urban")
        } else {
            5
        };
        life.status = if life.in_school {
            "student"
        } else if life.age >= retires_at {
            "retired"
        } else if dice.chance(permille("self_employed")) {
            "self_employed"
        } else if dice.chance(unemployed) || life.zero_employment {
            "unemployed"
        } else if dice.chance(300) {
            "flexible"
        } else {
            "employed"
        };
        match life.status {
            "self_employed" => {
                life.business = dice.pick(&[
                    ("self_employed", 820),
                    ("partnership", 30),
                    ("small_micro_enterprise", 90),
                    ("cooperative", 25),
                    ("family_farm", 35),
                ]);
                life.business_since = today - dice.mostly_small(10, 15 * DAYS_A_YEAR);
                life.employed_since = life.business_since;
                life.employees = match life.business {
                    "small_micro_enterprise" => dice.mostly_small(1, 160),
                    "self_employed" => dice.mostly_small(0, 6),
                    _ => dice.mostly_small(0, 20),
                };
            }
            "unemployed" => {
                life.unemployed_since = today - dice.mostly_small(5, 3 * DAYS_A_YEAR);
                let hard = life.disabled || life.dibao || life.zero_employment || life.age >= 50;
                if hard && dice.chance(500) {
                    life.hardship_since = life.unemployed_since
                        + dice.between(0, (today - life.unemployed_since).max(0));
                }
            }
            "flexible" | "employed" => {
                life.employed_since = today - dice.mostly_small(20, 10 * DAYS_A_YEAR);
                if dice.chance(permille("hard_to_employ") * 3) {
                    life.hardship_since = life.employed_since - dice.between(-60, 200);
                    life.unemployed_since = life.hardship_since - dice.between(0, 200);
                }
            }
            _ => {}
        }
        life.welfare_post =
            life.hardship_since < NEVER && dice.chance(permille("welfare_post") * 20);
        // Those who go away to work are the working ones from the countryside.
        let works = matches!(life.status, "flexible" | "employed");
        if works && dice.chance(permille("away") * 3 / 2) {
            life.away = dice.pick(&[
                ("out_of_county", 150),
                ("out_of_city", 300),
                ("out_of_province_near", 150),
                ("out_of_province_far", 400),
            ]);
        }
        if dice.chance(permille("certificate")) {
            life.certificate =
                dice.pick(&[("5", 550), ("4", 300), ("3", 110), ("2", 30), ("1", 10)]);
        }
    }

    fn groups(&self, life: &mut Life, dice: &mut Dice) {
        let held = [
            ("registered_unemployed", life.status == "unemployed"),
            ("hard_to_employ", life.hardship_since < NEVER),
            ("graduate", life.graduated < NEVER),
            (
                "rural_entrepreneur",
                !life.urban && life.status == "self_employed",
            ),
            (
                "returning_migrant",
                !life.urban && life.status == "self_employed" && dice.chance(permille("away")),
            ),
            (
                "online_merchant",
                life.status == "self_employed" && dice.chance(permille("online_shop") * 5),
            ),
            ("veteran", dice.chance(permille("veteran"))),
            (
                "released_prisoner",
                dice.chance(permille("released_prisoner")),
            ),
            (
                "overcapacity_worker",
                dice.chance(permille("overcapacity_worker")),
            ),
            (
                "poverty_exited",
                !life.urban && dice.chance(permille("poverty_exited") * 17 / 10),
            ),
        ];
        life.categories.extend(
            held.into_iter()
                .filter(|(_, holds)| *holds)
                .map(|(id, _)| id),
        );
    }
}

impl Life {
    fn loans(&mut self, dice: &mut Dice) {
        let studied = self.in_school || self.graduated < NEVER;
        let held = [
            ("student", studied && dice.chance(permille("student_loan"))),
            (
                "poverty_relief",
                self.categories.contains(&"poverty_exited") && dice.chance(300),
            ),
            ("housing", self.urban && dice.chance(350)),
            ("car", dice.chance(120)),
            ("consumer", dice.chance(280)),
            (
                "business",
                self.status == "self_employed" && dice.chance(150),
            ),
            ("other", dice.chance(25)),
        ];
        self.loans.extend(
            held.into_iter()
                .filter(|(_, holds)| *holds)
                .map(|(id, _)| id),
        );
    }
}

/// The answer to one fact. What the life does not settle is drawn; an unknown fact gets a plain answer of its kind.
fn answer(spec: &FactSpec, life: &Life, dice: &mut Dice, today: i64) -> i64 {
    let flag = i64::from;
    let trades = life.status == "self_employed";
    let yuan = |yuan: i64| yuan * 100;
    let value = match &*spec.id {
        "birth_date" => life.born,
        "retirement_track" => return option(spec, life.track),
        "employment_status" => return option(spec, life.status),
        "categories" => return options(spec, &life.categories),
        "other_loans" => return options(spec, &life.loans),
        "business_kind" => return option(spec, life.business),
        "away_work" => return option(spec, life.away),
        "certificate_level" => return option(spec, life.certificate),
        "industry" => {
            let drawn = dice.pick(&[
                ("farming", 250),
                ("processing", 80),
                ("trade", 300),
                ("catering", 130),
                ("transport", 80),
                ("services", 100),
                ("other", 40),
                ("restricted", 20),
            ]);
            return option(spec, drawn);
        }
        "in_school" => flag(life.in_school),
        "graduated_on" => life.graduated,
        "hukou_local" => flag(dice.chance(permille("hukou_local"))),
        "lives_in_province" => flag(!life.away.starts_with("out_of_province")),
        "public_employee" => {
            flag(life.status == "employed" && dice.chance(permille("public_employee") * 2))
        }
        "welfare_post" => flag(life.welfare_post),
        "disability" => flag(life.disabled),
        "dibao" => flag(life.dibao),
        "zero_employment_family" => flag(life.zero_employment),
        "monitored_household" => {
            flag(!life.urban && dice.chance(permille("monitored_household") * 17 / 10))
        }
        "extreme_poverty" => flag(dice.chance(permille("extreme_poverty"))),
        "land_expropriated" => flag(!life.urban && dice.chance(permille("land_expropriated"))),
        "single_parent" => flag(life.age > 22 && dice.chance(permille("single_parent"))),
        "married" => flag(life.age > 24 && dice.chance(permille("married"))),
        "student_loan_holder" => flag(life.loans.contains(&"student")),
        "unemployment_registered_on" => life.unemployed_since,
        "hardship_certified_on" => life.hardship_since,
        "employment_registered_on" => life.employed_since,
        "business_registered_on" => life.business_since,
        "business_first" => flag(trades && dice.chance(850)),
        "business_operating" => flag(trades && dice.chance(930)),
        "business_in_province" => flag(trades && dice.chance(985)),
        "business_in_district" => flag(trades && dice.chance(920)),
        "partners" => 2 + dice.mostly_small(0, 6),
        "employees" => life.employees,
        "new_hires_12m" => dice.mostly_small(0, life.employees),
        "contract_months_min" if life.employees > 0 => {
            return within(
                spec,
                dice.pick(&[("0", 2), ("6", 2), ("12", 4), ("24", 1), ("36", 1)])
                    .parse()
                    .unwrap_or(0),
            );
        }
        "wage_or_insurance_arrears" => flag(life.employees > 0 && dice.chance(permille("arrears"))),
        "startup_subsidy_received" => {
            flag(trades && dice.chance(permille("startup_subsidy_received")))
        }
        "prior_guaranteed_loans" => {
            if dice.chance(permille("prior_loan")) {
                1 + dice.mostly_small(0, 3)
            } else {
                0
            }
        }
        "loan_overdue_record" => flag(dice.chance(permille("overdue"))),
        "consumer_loan_balance" if life.loans.contains(&"consumer") => {
            yuan(dice.mostly_small(500, 150_000))
        }
        "online_shop_months" if life.categories.contains(&"online_merchant") => {
            dice.mostly_small(1, 96)
        }
        "online_shop_monthly_sales" if life.categories.contains(&"online_merchant") => {
            yuan(dice.mostly_small(200, 30_000))
        }
        "online_shop_rating_percent" if life.categories.contains(&"online_merchant") => {
            dice.between(85, 100)
        }
        "insurance_paid" if dice.chance(permille("flexible_insured")) => {
            yuan(dice.between(2_000, 12_000))
        }
        "unemployment_insured" => flag(dice.chance(permille("unemployment_insured"))),
        "unemployment_insurance_months" if dice.chance(permille("unemployment_insured")) => {
            dice.between(1, 240)
        }
        "certificate_on" if life.certificate != "none" => today - dice.between(0, 5 * DAYS_A_YEAR),
        "away_months" if life.away != "none" => dice.between(1, 11),
        "organised_transport" => flag(life.away != "none" && dice.chance(200)),
        "training_days" => dice.mostly_small(0, 60),
        _ => return plain(spec, dice, today),
    };
    within(spec, value)
}

/// Facts the generator knows nothing about: mostly no, nothing, never.
fn plain(spec: &FactSpec, dice: &mut Dice, today: i64) -> i64 {
    let drawn = match spec.kind {
        FactKind::Bool => i64::from(dice.chance(100)),
        FactKind::Date if spec.may_be_never && dice.chance(800) => NEVER,
        FactKind::Date => today - dice.mostly_small(0, 120 * DAYS_A_MONTH),
        FactKind::Choice => dice.between(0, spec.max),
        FactKind::Set => {
            let bits = 0..spec.options.len();
            bits.filter(|_| dice.chance(50)).map(|bit| 1 << bit).sum()
        }
        FactKind::Int | FactKind::Money => spec.min,
    };
    within(spec, drawn)
}

/// The answer if the fact allows it; never if it may be never; else the nearest it allows.
fn within(spec: &FactSpec, value: i64) -> i64 {
    if value == NEVER {
        return if spec.may_be_never { NEVER } else { OPEN };
    }
    value.clamp(spec.min, spec.max.max(spec.min))
}

fn option(spec: &FactSpec, id: &str) -> i64 {
    let place = spec.options.iter().position(|option| *option == id);
    place
        .and_then(|place| i64::try_from(place).ok())
        .unwrap_or(OPEN)
}

fn options(spec: &FactSpec, held: &[&str]) -> i64 {
    let bits = spec.options.iter().enumerate();
    bits.filter(|(_, option)| held.contains(&&***option))
        .map(|(bit, _)| 1_i64 << bit)
        .sum()
}
