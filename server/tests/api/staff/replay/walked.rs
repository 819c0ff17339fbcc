//! A file on its way to the money, with offices that look at each step of it.

use api::path::{self, with_id};
use http::StatusCode;
use serde_json::{Value, json};
use server::clock::Clock as _;
use server::packages::manifest::rfc3339;
use workflow::loan::LoanAction;

use super::super::{DAY_MS, act, again, bank, guarantee, hr, pins, repayment, terms, view};
use super::{PHONE, as_seen, seen_at, without_work};
use crate::documents::{PDF, upload};
use crate::filing::{action, save, submitted};
use crate::portal::{Browser, TestPortal};

/// One office that looks live at what happened.
pub(super) struct Watch {
    name: &'static str,
    /// The event, the instant, and what was answered.
    seen: Vec<(u32, i64, Value)>,
}

impl Watch {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            seen: Vec::new(),
        }
    }

    async fn look(&mut self, portal: &TestPortal, officer: &mut Browser, id: &str) {
        let live = view(officer, id).await;
        let (event, now_ms) = (live.application.version, portal.clock.now_ms());
        self.seen.push((event, now_ms, without_work(&live)));
    }

    /// Asks for each moment again, by the event and by the instant.
    pub(super) async fn look_back(&self, officer: &mut Browser, id: &str, events: u32) {
        for (event, at_ms, live) in &self.seen {
            for at in [event.to_string(), rfc3339(*at_ms)] {
                let then = seen_at(officer, id, &at).await;
                assert_eq!((then.event, then.events), (*event, events));
                assert_eq!(then.at_ms, *at_ms, "{}: {at}", self.name);
                assert!(then.is_form_kept);
                assert_eq!(then.application.timeline.len(), *event as usize);
                assert_eq!(as_seen(&then), *live, "{}: {at}", self.name);
            }
        }
    }
}

/// A file handed in, returned, handed in again with another answer and one more paper, and paid out a day later.
pub(super) struct Walked {
    pub(super) portal: TestPortal,
    pub(super) id: String,
    pub(super) bureau: Watch,
    pub(super) guarantor: Watch,
    pub(super) lender: Watch,
}

pub(super) async fn walked() -> Walked {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = submitted(&mut resident).await.id;
    let (mut li, mut zhao) = (hr(&portal, "li").await, guarantee(&portal, "zhao").await);
    let mut bureau = Watch::new("bureau");
    let mut guarantor = Watch::new("guarantee agency");
    let mut lender = Watch::new("bank");
    bureau.look(&portal, &mut li, &id).await;
    for (todo, parts) in [
        (LoanAction::AcceptForReview, json!({})),
        (LoanAction::Return, pins()),
    ] {
        portal.clock.advance_ms(60_000);
        act(&mut li, &id, todo, parts).await;
        bureau.look(&portal, &mut li, &id).await;
    }

    portal.clock.advance_ms(60_000);
    let (answers, papers) = (
        json!({ "purpose": "买两台和面机" }),
        json!({ "business_licence": null }),
    );
    save(&mut resident, &id, answers, papers).await;
    upload(&mut resident, &id, "business_licence", PDF).await;
    portal.clock.advance_ms(60_000);
    let mine = resident.get(&with_id(path::APPLICATION, &id)).await.json();
    let again_in = action(&mine, LoanAction::Resubmit);
    let to = with_id(path::APPLICATION_ACTIONS, &id);
    let answer = resident.post(&to, &again_in).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    bureau.look(&portal, &mut li, &id).await;

    portal.clock.advance_ms(60_000);
    act(&mut li, &id, LoanAction::Pass, json!({})).await;
    bureau.look(&portal, &mut li, &id).await;
    guarantor.look(&portal, &mut zhao, &id).await;
    portal.clock.advance_ms(60_000);
    act(&mut zhao, &id, LoanAction::Pass, json!({})).await;
    let mut sun = bank(&portal, "sun").await;
    bureau.look(&portal, &mut li, &id).await;
    guarantor.look(&portal, &mut zhao, &id).await;
    lender.look(&portal, &mut sun, &id).await;

    portal.clock.advance_ms(DAY_MS);
    let (mut sun, mut qian) = (again(&portal, "sun").await, bank(&portal, "qian").await);
    let today = portal.clock.today().to_string();
    let contract = json!({ "contract": {
        "signed_on": today, "number": "HT-2026-0071", "guarantee_number": "" } });
    let payment = json!({ "disbursement": {
        "amount_fen": 18_000_000, "on": today, "account_tail": "0071" }, "repayment": repayment() });
    for (todo, parts) in [
        (LoanAction::Approve, terms()),
        (LoanAction::Sign, contract),
        (LoanAction::ProposeDisbursement, payment),
    ] {
        portal.clock.advance_ms(60_000);
        act(&mut sun, &id, todo, parts).await;
        lender.look(&portal, &mut sun, &id).await;
    }
    portal.clock.advance_ms(60_000);
    act(&mut qian, &id, LoanAction::ConfirmDisbursement, json!({})).await;
    lender.look(&portal, &mut sun, &id).await;
    Walked {
        portal,
        id,
        bureau,
        guarantor,
        lender,
    }
}
