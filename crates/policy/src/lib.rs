//! Eligibility: decision diagrams, verdicts, explanations, counterfactuals. Pure; the compiler is native only.
//!
//! A programme's rule in force on a day is one decision diagram over the facts of a person. The same walk answers in
//! the browser and on the server: [`evaluate`] gives a verdict with every condition, [`next_question`] the fact that
//! settles most, [`Receipt`] the record that can be reproduced years later. No clock is read: the day is an argument.
#![deny(missing_docs)]

#[cfg(all(feature = "compile", target_arch = "wasm32"))]
compile_error!(
    "the policy compiler is native only: build the browser's crates without the feature `compile`"
);

mod amount;
mod canonical;
mod counterfactual;
mod day;
mod decode;
mod diagram;
mod evaluate;
mod fact;
mod facts;
mod name;
mod next;
mod order;
mod pack;
mod parts;
#[cfg(feature = "compile")]
mod person;
mod quantity;
mod receipt;
mod rules;
mod walk;
mod weigh;
mod words;

#[cfg(feature = "compile")]
pub mod boundary;
#[cfg(feature = "compile")]
pub mod cli;
#[cfg(feature = "compile")]
pub mod compile;
#[cfg(feature = "compile")]
pub mod diff;
#[cfg(feature = "compile")]
mod outcome;
#[cfg(feature = "compile")]
pub mod population;
#[cfg(feature = "compile")]
pub mod simulate;

pub use amount::Per;
pub use canonical::canonical_json;
pub use counterfactual::{Change, Counterfactual};
pub use decode::PackError;
pub use evaluate::{ConditionResult, ConditionVerdict, Evaluation, Verdict, evaluate, verdict};
pub use fact::{ChangeKind, FactError, FactKind, FactSpec};
pub use facts::{Facts, Value};
pub use name::Name;
pub use next::{NextQuestion, next_question};
pub use pack::{
    Citation, Condition, Document, Gap, NotWith, Pack, Parameter, ParameterValue, Programme,
    Status, Version,
};
pub use parts::{Opening, Parts};
pub use receipt::Receipt;
pub use rules::{Columns, NEVER, OPEN, Person, Rules};
pub use words::Words;
