//! Check, cases, difference and simulation.

use api::ProblemCode;
use api::path;
use api::policy_desk::{
    CasesResponse, CheckResponse, ConditionChange, DiffResponse, PolicySubject, SimulationResponse,
    SimulationView,
};
use workflow::Role;

use super::{
    PROGRAMME, asking, edit, officer, raised_cap, reworded, saved, shipped, source, started, write,
};
use crate::filing::{ID_NUMBER, submitted};
use crate::portal::{Browser, TestPortal};

const LOAN: &str = "startup_loan_individual";

async fn simulation(desk: &mut Browser, of: PolicySubject<'_>, rest: &str) -> SimulationView {
    let path = format!("{}&{rest}", asking(path::STAFF_POLICY_SIMULATION, of));
    let found: SimulationResponse = desk.get(&path).await.json();
    assert_eq!(found.errors, []);
    found.simulation.unwrap()
}

#[tokio::test]
async fn the_shipped_pack_passes() {
    let portal = TestPortal::start().await;
    let mut desk = officer(&portal, "zhang").await;
    let hash = shipped(&portal);
    let of = PolicySubject::Pack(&hash);
    let check: CheckResponse = desk.get(&asking(path::STAFF_POLICY_CHECK, of)).await.json();
    assert!(check.is_ok, "{:#?}", check.findings);
    assert_eq!(check.pack_hash.as_deref(), Some(hash.as_str()));
    let cases: CasesResponse = desk.get(&asking(path::STAFF_POLICY_CASES, of)).await.json();
    assert_eq!((cases.failed, &cases.errors[..]), (0, &[][..]));
    assert!(cases.passed > 0);
    let diff: DiffResponse = desk.get(&asking(path::STAFF_POLICY_DIFF, of)).await.json();
    assert_eq!(diff.programmes, []);
}

#[tokio::test]
async fn mistakes_come_back_as_data() {
    let portal = TestPortal::start().await;
    let mut desk = officer(&portal, "zhang").await;
    let draft = started(&portal, &mut desk).await;
    let of = PolicySubject::Draft(&draft.id);
    let text = source(&mut desk, of, PROGRAMME).await;
    let wrong = text.replacen("when = ", "wenn = ", 1);
    saved(&write(&mut desk, &draft.id, 1, PROGRAMME, &wrong).await);
    for path in [
        path::STAFF_POLICY_CHECK,
        path::STAFF_POLICY_CASES,
        path::STAFF_POLICY_DIFF,
    ] {
        let answer = desk.get(&asking(path, of)).await.value();
        let error = &answer["errors"][0];
        assert_eq!(error["file"], PROGRAMME, "{path}: {answer}");
        assert!(error["line"].as_u64().unwrap() > 0, "{path}: {answer}");
        assert_eq!(answer["version"], 2, "{path}");
    }
    let path = format!(
        "{}&population=synthetic",
        asking(path::STAFF_POLICY_SIMULATION, of)
    );
    let simulation: SimulationResponse = desk.get(&path).await.json();
    assert!(!simulation.errors.is_empty() && simulation.simulation.is_none());
    let half = &text[..text.len() / 2];
    let half = &half[..half.rfind('\n').unwrap_or(0)];
    saved(&write(&mut desk, &draft.id, 2, "programmes/half.toml", half).await);
    let check: CheckResponse = desk.get(&asking(path::STAFF_POLICY_CHECK, of)).await.json();
    assert!(!check.is_ok && check.pack_hash.is_none());
}

#[tokio::test]
async fn a_higher_cap_is_seen_in_the_cases_the_difference_and_the_simulation() {
    let portal = TestPortal::start().await;
    let mut desk = officer(&portal, "zhang").await;
    let draft = started(&portal, &mut desk).await;
    let raise = raised_cap(&mut desk, &draft.id, 350_000).await;
    saved(&edit(&mut desk, &draft.id, 1, raise).await);
    let of = PolicySubject::Draft(&draft.id);
    let cases: CasesResponse = desk.get(&asking(path::STAFF_POLICY_CASES, of)).await.json();
    assert!(cases.failed > 0 && !cases.cases[0].differences.is_empty());
    let diff: DiffResponse = desk.get(&asking(path::STAFF_POLICY_DIFF, of)).await.json();
    assert_eq!(diff.old_pack, shipped(&portal));
    let loan = diff
        .programmes
        .iter()
        .find(|programme| programme.programme == LOAN)
        .unwrap();
    assert!(!loan.title.is_empty());
    assert!(loan.gains.is_none() && loan.loses.is_none() && loan.less.is_none());
    let more = loan.more.as_ref().unwrap();
    assert!(more.after.amount_fen.unwrap() > more.before.amount_fen.unwrap());
    assert!(!more.facts.is_empty());

    let seen = simulation(&mut desk, of, "population=synthetic&seed=7").await;
    assert_eq!((seen.people, seen.seed), (100_000, Some(7)));
    let loan = seen
        .programmes
        .iter()
        .find(|programme| programme.programme == LOAN)
        .unwrap();
    assert_eq!((loan.gains, loan.loses, loan.less), (0, 0, 0));
    assert!(loan.more > 0 && loan.after.cost_fen > loan.before.cost_fen);
    let again = simulation(&mut desk, of, "population=synthetic&seed=7").await;
    assert_eq!(again.programmes, seen.programmes);
}

#[tokio::test]
async fn a_reworded_condition_changes_nobodys_verdict() {
    let portal = TestPortal::start().await;
    let mut desk = officer(&portal, "zhang").await;
    let draft = started(&portal, &mut desk).await;
    let words = reworded(&mut desk, &draft.id, "岁数").await;
    saved(&edit(&mut desk, &draft.id, 1, words).await);
    let of = PolicySubject::Draft(&draft.id);
    let path = format!("{}&on=2017-06-01", asking(path::STAFF_POLICY_DIFF, of));
    let diff: DiffResponse = desk.get(&path).await.json();
    assert_eq!(
        (diff.old_day.as_str(), diff.new_day.as_str()),
        ("2026-11-24", "2017-06-01")
    );
    let path = format!("{}&on=yesterday", asking(path::STAFF_POLICY_DIFF, of));
    desk.get(&path).await.problem(ProblemCode::MalformedRequest);
    let check: CheckResponse = desk.get(&asking(path::STAFF_POLICY_CHECK, of)).await.json();
    assert!(check.is_ok);
    assert_ne!(check.pack_hash, Some(shipped(&portal)));
    let diff: DiffResponse = desk.get(&asking(path::STAFF_POLICY_DIFF, of)).await.json();
    for programme in &diff.programmes {
        assert!(
            programme
                .conditions
                .iter()
                .all(|condition| condition.change == ConditionChange::Reworded)
        );
    }
}

#[tokio::test]
async fn filed_cases_give_counts_and_masked_numbers_and_nothing_else() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = submitted(&mut resident).await;
    let mut desk = officer(&portal, "zhang").await;
    let draft = started(&portal, &mut desk).await;
    let of = PolicySubject::Draft(&draft.id);
    // Nobody may have the loan any more.
    let text = source(&mut desk, of, PROGRAMME).await;
    let closed = text.replace("when = \"!in_school\"", "when = \"in_school\"");
    assert_ne!(text, closed);
    saved(&write(&mut desk, &draft.id, 1, PROGRAMME, &closed).await);
    let path = format!(
        "{}&population=filed",
        asking(path::STAFF_POLICY_SIMULATION, of)
    );
    let answer = desk.get(&path).await;
    let seen: SimulationResponse = answer.json();
    let seen = seen.simulation.unwrap();
    let loan = seen
        .programmes
        .iter()
        .find(|programme| programme.programme == LOAN)
        .unwrap();
    assert_eq!((seen.people, loan.loses), (1, 1));
    assert!(loan.losers.is_empty() && loan.winners.is_empty());
    assert_eq!(seen.affected_files_total, 1);
    let number = view.acceptance_number.unwrap();
    assert_eq!(
        seen.affected_files[0].number_masked,
        format!("****{}", &number[number.len() - 4..])
    );
    assert_eq!(
        (
            seen.affected_files[0].before.as_str(),
            seen.affected_files[0].after.as_str()
        ),
        ("eligible", "not_eligible")
    );
    let body = String::from_utf8(answer.body.to_vec()).unwrap();
    for secret in [
        number.as_str(),
        ID_NUMBER,
        &ID_NUMBER[6..14],
        "1991-01-01",
        &view.id,
    ] {
        assert!(!body.contains(secret), "{secret}");
    }
    let log = portal
        .state
        .store
        .read::<_, store::StoreError>(|connection| store::access_log::list_recent(connection, 1))
        .unwrap();
    assert_eq!(
        (log[0].action.as_str(), log[0].role.as_str()),
        ("simulate_filed", Role::PolicyOfficer.as_str())
    );
}
