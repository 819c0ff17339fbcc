//! What every journey stands on: a portal of its own and a browser that looks at it.

mod audit;
mod between;
mod borrower;
mod browser;
mod by_hand;
mod clerk;
mod clock;
mod enterprise;
mod first;
mod heard;
mod in_order;
mod keyboard;
mod look;
mod picture;
mod portal;
pub(crate) mod resident;
pub(crate) mod staff;
mod tab;

pub(crate) use between::{Between, Line};
pub(crate) use borrower::Borrower;
pub(crate) use browser::{Browser, Screen};
pub(crate) use clerk::{Clerk, help, take_up};
pub(crate) use first::First;
pub(crate) use look::Look;
pub(crate) use portal::{Portal, Setup, front_ends_are_built, front_ends_are_released};
pub(crate) use resident::{Resident, good_answers};
pub(crate) use staff::Officer;
pub(crate) use tab::{HEADING, Tab};

/// One journey on a phone and on a desktop, each a test of its own.
macro_rules! journey {
    ($name:ident) => {
        mod $name {
            #[tokio::test]
            async fn on_a_phone() {
                $crate::harness::run($crate::harness::Screen::Phone, super::$name).await;
            }

            #[tokio::test]
            async fn on_a_desktop() {
                $crate::harness::run($crate::harness::Screen::Desktop, super::$name).await;
            }
        }
    };
}
pub(crate) use journey;

/// Starts a portal and a browser, walks the journey, and checks that the browser had nothing to complain about.
pub(crate) async fn run(screen: Screen, journey: impl AsyncFnOnce(&mut Portal, &Tab)) {
    front_ends_are_built();
    let (mut portal, _browser, tab) = start(screen).await;
    journey(&mut portal, &tab).await;
    tab.close().await;
}

/// A portal, and a browser that comes up meanwhile.
pub(crate) async fn start(screen: Screen) -> (Portal, Browser, Tab) {
    let portal = std::thread::spawn(Portal::start);
    let browser = Browser::start(screen);
    let window = browser.window().await;
    let portal = portal.join().expect("the portal starts");
    let tab = browser.turn(window, &portal).await;
    (portal, browser, tab)
}
