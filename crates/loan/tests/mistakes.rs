//! What a wrong question is answered with: every mistake at once, its place, and what to write.
#![cfg(test)]

use loan::cases::{answer_schedule, answer_subsidy};
use serde_json::{Value, json};

fn good() -> Value {
    json!({"method": "equal_installment", "principal": "5000.00", "annual_rate_percent": "12", "start_date": "2022-11-01",
        "day_count": "act_365", "rounding": "half_even", "installments": 6, "every_months": 1})
}

fn pointers(question: &Value) -> Vec<String> {
    let mistakes = answer_schedule(&question.to_string()).unwrap_err();
    assert!(
        mistakes.iter().all(|mistake| mistake.advice.len() > 15),
        "{mistakes:?}"
    );
    mistakes
        .into_iter()
        .map(|mistake| mistake.pointer)
        .collect()
}

#[test]
fn each_key_is_answered_for_itself() {
    answer_schedule(&good().to_string()).unwrap();
    for (key, value, pointer) in [
        ("method", json!("annuity"), "/method"),
        ("method", json!(7), "/method"),
        ("principal", json!("0"), "/principal"),
        ("principal", json!("-1"), "/principal"),
        ("principal", json!("299999.995"), "/principal"),
        ("principal", json!("10000000000.01"), "/principal"),
        ("principal", json!(5000), "/principal"),
        ("principal", json!("20万"), "/principal"),
        ("principal", json!(null), "/principal"),
        ("annual_rate_percent", json!("101"), "/annual_rate_percent"),
        ("annual_rate_percent", json!("-1"), "/annual_rate_percent"),
        (
            "annual_rate_percent",
            json!("4.60.1"),
            "/annual_rate_percent",
        ),
        ("start_date", json!("2022-02-30"), "/start_date"),
        ("start_date", json!("1899-12-31"), "/start_date"),
        ("start_date", json!("9999-12-31"), "/start_date"),
        ("day_count", json!("act_364"), "/day_count"),
        ("rounding", json!("up"), "/rounding"),
        ("installments", json!(0), "/installments"),
        ("installments", json!(361), "/installments"),
        ("installments", json!("6"), "/installments"),
        ("installments", json!(-6), "/installments"),
        ("installments", json!(6.5), "/installments"),
        ("installments", json!(4_294_967_295_u32), "/installments"),
        ("every_months", json!(0), "/every_months"),
        ("every_months", json!(13), "/every_months"),
        (
            "grace_principal_installments",
            json!(6),
            "/grace_principal_installments",
        ),
        ("round_installment_to", json!("0"), "/round_installment_to"),
        (
            "round_installment_to",
            json!("5000.01"),
            "/round_installment_to",
        ),
        ("round_installment_to", json!(1.5), "/round_installment_to"),
        ("settle", json!("quarterly_20"), "/settle"),
        (
            "merge_first_days_below",
            json!(7),
            "/merge_first_days_below",
        ),
        ("payments", json!("all"), "/payments"),
        ("payments", json!(["all"]), "/payments/0"),
        (
            "payments",
            json!([{"date": "2022-12-01", "amount": "1000.00"}]),
            "/prepayment",
        ),
        ("instalments", json!(6), "/instalments"),
        ("a/b~c", json!(1), "/a~1b~0c"),
    ] {
        let mut question = good();
        question[key] = value.clone();
        assert!(
            pointers(&question).contains(&pointer.to_owned()),
            "{key} {value}: {:?}",
            pointers(&question)
        );
    }
}

#[test]
fn payments_the_loan_cannot_take() {
    for (payments, prepayment, pointer, said) in [
        (
            json!([{"date": "2022-11-01", "amount": "1000"}]),
            "reduce_term",
            "/payments/0/date",
            "2023-05-01",
        ),
        (
            json!([{"date": "2023-05-02", "amount": "1000"}]),
            "reduce_term",
            "/payments/0/date",
            "2023-05-01",
        ),
        (
            json!([{"date": "2022-12-01", "amount": "861.99"}]),
            "reduce_term",
            "/payments/0/amount",
            "862.34",
        ),
        (
            json!([{"date": "2022-11-20", "amount": "31.23"}]),
            "reduce_term",
            "/payments/0/amount",
            "31.24",
        ),
        (
            json!([{"date": "2022-11-20", "amount": "0"}]),
            "reduce_term",
            "/payments/0/amount",
            "0.01",
        ),
        (
            json!([{"date": "2022-12-01", "amount": "5049.33"}]),
            "reduce_term",
            "/payments/0/amount",
            "5049.32",
        ),
        (
            json!([{"date": "2022-12-01", "amount": "5049.32"}, {"date": "2022-12-02", "amount": "1"}]),
            "reduce_term",
            "/payments/1/date",
            "2022-12-01",
        ),
        (
            json!([{"date": "2022-11-20", "amount": "9999999999999.99"}, {"date": "2022-11-20", "amount": "9999999999999.99"}]),
            "reschedule_next",
            "/payments/0/amount",
            "5031.23",
        ),
        (
            json!([{"date": "2022-12-01", "amount": "1000"}]),
            "principal_with_its_interest",
            "/prepayment",
            "reduce_term",
        ),
    ] {
        let mut question = good();
        question["payments"] = payments.clone();
        question["prepayment"] = json!(prepayment);
        let mistakes = answer_schedule(&question.to_string()).unwrap_err();
        assert_eq!(mistakes[0].pointer, pointer, "{payments}");
        assert!(mistakes[0].advice.contains(said), "{}", mistakes[0]);
    }
}

#[test]
fn all_mistakes_come_at_once() {
    let question =
        json!({"principal": "x", "start_date": 5, "payments": [{"date": "tomorrow"}], "extra": 1});
    assert_eq!(
        pointers(&question),
        [
            "/method",
            "/principal",
            "/annual_rate_percent",
            "/start_date",
            "/day_count",
            "/installments",
            "/payments/0/date",
            "/payments/0/amount",
            "/extra"
        ]
    );
    for text in ["", "{", "[]", "null", "\"x\"", "\u{FEFF}{}"] {
        let mistakes = answer_schedule(text).unwrap_err();
        assert_eq!(
            (mistakes.len(), mistakes[0].pointer.as_str()),
            (1, ""),
            "{text:?}"
        );
    }
}

#[test]
fn an_interest_only_loan_has_its_own_rules() {
    let bullet = json!({"method": "interest_only_bullet", "principal": "200000.00", "annual_rate_percent": "4.60",
        "start_date": "2024-03-15", "day_count": "act_360", "rounding": "half_up", "maturity_date": "2027-03-15",
        "settle": "quarterly_20"});
    answer_schedule(&bullet.to_string()).unwrap();
    for (key, value, pointer) in [
        ("maturity_date", json!("2024-03-15"), "/maturity_date"),
        ("maturity_date", json!("2054-03-16"), "/maturity_date"),
        ("maturity_date", json!(null), "/maturity_date"),
        ("settle", json!(null), "/settle"),
        ("method", json!("equal_principal"), "/settle"),
        ("installments", json!(12), "/settle"),
        (
            "grace_principal_installments",
            json!(1),
            "/grace_principal_installments",
        ),
        ("round_installment_to", json!("1"), "/round_installment_to"),
        ("prepayment", json!("reduce_term"), "/prepayment"),
        (
            "merge_first_days_below",
            json!(93),
            "/merge_first_days_below",
        ),
    ] {
        let mut question = bullet.clone();
        question[key] = value.clone();
        assert!(
            pointers(&question).contains(&pointer.to_owned()),
            "{key} {value}: {:?}",
            pointers(&question)
        );
    }
}

#[test]
fn a_split_needs_its_day_and_its_lpr() {
    let good = json!({"regime": "lpr_minus_150bp", "signed": "2022-03-15", "lpr_percent": "3.70",
        "contract_rate_percent": "12", "subsidised_years": null, "base": "any", "loan": good()});
    answer_subsidy(&good.to_string()).unwrap();
    for (key, value, pointer) in [
        ("signed", json!(null), "/signed"),
        ("signed", json!("2020-12-31"), "/signed"),
        ("signed", json!("2023-10-01"), "/regime"),
        ("regime", json!("half_of_actual_rate"), "/regime"),
        ("regime", json!("none"), "/regime"),
        ("lpr_percent", json!(null), "/lpr_percent"),
        (
            "contract_rate_percent",
            json!("11"),
            "/contract_rate_percent",
        ),
        ("subsidised_years", json!(-1), "/subsidised_years"),
        ("loan", json!(null), "/loan"),
        ("loan", json!(1), "/loan"),
        ("loan", json!({"principal": "1"}), "/loan/method"),
        ("lone", json!(1), "/lone"),
    ] {
        let mut question = good.clone();
        question[key] = value.clone();
        let mistakes = answer_subsidy(&question.to_string()).unwrap_err();
        assert!(
            mistakes.iter().any(|mistake| mistake.pointer == pointer),
            "{key} {value}: {mistakes:?}"
        );
    }
    let mut question = good;
    question["loan"]["installments"] = json!(0);
    assert_eq!(
        answer_subsidy(&question.to_string()).unwrap_err()[0].pointer,
        "/loan/installments"
    );
}
