//! Whether a certificate is real, for whoever has it in the hand.

mod model;
mod page;

pub(crate) use page::CertificatePage;
