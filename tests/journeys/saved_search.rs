//! A search is kept from the list of courses, past signing in; a class that is opened later is found for it; it is taken
//! away again.

use domain::Date;
use i18n::t;
use listing::Field;

use crate::harness::{Browser, Officer, Portal, Resident, Screen, front_ends_are_built};
use crate::lessons::{BEFORE, PHONE, published};

/// A day later, so that the portal's jobs are nobody's any more.
const NEXT_DAY: &str = "2027-02-02";

mod keep_a_search {
    use crate::harness::Screen;

    #[tokio::test]
    async fn on_a_phone() {
        super::walk(Screen::Phone).await;
    }

    #[tokio::test]
    async fn on_a_desktop() {
        super::walk(Screen::Desktop).await;
    }
}

async fn walk(screen: Screen) {
    use t::searches as words;
    front_ends_are_built();
    let mut portal = Portal::start_on(BEFORE);
    let browser = Browser::start(screen);
    let tab = browser.open(&portal).await;
    let trade = Field::Trade.example();
    tab.open(&format!("/courses?trade={trade}&subsidised=1"))
        .await;
    tab.arrive(t::courses::title()).await;
    tab.see(t::courses::keep_search()).await;
    tab.look_closely().await;
    tab.press(t::courses::keep_search()).await;
    Resident::sign_in_by_hand(&portal, &tab, PHONE).await;
    tab.arrive(words::title()).await;
    let name = [trade, t::courses::filter::subsidised()].join(t::courses::comma());
    tab.see(words::keep_what(&name)).await;
    tab.look_closely().await;
    tab.press(words::keep()).await;
    tab.see(words::kept()).await;
    tab.see(words::nothing_new()).await;
    assert_eq!(tab.address().await, "/classes/searches");
    // Where they stood before, also for a browser that keeps the pages of then.
    tab.open("/my/searches").await;
    tab.arrive(words::title()).await;
    assert_eq!(tab.address().await, "/classes/searches");
    tab.see(words::nothing_new()).await;
    tab.look_closely().await;
    tab.driver.goto("about:blank").await.unwrap();

    Officer::new(&portal, "peixun1", "training-officer");
    published(&portal).await;
    portal.go_on_soon(NEXT_DAY);
    tab.open("/my/").await;
    Resident::sign_in_by_hand(&portal, &tab, PHONE).await;
    tab.arrive(t::files::list::title()).await;
    tab.see(words::title_with(1)).await;
    tab.look_closely().await;
    tab.press(words::title_with(1)).await;
    tab.arrive(words::title()).await;
    let first = Date::parse_iso("2027-03-01").unwrap();
    tab.see(words::found(Field::Title.example(), i18n::date(first)))
        .await;
    tab.look_closely().await;
    tab.press(words::remove()).await;
    tab.see(words::removed()).await;
    tab.see(words::empty()).await;
    tab.look_closely().await;
    tab.close().await;
}
