//! Load on the portal over HTTP: the processes, the data they start with, the drivers, the raw database, the figures.

pub mod answers;
pub mod call;
pub mod courses;
pub mod figures;
pub mod folder;
pub mod growth;
pub mod load;
pub mod pace;
pub mod peers;
pub mod plot;
pub mod raw;
pub mod reads;
pub mod run;
pub mod search;
pub mod seats;
pub mod served;
pub mod starts;
pub mod submits;
pub mod tables;
pub mod work;
pub mod wrk;

/// What went wrong, in words.
pub type Fault = Box<dyn std::error::Error + Send + Sync>;
