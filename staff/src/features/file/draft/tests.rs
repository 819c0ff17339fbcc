use super::testing::file;
use super::*;
use api::particulars::{OfferConditionView, RateCapView};
use domain::Money;
use workflow::loan::DefectCode;

fn today() -> Date {
    Date::new(2026, 11, 24).unwrap()
}

fn flaws(drafts: &Drafts, action: LoanAction, file: &StaffApplicationView) -> Vec<Flaw> {
    drafts
        .request(action, file, today())
        .err()
        .unwrap_or_default()
}

#[test]
fn an_empty_form_says_everything_at_once() {
    let mut file = file();
    file.returns_in_stage = 1;
    let table: [(LoanAction, &[Flaw]); 13] = [
        (LoanAction::Sign, &[Flaw::SignedOn, Flaw::ContractNumber]),
        (LoanAction::MeetCondition, &[Flaw::Condition]),
        (LoanAction::Return, &[Flaw::Pins, Flaw::Supervisor]),
        (
            LoanAction::ProposeRefusal,
            &[
                Flaw::Reason,
                Flaw::Article,
                Flaw::Evidence,
                Flaw::WouldChange,
                Flaw::Remedies,
            ],
        ),
        (
            LoanAction::Approve,
            &[Flaw::Amount, Flaw::Rate, Flaw::Months, Flaw::Branch],
        ),
        (
            LoanAction::ProposeDisbursement,
            &[
                Flaw::Amount,
                Flaw::PaidOn,
                Flaw::Tail,
                Flaw::RepaymentMethod,
            ],
        ),
        (LoanAction::BookVisit, &[Flaw::VisitOn]),
        (LoanAction::DismissRefusal, &[Flaw::Dismissal]),
        (LoanAction::AcceptObjection, &[Flaw::Objection]),
        (LoanAction::UpholdRefusal, &[Flaw::Appeal]),
        (LoanAction::OverturnRefusal, &[Flaw::Appeal]),
        (LoanAction::Pass, &[]),
        (LoanAction::AcceptForReview, &[]),
    ];
    for (action, expected) in table {
        assert_eq!(
            flaws(&Drafts::default(), action, &file),
            expected,
            "{action}"
        );
    }
}

#[test]
fn a_return_pins_in_the_order_of_the_form() {
    let file = file();
    let mut drafts = Drafts::default();
    for field in ["documents/id_card_front", "amount_yuan", "gone_field"] {
        drafts.returning.tick(field, true);
    }
    assert_eq!(
        flaws(&drafts, LoanAction::Return, &file),
        [
            Flaw::PinCode("amount_yuan".into()),
            Flaw::PinCode("documents/id_card_front".into())
        ]
    );
    drafts.returning.set_code("amount_yuan", "other".into());
    drafts
        .returning
        .set_code("documents/id_card_front", "unreadable".into());
    assert_eq!(
        flaws(&drafts, LoanAction::Return, &file),
        [Flaw::PinNote("amount_yuan".into())]
    );
    drafts
        .returning
        .set_note("amount_yuan", " 和用途不符 ".into());
    drafts.returning.supervisor_reason = "不需要".into();
    let request = drafts.request(LoanAction::Return, &file, today()).unwrap();
    let sent: Vec<_> = request
        .defects
        .iter()
        .map(|defect| (defect.field.as_str(), defect.code, defect.note.as_str()))
        .collect();
    assert_eq!(
        sent,
        [
            ("amount_yuan", DefectCode::Other, "和用途不符"),
            ("documents/id_card_front", DefectCode::Unreadable, ""),
        ]
    );
    // A first return carries no supervisor's reason, even if one was typed.
    assert_eq!(request.supervisor_reason, None);
}

#[test]
fn a_third_return_says_what_came_up() {
    let mut file = file();
    file.returns_in_stage = 2;
    let mut drafts = Drafts::default();
    drafts.returning.tick("amount_yuan", true);
    drafts.returning.set_code("amount_yuan", "missing".into());
    drafts.returning.supervisor_reason = "主管看过".into();
    assert_eq!(flaws(&drafts, LoanAction::Return, &file), [Flaw::NewFacts]);
    drafts.returning.new_facts = "执照昨天被吊销".into();
    let request = drafts.request(LoanAction::Return, &file, today()).unwrap();
    assert_eq!(request.new_facts.as_deref(), Some("执照昨天被吊销"));
}

#[test]
fn unticking_keeps_the_words() {
    let mut draft = ReturnDraft::default();
    draft.tick("purpose", true);
    draft.set_note("purpose", "写具体些".into());
    draft.tick("purpose", false);
    assert!(draft.ticked(&file()).is_empty());
    draft.tick("purpose", true);
    assert_eq!(draft.note("purpose"), "写具体些");
}

#[test]
fn a_refusal_starts_from_the_first_failing_condition() {
    let file = file();
    let mut drafts = Drafts::default();
    drafts.begin(LoanAction::ProposeRefusal, &file, None);
    assert_eq!(drafts.refusal.reason_code, "category");
    assert_eq!(drafts.refusal.article(), "文件 category 第一条");
    // The article follows the reason until the officer writes one.
    let verdict = file.application.verdict.as_ref();
    drafts.refusal.choose("loans", verdict);
    assert_eq!(drafts.refusal.article(), "文件 loans 第一条");
    drafts.refusal.choose(OTHER, verdict);
    assert_eq!(drafts.refusal.article(), "");
    drafts.refusal.set_article("本行信贷管理办法第三条".into());
    drafts.refusal.choose("loans", verdict);
    assert_eq!(drafts.refusal.article(), "本行信贷管理办法第三条");
    // Opening the form again does not start over.
    drafts.begin(LoanAction::ProposeRefusal, &file, None);
    assert_eq!(drafts.refusal.reason_code, "loans");
}

#[test]
fn remedies_are_lines_and_blank_ones_are_not_sent() {
    let mut drafts = Drafts::default();
    drafts.begin(LoanAction::ProposeRefusal, &file(), None);
    drafts.refusal.evidence = "征信报告".into();
    drafts.refusal.add_remedy();
    assert_eq!(drafts.refusal.remedy_count(), 2);
    drafts.refusal.set_remedy(2, "还清后重新申请".into());
    drafts.refusal.set_remedy(0, "  ".into());
    let request = drafts
        .request(LoanAction::ProposeRefusal, &file(), today())
        .unwrap();
    assert_eq!(request.refusal.unwrap().remedies, ["还清后重新申请"]);
    assert_eq!(
        request.would_change.unwrap(),
        i18n::t::staff_file::refusal::would_change_begin("条件 category")
    );
    drafts.refusal.remove_remedy(0);
    drafts.refusal.remove_remedy(9);
    assert_eq!(drafts.refusal.remedy(1), "还清后重新申请");
}

#[test]
fn an_offer_starts_from_what_was_asked() {
    let file = file();
    let mut drafts = Drafts::default();
    drafts.begin(LoanAction::Approve, &file, None);
    assert_eq!(
        (drafts.terms.amount.as_str(), drafts.terms.months.as_str()),
        ("200000", "24")
    );
    drafts.terms.amount.clear();
    drafts.begin(LoanAction::Approve, &file, None);
    assert_eq!(
        drafts.terms.amount, "",
        "what was emptied is not filled again"
    );
    drafts.terms.amount = "180,000".into();
    drafts.terms.rate = "3.1".into();
    drafts.terms.branch = "示例网点".into();
    let terms = drafts
        .request(LoanAction::Approve, &file, today())
        .unwrap()
        .terms
        .unwrap();
    assert_eq!(
        (terms.amount_fen, terms.rate_basis_points, terms.months),
        (18_000_000, 310, 24)
    );
}

#[test]
fn an_offer_stays_within_what_was_asked() {
    let file = file();
    let mut drafts = Drafts::default();
    drafts.terms.rate = "3.1".into();
    drafts.terms.branch = "示例网点".into();
    let table: [(&str, &str, &[Flaw]); 5] = [
        ("200000", "24", &[]),
        (
            "200001",
            "24",
            &[Flaw::AboveAsked(Money::from_yuan(200_000))],
        ),
        ("200000", "25", &[Flaw::MonthsAbove(24)]),
        ("二十万", "0", &[Flaw::Amount, Flaw::Months]),
        ("", "两年", &[Flaw::Amount, Flaw::Months]),
    ];
    for (amount, months, expected) in table {
        drafts.terms.amount = amount.into();
        drafts.terms.months = months.into();
        let found = flaws(&drafts, LoanAction::Approve, &file);
        assert_eq!(found, expected, "{amount} {months}");
    }
}

#[test]
fn a_payment_fits_the_contract() {
    let file = file();
    let mut drafts = Drafts::default();
    drafts.begin(LoanAction::ProposeDisbursement, &file, None);
    assert_eq!(drafts.disbursement.tail, "1234");
    drafts.disbursement.method = "interest_monthly".into();
    let signed_on = today();
    let table: [(&str, &str, &str, &[Flaw]); 7] = [
        ("200,000.00", "2026-11-24", "1234", &[]),
        (
            "200000.01",
            "2026-11-24",
            "1234",
            &[Flaw::AboveTerms(Money::from_yuan(200_000))],
        ),
        ("0", "2026-11-24", "1234", &[Flaw::Amount]),
        (
            "200000",
            "2026-11-23",
            "1234",
            &[Flaw::PaidEarly(signed_on)],
        ),
        ("200000", "2026-11-25", "1234", &[Flaw::PaidFuture]),
        ("200000", "2026-11-", "1234", &[Flaw::PaidOn]),
        ("200000", "2026-11-24", "12a4", &[Flaw::Tail]),
    ];
    for (amount, on, tail, expected) in table {
        drafts.disbursement.amount = amount.into();
        drafts.disbursement.on = on.into();
        drafts.disbursement.tail = tail.into();
        assert_eq!(
            flaws(&drafts, LoanAction::ProposeDisbursement, &file),
            expected,
            "{amount} {on}"
        );
    }
}

#[test]
fn a_payment_says_how_it_comes_back() {
    let file = file();
    let mut drafts = Drafts::default();
    drafts.begin(LoanAction::ProposeDisbursement, &file, None);
    drafts.disbursement.on = "2026-11-24".into();
    for (method, early_effect, expected) in [
        ("", "", Some(Flaw::RepaymentMethod)),
        ("equal_principal", "", Some(Flaw::EarlyEffect)),
        ("equal_principal", "reduce_term", None),
        (
            "equal_principal",
            "principal_with_its_interest",
            Some(Flaw::EarlyEffect),
        ),
        // One choice is none.
        ("interest_quarterly", "reduce_term", None),
    ] {
        drafts.disbursement.method = method.into();
        drafts.disbursement.early_effect = early_effect.into();
        let found = flaws(&drafts, LoanAction::ProposeDisbursement, &file);
        assert_eq!(found, Vec::from_iter(expected), "{method} {early_effect}");
    }
    let request = drafts.request(LoanAction::ProposeDisbursement, &file, today());
    let repayment = request.unwrap().repayment.unwrap();
    assert_eq!(repayment.counting.as_str(), "act_360");
    assert_eq!(
        repayment.early_effect.as_str(),
        "principal_with_its_interest"
    );
}

#[test]
fn a_visit_is_neither_in_the_past_nor_years_ahead() {
    let mut drafts = Drafts::default();
    for (on, expected) in [
        ("2026-11-24", None),
        ("2026-11-23", Some(Flaw::VisitPast)),
        ("2226-11-24", Some(Flaw::VisitFar)),
        ("", Some(Flaw::VisitOn)),
    ] {
        drafts.visit.on = on.into();
        assert_eq!(
            flaws(&drafts, LoanAction::BookVisit, &file())
                .into_iter()
                .next(),
            expected
        );
    }
}

#[test]
fn what_was_typed_survives_the_tab_and_ends_with_the_action() {
    let mut drafts = Drafts::default();
    drafts.returning.tick("purpose", true);
    drafts.dismissal = "材料已补".into();
    let text = serde_json::to_string(&drafts).unwrap();
    assert_eq!(Drafts::read(Some(&text)), drafts);
    assert_eq!(Drafts::read(Some("{\"returning\":7}")), Drafts::default());
    drafts.finish(LoanAction::Return);
    assert!(!drafts.returning.is_ticked("purpose"));
    assert_eq!(drafts.dismissal, "材料已补");
    let request = drafts
        .request(LoanAction::DismissRefusal, &file(), today())
        .unwrap();
    assert_eq!(request.note.as_deref(), Some("材料已补"));
}

#[test]
fn an_offer_is_no_dearer_than_the_district_allows() {
    let mut file = file();
    let cap = RateCapView {
        lpr_basis_points: 310,
        lpr_from: Date::new(2025, 4, 25).unwrap(),
        spread_basis_points: 150,
        most_basis_points: 460,
    };
    file.rate_cap = Some(cap);
    let mut drafts = Drafts::default();
    drafts.begin(LoanAction::Approve, &file, None);
    drafts.terms.branch = "示例网点".into();
    for (rate, expected) in [
        ("4.6", None),
        ("4.61", Some(Flaw::AboveCap(cap))),
        ("46", Some(Flaw::Rate)),
    ] {
        drafts.terms.rate = rate.into();
        let found = flaws(&drafts, LoanAction::Approve, &file);
        assert_eq!(found, Vec::from_iter(expected), "{rate}");
    }
    let line = Flaw::AboveCap(cap).line();
    for figure in ["4.60", "3.10", "1.50"] {
        assert!(line.message.contains(figure), "{}", line.message);
    }
}

#[test]
fn a_contract_is_of_a_day_that_has_come() {
    let file = file();
    let mut drafts = Drafts::default();
    drafts.contract.number = " HT-1 ".into();
    for (on, expected) in [
        ("2026-11-25", Some(Flaw::SignedFuture)),
        ("2026-11-", Some(Flaw::SignedOn)),
        ("2026-11-24", None),
    ] {
        drafts.contract.on = on.into();
        let found = flaws(&drafts, LoanAction::Sign, &file);
        assert_eq!(found, Vec::from_iter(expected), "{on}");
    }
    let request = drafts.request(LoanAction::Sign, &file, today()).unwrap();
    assert_eq!(request.contract.unwrap().number, "HT-1");
}

#[test]
fn conditions_are_lines_and_the_only_own_one_is_chosen() {
    let mut file = file();
    let mut drafts = Drafts::default();
    drafts.begin(LoanAction::Approve, &file, None);
    drafts.terms.rate = "3.1".into();
    drafts.terms.branch = "示例网点".into();
    for at in 0..3 {
        drafts.terms.conditions.add();
        drafts.terms.conditions.set(at, format!("条件 {at}"));
    }
    drafts.terms.conditions.set(1, " ".into());
    drafts.terms.conditions.remove(0);
    drafts.conditions.add();
    drafts.conditions.set(0, "办好反担保".into());
    let offer = drafts.request(LoanAction::Approve, &file, today()).unwrap();
    assert_eq!(offer.conditions, ["条件 2"]);
    // The bureau's finding sets none.
    let pass = drafts.request(LoanAction::Pass, &file, today()).unwrap();
    assert!(pass.conditions.is_empty());
    file.application.state = workflow::loan::LoanState::GuaranteeReview;
    let pass = drafts.request(LoanAction::Pass, &file, today()).unwrap();
    assert_eq!(pass.conditions, ["办好反担保"]);

    let condition = |text: &str, set_by| OfferConditionView {
        text: text.into(),
        set_by,
        met_on: None,
    };
    file.particulars.conditions = vec![
        condition("办好反担保", Role::GuaranteeOfficer),
        condition("补齐租房合同", Role::BankOfficer),
    ];
    drafts.begin(LoanAction::MeetCondition, &file, Some(Role::BankOfficer));
    let met = drafts
        .request(LoanAction::MeetCondition, &file, today())
        .unwrap();
    assert_eq!(met.condition, Some(1));
}
