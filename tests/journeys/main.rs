//! What a person does with the portal, in a real browser against the real server.
#![cfg(test)]

mod aids;
mod answered;
mod apply;
mod browse;
mod by_ear;
mod calculator;
mod compare;
mod double_press;
mod drafts;
mod eligibility;
mod enrol;
mod every_page;
mod harness;
mod insecure;
mod installable;
mod interrupted;
mod kiosk;
mod languages;
mod lessons;
mod names;
mod offline;
mod people;
mod photos;
mod plain;
mod policy_desk;
mod putting_off;
mod refused;
mod repaid;
mod service_point;
mod settled;
mod sign_in;
mod stale;
mod track;
mod training;
mod updates;
