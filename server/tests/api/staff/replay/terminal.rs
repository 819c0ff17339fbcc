//! What the terminal is told of a file's past.

use server::applications::clocks::with_rules;
use server::applications::moment::MomentError;
use server::applications::retold::{Asked, RetellError, Retold, retell};
use server::clock::Clock as _;

use super::PHONE;
use super::walked::{Walked, walked};
use crate::filing::ID_NUMBER;
use crate::portal::TestPortal;

fn retold(portal: &TestPortal, file: &str, at: Option<&str>) -> Result<Retold, RetellError> {
    let now_ms = portal.clock.now_ms();
    let keyring = &portal.state.keyring;
    portal.state.store.read(|connection| {
        let asked = Asked { file, at, now_ms };
        with_rules(&portal.state, |rules| {
            retell(connection, keyring, rules, asked)
        })
    })
}

#[tokio::test]
async fn the_terminal_is_told_where_a_file_stood_and_of_nobody() {
    let Walked { portal, id, .. } = walked().await;
    let told = retold(&portal, &id, Some("3")).unwrap();
    assert_eq!(told.wrong, Vec::<String>::new());
    assert_eq!(told.lines.len(), 6, "{told:?}");
    assert_eq!(told.lines[1], "state: returned_hr, held by resident");
    assert!(told.lines[2].contains("it stands still"), "{told:?}");
    assert!(
        told.lines[5].ends_with("return by hr_officer: returned_hr"),
        "{told:?}"
    );
    let find = |connection: &store::Connection| store::applications::find(connection, &id);
    let row = portal.state.store.read(find).unwrap().unwrap();
    let now = retold(&portal, row.acceptance_number.as_deref().unwrap(), None).unwrap();
    // Thirteen of the file, then the loan, its due dates and that it was booked.
    assert_eq!(now.lines[13], "loan: repaying", "{now:?}");
    assert!(now.lines[14].ends_with(": open"), "{now:?}");
    assert!(
        now.lines.last().unwrap().ends_with("book by system"),
        "{now:?}"
    );
    assert_eq!(
        now,
        retold(&portal, row.query_code.as_deref().unwrap(), None).unwrap()
    );
    for personal in ["示例", PHONE, ID_NUMBER, "买两台和面机", "staff-"] {
        let all = [told.lines.join("\n"), now.lines.join("\n")].concat();
        assert!(!all.contains(personal), "{personal}");
    }
    for (file, at, expected) in [
        ("nobodys", None, "no file has"),
        (id.as_str(), Some("11"), "not come yet"),
        (id.as_str(), Some("soon"), "no moment"),
    ] {
        let refused = retold(&portal, file, at).unwrap_err().to_string();
        assert!(refused.contains(expected), "{refused}");
    }
    let before = retold(&portal, &id, Some("0")).unwrap_err();
    assert!(matches!(
        before,
        RetellError::Moment(MomentError::BeforeBeginning)
    ));

    let changed = "UPDATE applications SET state = 'hr_review' WHERE submitted_ms > 0";
    portal.change(changed).await;
    let told = retold(&portal, &id, None).unwrap();
    let wrong = "the columns are not what the events fold into";
    assert_eq!(told.wrong, [wrong.to_owned()]);
}
