//! The demonstration: thirteen files made by the same service, once.

use std::collections::BTreeSet;

use api::path;
use server::applications::verify::verify;
use workflow::Role;
use workflow::servicing::ServicingState;

use super::{BANK, BUREAU, GUARANTOR, queue};
use crate::portal::TestPortal;

fn states(portal: &TestPortal) -> Vec<String> {
    let sql = "SELECT state FROM applications ORDER BY state";
    portal
        .state
        .store
        .read::<_, store::StoreError>(|connection| {
            connection
                .query(sql, &[])?
                .iter()
                .map(|row| row.get(0))
                .collect()
        })
        .unwrap()
}

#[tokio::test]
async fn thirteen_files_in_the_states_a_file_can_have() {
    let portal = TestPortal::start().await;
    let lines = server::demo::seed(&portal.state).await.unwrap();
    assert_eq!(
        states(&portal),
        [
            "bank_review",
            "contract_ready",
            "disbursed",
            "disbursed",
            "draft",
            "guarantee_review",
            "hr_review",
            "hr_review",
            "hr_review",
            "rejected",
            "returned_hr",
            "submitted",
            "withdrawn",
        ]
    );
    let text = lines.join("\n");
    assert!(text.contains("renshe1") && text.contains("13800001013"));
    let again = server::demo::seed(&portal.state).await.unwrap();
    assert_eq!((states(&portal).len(), again.len()), (13, lines.len()));

    let state = &portal.state;
    let report = verify(&state.store, &state.keyring, &state.config.data).unwrap();
    assert_eq!(report.findings, Vec::<String>::new());
    let loans = server::servicing::verify::verify(&state.store, &state.keyring).unwrap();
    assert_eq!((loans.loans, loans.findings), (2, Vec::new()));
    assert!(report.documents > 30);
    // One class is under way, with people who came to its first lessons.
    let classes = server::enrolments::verify::verify(&state.store, &state.keyring).unwrap();
    assert_eq!((classes.findings, classes.enrolments), (Vec::new(), 6));
    let listings = server::listings::verify::verify(&state.store, &state.keyring).unwrap();
    assert_eq!(listings.findings, Vec::<String>::new());
    let sql = "SELECT COUNT(*) FROM enrolments e JOIN classes c ON c.id = e.class_id
        WHERE e.state = 'attending' AND c.state = 'running'";
    let attending = state.store.read::<_, store::StoreError>(|connection| {
        let rows = connection.query(sql, &[])?;
        rows.iter()
            .map(|row| row.get(0))
            .collect::<Result<Vec<i64>, _>>()
    });
    assert_eq!(attending, Ok(vec![6]));

    let mut hr = portal.staff("li", Role::HrOfficer, BUREAU).await;
    let lists = queue(&mut hr).await;
    assert_eq!((lists.waiting.len(), lists.elsewhere.len()), (4, 8));
    let first = &lists.waiting[0];
    assert!(first.clock.unwrap().overdue, "{first:?}");
    assert!(
        lists
            .waiting
            .iter()
            .any(|entry| entry.waits_for_second_person)
    );
    let days: BTreeSet<_> = lists
        .waiting
        .iter()
        .map(|entry| entry.clock.unwrap().day)
        .collect();
    assert_eq!(days, BTreeSet::from([1, 3, 5, 9]));
    let mut guarantee = portal
        .staff("zhao", Role::GuaranteeOfficer, GUARANTOR)
        .await;
    let mut bank = portal.staff("sun", Role::BankOfficer, BANK).await;
    assert_eq!(queue(&mut guarantee).await.waiting.len(), 1);
    assert_eq!(queue(&mut bank).await.waiting.len(), 1);
    let loans: api::servicing::ListLoansResponse = bank.get(path::STAFF_LOANS).await.json();
    let paid: Vec<bool> = loans
        .loans
        .iter()
        .map(|loan| loan.state == ServicingState::Repaying && loan.overdue_fen == 0)
        .collect();
    assert_eq!(paid, [true, true], "{loans:?}");
}
