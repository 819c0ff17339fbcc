//! The officers.

use i18n::t;

use super::{Portal, Tab};

/// Of every account.
pub(crate) const PASSWORD: &str = "liangzhou-journey-2026";

/// An officer with an account.
pub(crate) struct Officer {
    username: &'static str,
    /// Title of the first page.
    first: &'static str,
}

impl Officer {
    /// Makes the account from the command line.
    pub(crate) fn new(portal: &Portal, username: &'static str, role: &str) -> Self {
        let agency = match role {
            "guarantee-officer" => "sample-guarantor",
            "bank-officer" => "sample-bank",
            _ => "hr-bureau",
        };
        let name = format!("示例 {username}");
        let arguments = [
            "admin",
            "create-user",
            "--username",
            username,
            "--name",
            &name,
            "--role",
            role,
            "--agency",
            agency,
            "--password-stdin",
        ];
        portal.fumin(&arguments, &format!("{PASSWORD}\n"));
        let first = match role {
            "policy-officer" | "auditor" => t::staff_policy::title(),
            "training-officer" => t::staff_training::title_officer(),
            _ => t::staff_queue::title(),
        };
        Self { username, first }
    }

    /// Signs in; whoever was signed in before leaves first.
    pub(crate) async fn sign_in(&self, tab: &Tab) {
        tab.open("/staff/").await;
        tab.until("the queue or the sign-in page", async || {
            Ok(
                (tab.has(t::staff_signin::leave()).await
                    || tab.has(t::staff_signin::enter()).await)
                    .then_some(()),
            )
        })
        .await;
        if tab.has(t::staff_signin::leave()).await {
            tab.press(t::staff_signin::leave()).await;
        }
        tab.arrive(t::staff_signin::title()).await;
        tab.fill("username", self.username).await;
        tab.fill("password", PASSWORD).await;
        tab.press(t::staff_signin::enter()).await;
        tab.arrive(self.first).await;
    }

    /// Proves on a clerk's page that a signature was seen.
    pub(crate) async fn prove(&self, tab: &Tab) {
        tab.fill("witness-username", self.username).await;
        tab.fill("witness-password", PASSWORD).await;
    }

    /// Signs in and opens the file with this number; where it is asked, says to have nothing to do with the applicant.
    pub(crate) async fn open_file(&self, tab: &Tab, number: &str) {
        self.sign_in(tab).await;
        tab.press(number).await;
        tab.arrive(t::staff_file::title(number)).await;
        Self::has_no_conflict(tab).await;
    }

    /// On the page of a file: says to have nothing to do with the applicant, where that is asked.
    pub(crate) async fn has_no_conflict(tab: &Tab) {
        let tick = "const box = document.getElementById('no-conflict');
            if (box && !box.checked) box.click();
            return true";
        tab.until("the box beside the actions", async || {
            tab.script(tick, Vec::new()).await
        })
        .await;
    }
}
