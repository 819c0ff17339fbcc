//! A bank's file of payments: looked at row by row, good rows in once confirmed, bad ones wait.

use api::ProblemCode;
use api::payment_sheet::{AddedPaymentSheet, PaymentSheetView, RowJudgement, TakenIn};
use axum::body::Body;
use http::{HeaderMap, Method};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::*;
use crate::portal::fresh_key;

async fn upload(bank: &mut Browser, text: &str) -> Answer {
    send(bank, "december.csv", text.as_bytes().to_vec()).await
}

async fn send(bank: &mut Browser, name: &str, bytes: Vec<u8>) -> Answer {
    let mut headers = HeaderMap::new();
    headers.insert(api::IDEMPOTENCY_KEY, fresh_key().parse().unwrap());
    let path = format!("{}?name={name}", path::STAFF_PAYMENT_SHEETS);
    bank.send(Method::POST, &path, headers, Body::from(bytes))
        .await
}

async fn uploaded(bank: &mut Browser, text: &str) -> PaymentSheetView {
    let answer = upload(bank, text).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let added: AddedPaymentSheet = answer.json();
    look(bank, &added.id).await
}

async fn look(bank: &mut Browser, id: &str) -> PaymentSheetView {
    bank.get(&with_id(path::STAFF_PAYMENT_SHEET, id))
        .await
        .json()
}

async fn take_in(bank: &mut Browser, sheet: &PaymentSheetView) -> Answer {
    let path = with_id(path::STAFF_PAYMENT_SHEET_ACTIONS, &sheet.id);
    let body = json!({ "version": sheet.version, "no_conflict": true });
    bank.post(&path, &body).await
}

/// Without a word on the borrowers.
async fn take_in_silent(bank: &mut Browser, sheet: &PaymentSheetView) -> Answer {
    let path = with_id(path::STAFF_PAYMENT_SHEET_ACTIONS, &sheet.id);
    bank.post(&path, &json!({ "version": sheet.version })).await
}

fn codes(sheet: &PaymentSheetView) -> Vec<&str> {
    let rows = sheet.rows.iter();
    rows.map(|row| row.code.as_deref().unwrap_or_default())
        .collect()
}

#[tokio::test]
async fn good_rows_go_in_and_bad_ones_wait() {
    let lent = Lent::begin().await;
    lent.noon("2027-01-25");
    let mut bank = lent.bank("sun").await;
    let number = &lent.number;
    let text = format!(
        "受理编号,交易日期,金额,流水号\n\
        {number},2027-01-24,10284.17,LS-2\n\
        JK-{PHONE},2026年12月24日,\"10,310.00\",LS-1\n\
        {number},2026-12-24,10310,LS-1\n\
        {number},2026-12-24,10310,LS-1\n\
        620602-19990101-00001,2026-12-24,1,LS-3\n\
        {number},somewhen,1,LS-4\n\
        {number},2027-02-24,1,LS-5\n\
        {number},2027-01-25,-5,LS-6\n\
        {number},2027-01-25,999999,LS-7\n\
        ,2027-01-25,1,LS-8\n"
    );
    let sheet = uploaded(&mut bank, &text).await;
    assert_eq!(
        codes(&sheet),
        [
            "",
            "",
            "row_twice",
            "row_twice",
            "loan_unknown",
            "date_unreadable",
            "date_in_future",
            "amount_unreadable",
            "payment_above_owed",
            "required",
        ]
    );
    assert_eq!(sheet.figures.good, 2);
    assert_eq!(sheet.figures.good_fen, 2_059_417);
    assert_eq!(
        lent.view(&mut bank).await.loan.paid_fen,
        0,
        "a look takes nothing in"
    );
    let answer = take_in(&mut bank, &sheet).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let now: TakenIn = answer.json();
    assert_eq!((now.rows, now.sum_fen), (2, 2_059_417));
    let taken = look(&mut bank, &sheet.id).await;
    assert_eq!(
        (taken.figures.taken, taken.figures.taken_fen),
        (2, 2_059_417)
    );
    assert_eq!(taken.rows[0].state, RowJudgement::Taken);
    assert_eq!(taken.figures.bad, 8);
    assert_eq!(lent.view(&mut bank).await.loan.paid_fen, 2_059_417);
    // The first look is old, and nothing good is left.
    take_in(&mut bank, &sheet).await.problem(ProblemCode::Stale);
    let problem = take_in(&mut bank, &taken)
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "no_good_row");
    // The same file once more books nothing twice.
    let again = uploaded(&mut bank, &text).await;
    assert_eq!(again.figures.good, 0);
    assert_eq!(codes(&again)[..2], ["payment_known", "payment_known"]);
    lent.whole();
}

#[tokio::test]
async fn a_line_written_another_way_is_the_same_line() {
    let lent = Lent::begin().await;
    lent.noon("2027-01-25");
    let mut bank = lent.bank("sun").await;
    let number = &lent.number;
    let text = format!(
        "受理编号,交易日期,金额\n\
        {number},2026-12-24,10310\n\
        {number},2026年12月24日,\"10,310.00\"\n"
    );
    let sheet = uploaded(&mut bank, &text).await;
    assert_eq!(codes(&sheet), ["", "row_twice"]);
}

/// Days and sums as a program for sheets keeps them, below a line of the bank's own.
#[tokio::test]
async fn a_workbook_is_taken_in_as_a_text_is() {
    let lent = Lent::begin().await;
    lent.noon("2027-01-25");
    let mut bank = lent.bank("sun").await;
    let day = Format::new().set_num_format("yyyy/m/d");
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.write_string(0, 0, "示例银行还款明细").unwrap();
    for (column, heading) in (0..).zip(["受理编号", "交易日期", "金额", "流水号"]) {
        page.write_string(1, column, heading).unwrap();
    }
    let paid = [((2026, 12, 24), 10_310.0), ((2027, 1, 24), 10_284.17)];
    for (row, ((year, month, of_month), sum)) in (2..).zip(paid) {
        page.write_string(row, 0, &lent.number).unwrap();
        let on = ExcelDateTime::from_ymd(year, month, of_month).unwrap();
        page.write_datetime_with_format(row, 1, on, &day).unwrap();
        page.write_number(row, 2, sum).unwrap();
        page.write_string(row, 3, format!("LS-{row}")).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let answer = send(&mut bank, "december.xlsx", bytes).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let added: AddedPaymentSheet = answer.json();
    let sheet = look(&mut bank, &added.id).await;
    assert_eq!(codes(&sheet), ["", ""]);
    let taken: TakenIn = take_in(&mut bank, &sheet).await.json();
    assert_eq!((taken.rows, taken.sum_fen), (2, 2_059_417));
    assert_eq!(lent.view(&mut bank).await.loan.paid_fen, 2_059_417);
    lent.whole();
}

#[tokio::test]
async fn a_wrong_control_row_lets_nothing_in() {
    let lent = Lent::begin().await;
    lent.noon("2026-12-24");
    let mut bank = lent.bank("sun").await;
    let text = |total: &str| {
        format!(
            "受理编号,日期,金额\n{},2026-12-24,10310\n合计,,{total}\n",
            lent.number
        )
    };
    let wrong = uploaded(&mut bank, &text("10310.01")).await;
    let control = wrong.control.clone().unwrap();
    assert_eq!((control.is_right, control.counted_fen), (false, 1_031_000));
    let problem = take_in(&mut bank, &wrong)
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "control_differs");
    let right = uploaded(&mut bank, &text("\"10,310.00\"")).await;
    assert!(right.control.as_ref().unwrap().is_right);
    let taken: TakenIn = take_in(&mut bank, &right).await.json();
    assert_eq!((taken.rows, taken.sum_fen), (1, 1_031_000));
    // Without a number of the bank's the same day and amount is the same payment.
    let again = uploaded(&mut bank, &text("10310")).await;
    assert_eq!(codes(&again), ["payment_known"]);
    lent.whole();
}

#[tokio::test]
async fn a_press_that_comes_twice_takes_in_once() {
    let lent = Lent::begin().await;
    lent.noon("2026-12-24");
    let mut bank = lent.bank("sun").await;
    let text = format!("受理编号,日期,金额\n{},2026-12-24,10310\n", lent.number);
    let sheet = uploaded(&mut bank, &text).await;
    let path = with_id(path::STAFF_PAYMENT_SHEET_ACTIONS, &sheet.id);
    let body = json!({ "version": sheet.version, "no_conflict": true });
    let key = fresh_key();
    let first = bank.send_json(Method::POST, &path, &key, &body).await;
    let again = bank.send_json(Method::POST, &path, &key, &body).await;
    assert_eq!(
        (first.status, again.status),
        (StatusCode::OK, StatusCode::OK)
    );
    assert_eq!(first.body, again.body);
    assert_eq!(lent.view(&mut bank).await.loan.paid_fen, 1_031_000);
}

#[tokio::test]
async fn a_file_is_its_banks_and_no_one_elses() {
    let lent = Lent::begin().await;
    lent.noon("2026-12-24");
    let mut bank = lent.bank("sun").await;
    let text = format!("受理编号,日期,金额\n{},2026-12-24,10310\n", lent.number);
    let sheet = uploaded(&mut bank, &text).await;
    let portal = &lent.portal;
    let mut stranger = portal
        .staff("stranger", Role::BankOfficer, "another-bank")
        .await;
    let one = with_id(path::STAFF_PAYMENT_SHEET, &sheet.id);
    stranger.get(&one).await.problem(ProblemCode::NotFound);
    take_in(&mut stranger, &sheet)
        .await
        .problem(ProblemCode::NotFound);
    let theirs = uploaded(&mut stranger, &text).await;
    assert_eq!(codes(&theirs), ["loan_unknown"]);
    let (hr, bureau) = OTHERS[0];
    let mut hr = portal.staff("li", hr, bureau).await;
    hr.get(&one).await.problem(ProblemCode::NotAllowed);
    for text in ["", "甲,乙\n1,2\n"] {
        let problem = upload(&mut bank, text)
            .await
            .problem(ProblemCode::InvalidInput);
        assert_eq!(problem.errors[0].pointer, "/sheet");
    }
}

#[tokio::test]
async fn a_row_of_somebody_close_waits_for_a_colleague_and_names_nobody() {
    let lent = Lent::begin().await;
    lent.noon("2027-01-25");
    let (mut sun, mut qian) = (lent.bank("sun").await, lent.bank("qian").await);
    let conflicts = with_id(path::STAFF_CONFLICTS, &lent.id);
    let answer = sun.post(&conflicts, &json!({ "action": "declare" })).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{answer:?}");
    let text = format!(
        "受理编号,交易日期,金额,流水号\n{},2026-12-24,10310,LS-1\n",
        lent.number
    );
    let seen = uploaded(&mut sun, &text).await;
    assert_eq!(codes(&seen), ["loan_left"]);
    let row = &seen.rows[0];
    assert_eq!((row.loan.as_str(), &row.acceptance_number), ("", &None));
    let theirs = look(&mut qian, &seen.id).await;
    assert_eq!(theirs.rows[0].state, RowJudgement::Good);
    assert_eq!(theirs.rows[0].loan, lent.number);
}

#[tokio::test]
async fn an_officer_s_own_loan_waits_for_a_colleague() {
    let lent = Lent::begin().await;
    lent.noon("2027-01-25");
    // The account bears the borrower's name.
    let mut own = lent.bank("甲").await;
    let text = format!("受理编号,日期,金额\n{},2026-12-24,10310\n", lent.number);
    let seen = uploaded(&mut own, &text).await;
    assert_eq!(codes(&seen), ["loan_left"]);
    assert_eq!(
        (&seen.rows[0].loan_id, &seen.rows[0].borrower_masked),
        (&None, &None)
    );
    let problem = take_in(&mut own, &seen)
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "no_good_row");
}

#[tokio::test]
async fn a_loan_that_the_file_leaves_out_is_named_before_it_is_overdue() {
    let lent = Lent::begin().await;
    let (second, number) = lent.lend_another().await;
    lent.noon("2026-12-24");
    let (mut sun, mut qian) = (lent.bank("sun").await, lent.bank("qian").await);
    let text = format!("受理编号,日期,金额\n{},2026-12-24,10310\n", lent.number);
    let seen = uploaded(&mut sun, &text).await;
    let found = seen.missing.clone().unwrap();
    assert_eq!(
        (found.until.to_string().as_str(), found.count),
        ("2026-12-24", 1)
    );
    let left_out = &found.first[0];
    assert_eq!(
        (&left_out.loan_id, &left_out.acceptance_number),
        (&second, &number)
    );
    let due = (left_out.due_on.to_string(), left_out.due_fen);
    assert_eq!(due, ("2026-12-24".to_owned(), 1_031_000));

    // What was taken in is in the file as before, and what the other way paid is not due any more.
    let answer = take_in(&mut sun, &seen).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(look(&mut sun, &seen.id).await.missing, Some(found));
    let rest = format!("受理编号,日期,金额\n{number},2026-12-24,10310\n");
    let rest = uploaded(&mut sun, &rest).await;
    assert_eq!(rest.missing.as_ref().unwrap().count, 0);
    take_in(&mut sun, &rest).await;
    assert_eq!(look(&mut sun, &seen.id).await.missing.unwrap().count, 0);
    // A file of before anything was due leaves nothing out, and one without a day says nothing of it.
    for (day, expected) in [("2026-12-23", Some(0)), ("somewhen", None)] {
        let text = format!("受理编号,日期,金额\n{number},{day},1\n");
        let sheet = uploaded(&mut qian, &text).await;
        assert_eq!(sheet.missing.map(|found| found.count), expected, "{day}");
    }
}

#[tokio::test]
async fn a_loan_that_is_left_to_a_colleague_is_not_named_as_left_out_either() {
    let lent = Lent::begin().await;
    lent.noon("2027-01-25");
    let mut qian = lent.bank("qian").await;
    let text = "受理编号,日期,金额\n620602-19990101-00001,2026-12-24,1\n";
    let seen = uploaded(&mut qian, text).await;
    assert_eq!(seen.missing.unwrap().count, 1);
    // Who has declared to be close to the borrower, and who bears the name.
    let mut sun = lent.bank("sun").await;
    let conflicts = with_id(path::STAFF_CONFLICTS, &lent.id);
    let answer = sun.post(&conflicts, &json!({ "action": "declare" })).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{answer:?}");
    let mut own = lent.bank("甲").await;
    for officer in [&mut sun, &mut own] {
        let found = look(officer, &seen.id).await.missing.unwrap();
        assert_eq!((found.count, found.first), (0, Vec::new()));
    }
}

/// The question of every first action on a file is asked here too; who was answered for keeps nobody waiting.
#[tokio::test]
async fn rows_of_borrowers_the_officer_was_never_asked_about_wait_for_the_word() {
    let lent = Lent::begin().await;
    let (second, number) = lent.lend_another().await;
    lent.noon("2027-01-25");
    // Has had no part in either file.
    let mut zheng = lent.bank("zheng").await;
    let text = format!(
        "受理编号,日期,金额,流水号\n\
        {},2026-12-24,10310,LS-1\n\
        {},2027-01-24,10284.17,LS-2\n\
        {number},2026-12-24,10310,LS-3\n",
        lent.number, lent.number
    );
    let sheet = uploaded(&mut zheng, &text).await;
    assert_eq!(codes(&sheet), ["", "", ""]);
    assert!(sheet.rows.iter().all(|row| row.is_conflict_asked));
    assert_eq!((sheet.figures.good, sheet.figures.asked), (3, 3));
    assert_eq!(sheet.figures.asked_fen, sheet.figures.good_fen);
    assert_eq!(sheet.rows[2].loan_id.as_deref(), Some(second.as_str()));
    let problem = take_in_silent(&mut zheng, &sheet)
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/no_conflict");
    assert_eq!(problem.errors[0].code, "conflict_not_answered");

    // A payment by hand answers for one of the two files.
    let payment = json!({ "payment": { "amount_fen": 1_031_000, "on": "2026-12-24",
        "is_early": false, "reference": "LS-1" } });
    lent.act(&mut zheng, "record_payment", payment).await;
    let sheet = look(&mut zheng, &sheet.id).await;
    assert_eq!(codes(&sheet), ["payment_known", "", ""]);
    assert_eq!((sheet.figures.good, sheet.figures.asked), (2, 1));
    let answer = take_in_silent(&mut zheng, &sheet).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let taken: TakenIn = answer.json();
    assert_eq!((taken.rows, taken.sum_fen), (1, 1_028_417));
    let sheet = look(&mut zheng, &sheet.id).await;
    assert_eq!(sheet.rows[1].state, RowJudgement::Taken);
    assert_eq!(sheet.rows[2].state, RowJudgement::Good);
    assert!(sheet.rows[2].is_conflict_asked);

    // The word is kept: the next file asks nothing about these two.
    let taken: TakenIn = take_in(&mut zheng, &sheet).await.json();
    assert_eq!((taken.rows, taken.sum_fen), (1, 1_031_000));
    let next = format!("受理编号,日期,金额,流水号\n{number},2027-01-24,10284.17,LS-4\n");
    let next = uploaded(&mut zheng, &next).await;
    assert_eq!((next.figures.good, next.figures.asked), (1, 0));
    let answer = take_in_silent(&mut zheng, &next).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let state = &lent.portal.state;
    let report = server::servicing::verify::verify(&state.store, &state.keyring).unwrap();
    assert_eq!((report.loans, report.findings), (2, Vec::new()));
}
