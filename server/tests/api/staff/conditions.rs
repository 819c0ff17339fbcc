//! An offer under conditions: each is met by the word of whoever set it, and nothing is signed before.

use api::ProblemCode;
use api::application::ApplicationView;
use api::particulars::WholeApplication;
use api::path::{self, with_id};
use serde_json::json;
use server::applications::verify::verify;
use workflow::Role;
use workflow::loan::{LoanAction, LoanState};

use super::{act, attempt, bank, contract, guarantee, hr, messages, queue, refusal, terms, view};
use crate::filing::submitted;
use crate::portal::TestPortal;

const MEET: LoanAction = LoanAction::MeetCondition;

#[tokio::test]
async fn nothing_is_signed_before_both_agencies_say_so() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let (mut hr, mut guarantee) = (hr(&portal, "li").await, guarantee(&portal, "zhao").await);
    let mut bank = bank(&portal, "sun").await;
    act(&mut hr, &id, LoanAction::AcceptForReview, json!({})).await;
    let parts = json!({ "conditions": ["补材料"] });
    let problem = attempt(&mut hr, &id, LoanAction::Pass, parts)
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/conditions");
    act(&mut hr, &id, LoanAction::Pass, json!({})).await;
    let parts = json!({ "note": "已上门", "conditions": ["办好反担保"] });
    act(&mut guarantee, &id, LoanAction::Pass, parts).await;
    let mut offer = terms();
    offer["conditions"] = json!(["补齐租房合同"]);
    let file = act(&mut bank, &id, LoanAction::Approve, offer).await;
    let said: Vec<_> = file
        .particulars
        .conditions
        .iter()
        .map(|one| (one.text.as_str(), one.set_by, one.met_on))
        .collect();
    assert_eq!(
        said,
        [
            ("办好反担保", Role::GuaranteeOfficer, None),
            ("补齐租房合同", Role::BankOfficer, None),
        ]
    );
    let refuse = LoanAction::ProposeRefusal;
    assert_eq!(file.application.actions, [MEET, refuse]);
    // On the resident's screen, with what it comes to: 180,000 over 24 months, half of the interest the state's.
    let at = with_id(path::APPLICATION, &id);
    let mine: ApplicationView = resident.get(&at).await.json();
    let offer = mine.offer.unwrap();
    assert_eq!(offer.open_conditions, ["办好反担保", "补齐租房合同"]);
    assert!((770_000..780_000).contains(&offer.month_fen), "{offer:?}");
    let all = 18_000_000 + offer.interest_fen;
    assert!((24 * offer.month_fen - all).abs() <= 24, "{offer:?}");
    let halves = 2 * offer.state_pays_fen.unwrap();
    assert!((halves - offer.interest_fen).abs() <= 24, "{offer:?}");
    // Ten working days of the offer and ten for what has to be arranged.
    let told = messages(&portal, "13800000001");
    assert!(told[0].contains("12 月 22 日"), "{told:?}");

    let problem = attempt(&mut bank, &id, LoanAction::Sign, contract())
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "conditions_open");
    // The guarantee agency's is not the bank's to tick.
    attempt(&mut bank, &id, MEET, json!({ "condition": 0 }))
        .await
        .problem(ProblemCode::InvalidInput);
    attempt(&mut hr, &id, MEET, json!({ "condition": 0 }))
        .await
        .problem(ProblemCode::NotAllowed);
    act(&mut bank, &id, MEET, json!({ "condition": 1 })).await;
    let seen = view(&mut guarantee, &id).await.application.actions;
    assert_eq!(seen, [MEET, refuse]);
    let note = json!({ "condition": 0, "note": "抵押登记证已收" });
    let file = act(&mut guarantee, &id, MEET, note).await;
    // Ten working days from the last of them, and the resident is told of the nearer day.
    let told = messages(&portal, "13800000001");
    let is_ready = |text: &String| text.contains("办好了") && text.contains("12 月 8 日");
    assert_eq!(
        told.iter().filter(|text| is_ready(text)).count(),
        1,
        "{told:?}"
    );
    assert!(file.application.actions.is_empty());
    assert!(
        file.particulars
            .conditions
            .iter()
            .all(|one| one.met_on.is_some())
    );

    let mine: ApplicationView = resident.get(&at).await.json();
    assert_eq!(mine.offer.unwrap().open_conditions, [""; 0]);
    // The resident reads all the conditions on paper; what was ticked is no step of the file's way.
    let mine: WholeApplication = resident.get(&with_id(path::APPLICATION, &id)).await.json();
    assert_eq!(mine.particulars.conditions.len(), 2);
    assert!(
        mine.application
            .timeline
            .iter()
            .all(|entry| entry.action != MEET)
    );
    let file = act(&mut bank, &id, LoanAction::Sign, contract()).await;
    assert_eq!(file.application.state, LoanState::ContractReady);
    let problem = attempt(&mut bank, &id, MEET, json!({ "condition": 1 }))
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].code, "not_an_option");
}

#[tokio::test]
async fn an_offer_that_cannot_be_signed_is_refused_by_two_of_the_bank() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let (mut hr, mut guarantee) = (hr(&portal, "li").await, guarantee(&portal, "zhao").await);
    let (mut sun, mut qian) = (bank(&portal, "sun").await, bank(&portal, "qian").await);
    act(&mut hr, &id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut hr, &id, LoanAction::Pass, json!({})).await;
    act(&mut guarantee, &id, LoanAction::Pass, json!({})).await;
    act(&mut sun, &id, LoanAction::Approve, terms()).await;
    act(&mut sun, &id, LoanAction::ProposeRefusal, refusal()).await;
    let problem = attempt(&mut qian, &id, LoanAction::Sign, contract())
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "refusal_pending");
    // Nothing of it is the bank's word before the second person.
    let at = with_id(path::APPLICATION, &id);
    let mine: ApplicationView = resident.get(&at).await.json();
    assert!(mine.refusal.is_none() && mine.offer.is_some());
    let waiting = queue(&mut qian).await.elsewhere;
    assert!(waiting[0].waits_for_second_person);
    act(&mut qian, &id, LoanAction::ConfirmRefusal, json!({})).await;
    let mine: ApplicationView = resident.get(&at).await.json();
    assert_eq!(mine.state, LoanState::Declined);
    assert!(mine.refusal.is_some() && mine.offer.is_none());
    assert_eq!(mine.actions, [LoanAction::Appeal]);
}

/// The guarantee agency's own condition: two of it refuse, and the appeal is theirs, though the bank had the file.
#[tokio::test]
async fn an_agency_refuses_by_two_where_its_condition_is_not_met() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let mut hr = hr(&portal, "li").await;
    let mut zhao = guarantee(&portal, "zhao").await;
    let mut zhou = guarantee(&portal, "zhou").await;
    let mut sun = bank(&portal, "sun").await;
    act(&mut hr, &id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut hr, &id, LoanAction::Pass, json!({})).await;
    let parts = json!({ "note": "已上门", "conditions": ["办好反担保"] });
    act(&mut zhao, &id, LoanAction::Pass, parts).await;
    act(&mut sun, &id, LoanAction::Approve, terms()).await;
    let (propose, confirm) = (LoanAction::ProposeRefusal, LoanAction::ConfirmRefusal);
    let file = act(&mut zhao, &id, propose, refusal()).await;
    assert!(file.pending_refusal.unwrap().is_mine);
    // The bank neither settles it nor has the contract signed meanwhile.
    attempt(&mut sun, &id, confirm, json!({}))
        .await
        .problem(ProblemCode::NotAllowed);
    assert!(view(&mut sun, &id).await.application.actions.is_empty());
    attempt(&mut zhao, &id, confirm, json!({}))
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    act(&mut zhou, &id, confirm, json!({})).await;
    let at = with_id(path::APPLICATION, &id);
    let mine: ApplicationView = resident.get(&at).await.json();
    assert_eq!(mine.state, LoanState::Declined);
    assert!(mine.refusal.is_some() && mine.offer.is_none());
    let appeal = json!({ "version": mine.version, "action": "appeal", "reason": "担保人找到了" });
    let at = with_id(path::APPLICATION_ACTIONS, &id);
    let mine: ApplicationView = resident.post(&at, &appeal).await.json();
    assert_eq!(mine.holder.role, Some(Role::GuaranteeOfficer));
    let mut third = guarantee(&portal, "wu").await;
    let waiting = queue(&mut third).await.waiting;
    assert!(waiting.iter().any(|entry| entry.id == id), "{waiting:?}");
    let overturn = LoanAction::OverturnRefusal;
    let file = act(&mut third, &id, overturn, json!({ "note": "材料属实。" })).await;
    assert_eq!(file.application.state, LoanState::GuaranteeReview);
    // What it asked for before stands in nobody's way any more.
    let file = act(&mut third, &id, LoanAction::Pass, json!({})).await;
    assert_eq!(file.particulars.conditions, []);
    let file = act(&mut sun, &id, LoanAction::Approve, terms()).await;
    assert!(file.application.actions.contains(&LoanAction::Sign));
    let state = &portal.state;
    let report = verify(&state.store, &state.keyring, &state.config.data).unwrap();
    assert_eq!(report.findings, Vec::<String>::new());
}

/// Met while a refusal waits, nobody is asked to come and sign until that is dropped, and then once.
#[tokio::test]
async fn who_cannot_sign_yet_is_not_asked_to_come() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let mut hr = hr(&portal, "li").await;
    let mut zhao = guarantee(&portal, "zhao").await;
    let mut zhou = guarantee(&portal, "zhou").await;
    let mut sun = bank(&portal, "sun").await;
    act(&mut hr, &id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut hr, &id, LoanAction::Pass, json!({})).await;
    let parts = json!({ "note": "已上门", "conditions": ["办好反担保"] });
    act(&mut zhao, &id, LoanAction::Pass, parts).await;
    act(&mut sun, &id, LoanAction::Approve, terms()).await;
    act(&mut zhao, &id, LoanAction::ProposeRefusal, refusal()).await;
    let ready = || {
        let told = messages(&portal, "13800000001");
        told.iter().filter(|text| text.contains("办好了")).count()
    };
    act(&mut zhao, &id, MEET, json!({ "condition": 0 })).await;
    assert_eq!(ready(), 0);
    let problem = attempt(&mut zhou, &id, LoanAction::ConfirmRefusal, json!({}))
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "no_condition_open");
    let why = json!({ "note": "反担保已经办好" });
    act(&mut zhou, &id, LoanAction::DismissRefusal, why).await;
    assert_eq!(ready(), 1);
    let file = act(&mut sun, &id, LoanAction::Sign, contract()).await;
    assert_eq!(file.application.state, LoanState::ContractReady);
}
