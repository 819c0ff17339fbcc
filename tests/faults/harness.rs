//! A portal to hurt, and people who use it meanwhile.

pub(crate) mod crowd;
#[path = "../journeys/harness/portal.rs"]
#[expect(dead_code, reason = "the journeys use all of it")]
mod portal;
mod process;
mod report;
#[path = "../journeys/harness/resident.rs"]
pub(crate) mod resident;
pub(crate) mod wire;

pub(crate) use portal::{Portal, Setup};
pub(crate) use report::{count, is_long, random_below, report};
pub(crate) use resident::Resident;

/// Residents who are signed in, each with a phone of its own.
pub(crate) async fn residents(portal: &Portal, count: usize) -> Vec<Resident> {
    let mut residents = Vec::new();
    for at in 0..count {
        residents.push(Resident::sign_in(portal, &format!("1390000{at:04}")).await);
    }
    residents
}
