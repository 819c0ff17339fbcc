//! A file as it stood at each moment of its past: what was answered then, to whoever saw it then, and to nobody else.

use api::ProblemCode;
use api::path::{self, with_id};
use api::replay::ReplayView;
use api::staff::StaffApplicationView;
use http::StatusCode;
use serde_json::{Value, json};
use server::applications::clocks::with_rules;
use server::applications::moment::MomentError;
use server::applications::retold::{Asked, RetellError, Retold, retell};
use server::authorize::roles::{ALL_STAFF, OFFICERS};
use server::clock::Clock as _;
use server::packages::manifest::rfc3339;
use store::StoreError;
use workflow::Role;
use workflow::loan::{LoanAction, LoanState};

use super::corrections::{address, correct, in_review, say};
use super::{
    BANK, BUREAU, DAY_MS, GUARANTOR, act, again, bank, guarantee, hr, pins, repayment, terms, view,
};
use crate::documents::{PDF, upload};
use crate::filing::{ID_NUMBER, action, save, submitted};
use crate::portal::{Answer, Browser, TestPortal};

const PHONE: &str = "13800000001";

async fn ask(officer: &mut Browser, id: &str, at: &str) -> Answer {
    let address = with_id(path::STAFF_REPLAY, id);
    officer.get(&format!("{address}?at={at}")).await
}

async fn seen_at(officer: &mut Browser, id: &str, at: &str) -> ReplayView {
    let answer = ask(officer, id, at).await;
    assert_eq!(answer.status, StatusCode::OK, "{at}: {answer:?}");
    answer.json()
}

/// What was answered live, without what was to be done and what is measured anew each day.
fn without_work(live: &StaffApplicationView) -> Value {
    let mut application = live.application.clone();
    application.actions.clear();
    application.errors.clear();
    application.usual = None;
    application.usual_by = None;
    json!({
        "application": application,
        "particulars": live.particulars,
        "papers": live.office_papers,
        "refusal": live.pending_refusal,
        "disbursement": live.pending_disbursement,
    })
}

fn as_seen(then: &ReplayView) -> Value {
    json!({
        "application": then.application,
        "particulars": then.particulars,
        "papers": then.office_papers,
        "refusal": then.pending_refusal,
        "disbursement": then.pending_disbursement,
    })
}

/// One office that looks live at what happened.
struct Watch {
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
    async fn look_back(&self, officer: &mut Browser, id: &str, events: u32) {
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
struct Walked {
    portal: TestPortal,
    id: String,
    bureau: Watch,
    guarantor: Watch,
    lender: Watch,
}

async fn walked() -> Walked {
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

fn looks(portal: &TestPortal, id: &str) -> Vec<String> {
    let store = &portal.state.store;
    let found = store.read(|connection| store::access_log::list_by_application(connection, id));
    let actions = found.unwrap().into_iter().map(|look| look.action);
    actions.collect()
}

#[tokio::test]
async fn each_moment_is_shown_as_it_was_answered_then() {
    let Walked {
        portal,
        id,
        bureau,
        guarantor,
        lender,
    } = walked().await;
    portal.clock.advance_ms(60_000);
    let mut li = again(&portal, "li").await;
    let mut zhao = again(&portal, "zhao").await;
    let mut sun = again(&portal, "sun").await;
    bureau.look_back(&mut li, &id, 10).await;
    guarantor.look_back(&mut zhao, &id, 10).await;
    lender.look_back(&mut sun, &id, 10).await;
    let looked = looks(&portal, &id);
    assert!(looked.contains(&"replay_application".to_owned()));

    // What changed since is not there.
    let first = seen_at(&mut li, &id, "1").await;
    assert_eq!(first.application.documents, []);
    let purpose = |then: &ReplayView| {
        let answers = &then.application.answers;
        answers.text(application::Field::Purpose).to_owned()
    };
    assert_eq!(purpose(&first), "进货");
    let returned = seen_at(&mut li, &id, "3").await;
    assert!(returned.application.clock.is_some_and(|clock| clock.paused));
    assert_eq!(purpose(&returned), "进货");
    let fourth = seen_at(&mut li, &id, "4").await;
    assert_eq!(purpose(&fourth), "买两台和面机");
    assert_eq!(fourth.application.documents.len(), 1);
    // The last moment is the present.
    let last = seen_at(&mut li, &id, "10").await;
    assert_eq!(
        as_seen(&last)["application"]["loan"]["amount_fen"],
        18_000_000
    );
    assert_eq!(last.application.state, LoanState::Disbursed);
    let mut live = without_work(&view(&mut li, &id).await);
    live["application"]["saved_at_ms"] = json!(last.application.saved_at_ms);
    assert_eq!(as_seen(&last), live);
}

#[tokio::test]
async fn what_is_no_moment_of_the_file_is_said() {
    let portal = TestPortal::start().await;
    let id = submitted(&mut portal.resident(PHONE).await).await.id;
    let mut li = hr(&portal, "li").await;
    let bare = with_id(path::STAFF_REPLAY, &id);
    let of = |answer: &Answer| {
        let problem = answer.problem(ProblemCode::InvalidInput);
        let [error] = problem.errors.as_slice() else {
            panic!("{problem:?}");
        };
        (error.pointer.clone(), error.code.clone())
    };
    let missing = li.get(&bare).await;
    assert_eq!(of(&missing), ("/at".into(), "moment_missing".into()));
    for (at, code) in [
        ("", "moment_missing"),
        ("yesterday", "moment_unreadable"),
        ("-1", "moment_unreadable"),
        ("2026-11-24", "moment_unreadable"),
        ("0", "moment_before_beginning"),
        ("2020-01-01T00:00:00Z", "moment_before_beginning"),
        ("2", "moment_in_future"),
        ("2099-01-01T00:00:00%2B08:00", "moment_in_future"),
    ] {
        let answer = ask(&mut li, &id, at).await;
        assert_eq!(of(&answer), ("/at".into(), code.into()), "{at}");
    }
    ask(&mut li, "nobodys", "1")
        .await
        .problem(ProblemCode::NotFound);
}

#[tokio::test]
async fn nobody_sees_in_the_past_what_is_not_shown_now_or_was_not_then() {
    let Walked { portal, id, .. } = walked().await;
    let not_here = |answer: Answer, who: &str| {
        let problem = answer.problem(ProblemCode::InvalidInput);
        assert_eq!(problem.errors[0].code, "moment_not_here", "{who}");
    };
    // The file came to the guarantee agency with its fifth event and to the bank with its sixth.
    let mut zhao = again(&portal, "zhao").await;
    not_here(ask(&mut zhao, &id, "4").await, "zhao");
    assert_eq!(seen_at(&mut zhao, &id, "5").await.event, 5);
    let mut sun = again(&portal, "sun").await;
    not_here(ask(&mut sun, &id, "5").await, "sun");
    assert_eq!(seen_at(&mut sun, &id, "6").await.event, 6);

    for role in ALL_STAFF.iter().filter(|role| !OFFICERS.contains(role)) {
        let mut member = match role {
            Role::ServicePointClerk => portal.clerk("clerk").await,
            role => portal.staff(role.as_str(), *role, BUREAU).await,
        };
        ask(&mut member, &id, "6")
            .await
            .problem(ProblemCode::NotAllowed);
    }
    ask(&mut portal.anonymous(), &id, "6")
        .await
        .problem(ProblemCode::SignInRequired);
    ask(&mut portal.resident("13800000002").await, &id, "6")
        .await
        .problem(ProblemCode::SignInRequired);
    // Another office of the same kind.
    for (name, role) in [
        ("elsewhere-1", Role::HrOfficer),
        ("elsewhere-2", Role::GuaranteeOfficer),
        ("elsewhere-3", Role::BankOfficer),
    ] {
        let mut stranger = portal.staff(name, role, "elsewhere").await;
        ask(&mut stranger, &id, "6")
            .await
            .problem(ProblemCode::NotFound);
    }
    // Whoever stepped back has no way to the past either.
    for (name, role, office) in [
        ("wang", Role::HrOfficer, BUREAU),
        ("zhou", Role::GuaranteeOfficer, GUARANTOR),
        ("wu", Role::BankOfficer, BANK),
    ] {
        let mut officer = portal.staff(name, role, office).await;
        assert_eq!(seen_at(&mut officer, &id, "6").await.event, 6);
        let declare = json!({ "action": "declare" });
        let to = with_id(path::STAFF_CONFLICTS, &id);
        let answer = officer.post(&to, &declare).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{answer:?}");
        ask(&mut officer, &id, "6")
            .await
            .problem(ProblemCode::NotAllowed);
    }
}

fn retold(portal: &TestPortal, file: &str, at: Option<&str>) -> Result<Retold, RetellError> {
    let now_ms = portal.clock.now_ms();
    let keyring = &portal.state.keyring;
    portal.state.store.read(|connection| {
        let asked = Asked { file, at, now_ms };
        with_rules(&portal.state, |rules| {
            retell(connection, keyring, rules, asked)
        })
    })
}

#[tokio::test]
async fn the_terminal_is_told_where_a_file_stood_and_of_nobody() {
    let Walked { portal, id, .. } = walked().await;
    let told = retold(&portal, &id, Some("3")).unwrap();
    assert_eq!(told.wrong, Vec::<String>::new());
    assert_eq!(told.lines.len(), 6, "{told:?}");
    assert_eq!(told.lines[1], "state: returned_hr, held by resident");
    assert!(told.lines[2].contains("it stands still"), "{told:?}");
    assert!(
        told.lines[5].ends_with("return by hr_officer: returned_hr"),
        "{told:?}"
    );
    let find = |connection: &store::Connection| store::applications::find(connection, &id);
    let row = portal.state.store.read(find).unwrap().unwrap();
    let now = retold(&portal, row.acceptance_number.as_deref().unwrap(), None).unwrap();
    // Thirteen of the file, then the loan, its due dates and that it was booked.
    assert_eq!(now.lines[13], "loan: repaying", "{now:?}");
    assert!(now.lines[14].ends_with(": open"), "{now:?}");
    assert!(
        now.lines.last().unwrap().ends_with("book by system"),
        "{now:?}"
    );
    assert_eq!(
        now,
        retold(&portal, row.query_code.as_deref().unwrap(), None).unwrap()
    );
    for personal in ["示例", PHONE, ID_NUMBER, "买两台和面机", "staff-"] {
        let all = [told.lines.join("\n"), now.lines.join("\n")].concat();
        assert!(!all.contains(personal), "{personal}");
    }
    for (file, at, expected) in [
        ("nobodys", None, "no file has"),
        (id.as_str(), Some("11"), "not come yet"),
        (id.as_str(), Some("soon"), "no moment"),
    ] {
        let refused = retold(&portal, file, at).unwrap_err().to_string();
        assert!(refused.contains(expected), "{refused}");
    }
    let before = retold(&portal, &id, Some("0")).unwrap_err();
    assert!(matches!(
        before,
        RetellError::Moment(MomentError::BeforeBeginning)
    ));

    let changed = |tx: &store::Tx| {
        tx.execute(
            "UPDATE applications SET state = 'hr_review' WHERE submitted_ms > $1",
            &[0_i64.into()],
        )
    };
    portal
        .state
        .store
        .write::<_, _, StoreError>(changed)
        .await
        .unwrap();
    let told = retold(&portal, &id, None).unwrap();
    let wrong = "the columns are not what the events fold into";
    assert_eq!(told.wrong, [wrong.to_owned()]);
}

#[tokio::test]
async fn what_an_officer_put_right_is_there_from_then_on_until_it_is_objected_to() {
    let portal = TestPortal::start().await;
    let (mut resident, mut li, id) = in_review(&portal).await;
    let mut instants = vec![rfc3339(portal.clock.now_ms())];
    portal.clock.advance_ms(60_000);
    let made = correct(&mut li, &id, address()).await;
    instants.push(rfc3339(portal.clock.now_ms()));
    portal.clock.advance_ms(60_000);
    let key = crate::portal::fresh_key();
    say(&mut resident, (&id, &key), &made, ("object", "wrong")).await;
    instants.push(rfc3339(portal.clock.now_ms()));
    let mut seen = Vec::new();
    for at in &instants {
        let then = seen_at(&mut li, &id, at).await;
        assert_eq!(then.event, 2, "a correction is no event of the file");
        let field = application::Field::BusinessAddress;
        let is_marked = then.particulars.corrected.contains_key(field.id());
        let answer = then.application.answers.text(field).to_owned();
        seen.push((answer, is_marked));
    }
    let (before, after) = ("示例路 2 号".to_owned(), "示例路 22 号".to_owned());
    assert_eq!(
        seen,
        [(before.clone(), false), (after, true), (before, false)]
    );
}

#[tokio::test]
async fn answers_that_were_not_kept_are_not_made_up() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = submitted(&mut resident).await.id;
    let forget = |tx: &store::Tx| {
        tx.execute(
            "DELETE FROM submissions WHERE version > $1",
            &[0_i64.into()],
        )
    };
    let store = &portal.state.store;
    store.write::<_, _, StoreError>(forget).await.unwrap();
    let mut li = hr(&portal, "li").await;
    // Nothing was handed in since: what stands there is what was handed in.
    let then = seen_at(&mut li, &id, "1").await;
    assert!(then.is_form_kept && !then.application.answers.is_empty());
    act(&mut li, &id, LoanAction::Return, pins()).await;
    let answers = json!({ "purpose": "买两台和面机" });
    save(&mut resident, &id, answers, json!({})).await;
    let mine = resident.get(&with_id(path::APPLICATION, &id)).await.json();
    let again_in = action(&mine, LoanAction::Resubmit);
    let to = with_id(path::APPLICATION_ACTIONS, &id);
    let answer = resident.post(&to, &again_in).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let then = seen_at(&mut li, &id, "1").await;
    assert_eq!(then.application.state, LoanState::Submitted);
    assert!(!then.is_form_kept);
    assert!(then.application.answers.is_empty() && then.application.cannot_supply.is_empty());
    assert!(seen_at(&mut li, &id, "3").await.is_form_kept);
}
