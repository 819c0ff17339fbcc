//! Handing files over to agencies without accounts: a signed package goes out, a form comes back, and what it says is
//! recorded on the file by the bureau, in the agency's role and under the package's id.

pub mod act;
pub mod archive;
pub mod check;
pub mod contents;
pub mod form;
pub mod judge;
pub mod make;
pub mod manifest;
pub mod page;
mod people;
pub mod read;
pub mod rows;
pub mod standing;
pub mod take;
pub mod view;
pub(crate) mod words;
