//! The HTTP interface, through the real router, on a database of its own per test.
#![cfg(test)]

mod antivirus;
mod applications;
mod authorization;
mod backup;
mod catalogue;
mod catalogue_delta;
mod contract;
#[path = "../support/databases.rs"]
mod databases;
mod districts;
mod documents;
mod enrolments;
mod filing;
mod front_end;
mod jobs_and_memory;
mod lessons;
mod loan_basis;
mod not_mine;
mod on_postgres;
mod overload;
mod own_data;
mod paper_uploads;
mod people;
mod plain;
mod policy_desk;
mod policy_pack;
mod portal;
mod protection;
mod public_figures;
mod resident_session;
mod rosters;
mod searches;
mod service_point;
mod servicing;
mod several_servers;
mod staff;
mod staff_session;
mod strangers;
mod tracking;
mod training;
mod uploads;
