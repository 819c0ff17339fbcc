//! An agency's phone, where the district gives one: with the file that it holds, and with a loan that is late.

use api::application::ApplicationView;
use api::path::{self, with_id};
use api::tracking::TrackResponse;
use domain::Date;
use serde_json::json;
use server::clock::Clock as _;
use server::servicing::follow;
use workflow::servicing::{RepaymentMethod, ServicingState};

use crate::districts::copied;
use crate::filing::submitted;
use crate::portal::TestPortal;
use crate::servicing::lend;

const BUREAU: &str = "0935-0000001";
const BANK: &str = "0935-0000003";
const BORROWER: &str = "13800000002";
const NOON_MS: i64 = 12 * 60 * 60 * 1000;

async fn file(portal: &TestPortal, phone: &str, id: &str) -> ApplicationView {
    let mut resident = portal.resident(phone).await;
    resident.get(&with_id(path::APPLICATION, id)).await.json()
}

async fn tracked(portal: &TestPortal, file: &ApplicationView, tail: &str) -> TrackResponse {
    let pair = json!({ "query_code": file.query_code, "phone_tail": tail });
    portal.anonymous().post(path::TRACKING, &pair).await.json()
}

#[tokio::test]
async fn whoever_holds_a_file_can_be_called_and_whoever_a_late_loan_is_owed_to() {
    let folder = copied();
    let agencies = folder.path().join("agencies.toml");
    let mut text = std::fs::read_to_string(&agencies).unwrap();
    for (role, phone) in [("hr_bureau", BUREAU), ("bank", BANK)] {
        let line = format!("role = \"{role}\"");
        text = text.replace(&line, &format!("{line}\nphone = \"{phone}\""));
    }
    std::fs::write(&agencies, text).unwrap();
    let words = ["--district", folder.path().to_str().unwrap()];
    let portal = TestPortal::start_with(&words).await;
    let (lent, _) = lend(&portal, BORROWER, RepaymentMethod::EqualPrincipal).await;
    let mine = submitted(&mut portal.resident("13800000001").await).await;
    assert_eq!(mine.holder.phone.as_deref(), Some(BUREAU));
    let found = tracked(&portal, &mine, "0001").await;
    assert_eq!(found.holder.phone.as_deref(), Some(BUREAU));

    let late = Date::parse_iso("2026-12-25").unwrap();
    let noon_ms = late.start_ms_shanghai() + NOON_MS;
    portal.clock.advance_ms(noon_ms - portal.clock.now_ms());
    let seen = file(&portal, BORROWER, &lent).await;
    assert_eq!((seen.holder.role, seen.holder.phone), (None, None));
    let turn = follow::run_once(&portal.state, noon_ms, true).await;
    assert_eq!(turn.unwrap(), 1);
    portal.clock.advance_ms(2 * 60 * 1000);
    let seen = file(&portal, BORROWER, &lent).await;
    assert_eq!(seen.loan.as_ref().unwrap().state, ServicingState::Overdue);
    assert_eq!(seen.holder.phone.as_deref(), Some(BANK));
    // How a loan is paid back is not told to whoever has the code.
    let found = tracked(&portal, &seen, "0002").await;
    assert_eq!(found.holder.phone, None);
}
