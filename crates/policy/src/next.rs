//! The question to ask next, over named programmes.

use domain::Date;
use serde::{Deserialize, Serialize};

use crate::{Facts, Name, Pack};

/// The question to ask next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextQuestion {
    /// The fact to ask for.
    pub fact: Name,
    /// The programmes whose answer still hangs on it.
    pub settles: Vec<Name>,
}

/// The unanswered fact that settles most over the programmes; `None` when no answer can change anything.
///
/// Facts in `skip` (answered "not sure") are not asked again. See [`Rules::next_question`](crate::Rules::next_question).
///
/// ```no_run
/// # fn ask(pack: &policy::Pack, facts: &policy::Facts, day: domain::Date) {
/// let next = policy::next_question(pack, &["startup_loan_individual"], day, facts, &[]);
/// # }
/// ```
pub fn next_question(
    pack: &Pack,
    programmes: &[&str],
    as_of: Date,
    facts: &Facts,
    skip: &[&str],
) -> Option<NextQuestion> {
    let rules = pack.known_on(as_of);
    let mut places = Vec::new();
    for id in programmes {
        places.extend(rules.place(id));
    }
    rules.next_question(&places, &rules.person(facts), skip)
}
