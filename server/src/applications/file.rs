//! One application as the server works with it: its row, what the resident typed, its events and what they fold into.
//!
//! The row's columns always equal the fold; whoever changes a file does it through [`ApplicationFile::append`] or
//! [`ApplicationFile::save_draft`], inside one write.

use api::policy::VerdictView;
use api::{FieldError, ProblemCode};
use application::{Answers, DocumentKind, Field, Limits, Product};
use domain::{Date, IdNumber};
use store::UpdateError;
use store::applications::{self, Application};
use store::documents::{self, Document};
use store::file_keys::{self, StoredFileKey};
use store::{Connection, Tx, events, receipts};
use vault::FileKey;
use workflow::Role;
use workflow::loan::{LoanAction, LoanEvent, LoanFile, LoanState, Stage};

use super::agency::agency_of;
use super::clocks::with_rules;
use super::conflicts::Conflicts;
use super::draft::Draft;
use super::error::{impossible, refused_transition, while_doing};
use super::sealed::{self, open_json, seal_json};
use super::staff::identities::PeopleIndexes;
use super::verdict;
use crate::corrections::file::Opened as Correction;
use crate::people::asked::Asked;
use crate::people::name::contact_error;
use crate::people::need::missing_to_submit;
use crate::problem::ApiError;
use crate::service_point::names::{Helpers, helpers_of};
use crate::servicing::file::Servicing;
use crate::state::Parts;

/// An application, opened.
#[derive(Debug)]
pub struct ApplicationFile {
    /// The row as it was read or last written.
    pub row: Application,
    /// What is applied for.
    pub product: Product,
    /// The key of everything the file holds.
    pub key: FileKey,
    /// What the resident typed.
    pub draft: Draft,
    /// What happened, oldest first.
    pub events: Vec<LoanEvent>,
    /// What the events fold into.
    pub loan: LoanFile,
    /// Who did what of it in the resident's place, by consent.
    pub helpers: Helpers,
    /// The resident's papers that are there, oldest first.
    pub documents: Vec<Document>,
    /// What officers put on it, oldest first; what no event names is still its officer's own.
    pub office_papers: Vec<Document>,
    /// The verdict of the last submission, in the words it was shown with.
    pub verdict: Option<VerdictView>,
    /// The loan since it was paid out.
    pub servicing: Option<Servicing>,
    /// Whoever was asked to consent to it, the oldest first.
    pub people: Vec<Asked>,
    /// By what an officer is recognised among them.
    pub people_indexes: PeopleIndexes,
    /// What officers said of themselves and the applicant.
    pub conflicts: Conflicts,
    /// What officers corrected in it, ever, in the order made.
    pub corrections: Vec<Correction>,
}

impl ApplicationFile {
    /// Opens a file; none when there is no such file or its key was destroyed.
    ///
    /// # Errors
    /// When something of it does not open or its events do not follow from each other.
    pub fn load(
        parts: &Parts,
        connection: &Connection,
        id: &str,
    ) -> Result<Option<Self>, ApiError> {
        let Some(row) = applications::find(connection, id)? else {
            return Ok(None);
        };
        Self::open(parts, connection, row)
    }

    /// Opens the file of a row.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn open(
        parts: &Parts,
        connection: &Connection,
        row: Application,
    ) -> Result<Option<Self>, ApiError> {
        let id = row.id.as_str();
        let Some(StoredFileKey::Wrapped(wrapped)) = file_keys::find(connection, id)? else {
            return Ok(None);
        };
        let key = parts
            .keyring
            .unwrap_file_key(id, &wrapped)
            .map_err(while_doing("open the key of a file"))?;
        let product = Product::from_id(&row.product)
            .ok_or_else(|| impossible("read the product of a file"))?;
        let draft = match &row.sealed_draft {
            Some(sealed) => open_json(&key, &sealed::draft_place(id), sealed)?,
            None => Draft::default(),
        };
        let mut log = Vec::new();
        for event in events::list(connection, id)? {
            log.push(open_json::<LoanEvent>(
                &key,
                &sealed::event_place(id, event.seq),
                &event.sealed_payload,
            )?);
        }
        let loan = LoanFile::fold(&log).map_err(while_doing("fold the events of a file"))?;
        let all = documents::list(connection, id)?;
        let (office_papers, documents): (Vec<_>, Vec<_>) = all
            .into_iter()
            .partition(|document| document.staff_id.is_some());
        let verdict = receipts::find_shown(connection, id)?
            .map(|shown| verdict::open_shown(&key, id, &shown))
            .transpose()?;
        let servicing = match loan.state() {
            LoanState::Disbursed => Servicing::find(connection, &key, id)?,
            _ => None,
        };
        let people = if draft.people.is_asked {
            Asked::list(connection, &key, id)?
        } else {
            Vec::new()
        };
        let corrections = if draft.is_corrected {
            Correction::list(connection, &key, id)?
        } else {
            Vec::new()
        };
        Ok(Some(Self {
            product,
            servicing,
            people_indexes: PeopleIndexes::of(&parts.keyring, &draft.answers, &people),
            people,
            conflicts: Conflicts::of(connection, id)?,
            corrections,
            key,
            draft,
            helpers: helpers_of(connection, &log)?,
            events: log,
            loan,
            documents,
            office_papers,
            verdict,
            row,
        }))
    }

    /// Opens the files of one person, newest first; those whose key was destroyed are gone.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn list_own(
        parts: &Parts,
        connection: &Connection,
        person_id: &str,
    ) -> Result<Vec<Self>, ApiError> {
        let rows = applications::list_by_person(connection, person_id)?;
        rows.into_iter()
            .filter_map(|row| Self::open(parts, connection, row).transpose())
            .collect()
    }

    /// Whether a paper of this kind is there.
    #[must_use]
    pub fn is_uploaded(&self, kind: DocumentKind) -> bool {
        self.documents
            .iter()
            .any(|document| document.kind == kind.id())
    }

    /// Everything that keeps it from being submitted.
    #[must_use]
    pub fn errors(&self, limits: &Limits<'_>) -> Vec<FieldError> {
        let mut errors = self
            .draft
            .check(self.product, |kind| self.is_uploaded(kind), limits);
        errors.extend(contact_error(self));
        errors.extend(missing_to_submit(self));
        if self.product == Product::StartupLoanEnterprise {
            errors.extend(self.roster_error(limits.today));
        }
        errors
    }

    /// No roster, or one of which more people count than the enterprise says to have: the share would be none.
    fn roster_error(&self, today: Date) -> Option<FieldError> {
        let error = |pointer: &str, code: &str| FieldError {
            pointer: pointer.to_owned(),
            code: code.to_owned(),
        };
        let Some(roster) = &self.draft.roster else {
            return Some(error("/roster", "required"));
        };
        let employees = self.draft.answers.whole(Field::Employees);
        let is_above =
            employees.is_some_and(|all| roster.tally(self.applied_on(today)).counted > all);
        is_above.then(|| error("/answers/employees", "new_hires_above_employees"))
    }

    /// The day whose new hires count: that of the application, today while nothing is handed in. Putting something right
    /// later makes nobody's hiring older.
    #[must_use]
    pub fn applied_on(&self, today: Date) -> Date {
        let mut events = self.events.iter().rev();
        let last = events.find(|event| event.action == LoanAction::Submit);
        last.filter(|_| self.loan.state() != LoanState::Draft)
            .map_or(today, |event| event.on)
    }

    /// What officers corrected since the application was begun: one taken up again is a new one under the old history.
    pub fn current_corrections(&self) -> impl Iterator<Item = &Correction> {
        let begun = self
            .events
            .iter()
            .rposition(|event| event.action == LoanAction::Submit)
            .filter(|_| self.loan.state() != LoanState::Draft)
            .and_then(|index| u32::try_from(index).ok());
        self.corrections.iter().filter(move |made| {
            let corrected = made.file.corrected();
            begun.is_some_and(|begun| corrected.is_some_and(|of| of.file_version > begun))
        })
    }

    /// The answers as the rules read them: what a roster says stands in the place of what was typed.
    #[must_use]
    pub fn judged_answers(&self, today: Date) -> Answers {
        let roster = self.draft.roster.as_ref();
        let roster = roster.filter(|_| self.product == Product::StartupLoanEnterprise);
        roster.map_or_else(
            || self.draft.answers.clone(),
            |roster| roster.settle(&self.draft.answers, self.applied_on(today)),
        )
    }

    /// Accepts one more event, if it is acceptable now, and writes it together with what the file has become. Changes
    /// of `draft`, `row.acceptance_number` and the like made before are written with it.
    ///
    /// # Errors
    /// When the workflow refuses, or another write came first.
    pub fn append(&mut self, tx: &Tx, parts: &Parts, event: LoanEvent) -> Result<(), ApiError> {
        self.loan = with_rules(parts, |rules| self.loan.decide(&event, rules))
            .map_err(refused_transition)?;
        let json = serde_json::to_vec(&event).map_err(while_doing("open an event to seal"))?;
        let (id, key) = (&self.row.id, &self.key);
        let seal = |seq| key.seal(&sealed::event_place(id, seq), &json);
        let seq = events::append(tx, id, event.at_ms, seal)?;
        if seq != i64::from(self.loan.version()) {
            return Err(ProblemCode::Stale.into());
        }
        let (now_ms, today) = (event.at_ms, event.on);
        let is_helped = event.consent_id.is_some();
        self.events.push(event);
        if is_helped {
            self.helpers = helpers_of(tx, &self.events)?;
        }
        self.write(tx, parts, now_ms, today)
    }

    /// Writes what was typed.
    ///
    /// # Errors
    /// When another write came first.
    pub fn save_draft(&mut self, tx: &Tx, parts: &Parts, now_ms: i64) -> Result<(), ApiError> {
        self.write(tx, parts, now_ms, Date::from_unix_ms_shanghai(now_ms))
    }

    /// The row's own version counts every write, those of drafts too; the resident's and the officers' version is the
    /// number of events.
    fn write(&mut self, tx: &Tx, parts: &Parts, now_ms: i64, today: Date) -> Result<(), ApiError> {
        self.row.updated_ms = now_ms;
        self.fill_row(parts, today)?;
        self.row.version = applications::update(tx, &self.row).map_err(|error| match error {
            UpdateError::Stale { .. } => ApiError::Refused(ProblemCode::Stale),
            UpdateError::NotFound => ApiError::Refused(ProblemCode::NotFound),
            UpdateError::Store(error) => error.into(),
        })?;
        Ok(())
    }

    /// Brings the row's columns in line with the draft and the fold.
    ///
    /// # Errors
    /// Only if something cannot be written as JSON.
    pub(super) fn fill_row(&mut self, parts: &Parts, today: Date) -> Result<(), ApiError> {
        let (loan, row) = (&self.loan, &mut self.row);
        let clock = with_rules(parts, |rules| loan.clock_view(today, rules));
        row.state = loan.state().as_str().to_owned();
        row.holder_role = loan.holder().map_or(NOBODY, Role::as_str).to_owned();
        row.stage_started_on = loan
            .clock()
            .and_then(|clock| clock.spans().first())
            .map(|span| span.from);
        row.due_on = clock.map(|clock| clock.due_on);
        row.paused = clock.is_some_and(|clock| clock.paused);
        self.fill_office(parts);
        let row = &mut self.row;
        row.id_number_index = IdNumber::parse(self.draft.answers.text(Field::IdNumber), today)
            .ok()
            .map(|number| parts.keyring.blind_index("id_number", number.as_str()));
        row.sealed_draft = Some(seal_json(
            &self.key,
            &sealed::draft_place(&row.id),
            &self.draft,
        )?);
        row.sealed_state = Some(seal_json(
            &self.key,
            &sealed::state_place(&row.id),
            &self.loan,
        )?);
        Ok(())
    }

    /// Brings the columns that say which office works on it in line with the fold.
    pub(super) fn fill_office(&mut self, parts: &Parts) {
        let (loan, row) = (&self.loan, &mut self.row);
        // An appeal is with whoever refused: of an offer that can be the guarantee agency, after the bank had the file.
        let is_appeal = loan.state() == LoanState::AppealReview;
        let refused = loan.stage().filter(|_| is_appeal);
        if let Some(stage) = loan.state().stage().or(refused) {
            let whose = (&self.draft.answers, row.guarantor_id.as_deref());
            let agency = agency_of(&parts.district, stage, whose);
            row.agency_id = agency.map(|agency| agency.id.clone());
            if stage == Stage::Guarantee {
                row.guarantor_id.clone_from(&row.agency_id);
            }
        } else if loan.state() == LoanState::QuotaWait {
            // The bureau keeps it meanwhile; the agency it goes back to is found anew from the stage.
            let bureau = agency_of(&parts.district, Stage::Hr, (&self.draft.answers, None));
            row.agency_id = bureau.map(|agency| agency.id.clone());
        } else if loan.state() == LoanState::Draft {
            row.agency_id = None;
            row.guarantor_id = None;
        }
    }
}

/// `holder_role` of a file that has ended.
pub const NOBODY: &str = "nobody";
