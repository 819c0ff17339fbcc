//! Identity cards of the people of a sheet.

use api::path;
use api::settlement::{SettlementView, StatementOf, WriteSettlementRequest};
use http::StatusCode;

use super::super::{Class, class};
use super::{ID_NUMBERS, asked};
use crate::portal::{Answer, Browser};

impl Class {
    /// Two people, of whom both are said to have one identity card.
    async fn say_ids(&self, trainer: &mut Browser, ids: [&str; 2]) -> Answer {
        let sheet = self.sheet(trainer).await;
        let rows = ids.iter().zip(&sheet.rows).map(|(id, row)| StatementOf {
            id: row.id.clone(),
            statement: asked(),
            id_number: Some((*id).to_owned()),
        });
        let request = WriteSettlementRequest {
            version: sheet.version,
            listed: Some(true),
            rows: rows.collect(),
        };
        trainer
            .put(&self.address(path::STAFF_SETTLEMENT), &request)
            .await
    }
}

#[tokio::test]
async fn one_identity_card_under_two_phones_is_held_back() {
    let class = class().await;
    let (mut trainer, mut officer) = class.over().await;
    let wrong = class
        .say_ids(&mut trainer, [ID_NUMBERS[0], "110105194912310021"])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        format!("{wrong:?}").contains("id_number_checksum"),
        "{wrong:?}"
    );
    let answer = class
        .say_ids(&mut trainer, [ID_NUMBERS[0], ID_NUMBERS[0]])
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let text = format!("{answer:?}");
    assert!(!text.contains(ID_NUMBERS[0]), "masked: {text}");
    let sheet: SettlementView = answer.json();
    for row in &sheet.rows[..2] {
        let kinds: Vec<_> = row.findings.iter().map(|one| one.kind.as_str()).collect();
        assert_eq!(kinds, ["twice_in_class"]);
        assert!(row.subsidies.iter().all(|one| !one.is_payable));
        assert!(row.id_number.as_deref().is_some_and(|id| id.contains('*')));
    }
    // Each has an own one after all.
    let answer = class
        .say_ids(&mut trainer, [ID_NUMBERS[0], ID_NUMBERS[1]])
        .await;
    let sheet: SettlementView = answer.json();
    assert!(sheet.rows[0].findings.is_empty() && sheet.rows[0].subsidies[0].is_payable);
    let seen = class.sheet(&mut officer).await;
    assert!(seen.rows[0].id_number.is_some());
}
