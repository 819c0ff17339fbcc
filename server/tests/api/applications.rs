//! The resident's applications.

mod act;
mod anticipated;
mod consistency;
mod hostile;
mod own;
mod save;
mod start;
mod submit;
