//! Somebody is asked to consent to an application: what it means, and a yes or a no.

mod answer;
mod model;
mod page;

pub(crate) use page::ConsentPage;
