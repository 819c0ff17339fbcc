//! Forms judged beside a loan of 120,000 for a year.

use super::*;
use api::extension::{ExtendedView, ExtensionRulesView};
use api::servicing::{LoanView, PaymentView};
use workflow::servicing::{BookedTerms, DayCounting, EarlyEffect, RepaymentMethod};

fn day(iso: &str) -> Date {
    Date::parse_iso(iso).unwrap()
}

fn loan() -> StaffLoanView {
    StaffLoanView {
        id: "a".into(),
        acceptance_number: "620602-20261124-00001".into(),
        borrower: "示例甲".into(),
        version: 3,
        loan: LoanView {
            state: ServicingState::Repaying,
            amount_fen: 12_000_000,
            start_on: day("2026-11-24"),
            balance_fen: 11_000_000,
            paid_fen: 1_031_000,
            interest_paid_fen: 31_000,
            overdue_fen: 0,
            next: None,
            subsidy_fen: 0,
            payments: Vec::new(),
            extension_months: 12,
            extension: None,
            ended_on: None,
            left_to_recover_fen: None,
            nth: None,
            most: None,
        },
        terms: BookedTerms {
            amount_fen: 12_000_000,
            rate_basis_points: 310,
            months: 12,
            start_on: day("2026-11-24"),
            method: RepaymentMethod::EqualPrincipal,
            counting: DayCounting::Month12,
            early_effect: EarlyEffect::ReduceTerm,
            regime: None,
            lpr_basis_points: None,
            subsidised_years: None,
        },
        payments: [(1_031_000, None), (5, Some("入错账".to_owned()))]
            .into_iter()
            .zip(1..)
            .map(|((amount_fen, reversed), no)| PaymentView {
                no,
                on: day("2026-12-24"),
                amount_fen,
                is_early: false,
                reference: String::new(),
                reversed,
            })
            .collect(),
        rows: Vec::new(),
        overdue_since: None,
        owed_today_fen: 0,
        compensation: None,
        left_to_recover_fen: 0,
        write_off: None,
        extensions: Vec::new(),
        extended: None,
        extension_rules: ExtensionRulesView {
            most_months: 12,
            is_local_confirm: true,
            sources: Vec::new(),
        },
        quarters: Vec::new(),
        queries: Vec::new(),
        changes: Vec::new(),
        calls: Vec::new(),
        timeline: Vec::new(),
        actions: Vec::new(),
        is_conflict_asked: false,
    }
}

fn typed(on: &str, amount: &str, purpose: &str) -> Typed {
    Typed {
        on: on.into(),
        amount: amount.into(),
        purpose: purpose.into(),
        ..Typed::default()
    }
}

fn record(typed: &Typed) -> Result<LoanActionRequest, Vec<String>> {
    let what = (ServicingAction::RecordPayment, String::new());
    let request = typed.request(&what, &loan(), day("2027-01-24"));
    request.map_err(|flaws| {
        flaws
            .into_iter()
            .map(|flaw| flaw.field.to_string())
            .collect()
    })
}

#[test]
fn everything_wrong_is_named_at_once_and_with_what_would_be_right() {
    let table = [
        (typed("", "", DUE), vec!["paid-on", "amount"]),
        (typed("2027-01-25", "0", DUE), vec!["paid-on", "amount"]),
        (typed("2026-12-23", "1", DUE), vec!["paid-on"]),
        (typed("2027-01-24", "10284.18", DUE), vec!["amount"]),
        (typed("2027-01-24", "10284.18", EARLY), vec![]),
        (typed("2027-01-24", "10,284.17", EARLY), vec![]),
        (typed("2027-01-24", "10284.16", EARLY), vec!["amount"]),
    ];
    for (typed, wrong) in table {
        let found = record(&typed).err().unwrap_or_default();
        assert_eq!(found, wrong, "{typed:?}");
    }
    let request = record(&typed("2027-01-24", "10284.16", DUE)).unwrap();
    let payment = request.payment.unwrap();
    assert_eq!((payment.amount_fen, payment.is_early), (1_028_416, false));
}

#[test]
fn what_is_possible_on_a_day_is_shown_before_it_is_typed() {
    let (due, owed) = possible(&loan(), "2027-01-24").unwrap();
    assert_eq!(due.to_string(), "10,284.17");
    assert_eq!(owed.to_string(), "110,284.17");
    assert_eq!(possible(&loan(), "2026-12-01"), None);
    assert_eq!(possible(&loan(), ""), None);
}

#[test]
fn an_extended_loan_is_judged_by_its_new_schedule() {
    let mut extended = loan();
    extended.extended = Some(ExtendedView {
        on: day("2027-01-10"),
        until: day("2028-05-24"),
        after_payment: 2,
        is_restructured: false,
    });
    // 110,000 over seventeen due dates instead of eleven.
    let (due, owed) = possible(&extended, "2027-01-24").unwrap();
    assert_eq!(due.to_string(), "6,754.76");
    assert_eq!(owed.to_string(), "110,284.17");
}

#[test]
fn an_extension_is_asked_for_with_months_and_a_reason() {
    let what = (ServicingAction::AskExtension, String::new());
    let today = day("2027-01-10");
    let mut typed = Typed::default();
    let flaws = typed.request(&what, &loan(), today).unwrap_err();
    let fields: Vec<String> = flaws
        .into_iter()
        .map(|flaw| flaw.field.to_string())
        .collect();
    assert_eq!(fields, ["months", "reason"]);
    typed.months = "6".into();
    typed.reason = " 地里遭了冰雹 ".into();
    let request = typed.request(&what, &loan(), today).unwrap();
    let asked = request.extension.unwrap();
    assert_eq!((asked.months, asked.reason.as_str()), (6, "地里遭了冰雹"));
    assert_eq!(request.reason, None);
}

#[test]
fn the_last_payment_that_stands_is_taken_back() {
    let what = (ServicingAction::ReversePayment, String::new());
    let mut typed = Typed::default();
    let today = day("2027-01-24");
    assert!(typed.request(&what, &loan(), today).is_err());
    typed.reason = " 入错账 ".into();
    let request = typed.request(&what, &loan(), today).unwrap();
    assert_eq!((request.payment_no, request.version), (Some(1), 3));
    assert_eq!(request.reason.as_deref(), Some("入错账"));
}

/// The controls that keep an action from being sent.
fn wrong(action: ServicingAction, typed: &Typed) -> Vec<String> {
    let what = (action, "2026Q4".to_owned());
    let request = typed.request(&what, &loan(), day("2027-01-24"));
    let flaws = request.err().unwrap_or_default();
    let named = flaws.into_iter().map(|flaw| flaw.field.to_string());
    named.collect()
}

#[test]
fn what_is_asked_held_back_or_answered_is_whole() {
    use ServicingAction as A;
    let empty = Typed::default();
    assert_eq!(wrong(A::StopSubsidy, &empty), ["stop-code", "reason"]);
    assert_eq!(wrong(A::QuerySubsidy, &empty), ["query-to", "reason"]);
    assert_eq!(wrong(A::AnswerQuery, &empty), ["reason"]);
    assert_eq!(wrong(A::AnswerChange, &empty), ["effect", "reason"]);
    assert_eq!(wrong(A::ResumeSubsidy, &empty), ["reason"]);
    assert_eq!(wrong(A::NoteCall, &empty), ["paid-on", "outcome"]);
    let stops = Typed {
        effect: STOPS.into(),
        reason: "门面关了".into(),
        ..Typed::default()
    };
    assert_eq!(wrong(A::AnswerChange, &stops), ["stops-from", "article"]);
    let whole = Typed {
        from: "2027-02-01".into(),
        article: "文件第三条".into(),
        ..stops
    };
    assert_eq!(wrong(A::AnswerChange, &whole), Vec::<String>::new());
    let call = Typed {
        on: "2027-01-24".into(),
        outcome: "no_answer".into(),
        ..Typed::default()
    };
    assert_eq!(wrong(A::NoteCall, &call), Vec::<String>::new());
}
