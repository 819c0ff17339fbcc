//! Whoever consents to an application beside the applicant: asked by the applicant, answering by a signed link and a
//! code to their own phone.

pub mod answer;
pub mod asked;
pub mod code;
pub mod expire;
pub mod in_full;
pub mod known;
pub mod link;
pub mod name;
pub mod need;
pub mod verify;
pub mod view;
