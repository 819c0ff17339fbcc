//! The borrower of the demonstration, whose loan was paid out some months ago and is paid back since.

use super::{Browser, Portal, Resident, Screen, Setup, Tab, front_ends_are_built};

const PHONE: &str = "13800001013";

/// Signed in by hand on a device of their own, beside the portal.
pub(crate) struct Borrower {
    pub(crate) portal: Portal,
    pub(crate) browser: Browser,
    pub(crate) tab: Tab,
    pub(crate) resident: Resident,
    /// Of the file.
    pub(crate) id: String,
    /// The acceptance number of the file.
    pub(crate) number: String,
}

impl Borrower {
    pub(crate) async fn sign_in(screen: Screen) -> Self {
        front_ends_are_built();
        let portal = Portal::start_as(Setup {
            words: vec!["--demo".to_owned()],
            ..Setup::default()
        });
        let browser = Browser::start(screen);
        let tab = browser.open(&portal).await;
        tab.open("/my/sign-in").await;
        let resident = Resident::sign_in_by_hand(&portal, &tab, PHONE).await;
        let file = resident.list().await.applications.remove(0);
        Self {
            portal,
            browser,
            tab,
            resident,
            id: file.id,
            number: file.acceptance_number.unwrap(),
        }
    }
}
