//! What the portal holds about one resident, for that resident: the count of it, the ZIP of it, what of it goes
//! when the resident says so, and the code that is asked for before either.

pub(crate) mod archive;
pub(crate) mod code;
pub(crate) mod erase;
pub(crate) mod held;
