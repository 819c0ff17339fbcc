//! Everybody whose things they are not.

use server::authorize::roles::ALL_STAFF;
use store::{StoreError, staff};
use workflow::{Duty, Role};

use super::{elsewhere, stranger};
use crate::portal::{Browser, TestPortal};
use crate::staff::{BANK, GUARANTOR};
use crate::training::{added_trainer, joined};

/// Somebody, signed in.
pub(super) struct Stranger {
    pub(super) name: String,
    pub(super) browser: Browser,
}

/// Each role elsewhere, officers also as supervisors; another resident, and a clerk in that one's place.
pub(super) async fn strangers(portal: &TestPortal) -> Vec<Stranger> {
    let mut found = Vec::new();
    for role in ALL_STAFF {
        match role {
            Role::ServicePointClerk => {
                let mut clerk = portal.clerk("other-clerk").await;
                let phone = "13800009902";
                let tab = crate::service_point::help(portal, &mut clerk, phone, "everything").await;
                found.push(stranger("a clerk", clerk));
                found.push(stranger("a helper of somebody else", tab));
            }
            // The section looks after every school of the district: what is a school's is its own as well.
            Role::TrainingOfficer => {}
            role => found.push(elsewhere(portal, *role).await),
        }
    }
    for role in [Role::HrOfficer, Role::GuaranteeOfficer, Role::BankOfficer] {
        let name = format!("supervisor-{role}");
        portal.seed_staff(&name, role, "another-agency").await;
        promote(portal, name.clone()).await;
        found.push(stranger(&name, portal.signed_in(&name).await));
    }
    let mut owner = added_trainer(portal, "示例培训学校（乙）", "other-school").await;
    for duty in [Duty::Editor, Duty::Teacher] {
        let member = joined(portal, &mut owner, duty).await;
        found.push(stranger(duty.as_str(), member));
    }
    found.push(stranger("another school", owner));
    let resident = portal.resident("13800009901").await;
    found.push(stranger("another resident", resident));
    found.push(stranger("nobody", portal.anonymous()));
    found
}

/// The offices of the district that a file has not come to.
pub(super) async fn early(portal: &TestPortal) -> Vec<Stranger> {
    let agency = portal
        .staff("early-a", Role::GuaranteeOfficer, GUARANTOR)
        .await;
    let bank = portal.staff("early-b", Role::BankOfficer, BANK).await;
    vec![stranger("guarantor", agency), stranger("bank", bank)]
}

async fn promote(portal: &TestPortal, username: String) {
    let promote = move |tx: &store::Tx| {
        let member = staff::find_by_username(tx, &username)?.unwrap();
        staff::set_supervisor(tx, &member.id, true)
    };
    let promoted = portal.state.store.write::<_, _, StoreError>(promote).await;
    assert_eq!(promoted, Ok(true));
}
