//! Everything a trainer entered about settlements, in one file, with what came of it.

use api::ProblemCode;
use api::path;
use api::settlement::RemarkOn;
use http::StatusCode;
use workflow::settlement::SettlementAction;

use super::class;
use super::payment::cells;
use super::settlement::{ID_NUMBERS, plain, rate};
use crate::training::{good, trainer};

#[tokio::test]
async fn a_trainer_takes_every_own_settlement_home_with_its_reasons() {
    let class = class().await;
    let (mut own, mut officer) = class.over().await;
    let address = path::STAFF_SETTLEMENT_STATEMENTS;
    let sheet = class.submitted(&mut own).await;
    let mut back = plain(SettlementAction::Return, sheet.version);
    back.reason = "失业登记请再核".into();
    back.remarks = vec![RemarkOn {
        id: sheet.rows[1].id.clone(),
        text: "证件看不清".into(),
    }];
    let answer = class.settle_by(&mut officer, &back).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let text = format!("{:?}", cells(&own.get(address).await));
    for part in [good().title(), "示例甲", "失业登记请再核", "证件看不清"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(text.contains("退回") && !text.contains("已结算"), "{text}");

    let sheet = class.submitted(&mut own).await;
    let mut settle = plain(SettlementAction::Settle, sheet.version);
    settle.is_compared = true;
    settle.rates = vec![
        rate("training_subsidy", 100_000),
        rate("living_allowance_training", 100),
    ];
    let answer = class.settle_by(&mut officer, &settle).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let rows = cells(&own.get(address).await);
    let paid = rows.iter().filter(|row| {
        let has = |text: &str| row.iter().any(|cell| cell == text);
        has("已结算") && has("已核定") && has("1000")
    });
    assert_eq!(paid.count(), 2, "{rows:?}");
    // The third never came, and stands there all the same.
    assert_eq!(rows.len(), 1 + 2 * 3 + 1, "{rows:?}");
    let text = format!("{rows:?}");
    for whole in [ID_NUMBERS[0], super::PHONES[0]] {
        assert!(!text.contains(whole), "masked: {whole}");
    }
    officer.get(address).await.problem(ProblemCode::NotAllowed);
    let mut other = trainer(&class.portal, &mut officer, "示例培训学校（乙）", "other").await;
    assert_eq!(cells(&other.get(address).await).len(), 1, "headings alone");
}

/// What was agreed on is each person's own, and stands beside what was said of the person.
#[tokio::test]
async fn the_price_agreed_on_stands_in_the_trainers_own_file() {
    let class = class().await;
    let dearer = "UPDATE enrolments SET price_fen = 12345 WHERE place = 1";
    class.portal.change(dearer).await;
    let (mut own, _) = class.over().await;
    class.submitted(&mut own).await;
    let rows = cells(&own.get(path::STAFF_SETTLEMENT_STATEMENTS).await);
    assert!(
        rows[0].iter().any(|cell| cell.starts_with("学费")),
        "{rows:?}"
    );
    let has = |row: &&Vec<String>| row.iter().any(|cell| cell == "123.45");
    // Of the first person a line for each subsidy, and of nobody else.
    assert_eq!(rows.iter().filter(has).count(), 3, "{rows:?}");
}
