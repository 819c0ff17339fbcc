//! The loans as a sheet, read back from what the route sends.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};

use super::*;

type Rows = Vec<Vec<Data>>;

async fn rows(officer: &mut Browser) -> Rows {
    let answer = officer.get(path::STAFF_LOANS_SHEET).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let mut book: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(answer.body.to_vec())).unwrap();
    let name = book.sheet_names()[0].clone();
    assert!(book.worksheet_formula(&name).unwrap().is_empty());
    let range = book.worksheet_range(&name).unwrap();
    range.rows().skip(1).map(<[Data]>::to_vec).collect()
}

#[tokio::test]
async fn each_loan_is_a_row_for_those_who_see_it() {
    let lent = Lent::begin().await;
    // 10,000 of principal and a month's interest of 310.
    lent.noon("2026-12-24");
    let mut bank = lent.bank("sun").await;
    let paid = payment("2026-12-24", 1_031_000);
    lent.act(&mut bank, "record_payment", paid).await;
    lent.noon("2027-01-27");
    let mut bank = lent.bank("qian").await;
    let found = rows(&mut bank).await;
    assert_eq!(found.len(), 1);
    let row = &found[0];
    let text = |words: &str| Data::String(words.to_owned());
    assert_eq!(
        (&row[0], &row[2]),
        (&text(lent.number.as_str()), &text("示**"))
    );
    // Amount, rate, months; paid, still owed; how long it is late; nothing of the subsidy is approved.
    for (column, expected) in [
        (5, 120_000.0),
        (6, 3.1),
        (7, 12.0),
        (10, 10_310.0),
        (11, 110_000.0),
        (15, 3.0),
        (16, 0.0),
    ] {
        assert_eq!(row[column], Data::Float(expected), "column {column}");
    }
    assert_ne!(row[14], Data::Float(0.0));

    // The bureau and the guarantee agency see it, too; another bank does not.
    for (role, office, count) in [
        (Role::HrOfficer, BUREAU, 1),
        (Role::GuaranteeOfficer, GUARANTOR, 1),
        (Role::BankOfficer, "another-bank", 0),
    ] {
        let name = format!("other-{office}");
        let mut other = lent.portal.staff(&name, role, office).await;
        assert_eq!(rows(&mut other).await.len(), count, "{office}");
    }
    let looks = lent.portal.state.store.read(|connection| {
        connection.query(
            "SELECT actor FROM access_log WHERE action = 'export_loans'",
            &[],
        )
    });
    assert_eq!(looks.unwrap().len(), 4);
}

#[tokio::test]
async fn who_is_close_to_the_borrower_finds_the_loan_nowhere() {
    let lent = Lent::begin().await;
    let (mut sun, mut qian) = (lent.bank("sun").await, lent.bank("qian").await);
    assert_eq!(list(&mut sun).await.loans.len(), 1);
    let declare = json!({ "action": "declare" });
    let conflicts = with_id(path::STAFF_CONFLICTS, &lent.id);
    let answer = sun.post(&conflicts, &declare).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{answer:?}");
    assert!(list(&mut sun).await.loans.is_empty());
    assert!(rows(&mut sun).await.is_empty());
    let refused = sun.get(&with_id(path::STAFF_LOAN, &lent.id)).await;
    let problem = refused.problem(api::ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, "conflict_declared");
    assert_eq!(list(&mut qian).await.loans.len(), 1);
}
