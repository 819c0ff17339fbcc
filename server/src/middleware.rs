//! What happens to every request around its handler. `router.rs` gives the order.

pub(crate) mod access_log;
pub(crate) mod client_address;
pub(crate) mod cross_site;
pub(crate) mod panics;
pub(crate) mod problems;
pub(crate) mod security_headers;
