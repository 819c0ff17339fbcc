//! A loan and its payments, as a case writes them.

use domain::Money;
use serde_json::Value;

use super::Mistake;
use super::reader::{Reader, listed};
use crate::day_count::DayCount;
use crate::payment::{Payment, Prepayment};
use crate::rounding::Rounding;
use crate::terms::{Cycle, LoanError, Method, Terms, Timing};

const METHODS: &[(&str, Method)] = &[
    ("equal_installment", Method::EqualInstallment),
    ("equal_principal", Method::EqualPrincipal),
    ("interest_only_bullet", Method::InterestOnlyBullet),
];
const DAY_COUNTS: &[(&str, DayCount)] = &[
    ("month_12", DayCount::Month12),
    ("30_360", DayCount::Thirty360),
    ("act_360", DayCount::Act360),
    ("act_365", DayCount::Act365),
    ("act_act", DayCount::ActAct),
];
const ROUNDINGS: &[(&str, Rounding)] = &[
    ("half_up", Rounding::HalfUp),
    ("half_even", Rounding::HalfEven),
];
const CYCLES: &[(&str, Cycle)] = &[
    ("monthly_20", Cycle::Monthly20),
    ("quarterly_20", Cycle::Quarterly20),
];
const PREPAYMENTS: &[(&str, Prepayment)] = &[
    ("reduce_instalment", Prepayment::ReduceInstalment),
    ("reduce_term", Prepayment::ReduceTerm),
    ("reschedule_next", Prepayment::RescheduleNext),
    (
        "principal_with_its_interest",
        Prepayment::PrincipalWithItsInterest,
    ),
];

/// A loan and what is paid early.
pub(super) struct LoanQuestion {
    pub(super) terms: Terms,
    pub(super) payments: Vec<Payment>,
    pub(super) prepayment: Option<Prepayment>,
}

/// Reads the keys of a loan. None when one that is needed is absent or wrong, which the reader then knows.
pub(super) fn read(reader: &mut Reader<'_>) -> Option<LoanQuestion> {
    let method = reader.word("method", METHODS);
    let method = reader.require(
        "method",
        method,
        &format!("write one of {}", listed(METHODS)),
    );
    let principal = reader.money("principal");
    let principal = reader.require(
        "principal",
        principal,
        "write yuan in quotes, such as \"200000.00\"",
    );
    let annual_rate = reader.rate("annual_rate_percent");
    let annual_rate = reader.require(
        "annual_rate_percent",
        annual_rate,
        "write percent in quotes, such as \"4.60\"",
    );
    let start_date = reader.date("start_date");
    let start_date = reader.require(
        "start_date",
        start_date,
        "write a day such as \"2026-11-24\"",
    );
    let day_count = reader.word("day_count", DAY_COUNTS);
    let day_count = reader.require(
        "day_count",
        day_count,
        &format!("write one of {}", listed(DAY_COUNTS)),
    );
    let rounding = reader
        .word("rounding", ROUNDINGS)
        .or_else(|| (!reader.has("rounding")).then(Rounding::default));
    let timing = read_timing(reader);
    let grace = reader.whole("grace_principal_installments");
    let unit = read_unit(reader);
    let prepayment = reader.word("prepayment", PREPAYMENTS);
    let payments = read_payments(reader);
    Some(LoanQuestion {
        terms: Terms {
            method: method?,
            principal: principal?,
            annual_rate: annual_rate?,
            start_date: start_date?,
            timing: timing?,
            day_count: day_count?,
            rounding: rounding?,
            grace_principal_installments: grace.unwrap_or(0),
            round_installment_to: unit,
        },
        payments,
        prepayment,
    })
}

/// Either instalments every so many months, or settlement days up to a last day.
fn read_timing(reader: &mut Reader<'_>) -> Option<Timing> {
    let (installments, months) = (reader.whole("installments"), reader.whole("every_months"));
    let (cycle, maturity_date) = (reader.word("settle", CYCLES), reader.date("maturity_date"));
    let merge_first_days_below = reader.whole("merge_first_days_below");
    if reader.has("settle") || reader.has("maturity_date") {
        if reader.has("installments") || reader.has("every_months") {
            reader.refuse(
                "settle",
                "goes without installments and every_months; give one or the other",
            );
        }
        let cycle = reader.require("settle", cycle, &format!("write one of {}", listed(CYCLES)));
        let last = reader.require(
            "maturity_date",
            maturity_date,
            "write the loan's last day, such as \"2027-03-15\"",
        );
        return Some(Timing::Settled {
            cycle: cycle?,
            maturity_date: last?,
            merge_first_days_below: merge_first_days_below.unwrap_or(0),
        });
    }
    if reader.has("merge_first_days_below") {
        reader.refuse("merge_first_days_below", "goes with settle; leave it out");
    }
    let advice = "write how many due dates there are, such as 36, or give settle and maturity_date";
    let installments = reader.require("installments", installments, advice);
    let months = months.or_else(|| (!reader.has("every_months")).then_some(1));
    Some(Timing::Every {
        months: months?,
        installments: installments?,
    })
}

/// A multiple of yuan may be written as a number, for it has no fen to lose.
fn read_unit(reader: &mut Reader<'_>) -> Option<Money> {
    const KEY: &str = "round_installment_to";
    match reader.value(KEY) {
        Some(Value::Number(yuan)) => {
            let yuan = yuan.as_u64().and_then(|yuan| i64::try_from(yuan).ok());
            if yuan.is_none() {
                reader.refuse(KEY, "write yuan in quotes, such as \"1\"");
            }
            yuan.map(Money::from_yuan)
        }
        _ => reader.money(KEY),
    }
}

fn read_payments(reader: &mut Reader<'_>) -> Vec<Payment> {
    let listed = match reader.value("payments") {
        None => return Vec::new(),
        Some(Value::Array(listed)) => listed,
        Some(_) => {
            reader.refuse(
                "payments",
                "write a list such as [{\"date\": \"2026-12-01\", \"amount\": \"1000.00\"}]",
            );
            return Vec::new();
        }
    };
    let mut payments = Vec::new();
    for (index, value) in listed.iter().enumerate() {
        let mut own = Reader::new(value, &format!("{}/payments/{index}", reader.place()));
        let date = own.date("date");
        let date = own.require("date", date, "write a day such as \"2026-12-01\"");
        let amount = own.money("amount");
        let amount = own.require(
            "amount",
            amount,
            "write yuan in quotes, such as \"1000.00\"",
        );
        payments.extend(
            date.zip(amount)
                .map(|(date, amount)| Payment { date, amount }),
        );
        reader.take_over(own.finish(&[]));
    }
    payments
}

/// Where each error stands in the question, below this pointer.
pub(super) fn mistakes(errors: &[LoanError], at: &str) -> Vec<Mistake> {
    let mistake = |error: &LoanError| Mistake {
        pointer: format!("{at}{}", pointer(*error)),
        advice: error.to_string(),
    };
    errors.iter().map(mistake).collect()
}

fn pointer(error: LoanError) -> String {
    match error {
        LoanError::Principal => "/principal".to_owned(),
        LoanError::StartDate => "/start_date".to_owned(),
        LoanError::Installments => "/installments".to_owned(),
        LoanError::EveryMonths => "/every_months".to_owned(),
        LoanError::Grace | LoanError::GraceOfBullet => "/grace_principal_installments".to_owned(),
        LoanError::SettledInstalments => "/settle".to_owned(),
        LoanError::MaturityDate => "/maturity_date".to_owned(),
        LoanError::MergeFirst => "/merge_first_days_below".to_owned(),
        LoanError::RoundTo | LoanError::RoundToMethod => "/round_installment_to".to_owned(),
        LoanError::PrepaymentMissing
        | LoanError::PrepaymentOfBullet
        | LoanError::PrepaymentOfInstalments => "/prepayment".to_owned(),
        LoanError::PaymentDate { index, .. } => format!("/payments/{index}/date"),
        LoanError::PaymentEmpty { index }
        | LoanError::PaymentTooSmall { index, .. }
        | LoanError::PaymentTooLarge { index, .. } => format!("/payments/{index}/amount"),
    }
}
