//! The interest subsidy of a quarter: decided by the bureau once it is over, to the fen, once.

use api::ProblemCode;

use super::*;

#[tokio::test]
async fn the_bureau_decides_on_a_quarter() {
    let lent = Lent::begin().await;
    let (hr, bureau) = OTHERS[0];
    let quarter = json!({ "quarter": "2026Q4" });
    lent.noon("2026-12-31");
    let mut officer = lent.portal.staff("li", hr, bureau).await;
    let problem = lent
        .attempt(&mut officer, "approve_subsidy", quarter.clone())
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "quarter_open");
    lent.noon("2027-01-04");
    let mut officer = lent.portal.signed_in("li").await;
    let first = lent.view(&mut officer).await.quarters.remove(0);
    assert_eq!((first.state_pays_fen, first.is_open), (15_500, true));
    let stop = json!({ "quarter": "2026Q4", "reason": "" });
    let problem = lent
        .attempt(&mut officer, "stop_subsidy", stop)
        .await
        .problem(ProblemCode::InvalidInput);
    let wrong: Vec<&str> = problem
        .errors
        .iter()
        .map(|one| one.pointer.as_str())
        .collect();
    assert_eq!(wrong, ["/reason", "/code"]);
    let stop = json!({ "quarter": "2026Q4", "reason": "借款用途待核实", "code": "unclear" });
    let view = lent.act(&mut officer, "stop_subsidy", stop).await;
    let decision = view.quarters[0].decision.clone().unwrap();
    assert_eq!(decision.stopped.as_deref(), Some("借款用途待核实"));
    let said = told(&lent.portal);
    assert!(
        said.iter().any(|text| text.contains("贴息暂停了")),
        "{said:?}"
    );
    assert!(said.iter().all(|text| !text.contains("核实")), "{said:?}");
    assert_eq!(view.loan.subsidy_fen, 0);
    let view = lent
        .act(&mut officer, "approve_subsidy", quarter.clone())
        .await;
    assert_eq!(view.loan.subsidy_fen, 15_500);
    let problem = lent
        .attempt(&mut officer, "approve_subsidy", quarter)
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "quarter_decided");
    assert_eq!(lent.mine().await.loan.unwrap().subsidy_fen, 15_500);
    lent.whole();
}

#[tokio::test]
async fn a_quarter_is_listed_with_masked_names_and_paid_by_a_list_with_whole_ones() {
    use calamine::{Data, Reader as _, Xlsx};
    use sha2::{Digest as _, Sha256};
    let lent = Lent::begin().await;
    lent.noon("2027-01-04");
    let (hr, bureau) = OTHERS[0];
    let mut officer = lent.portal.staff("li", hr, bureau).await;
    let list = format!("{}?quarter=2026Q4", path::STAFF_SUBSIDIES);
    let found: api::subsidy::ListSubsidiesResponse = officer.get(&list).await.json();
    assert_eq!(
        (found.total_fen, found.approved_fen, found.is_over),
        (15_500, 0, true)
    );
    assert_eq!(found.entries[0].borrower_masked, "示**");
    assert!(found.entries[0].is_open);
    lent.act(
        &mut officer,
        "approve_subsidy",
        json!({ "quarter": "2026Q4" }),
    )
    .await;
    let found: api::subsidy::ListSubsidiesResponse = officer.get(&list).await.json();
    assert_eq!(found.approved_fen, 15_500);

    let sheet = format!("{}?quarter=2026Q4", path::STAFF_SUBSIDIES_SHEET);
    let answer = officer.get(&sheet).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let mut book = Xlsx::new(std::io::Cursor::new(answer.body.to_vec())).unwrap();
    let range = book.worksheet_range("2026Q4").unwrap();
    let rows: Vec<&[Data]> = range.rows().collect();
    assert_eq!(rows[1][0], Data::String(lent.number.clone()));
    assert_eq!(rows[1][1], Data::String("示例甲".into()));
    assert_eq!(rows[1][5], Data::Float(155.0));
    assert_eq!(rows[2][5], Data::Float(155.0), "the total");
    let code = found.waiting_digest[..8].to_uppercase();
    assert_eq!(rows[3][5], Data::String(code), "what to compare it by");
    assert_eq!(rows[4][1], Data::String(found.waiting_digest.clone()));
    // Whoever has the list works the digest out from its columns.
    let fen = 15_500;
    let line = format!("{}\t2026Q4\t{fen}\t{}\n", rows[1][0], rows[1][3]);
    let digest = Sha256::digest(line.as_bytes());
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, found.waiting_digest);

    for quarter in ["", "2026", "2026Q5"] {
        let odd = format!("{}?quarter={quarter}", path::STAFF_SUBSIDIES);
        officer.get(&odd).await.problem(ProblemCode::InvalidInput);
    }
    let mut bank = lent.bank("sun").await;
    bank.get(&sheet).await.problem(ProblemCode::NotAllowed);
}
