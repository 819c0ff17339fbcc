//! A question of the bureau before it decides on the subsidy of a quarter. While it is open, the days of the review stand
//! still; a loan has one at a time, so that whoever is asked knows what to answer.

use super::{Quarter, ServicingError, ServicingFile, SubsidyQuery};
use crate::names::named;
use crate::step::{holds, is_blank};
use crate::{Role, StepError};
use domain::Date;

named! {
    /// Whom the bureau asks.
    pub enum QueryTo {
        /// The bank that lent.
        Bank = "bank",
        /// The borrower.
        Resident = "resident",
    }
}

impl QueryTo {
    /// Who answers. The bureau can write down what it was told on the phone.
    const fn role(self) -> Role {
        match self {
            Self::Bank => Role::BankOfficer,
            Self::Resident => Role::Resident,
        }
    }
}

/// A question, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryRecord {
    /// What was asked, and whom.
    pub query: SubsidyQuery,
    /// When.
    pub asked_on: Date,
    /// The answer, and by whom; empty words where the bureau held the quarter back without one.
    pub answer: Option<(Role, String)>,
    /// When it was closed.
    pub closed_on: Option<Date>,
}

impl ServicingFile {
    /// Every question, oldest first.
    #[must_use]
    pub fn queries(&self) -> &[QueryRecord] {
        &self.queries
    }

    /// The one that waits for an answer.
    #[must_use]
    pub fn open_query(&self) -> Option<&QueryRecord> {
        let last = self.queries.last();
        last.filter(|record| record.closed_on.is_none())
    }

    /// Whether a role can answer the one that waits.
    pub(super) fn can_answer(&self, role: Role) -> bool {
        let open = self.open_query();
        open.is_some_and(|open| role == Role::HrOfficer || role == open.query.to.role())
    }

    pub(super) fn check_query(
        &self,
        query: &SubsidyQuery,
        day: Date,
    ) -> Result<(), ServicingError> {
        self.check_decidable(query.quarter, day)?;
        if self.open_query().is_some() {
            return Err(ServicingError::QueryOpen);
        }
        Ok(holds("question", !is_blank(&query.question))?)
    }

    pub(super) fn check_answer(&self, role: Role, words: &str) -> Result<(), ServicingError> {
        if !self.can_answer(role) {
            return Err(StepError::NotAllowed.into());
        }
        Ok(holds("words", !is_blank(words))?)
    }

    pub(super) fn record_query(&mut self, query: SubsidyQuery, day: Date) {
        self.queries.push(QueryRecord {
            query,
            asked_on: day,
            answer: None,
            closed_on: None,
        });
    }

    pub(super) fn record_answer(&mut self, role: Role, words: String, day: Date) {
        let last = self.queries.last_mut();
        if let Some(open) = last.filter(|record| record.closed_on.is_none()) {
            open.answer = Some((role, words));
            open.closed_on = Some(day);
        }
    }

    /// A quarter that is held back asks nothing any more.
    pub(super) fn close_query(&mut self, quarter: Quarter, day: Date) {
        let last = self.queries.last_mut();
        let open = last.filter(|record| record.closed_on.is_none());
        if let Some(open) = open.filter(|record| record.query.quarter == quarter) {
            open.closed_on = Some(day);
        }
    }
}
