//! What the portal holds about one resident, for that resident: the count of it, the ZIP of it, and the code that is asked
//! for before it goes out.

pub(crate) mod archive;
pub(crate) mod code;
pub(crate) mod held;
