//! An officer's files as a sheet, read back from what the route sends.

use std::io::Cursor;
use std::time::Instant;

use api::application::{DECLARATION_VERSION, ResidentActionRequest, SaveAnswersRequest};
use api::path::{self, with_id};
use api::workload::WorkloadResponse;
use calamine::{Data, Reader as _, Xlsx};
use domain::PhoneNumber;
use http::StatusCode;
use serde_json::json;
use server::applications::actor::Actor;
use server::applications::resident::act_as_resident;
use server::applications::save::save_answers;
use server::applications::staff::export::export as export_for;
use server::applications::staff::officer::Officer;
use server::applications::start::{Applicant, start_application};
use server::clock::Clock as _;
use server::problem::ApiError;
use server::state::AppState;
use store::Tx;
use store::persons::{self, NewPerson};
use workflow::loan::LoanAction;
use workflow::{DeviceKind, Role};

use super::{act, bank, guarantee, hr};
use crate::filing::{action, draft, filled, good_answers, no_papers, start_request, submitted};
use crate::portal::{Answer, Browser, TUESDAY_MORNING_MS, TestPortal};

type Rows = Vec<Vec<Data>>;

const MINUTE_MS: i64 = 60 * 1000;

async fn export(officer: &mut Browser) -> Answer {
    let answer = officer.get(path::STAFF_APPLICATIONS_SHEET).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer
}

/// The rows under the headings.
fn rows(answer: &Answer) -> Rows {
    let mut book: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(answer.body.to_vec())).unwrap();
    let name = book.sheet_names()[0].clone();
    assert!(book.worksheet_formula(&name).unwrap().is_empty());
    let range = book.worksheet_range(&name).unwrap();
    range.rows().skip(1).map(<[Data]>::to_vec).collect()
}

fn text(words: &str) -> Data {
    Data::String(words.to_owned())
}

#[tokio::test]
async fn the_sheet_has_what_the_officer_may_see() {
    let portal = TestPortal::start().await;
    let mut ids = Vec::new();
    for phone in ["13800000001", "13800000002", "13800000003"] {
        let mut resident = portal.resident(phone).await;
        ids.push(submitted(&mut resident).await.id);
        portal.clock.advance_ms(60_000);
    }
    draft(&mut portal.resident("13800000004").await).await;
    let mut hr = hr(&portal, "li").await;
    let mut guarantee = guarantee(&portal, "zhao").await;
    let mut bank = bank(&portal, "sun").await;
    let mut elsewhere = portal.staff("wu", Role::HrOfficer, "another").await;
    act(&mut hr, &ids[1], LoanAction::AcceptForReview, json!({})).await;
    act(&mut hr, &ids[1], LoanAction::Pass, json!({})).await;

    let answer = export(&mut hr).await;
    assert_eq!(
        answer.header("content-type"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    );
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"applications-2026-11-24.xlsx\""
    );
    assert_eq!(
        answer.header("content-length"),
        answer.body.len().to_string()
    );
    assert_eq!(answer.header("cache-control"), "no-store");
    let found = rows(&answer);
    let places: Vec<_> = found.iter().map(|row| row[5].clone()).collect();
    assert_eq!(places, [text("等您办理"), text("在别处"), text("等您办理")]);
    assert_eq!(found[0][1], text("示**"));
    assert_eq!(found[0][3], Data::Float(200_000.0));
    assert_eq!(found[1][4], text("担保机构调查中"));
    let Data::DateTime(at) = &found[0][8] else {
        panic!("{found:?}")
    };
    assert_eq!(at.to_ymd_hms_milli(), (2026, 11, 24, 10, 0, 0, 0));
    assert!(found.windows(2).all(|pair| pair[0][0] != pair[1][0]));

    assert_eq!(rows(&export(&mut guarantee).await).len(), 1);
    for other in [&mut bank, &mut elsewhere] {
        assert_eq!(rows(&export(other).await), Rows::new());
    }
    let looks = portal.state.store.read(|connection| {
        connection.query(
            "SELECT actor FROM access_log WHERE action = 'export_applications'",
            &[],
        )
    });
    assert_eq!(looks.unwrap().len(), 4);
}

#[tokio::test]
async fn what_was_typed_is_never_a_formula() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = filled(&mut resident).await;
    let answers = json!({ "applicant_name": "=HYPERLINK(1)" });
    crate::filing::save(&mut resident, &view.id, answers, json!({})).await;
    let refused = resident
        .post(
            &with_id(path::APPLICATION_ACTIONS, &view.id),
            &action(&view, LoanAction::Submit),
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    // It can come as far as the sheet only through a file that was returned and half typed again.
    let mut other = portal.resident("13800000002").await;
    let id = submitted(&mut other).await.id;
    let mut hr = hr(&portal, "li").await;
    act(&mut hr, &id, LoanAction::Return, super::pins()).await;
    let answers = json!({ "applicant_name": "=HYPERLINK(1)", "amount_yuan": "=1+1" });
    crate::filing::save(&mut other, &id, answers, json!({})).await;
    let found = rows(&export(&mut hr).await);
    assert_eq!((&found[0][1], &found[0][3]), (&text("**"), &Data::Empty));
}

/// Hands in so many files of as many people, without the HTTP around it.
fn hand_in(state: &AppState, numbers: std::ops::Range<u32>) {
    let answers: SaveAnswersRequest =
        serde_json::from_value(json!({ "answers": good_answers(), "cannot_supply": no_papers() }))
            .unwrap();
    let parts = state.clone();
    let work = move |tx: &Tx| {
        for number in numbers.clone() {
            let now_ms = TUESDAY_MORNING_MS + i64::from(number) * MINUTE_MS;
            let mut index = [0; 32];
            index[..4].copy_from_slice(&number.to_be_bytes());
            let person = NewPerson {
                id: server::ids::fresh(),
                phone_index: index,
                sealed_phone: Vec::new(),
                created_ms: now_ms,
            };
            let applicant = Applicant {
                person_id: persons::find_or_create(tx, &person)?.id,
                phone: PhoneNumber::parse("13800000001").unwrap(),
            };
            let mut file = start_application(tx, &parts, &applicant, &start_request(), now_ms)?;
            save_answers(tx, &parts, &mut file, &answers, now_ms)?;
            let actor = Actor {
                id: applicant.person_id,
                role: Role::Resident,
                device: DeviceKind::Phone,
                now_ms,
                idempotency_key: server::ids::fresh(),
                on_behalf: None,
            };
            let request = ResidentActionRequest {
                version: file.loan.version(),
                action: LoanAction::Submit,
                declaration_version: Some(DECLARATION_VERSION.to_owned()),
                field: None,
                reason: None,
                anticipated_receipt: None,
            };
            act_as_resident(tx, &parts, &mut file, &actor, &request)?;
        }
        Ok(())
    };
    state.store.write_blocking::<_, _, ApiError>(work).unwrap();
}

/// A line of this process's own account, in KiB.
fn kib(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// `script/export` runs it with 50,000 and reads what it prints.
#[tokio::test]
async fn every_one_of_many_files_is_in_the_sheet() {
    let files: u32 =
        std::env::var("FUMIN_EXPORT_FILES").map_or(600, |count| count.parse().unwrap());
    let portal = TestPortal::start().await;
    let state = portal.state.clone();
    let fill = move || {
        for first in (0..files).step_by(200) {
            hand_in(&state, first..files.min(first + 200));
        }
    };
    tokio::task::spawn_blocking(fill).await.unwrap();
    portal.clock.advance_ms(i64::from(files) * MINUTE_MS);
    let mut officer = hr(&portal, "li").await;
    // From here on the kernel counts the highest mark anew, where it lets us say so.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let before = kib("VmHWM:");
    let begun = Instant::now();
    let session = officer_of(&portal);
    let sheet = export_for(&portal.state, session, portal.clock.now_ms())
        .await
        .unwrap();
    let (seconds, after) = (begun.elapsed().as_secs_f64(), kib("VmHWM:"));
    let bytes = sheet.metadata().unwrap().len();
    // The figures are for script/export; what a test machine takes says nothing.
    eprintln!(
        "export: {files} files, {seconds:.2} s, {bytes} bytes, {before} KiB before, {after} KiB at the highest"
    );
    assert_eq!(
        rows(&export(&mut officer).await).len(),
        usize::try_from(files).unwrap()
    );
    // The supervisor's sums leave none out, either.
    super::templates::promote(&portal, "li").await;
    let sums: WorkloadResponse = officer.get(path::STAFF_WORKLOAD).await.json();
    let office = sums.office.unwrap();
    assert_eq!((office.waiting, sums.not_begun), (files, Some(files)));
}

fn officer_of(portal: &TestPortal) -> Officer {
    let found = portal
        .state
        .store
        .read(|connection| store::staff::find_by_username(connection, "li"));
    Officer::of_account(found.unwrap().unwrap()).unwrap()
}
