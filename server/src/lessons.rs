//! From the first lesson to the certificate: who was there, who passed, what the paper says.
//!
//! Nothing here changes an enrolment but through its [`Member`](crate::enrolments::member::Member), in a
//! [`Room`](crate::enrolments::room::Room) that is open for the write.

pub mod act;
pub mod certificate;
pub mod check_in;
pub mod code;
pub mod device;
pub mod follow_up;
pub mod room;
pub mod roster;
