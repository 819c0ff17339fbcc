//! All that is PostgreSQL's own: the pool and its line, values, errors, and transactions as the store needs them.

mod address;
mod error;
mod libpq;
mod pool;
mod session;
mod value;
mod version;

pub use address::Address;
pub(crate) use pool::Pool;
pub(crate) use session::{Purpose, Session};
pub(crate) use version::{check_server, major_of};
