//! `fumin verify --live`: beside a running server, by its exit status.

use std::process::Command;

use store::{Location, Store, StoreError, Tx};

use crate::{FUMIN, Portal};

#[test]
fn what_goes_on_is_looked_at_beside_a_server_and_a_finding_is_an_exit_status() {
    let folder = tempfile::tempdir().unwrap();
    let portal = Portal::start(folder.path());
    let look = || {
        let mut verify = Command::new(FUMIN);
        verify.args(["verify", "--live", "--data"]);
        let output = verify.arg(folder.path()).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        (output.status.code(), said)
    };
    let (code, said) = look();
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("classes that go on"), "{said}");
    assert!(said.contains("everything holds together"), "{said}");
    drop(portal);

    let store = Store::open(&Location::in_folder(folder.path())).unwrap();
    let shrink = |tx: &Tx| {
        let sql = "UPDATE classes SET capacity = 0 WHERE elsewhere > 0 AND state = 'open'";
        tx.execute(sql, &[]).map(drop)
    };
    store.write_blocking::<_, _, StoreError>(shrink).unwrap();
    store.close();
    let (code, said) = look();
    assert_ne!(code, Some(0), "{said}");
    assert!(said.contains("of 0 seats are taken"), "{said}");
}
