//! A clerk of a service point.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use i18n::t;

use super::{Portal, Tab};

const PASSWORD: &str = "liangzhou-clerk-2026";
/// How long an authenticator shows the same digits.
const STEP: Duration = Duration::from_secs(30);
/// The place in the district's sample data.
const POINT: &str = "sample-point-huangyang";

/// A clerk with an account, and no authenticator yet.
pub(crate) struct Clerk {
    username: &'static str,
}

impl Clerk {
    /// Makes the account from the command line.
    pub(crate) fn new(portal: &Portal, username: &'static str) -> Self {
        let name = format!("示例 {username}");
        let arguments = [
            "admin",
            "create-user",
            "--username",
            username,
            "--name",
            &name,
            "--role",
            "service-point-clerk",
            "--agency",
            POINT,
            "--password-stdin",
        ];
        portal.fumin(&arguments, &format!("{PASSWORD}\n"));
        Self { username }
    }

    /// Signs in for the first time, up to the page that wants an authenticator.
    pub(crate) async fn sign_in(&self, tab: &Tab) {
        tab.open("/staff/sign-in").await;
        self.enter(tab).await;
        tab.arrive(t::staff_signin::second_factor::title()).await;
    }

    async fn enter(&self, tab: &Tab) {
        tab.arrive(t::staff_signin::title()).await;
        tab.fill("username", self.username).await;
        tab.fill("password", PASSWORD).await;
        tab.press(t::staff_signin::enter()).await;
    }

    /// Signs out and in again, for which the password alone is not enough.
    pub(crate) async fn sign_in_again(&self, tab: &Tab, secret: &str) {
        tab.press(t::staff_signin::leave()).await;
        self.enter(tab).await;
        tab.see(t::problem::by_key("credentials_wrong").unwrap())
            .await;
        // What the authenticator showed when it was taken up is used up.
        tab.fill("totp", &digits(secret, STEP)).await;
        tab.press(t::staff_signin::enter()).await;
        tab.arrive(t::staff_service_point::title()).await;
    }

    /// Signs in for the first time and takes up an authenticator.
    pub(crate) async fn begin(&self, tab: &Tab) {
        self.sign_in(tab).await;
        take_up(tab).await;
    }
}

/// Takes up the authenticator that the page shows, and gives its secret.
pub(crate) async fn take_up(tab: &Tab) -> String {
    let secret = tab.text_of(".second-factor__secret").await;
    tab.fill("second-factor-code", &digits(&secret, Duration::ZERO))
        .await;
    tab.press(t::staff_signin::second_factor::submit()).await;
    tab.arrive(t::staff_service_point::title()).await;
    secret
}

/// What an authenticator with this secret shows, by a clock that is so much ahead.
fn digits(secret: &str, ahead: Duration) -> String {
    let bytes = totp_rs::Secret::Encoded(secret.replace(' ', ""))
        .to_bytes()
        .unwrap();
    let algorithm = totp_rs::Algorithm::SHA1;
    let authenticator = totp_rs::TOTP::new_unchecked(algorithm, 6, 0, 30, bytes);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    authenticator.generate((now + ahead).as_secs())
}

/// Opens a helped session with the code that the resident reads out.
pub(crate) async fn help(portal: &Portal, tab: &Tab, name: &str, phone: &str) {
    tab.fill("helped-name", name).await;
    tab.fill("helped-phone", phone).await;
    tab.choose("helped-purpose", "everything").await;
    tab.press(t::staff_service_point::open::send_code()).await;
    tab.see(t::staff_service_point::open::code_sent()).await;
    tab.fill("helped-code", &portal.code_for(phone)).await;
    tab.press(t::staff_service_point::open::submit()).await;
    tab.arrive(t::files::list::title()).await;
    tab.see(t::helped::end()).await;
}
