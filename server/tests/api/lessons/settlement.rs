//! The money at the end of a class: applied for, given back, settled, and never twice.

mod identity;
mod papers;

use api::path;
use api::settlement::{
    ListSettlementsResponse, Rate, RemarkOn, SettlementActionRequest, SettlementView, Statement,
    StatementOf, WriteSettlementRequest,
};
use http::StatusCode;
use workflow::class::ClassState;
use workflow::enrolment::EnrolmentAction;
use workflow::settlement::{SettlementAction, SettlementState};

use super::{Class, class, mine};
use crate::portal::{Answer, Browser};

pub(super) const AFTER: &str = "2027-03-27";

pub(super) fn asked() -> Statement {
    Statement {
        left_out: None,
        groups: Some(vec![
            "registered_unemployed".into(),
            "hard_to_employ".into(),
        ]),
        work: Some("unemployed".into()),
        subsidies_this_year: Some(0),
        same_level_before: Some(false),
        skills_subsidy_elsewhere: Some(false),
    }
}

/// Identity cards of the people of a class: made-up numbers with right check digits.
pub(super) const ID_NUMBERS: [&str; 3] = [
    "11010519491231002X",
    "110105194912310038",
    "110105194912310046",
];

pub(super) fn plain(action: SettlementAction, version: u32) -> SettlementActionRequest {
    SettlementActionRequest {
        version,
        action,
        reason: String::new(),
        remarks: Vec::new(),
        rates: Vec::new(),
        is_compared: false,
        papers: Vec::new(),
    }
}

pub(super) fn rate(programme: &str, fen: i64) -> Rate {
    Rate {
        programme: programme.into(),
        fen,
        document: "示例文号".into(),
    }
}

impl Class {
    /// Two people passed and have certificates, the third never came, the class is over.
    pub(super) async fn over(&self) -> (Browser, Browser) {
        let mut trainer = self.passed(&[0, 1]).await;
        self.act(&mut trainer, 2, EnrolmentAction::ReportNoShow)
            .await;
        let mut officer = self.officer().await;
        for number in [0, 1] {
            self.act(&mut officer, number, EnrolmentAction::Certify)
                .await;
        }
        self.on(AFTER).await;
        (self.trainer().await, self.officer().await)
    }

    pub(super) async fn sheet(&self, browser: &mut Browser) -> SettlementView {
        let answer = browser.get(&self.address(path::STAFF_SETTLEMENT)).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()
    }

    pub(super) async fn say(&self, trainer: &mut Browser, said: &[(usize, Statement)]) -> Answer {
        let sheet = self.sheet(trainer).await;
        let rows = said.iter().map(|(number, statement)| StatementOf {
            id: sheet.rows[*number].id.clone(),
            statement: statement.clone(),
            id_number: Some(ID_NUMBERS[*number].to_owned()),
        });
        let request = WriteSettlementRequest {
            version: sheet.version,
            listed: Some(true),
            rows: rows.collect(),
        };
        let address = self.address(path::STAFF_SETTLEMENT);
        trainer.put(&address, &request).await
    }

    pub(super) async fn settle_by(
        &self,
        browser: &mut Browser,
        request: &SettlementActionRequest,
    ) -> Answer {
        let address = self.address(path::STAFF_SETTLEMENT_ACTIONS);
        browser.post(&address, request).await
    }

    pub(super) async fn submitted(&self, trainer: &mut Browser) -> SettlementView {
        let said = [(0, asked()), (1, asked())];
        let answer = self.say(trainer, &said).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let sheet: SettlementView = answer.json();
        let request = plain(SettlementAction::Submit, sheet.version);
        let answer = self.settle_by(trainer, &request).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()
    }
}

#[tokio::test]
async fn what_nobody_asked_is_not_guessed() {
    let class = class().await;
    let (mut trainer, _) = class.over().await;
    let sheet = class.sheet(&mut trainer).await;
    assert_eq!((sheet.version, sheet.state), (0, SettlementState::Draft));
    assert_eq!(
        sheet.rows[0].problems,
        ["settlement_row_unknown", "settlement_row_id"]
    );
    // Who never came is left out by that.
    assert!(sheet.rows[2].subsidies.is_empty() && sheet.rows[2].problems.is_empty());
    let refused = class
        .settle_by(&mut trainer, &plain(SettlementAction::Submit, 0))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = format!("{refused:?}");
    assert!(text.contains("/listed"), "{text}");
    assert_eq!(text.matches("settlement_row_unknown").count(), 2, "{text}");
}

#[tokio::test]
async fn before_the_end_nothing_is_written() {
    let class = class().await;
    let mut trainer = class.passed(&[0]).await;
    let answer = class.say(&mut trainer, &[(0, asked())]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "{answer:?}");
}

#[tokio::test]
async fn a_statement_is_checked_whole() {
    let class = class().await;
    let (mut trainer, _) = class.over().await;
    let odd = Statement {
        left_out: Some(" ".into()),
        groups: Some(vec!["king".into()]),
        work: Some("pirate".into()),
        subsidies_this_year: Some(21),
        same_level_before: None,
        skills_subsidy_elsewhere: None,
    };
    let answer = class.say(&mut trainer, &[(0, odd)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = format!("{answer:?}");
    for part in ["left_out", "groups", "work", "subsidies_this_year"] {
        assert!(text.contains(&format!("/{part}")), "{part}: {text}");
    }
    assert_eq!(class.sheet(&mut trainer).await.version, 0);
}

#[tokio::test]
async fn returned_put_right_and_settled() {
    let class = class().await;
    let (mut trainer, mut officer) = class.over().await;
    let sheet = class.submitted(&mut trainer).await;
    assert_eq!(sheet.state, SettlementState::Submitted);
    let row = &sheet.rows[0];
    let verdicts: Vec<(&str, &str)> = row
        .subsidies
        .iter()
        .map(|one| (one.programme.as_str(), one.verdict.verdict.as_str()))
        .collect();
    assert_eq!(
        verdicts,
        [
            ("training_subsidy", "eligible"),
            ("living_allowance_training", "eligible"),
            // A certificate without a level is the school's own.
            ("skill_assessment_subsidy", "not_eligible"),
        ]
    );
    assert!(row.subsidies.iter().all(|one| one.amount_fen.is_none()));
    assert!(row.subsidies[0].verdict.is_provisional);

    let queue: ListSettlementsResponse = officer.get(path::STAFF_SETTLEMENTS).await.json();
    assert_eq!(queue.settlements[0].waited_working_days, Some(0));
    let seen = class.sheet(&mut officer).await;
    assert_eq!(seen.rows[0].name.as_deref(), Some("示**"));
    let mut back = plain(SettlementAction::Return, seen.version);
    let refused = class.settle_by(&mut officer, &back).await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "no reason"
    );
    back.reason = "失业登记请再核".into();
    back.remarks = vec![RemarkOn {
        id: seen.rows[1].id.clone(),
        text: "证件看不清".into(),
    }];
    let answer = class.settle_by(&mut officer, &back).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let sheet = class.sheet(&mut trainer).await;
    assert_eq!(sheet.reason.as_deref(), Some("失业登记请再核"));
    assert_eq!(sheet.rows[1].remark.as_deref(), Some("证件看不清"));

    let sheet = class.submitted(&mut trainer).await;
    let needed: Vec<&str> = sheet
        .rates_needed
        .iter()
        .map(|one| one.programme.as_str())
        .collect();
    assert_eq!(needed, ["living_allowance_training", "training_subsidy"]);
    let mut settle = plain(SettlementAction::Settle, sheet.version);
    let refused = class.settle_by(&mut officer, &settle).await;
    let text = format!("{refused:?}");
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
    for part in ["/is_compared", "/rates/training_subsidy"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    settle.is_compared = true;
    settle.rates = vec![
        rate("training_subsidy", 100_000),
        rate("living_allowance_training", 100),
    ];
    let by_trainer = class.settle_by(&mut trainer, &settle).await;
    assert_eq!(by_trainer.status, StatusCode::FORBIDDEN);
    let answer = class.settle_by(&mut officer, &settle).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let done: SettlementView = answer.json();
    let days = i64::from(done.rows[0].attended);
    assert_eq!(done.total_fen, Some(2 * (100_000 + 100 * days)));
    assert_eq!(
        (done.state, done.class_state),
        (SettlementState::Settled, ClassState::Settled)
    );
    let again = class
        .settle_by(
            &mut officer,
            &SettlementActionRequest {
                version: done.version,
                ..settle
            },
        )
        .await;
    assert_eq!(again.status, StatusCode::CONFLICT, "once is enough");

    let read = mine(&mut class.resident(0).await).await;
    let outcomes: Vec<&str> = read
        .subsidies
        .iter()
        .map(|one| one.outcome.as_str())
        .collect();
    assert_eq!(outcomes, ["granted", "granted", "refused"]);
    // With what the school wrote of the person, who knows best.
    assert_eq!(read.applied_with, Some(asked()));
    assert_eq!(read.subsidies[0].amount_fen, Some(100_000));
    assert!(!read.subsidies[2].why_not.is_empty());
    class.holds_together();
}

/// What is settled is closed: who failed has the days to ask for another look first.
#[tokio::test]
async fn nothing_is_settled_while_who_failed_may_still_ask() {
    let class = class().await;
    let mut trainer = class.passed(&[0]).await;
    class.tick_all(&mut trainer, 1).await;
    class.act(&mut trainer, 1, EnrolmentAction::Fail).await;
    class
        .act(&mut trainer, 2, EnrolmentAction::ReportNoShow)
        .await;
    let mut officer = class.officer().await;
    class.act(&mut officer, 0, EnrolmentAction::Certify).await;
    class.on(AFTER).await;
    let (mut trainer, mut officer) = (class.trainer().await, class.officer().await);
    let sheet = class.submitted(&mut trainer).await;
    assert!(
        sheet.rows[1].problems.is_empty(),
        "the school has done its part"
    );
    let seen = class.sheet(&mut officer).await;
    assert_eq!(seen.rows[1].problems, ["settlement_row_appealable"]);
    let rates = sheet.rates_needed.iter();
    let settle = SettlementActionRequest {
        is_compared: true,
        rates: rates.map(|one| rate(&one.programme, 100)).collect(),
        ..plain(SettlementAction::Settle, sheet.version)
    };
    let refused = class.settle_by(&mut officer, &settle).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = format!("{refused:?}");
    assert!(text.contains("settlement_row_appealable"), "{text}");
    // Ten working days later nobody can ask any more.
    class.on("2027-04-20").await;
    let mut officer = class.officer().await;
    let seen = class.sheet(&mut officer).await;
    assert!(seen.rows[1].problems.is_empty());
    let answer = class.settle_by(&mut officer, &settle).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    class.holds_together();
}

#[tokio::test]
async fn the_sheet_is_a_file_for_the_training_section() {
    let class = class().await;
    let (mut trainer, mut officer) = class.over().await;
    let address = class.address(path::STAFF_SETTLEMENT_SHEET);
    assert_eq!(officer.get(&address).await.status, StatusCode::NOT_FOUND);
    class.submitted(&mut trainer).await;
    let answer = officer.get(&address).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.starts_with(b"PK"), "a workbook");
    assert_eq!(trainer.get(&address).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn somebody_left_out_reads_why() {
    let class = class().await;
    let (mut trainer, _) = class.over().await;
    let out = Statement {
        left_out: Some("本人不愿申报".into()),
        ..Statement::default()
    };
    let answer = class.say(&mut trainer, &[(0, asked()), (1, out)]).await;
    let sheet: SettlementView = answer.json();
    let request = plain(SettlementAction::Submit, sheet.version);
    let answer = class.settle_by(&mut trainer, &request).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let read = mine(&mut class.resident(1).await).await;
    assert_eq!(read.subsidies_left_out.as_deref(), Some("本人不愿申报"));
    assert_eq!(read.applied_with, None);
    let read = mine(&mut class.resident(0).await).await;
    assert_eq!(read.subsidies[0].outcome, "applied");
}
