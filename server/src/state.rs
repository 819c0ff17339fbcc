//! What every handler can reach.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use catalogue::{
    AppealUnits, CorrectionPlan, District, ExtensionRules, HandOverPlan, LoanRules, ReReviewPlan,
    ServicePoint, SubsidyRules, TrainingPlan,
};
use store::Store;
use vault::Keyring;
use workflow::WorkCalendar;

use crate::applications::staff::export::Exports;
use crate::applications::usual::UsualTimes;
use crate::backup::schedule::BackupStatus;
use crate::catalogue::KnownCatalogue;
use crate::clock::Clock;
use crate::config::Serve;
use crate::course_sheets::reading::Readers;
use crate::gates::Gates;
use crate::ids;
use crate::packs::Packs;
use crate::password::PasswordChecker;
use crate::policy_desk::workshop::Workshop;
use crate::representation::Snapshot;
use crate::sms::SmsGateway;
use crate::uploads::Uploads;

/// What the portal is put together from.
#[derive(Debug)]
pub struct Parts {
    /// The database.
    pub store: Store,
    /// The keys of personal data.
    pub keyring: Arc<Keyring>,
    /// The bytes of papers.
    pub uploads: Uploads,
    /// Names, places, agencies, parameters.
    pub district: District,
    /// Where clerks help people.
    pub service_points: Vec<ServicePoint>,
    /// LPR and who pays the interest of a loan, by day.
    pub loan_rules: LoanRules,
    /// By how much a loan can be extended.
    pub extension_rules: ExtensionRules,
    /// How long the interest subsidy of a quarter may take.
    pub subsidy_rules: SubsidyRules,
    /// Which units decide on appeals.
    pub appeal_units: AppealUnits,
    /// What the district plans of training.
    pub training_plan: TrainingPlan,
    /// Which agencies decide without accounts, and who hands files over to them.
    pub hand_over_plan: HandOverPlan,
    /// How long an applicant may object to what an officer corrected.
    pub correction_plan: CorrectionPlan,
    /// How many decisions on loan files are looked at again.
    pub re_review_plan: ReReviewPlan,
    /// Working days.
    pub calendar: WorkCalendar,
    /// The compiled rules, by day and by hash.
    pub packs: Packs,
    /// How long the agencies usually take.
    pub usual: UsualTimes,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Short messages.
    pub sms: Arc<dyn SmsGateway>,
    /// What the command line said.
    pub config: Serve,
}

/// The portal, shared by all requests.
#[derive(Clone, Debug)]
pub struct AppState(Arc<Shared>);

/// What [`AppState`] points at: the parts, and what is derived from them once.
#[derive(Debug)]
pub struct Shared {
    parts: Parts,
    /// Names this server among those on one database, until it ends.
    pub server_id: String,
    /// How much is under way.
    pub gates: Gates,
    /// Checks staff passwords, few at a time.
    pub passwords: PasswordChecker,
    /// How the server's own backups are going.
    pub backups: BackupStatus,
    /// Where sheets are made.
    pub exports: Exports,
    /// Where uploaded sheets are read.
    pub readers: Readers,
    /// Where the policy desk's long work is done.
    pub workshop: Workshop,
    district_snapshot: OnceLock<Snapshot>,
    /// The courses as browsers get them.
    pub(crate) catalogue: KnownCatalogue,
}

impl Deref for AppState {
    type Target = Shared;
    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl Deref for Shared {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.parts
    }
}

impl AppState {
    /// Puts the portal together.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(Shared {
            parts,
            server_id: ids::fresh(),
            gates: Gates::default(),
            passwords: PasswordChecker::default(),
            backups: BackupStatus::default(),
            exports: Exports::default(),
            readers: Readers::default(),
            workshop: Workshop::default(),
            district_snapshot: OnceLock::new(),
            catalogue: KnownCatalogue::default(),
        }))
    }
}

impl Shared {
    /// The district as the browser gets it.
    pub(crate) fn district_snapshot(&self) -> &Snapshot {
        self.district_snapshot
            .get_or_init(|| Snapshot::new(serde_json::to_vec(&self.district).unwrap_or_default()))
    }
}
