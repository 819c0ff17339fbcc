//! Everything that is held about one resident, as the resident may see it.

use api::ProblemCode;
use api::application::ApplicationView;
use api::certificate::CertificateView;
use api::enrolment::EnrolmentView;
use api::particulars::WholeApplication;
use api::roster::RosterView;
use api::search::ListSavedSearchesResponse;
use api::service_point::HelperView;
use domain::Date;
use serde::Serialize;
use store::{Connection, access_log, enrolments, persons};
use workflow::Role;
use workflow::loan::LoanState;

use crate::applications::file::ApplicationFile;
use crate::applications::particulars::particulars;
use crate::applications::trained::trained;
use crate::applications::view::{Viewer, application_view};
use crate::complaints::file::Opened as Complaint;
use crate::enrolments::member::Member;
use crate::enrolments::room::Room;
use crate::enrolments::view::enrolment_view;
use crate::lessons::certificate::find_of;
use crate::people::need::has_people;
use crate::problem::ApiError;
use crate::rosters::view::roster_view;
use crate::searches::keep;
use crate::service_point::helpers;
use crate::state::AppState;

/// What is held.
#[derive(Debug)]
pub(crate) struct Held {
    /// When the phone was first signed in with, unix milliseconds.
    pub(crate) since_ms: i64,
    /// The files, the newest first; drafts thrown away hold nothing.
    pub(crate) files: Vec<HeldFile>,
    /// The enrolments, the newest first.
    pub(crate) enrolments: Vec<EnrolmentView>,
    /// The certificates.
    pub(crate) certificates: Vec<CertificateView>,
    /// What was complained of.
    pub(crate) complaints: Vec<HeldComplaint>,
    /// The searches that are kept.
    pub(crate) searches: ListSavedSearchesResponse,
    /// Who was allowed to help, and what they did.
    pub(crate) helpers: Vec<HelperView>,
}

/// A file.
#[derive(Debug)]
pub(crate) struct HeldFile {
    /// The file; its key opens the papers.
    pub(crate) file: ApplicationFile,
    /// As the resident's own page has it.
    pub(crate) view: WholeApplication,
    /// The new hires, masked as on their page.
    pub(crate) roster: Option<RosterView>,
    /// Who looked at it, the newest first.
    pub(crate) looks: Vec<HeldLook>,
}

/// That somebody looked at a file.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct HeldLook {
    /// In which capacity.
    role: String,
    /// At what.
    action: String,
    /// When, unix milliseconds.
    at_ms: i64,
}

/// A complaint about a class.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct HeldComplaint {
    /// The enrolment.
    enrolment: String,
    /// `filed`, or what was decided.
    state: &'static str,
    /// What was complained of.
    pub(crate) text: String,
    /// When it was handed in.
    filed_on: Option<Date>,
    /// When it was answered.
    decided_on: Option<Date>,
    /// The answer.
    pub(crate) answer: String,
}

impl Held {
    /// Reads all of it.
    ///
    /// # Errors
    /// When the person is gone, or something does not open.
    pub(crate) fn read(state: &AppState, person_id: &str) -> Result<Self, ApiError> {
        let (now_ms, today) = (state.clock.now_ms(), state.clock.today());
        state.store.read::<_, ApiError>(|connection| {
            let person = persons::find(connection, person_id)?;
            let person = person.ok_or(ProblemCode::SignInRequired)?;
            let mut files = Vec::new();
            for file in ApplicationFile::list_own(state, connection, person_id)? {
                if file.loan.state() != LoanState::Discarded {
                    files.push(HeldFile::of(state, connection, file, today)?);
                }
            }
            let mut held = Self {
                since_ms: person.created_ms,
                files,
                enrolments: Vec::new(),
                certificates: Vec::new(),
                complaints: Vec::new(),
                searches: keep::list(state, connection, person_id, today)?,
                helpers: helpers::list(connection, person_id, now_ms)?,
            };
            for row in enrolments::list_by_person(connection, person_id)? {
                // What was erased is gone.
                if row.wrapped_key.is_none() {
                    continue;
                }
                held.certificates
                    .extend(find_of(state, connection, row.clone())?);
                let Some(room) = Room::load(state, connection, &row.class_id)? else {
                    continue;
                };
                let member = Member::open(state, connection, row)?;
                let complaint = Complaint::find_of(connection, &member)?;
                held.complaints
                    .extend(complaint.map(|complaint| HeldComplaint::of(&member, &complaint)));
                let view = enrolment_view(state, connection, &member, &room, now_ms)?;
                held.enrolments.push(view);
            }
            Ok(held)
        })
    }

    /// Files nobody has handed in.
    pub(crate) fn drafts(&self) -> usize {
        let files = self.files.iter();
        files.filter(|held| held.is_draft()).count()
    }

    /// The resident's papers on all files.
    pub(crate) fn papers(&self) -> usize {
        self.files
            .iter()
            .map(|held| held.file.documents.len())
            .sum()
    }

    /// How often somebody looked.
    pub(crate) fn looks(&self) -> usize {
        self.files.iter().map(|held| held.looks.len()).sum()
    }
}

impl HeldFile {
    fn of(
        state: &AppState,
        connection: &Connection,
        file: ApplicationFile,
        today: Date,
    ) -> Result<Self, ApiError> {
        let viewer = Viewer {
            role: Role::Resident,
            id: &file.row.person_id,
        };
        let application = ApplicationView {
            trained: trained(state, connection, &file)?,
            ..application_view(state, &file, viewer, today)
        };
        let looks = access_log::list_by_application(connection, &file.row.id)?;
        let looks = looks.into_iter().map(|look| HeldLook {
            role: look.role,
            action: look.action,
            at_ms: look.at_ms,
        });
        Ok(Self {
            view: WholeApplication {
                application,
                has_people: has_people(&file),
                particulars: particulars(&file),
            },
            roster: roster_view(state, &file, today),
            looks: looks.collect(),
            file,
        })
    }

    /// Whether it was never handed in.
    pub(crate) fn is_draft(&self) -> bool {
        self.file.loan.state() == LoanState::Draft
    }
}

impl HeldComplaint {
    fn of(member: &Member, complaint: &Complaint) -> Self {
        let file = &complaint.file;
        Self {
            enrolment: member.row.id.clone(),
            state: file.state().as_str(),
            text: file.text().to_owned(),
            filed_on: file.filed_on(),
            decided_on: file.decided_on(),
            answer: file.reason().to_owned(),
        }
    }
}
