//! The addresses of these pages, and how one goes there.

use leptos::prelude::*;
use router::{NavigateOptions, use_navigate};

/// A page of the check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// What for and for which day, and the first question.
    Start,
    /// The question of a fact.
    Question(String),
    /// Whatever question comes next.
    Next,
    /// The result.
    Result,
    /// One programme of the result.
    Programme(String),
}

/// Stands where a question's fact would: no fact has this id.
const NEXT: &str = "next";

impl Address {
    /// The address as a link writes it.
    pub(super) fn href(&self) -> String {
        match self {
            Self::Start => "/eligibility".to_owned(),
            Self::Question(fact) => ["/eligibility/question/", fact].concat(),
            Self::Next => Self::Question(NEXT.to_owned()).href(),
            Self::Result => "/eligibility/result".to_owned(),
            Self::Programme(id) => ["/eligibility/programme/", id].concat(),
        }
    }
}

/// How a step enters the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Back returns here.
    Forward,
    /// Back goes past this page, which only led on.
    Instead,
}

/// Goes to another page of the check.
pub(super) fn use_go() -> Callback<(Address, Step)> {
    let navigate = use_navigate();
    Callback::new(move |(address, step): (Address, Step)| {
        let options = NavigateOptions {
            replace: step == Step::Instead,
            ..NavigateOptions::default()
        };
        navigate(&address.href(), options);
    })
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn every_page_has_its_address() {
        let table = [
            (Address::Start, "/eligibility"),
            (
                Address::Question("birth_date".into()),
                "/eligibility/question/birth_date",
            ),
            (Address::Next, "/eligibility/question/next"),
            (Address::Result, "/eligibility/result"),
            (
                Address::Programme("training_subsidy".into()),
                "/eligibility/programme/training_subsidy",
            ),
        ];
        for (address, expected) in table {
            assert_eq!(address.href(), expected);
        }
    }
}
