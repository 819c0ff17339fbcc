//! An office today: who reviews files there, who is away and who stands in, and whose desk a file lies on.

use std::collections::BTreeMap;

use api::assignment::{AbsenceView, AssignmentView};
use domain::Date;
use store::absences::{self, Absence};
use store::assignments::{self, Assignment};
use store::{Connection, StoreError, staff, staff_identities};
use workflow::loan::{LoanState, Stage};

use super::officer::Officer;
use super::own_file::is_own_file;
use crate::applications::file::ApplicationFile;

/// An office on a day.
#[derive(Clone, Debug)]
pub struct Office {
    officers: Vec<Officer>,
    absences: Vec<Absence>,
}

impl Office {
    /// The officer's own office.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn of(connection: &Connection, officer: &Officer, today: Date) -> Result<Self, StoreError> {
        Self::of_agency(connection, &officer.agency_id, officer.stage, today)
    }

    /// That of an agency for a stage.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn of_agency(
        connection: &Connection,
        agency_id: &str,
        stage: Stage,
        today: Date,
    ) -> Result<Self, StoreError> {
        let members = staff::list_of_agency(connection, agency_id)?;
        let recorded = staff_identities::list_of_agency(connection, agency_id)?;
        let officers = members
            .into_iter()
            .filter_map(Officer::of_account)
            .filter(|officer| officer.stage == stage)
            .map(|officer| officer.with_identities(&recorded))
            .collect();
        Ok(Self {
            officers,
            absences: absences::list(connection, agency_id, today)?,
        })
    }

    /// Its supervisors.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn supervisors(&self, connection: &Connection) -> Result<Vec<&Officer>, StoreError> {
        let mut found = Vec::new();
        for officer in &self.officers {
            if staff::is_supervisor(connection, &officer.id)? {
                found.push(officer);
            }
        }
        Ok(found)
    }

    /// Whom is told what is for its supervisors: each of them, and who stands in for one that is away.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn told_of_late(&self, connection: &Connection) -> Result<Vec<&Officer>, StoreError> {
        let supervisors = self.supervisors(connection)?;
        let mut told = supervisors.clone();
        for one in supervisors {
            let away = self.absence(&one.id);
            let Some(deputy) = away.and_then(|away| self.find(&away.deputy_id)) else {
                continue;
            };
            if !told.iter().any(|other| other.id == deputy.id) {
                told.push(deputy);
            }
        }
        Ok(told)
    }

    /// Everybody who reviews files there.
    #[must_use]
    pub fn officers(&self) -> &[Officer] {
        &self.officers
    }

    /// One of them.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Officer> {
        self.officers.iter().find(|officer| officer.id == id)
    }

    /// Whether somebody is away, until when, and who stands in.
    #[must_use]
    pub fn absence(&self, id: &str) -> Option<&Absence> {
        self.absences.iter().find(|away| away.officer_id == id)
    }

    /// Whether somebody stands in for a colleague.
    #[must_use]
    pub fn stands_in(&self, id: &str) -> bool {
        self.absences.iter().any(|away| away.deputy_id == id)
    }

    /// Whoever does the work of an officer: that officer, or who stands in; nobody when that account was closed.
    #[must_use]
    pub fn at_work(&self, id: &str) -> Option<&Officer> {
        match self.absence(id) {
            Some(away) => self.find(&away.deputy_id),
            None => self.find(id),
        }
    }

    /// Whether what an officer holds lies on somebody's desk: the officer's own, or that of who stands in.
    #[must_use]
    pub fn is_on_desk(&self, holder_id: &str, id: &str) -> bool {
        holder_id == id || self.at_work(holder_id).is_some_and(|one| one.id == id)
    }

    /// The same as colleagues see it.
    #[must_use]
    pub fn absence_view(&self, id: &str) -> Option<AbsenceView> {
        let away = self.absence(id)?;
        let deputy = self.find(&away.deputy_id);
        Some(AbsenceView {
            until: away.until_on,
            deputy_id: away.deputy_id.clone(),
            deputy: deputy.map_or_else(String::new, |deputy| deputy.display_name.clone()),
        })
    }

    /// The assignment that holds for a file: not that of a closed account, nor one of whoever may not decide on the
    /// appeal that the file has become, or may do nothing with it because it is the own one or that of somebody close.
    #[must_use]
    pub fn holding<'a>(
        &self,
        file: &ApplicationFile,
        last: Option<&'a Assignment>,
    ) -> Option<&'a Assignment> {
        let is_barred = |id: &str| {
            file.loan.state() == LoanState::AppealReview && file.loan.had_part_in_refusal(id)
        };
        last.filter(|last| {
            let id = last.officer_id.as_str();
            let holder = self.find(id);
            holder.is_some_and(|one| !is_own_file(one, file)) && !is_barred(id)
        })
    }

    /// The same as an officer sees it.
    #[must_use]
    pub fn assignment_view(
        &self,
        viewer: &Officer,
        file: &ApplicationFile,
        last: Option<&Assignment>,
    ) -> Option<AssignmentView> {
        let held = self.holding(file, last)?;
        let holder = self.find(&held.officer_id)?;
        Some(AssignmentView {
            count: u32::try_from(held.seq).unwrap_or(u32::MAX),
            officer_id: holder.id.clone(),
            officer: holder.display_name.clone(),
            on: Date::from_unix_ms_shanghai(held.at_ms),
            is_mine: self.is_on_desk(&holder.id, &viewer.id),
        })
    }
}

/// The last assignment of each file that waits at an officer's office.
///
/// # Errors
/// When the store does not answer.
pub fn last_assignments(
    connection: &Connection,
    officer: &Officer,
) -> Result<BTreeMap<String, Assignment>, StoreError> {
    let role = officer.role().as_str();
    let found = assignments::list_waiting(connection, role, &officer.agency_id)?;
    let by_file = found
        .into_iter()
        .map(|one| (one.application_id.clone(), one));
    Ok(by_file.collect())
}
