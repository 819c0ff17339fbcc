//! What other systems paid: their lists taken in, told at the person, never decided by.

use api::ProblemCode;
use api::outside_payment::{OutsidePaymentsTaken, OutsidePaymentsView};
use api::path;
use api::settlement::Statement;
use axum::body::Body;
use http::{HeaderMap, Method, StatusCode};

use super::class;
use super::fraud::kinds;
use super::payment::cells;
use super::settlement::{AFTER, ID_NUMBERS, asked};
use crate::portal::{Answer, Browser, fresh_key};

const SUBSIDY: &str = "示例技能提升补贴";

async fn send(browser: &mut Browser, rows: &[String]) -> Answer {
    let mut headers = HeaderMap::new();
    headers.insert(api::IDEMPOTENCY_KEY, fresh_key().parse().unwrap());
    let text = format!(
        "示例清单\n姓名,身份证号码,补贴名称,发放日期,证书编号\n{}\n",
        rows.join("\n")
    );
    let address = path::STAFF_OUTSIDE_PAYMENTS;
    browser
        .send(Method::POST, address, headers, Body::from(text))
        .await
}

async fn known(officer: &mut Browser) -> OutsidePaymentsView {
    officer.get(path::STAFF_OUTSIDE_PAYMENTS).await.json()
}

#[tokio::test]
async fn a_list_of_another_system_and_the_persons_own_word_are_told_and_stop_nothing() {
    let class = class().await;
    let (mut trainer, mut officer) = class.over().await;
    assert_eq!(known(&mut officer).await.count, 0);
    let of = |id: &str, paper: &str| format!("示例某人,{id},{SUBSIDY},2027年3月20日,{paper}");
    // Nobody is paid on a day that has not come.
    let early = of(ID_NUMBERS[1], "").replace("3月", "4月");
    let rows = [of(ID_NUMBERS[0], ""), of("110105194912310021", ""), early];
    let by_school = send(&mut trainer, &rows).await;
    by_school.problem(ProblemCode::NotAllowed);
    let answer = send(&mut officer, &rows).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let done: OutsidePaymentsTaken = answer.json();
    assert_eq!((done.taken, done.known), (1, 0));
    let wrong = done.wrong.iter();
    let wrong: Vec<_> = wrong
        .map(|one| (one.row, one.column.as_str(), one.code.as_str()))
        .collect();
    assert_eq!(
        wrong,
        [
            (4, "id_number", "id_number_checksum"),
            (5, "paid_on", "date_in_future")
        ]
    );
    let again: OutsidePaymentsTaken = send(&mut officer, &rows).await.json();
    assert_eq!((again.taken, again.known), (0, 1));
    let view = known(&mut officer).await;
    assert_eq!(
        (view.count, view.last_on),
        (1, domain::Date::parse_iso(AFTER))
    );

    let said = class.says(&mut trainer, 0, (asked(), ID_NUMBERS[0])).await;
    assert!(
        kinds(&said.rows[0]).is_empty(),
        "who types a number learns nothing of whoever has it"
    );
    let sheet = class.sheet(&mut officer).await;
    let row = &sheet.rows[0];
    assert_eq!(kinds(row), ["paid_elsewhere"]);
    assert_eq!(row.findings[0].subsidy.as_deref(), Some(SUBSIDY));
    assert!(row.subsidies[0].is_payable, "an officer decides");
    let statements = trainer.get(path::STAFF_SETTLEMENT_STATEMENTS).await;
    let statements = format!("{:?}", cells(&statements));
    assert!(!statements.contains("别的系统"), "{statements}");

    // Somebody else's list has this person's certificate; and the person says so.
    let paper = sheet.rows[1].certificate.clone().unwrap();
    send(&mut officer, &[of(ID_NUMBERS[2], &paper)]).await;
    let says = Statement {
        skills_subsidy_elsewhere: Some(true),
        ..asked()
    };
    let said = class.says(&mut trainer, 1, (says, ID_NUMBERS[1])).await;
    assert_eq!(kinds(&said.rows[1]), ["declared_elsewhere"]);
    let row = class.sheet(&mut officer).await.rows.remove(1);
    assert_eq!(kinds(&row), ["paid_elsewhere", "declared_elsewhere"]);
    assert!(row.subsidies[0].is_payable);
    assert_eq!(row.statement.skills_subsidy_elsewhere, Some(true));
    // Neither a name nor a number is stored.
    let data = class.portal.folder.path().join("data");
    let mut files = walk(&data);
    files.retain(|bytes| {
        let text = String::from_utf8_lossy(bytes);
        text.contains("示例某人") || text.contains(ID_NUMBERS[0])
    });
    assert!(files.is_empty());
}

/// Every file below a folder.
fn walk(folder: &std::path::Path) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(walk(&path));
        } else {
            found.extend(std::fs::read(&path));
        }
    }
    found
}

#[tokio::test]
async fn what_is_no_list_is_refused_with_its_code() {
    let class = class().await;
    let mut officer = class.officer().await;
    for (text, code) in [
        ("", "sheet_empty"),
        ("姓名,身份证号,证书编号\n示例,1,2\n", "column_missing"),
    ] {
        let mut headers = HeaderMap::new();
        headers.insert(api::IDEMPOTENCY_KEY, fresh_key().parse().unwrap());
        let address = path::STAFF_OUTSIDE_PAYMENTS;
        let body = Body::from(text);
        let answer = officer.send(Method::POST, address, headers, body).await;
        let problem = answer.problem(ProblemCode::InvalidInput);
        assert_eq!(problem.errors[0].code, code);
    }
}
