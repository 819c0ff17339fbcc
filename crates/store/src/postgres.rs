//! All that is PostgreSQL's own: the pool and its line, values, errors, and transactions as the store needs them.

mod address;
mod error;
mod pool;
mod session;
mod value;

pub use address::Address;
pub(crate) use pool::Pool;
pub(crate) use session::{Purpose, Session};
