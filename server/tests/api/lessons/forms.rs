//! The bureau's forms as district data: the district's columns in its order, under its headings; the portal's own, marked
//! 示例, where it names none.

use std::io::Cursor;

use api::path;
use calamine::{Data, Reader as _, Xlsx};
use http::StatusCode;

use super::payment::{CARD, give_own};
use super::settlement::ID_NUMBERS;
use super::{Class, class, class_in};
use crate::districts::copied;
use crate::portal::{Answer, TestPortal};

const COLUMNS: &str = r#"
[columns]
is_sample = false
roster = [{ id = "id_number", title = "证件号" }, { id = "name", title = "学员" }, { id = "days", title = "出勤日" }]
payments = [{ id = "id_number", title = "证件号" }, { id = "name", title = "户名" }, { id = "card", title = "卡号" }, { id = "amount", title = "金额" }]
settlement = [{ id = "name", title = "学员" }, { id = "amount", title = "核发（元）" }, { id = "subsidy", title = "项目" }]
"#;

fn rows(answer: &Answer) -> Vec<Vec<String>> {
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let bytes = Cursor::new(answer.body.to_vec());
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(bytes).unwrap();
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).unwrap();
    let cells = |row: &[Data]| row.iter().map(ToString::to_string).collect();
    range.rows().map(cells).collect()
}

impl Class {
    async fn forms(&self) -> (Vec<Vec<String>>, Vec<Vec<String>>) {
        let (mut trainer, mut officer) = self.over().await;
        self.submitted(&mut trainer).await;
        let roster = trainer
            .get(&self.address(path::STAFF_SETTLEMENT_ROSTER))
            .await;
        let sheet = officer
            .get(&self.address(path::STAFF_SETTLEMENT_SHEET))
            .await;
        (rows(&roster), rows(&sheet))
    }
}

#[tokio::test]
async fn a_districts_own_columns_come_in_its_order() {
    let folder = copied();
    let plan = folder.path().join("training.toml");
    let text = std::fs::read_to_string(&plan).unwrap();
    std::fs::write(&plan, format!("{text}\n{COLUMNS}")).unwrap();
    let words = ["--district", folder.path().to_str().unwrap()];
    let class = class_in(TestPortal::start_with(&words).await).await;
    let (roster, sheet) = class.forms().await;
    assert_eq!(roster[0], ["证件号", "学员", "出勤日"]);
    assert_eq!(roster[1][..2], [ID_NUMBERS[0], "示例甲"]);
    assert!(roster[1][2].contains("2027-03-01"), "{roster:?}");
    assert_eq!(sheet[0], ["学员", "核发（元）", "项目"]);
    assert_eq!(sheet[1][0], "示例甲");
    let text = format!("{roster:?} {sheet:?}");
    assert!(!text.contains("栏目为示例"), "{text}");
}

/// Who cannot be paid yet is in no list that has no place to say why.
#[tokio::test]
async fn the_list_to_pay_by_has_the_districts_columns_too() {
    let folder = copied();
    let plan = folder.path().join("training.toml");
    let text = std::fs::read_to_string(&plan).unwrap();
    std::fs::write(&plan, format!("{text}\n{COLUMNS}")).unwrap();
    let words = ["--district", folder.path().to_str().unwrap()];
    let class = class_in(TestPortal::start_with(&words).await).await;
    let (_, mut officer) = class.settled().await;
    give_own(&mut class.resident(0).await, CARD).await;
    let address = class.address(path::STAFF_SETTLEMENT_PAYMENTS);
    let list = rows(&officer.get(&address).await);
    assert_eq!(list.len(), 3, "{list:?}");
    assert_eq!(list[0], ["证件号", "户名", "卡号", "金额"]);
    assert_eq!(list[1][..3], [ID_NUMBERS[0], "示例甲", CARD]);
    assert_eq!(list[2][1], "合计");
    assert_eq!(list[1][3], list[2][3]);
    assert!(!format!("{list:?}").contains("栏目为示例"), "{list:?}");
}

#[tokio::test]
async fn without_them_the_files_say_that_their_columns_are_a_sample() {
    let (roster, sheet) = class().await.forms().await;
    for rows in [roster, sheet] {
        assert!(rows[0].contains(&"姓名".to_owned()), "{rows:?}");
        assert!(format!("{rows:?}").contains("栏目为示例"), "{rows:?}");
    }
}

#[tokio::test]
async fn an_editor_has_the_roster_before_the_class_is_over() {
    let class = class().await;
    class.on("2027-03-02").await;
    let mut trainer = class.trainer().await;
    let early = rows(
        &trainer
            .get(&class.address(path::STAFF_SETTLEMENT_ROSTER))
            .await,
    );
    assert!(format!("{early:?}").contains("示例乙"), "{early:?}");
}
