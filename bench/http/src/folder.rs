//! A portal's data before the load: courses, residents who are signed in, their drafts and files. Everything is made by
//! the code that serves residents, only without HTTP between.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use api::application::{
    DECLARATION_VERSION, ResidentActionRequest, SaveAnswersRequest, StartApplicationRequest,
};
use catalogue::{AgencyRole, Course};
use clap::Parser as _;
use domain::PhoneNumber;
use server::applications::actor::Actor;
use server::applications::file::ApplicationFile;
use server::applications::resident::act_as_resident;
use server::applications::save::save_answers;
use server::applications::start::{Applicant, start_application};
use server::clock::{Clock, SystemClock};
use server::config::{Cli, Command};
use server::login_code::phone_index;
use server::problem::ApiError;

use server::session::phone_aad;
use server::staff_account::{self, NewStaffAccount};
use server::state::{AppState, Parts};
use store::persons::{self, NewPerson};
use store::sessions::{self, Session};
use store::{StoreError, Tx, courses};
use vault::Token;
use workflow::loan::LoanAction;
use workflow::{DeviceKind, Role};

use crate::Fault;

/// Residents made in one write.
const BATCH: u64 = 100;

/// How far a made-up resident's file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Complete, not handed in.
    Draft,
    /// Handed in.
    Submitted,
    /// Handed in and taken back.
    Withdrawn,
}

/// A made-up resident's file.
#[derive(Clone, Debug)]
pub struct Filed {
    /// Whose.
    pub person: String,
    /// The file.
    pub application: String,
}

/// A resident who is signed in, and the file.
#[derive(Clone, Debug)]
pub struct Resident {
    /// The `Cookie` header.
    pub cookie: String,
    /// The file.
    pub application: String,
}

/// The arguments of `fumin serve` for a folder and, if one is named, a database; on ports the system picks.
#[must_use]
pub fn arguments(data: &Path, database: Option<&str>) -> Vec<String> {
    let mut arguments: Vec<String> = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--admin-listen",
        "127.0.0.1:0",
    ]
    .map(str::to_owned)
    .to_vec();
    arguments.extend(["--data".to_owned(), data.display().to_string()]);
    if let Some(database) = database {
        arguments.extend(["--database".to_owned(), database.to_owned()]);
    }
    arguments
}

/// Files of one day: acceptance numbers have five places for them.
const A_DAY: u64 = 40_000;
/// The day of the first file, before today; the clock a server finds must not have stood still for a month.
const FIRST_DAY: u64 = 28;

/// The machine's clock, so many days ago.
#[derive(Debug, Default)]
struct EarlierClock {
    days: AtomicI64,
}

impl Clock for EarlierClock {
    fn now_ms(&self) -> i64 {
        SystemClock.now_ms() - self.days.load(Ordering::Relaxed) * 24 * 3_600_000
    }
}

/// A data folder opened in this process.
#[derive(Debug)]
pub struct Folder {
    runtime: tokio::runtime::Runtime,
    clock: Arc<EarlierClock>,
    is_spread: bool,
    /// The portal.
    pub state: AppState,
    made: u64,
}

impl Folder {
    /// Makes it.
    ///
    /// # Errors
    /// Those of the server when it starts.
    pub fn open(path: &Path, database: Option<&str>) -> Result<Self, Fault> {
        Self::open_with(path, database, 0)
    }

    /// Opens it with so many residents made before.
    ///
    /// # Errors
    /// Those of the server when it starts.
    pub fn open_with(path: &Path, database: Option<&str>, made: u64) -> Result<Self, Fault> {
        let said = std::iter::once("fumin".to_owned()).chain(arguments(path, database));
        let Command::Serve(options) = Cli::try_parse_from(said)?.command else {
            return Err("the command line says something else".into());
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let clock = Arc::new(EarlierClock::default());
        let state = runtime.block_on(server::startup::open(options, clock.clone()))?;
        Ok(Self {
            runtime,
            clock,
            is_spread: false,
            state,
            made,
        })
    }

    /// Puts these courses in the place of the district's.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn fill_catalogue(&self, courses: &[Course]) -> Result<(), Fault> {
        let rows = courses
            .iter()
            .map(|course| {
                let document = serde_json::to_string(course)?;
                Ok(courses::Course {
                    id: course.id.clone(),
                    document,
                })
            })
            .collect::<Result<Vec<_>, Fault>>()?;
        let write = self
            .state
            .store
            .write::<_, _, StoreError>(move |tx| courses::replace_all(tx, &rows, "bench-5000"));
        Ok(self.runtime.block_on(write)?)
    }

    /// Lets the files to come be those of many days.
    pub fn spread_over_days(&mut self) {
        self.is_spread = true;
    }

    fn turn_to_the_day_of(&self, number: u64) -> Result<(), Fault> {
        let days = match self.is_spread {
            true => FIRST_DAY.saturating_sub(number / A_DAY),
            false => 0,
        };
        self.clock
            .days
            .store(i64::try_from(days)?, Ordering::Relaxed);
        Ok(())
    }

    /// Makes so many more residents, each with a file that is so far.
    ///
    /// # Errors
    /// When one of them is refused.
    pub fn add_files(&mut self, count: u64, stage: Stage) -> Result<Vec<Filed>, Fault> {
        let mut filed = Vec::new();
        let (mut at, end) = (self.made, self.made + count);
        while at < end {
            self.turn_to_the_day_of(at)?;
            let numbers = at..end.min(at + BATCH);
            at = numbers.end;
            let answers = numbers
                .clone()
                .map(|number| crate::answers::of_person(number, &self.state.district))
                .collect::<Result<Vec<_>, _>>()?;
            let state = self.state.clone();
            let write = self.state.store.write::<_, _, ApiError>(move |tx| {
                let each = numbers.clone().zip(&answers);
                each.map(|(number, answers)| make(tx, &state, number, answers, stage))
                    .collect::<Result<Vec<_>, _>>()
            });
            let made = self.runtime.block_on(write);
            filed.extend(made.map_err(|error| format!("a file was refused: {error:?}"))?);
        }
        self.made = end;
        self.clock.days.store(0, Ordering::Relaxed);
        Ok(filed)
    }

    /// Makes so many residents without a file, signed in.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn add_people(&mut self, count: u64) -> Result<Vec<Resident>, Fault> {
        let numbers = self.made..self.made + count;
        self.made = numbers.end;
        let state = self.state.clone();
        let people = self.write::<_, _, ApiError>(move |tx| {
            let made = numbers
                .clone()
                .map(|number| Ok(person(tx, &state, number)?.0));
            made.collect::<Result<Vec<_>, ApiError>>()
        });
        let people = people.map_err(|error| format!("a person was refused: {error:?}"))?;
        let filed: Vec<Filed> = people
            .into_iter()
            .map(|person| Filed {
                person,
                application: String::new(),
            })
            .collect();
        self.sign_in(&filed)
    }

    /// Writes to the database.
    ///
    /// # Errors
    /// What the work or the store says.
    pub fn write<F, T, E>(&self, work: F) -> Result<T, E>
    where
        F: Fn(&Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.runtime.block_on(self.state.store.write(work))
    }

    /// Signs the residents of these files in.
    ///
    /// # Errors
    /// When the sessions cannot be written.
    pub fn sign_in(&self, files: &[Filed]) -> Result<Vec<Resident>, Fault> {
        let mut rows = Vec::new();
        let mut residents = Vec::new();
        for filed in files {
            let token = Token::generate();
            rows.push(session(&self.state, &token, ("person", &filed.person)));
            residents.push(Resident {
                cookie: format!("__Host-fumin={}", token.expose()),
                application: filed.application.clone(),
            });
        }
        self.begin_sessions(rows)?;
        Ok(residents)
    }

    /// Makes an officer of the bureau who is signed in; gives the `Cookie` header.
    ///
    /// # Errors
    /// When the account cannot be made.
    pub fn sign_in_officer(&self, username: &str) -> Result<String, Fault> {
        let bureau = self
            .state
            .district
            .agencies_with_role(AgencyRole::HrBureau)
            .next();
        let agency_id = bureau.ok_or("the district has no bureau")?.id.clone();
        let account = NewStaffAccount {
            username: username.to_owned(),
            display_name: "示例".to_owned(),
            role: Role::HrOfficer,
            agency_id: agency_id.clone(),
            password: Token::generate().expose().to_owned(),
        };
        let now_ms = self.state.clock.now_ms();
        let create = staff_account::create(&self.state.store, account, now_ms);
        let id = self.runtime.block_on(create)?;
        let token = Token::generate();
        let mut row = session(&self.state, &token, ("staff", &id));
        row.role = Some(Role::HrOfficer.as_str().to_owned());
        row.agency_id = Some(agency_id);
        self.begin_sessions(vec![row])?;
        Ok(format!("__Host-fumin-staff={}", token.expose()))
    }

    fn begin_sessions(&self, rows: Vec<Session>) -> Result<(), Fault> {
        let write = self.state.store.write::<_, _, StoreError>(move |tx| {
            rows.iter().try_for_each(|row| sessions::insert(tx, row))
        });
        Ok(self.runtime.block_on(write)?)
    }

    /// Finishes what waits and lets the folder go.
    pub fn close(self) {
        self.state.store.close();
    }
}

fn person(tx: &Tx, parts: &Parts, number: u64) -> Result<(String, PhoneNumber), ApiError> {
    let now_ms = parts.clock.now_ms();
    let phone = PhoneNumber::parse(&format!("{}", 13_800_000_000 + number))
        .map_err(|error| ApiError::internal("make a phone number up", error))?;
    let id = server::ids::fresh();
    let person = NewPerson {
        sealed_phone: parts
            .keyring
            .seal(&phone_aad(&id), phone.as_str().as_bytes()),
        phone_index: phone_index(&parts.keyring, &phone),
        created_ms: now_ms,
        id,
    };
    Ok((persons::find_or_create(tx, &person)?.id, phone))
}

fn make(
    tx: &Tx,
    parts: &Parts,
    number: u64,
    answers: &SaveAnswersRequest,
    stage: Stage,
) -> Result<Filed, ApiError> {
    let now_ms = parts.clock.now_ms();
    let (person_id, phone) = person(tx, parts, number)?;
    let applicant = Applicant {
        person_id: person_id.clone(),
        phone,
    };
    let request = StartApplicationRequest {
        product: application::Product::StartupLoanIndividual,
        facts: serde_json::Map::new(),
    };
    let mut file = start_application(tx, parts, &applicant, &request, now_ms)?;
    save_answers(tx, parts, &mut file, answers, now_ms)?;
    let actions: &[LoanAction] = match stage {
        Stage::Draft => &[],
        Stage::Submitted => &[LoanAction::Submit],
        Stage::Withdrawn => &[LoanAction::Submit, LoanAction::Withdraw],
    };
    for action in actions {
        act(tx, parts, &mut file, *action)?;
    }
    Ok(Filed {
        person: person_id,
        application: file.row.id,
    })
}

fn session(parts: &Parts, token: &Token, (kind, id): (&str, &str)) -> Session {
    let now_ms = parts.clock.now_ms();
    Session {
        token_hash: token.hash(),
        subject_kind: kind.to_owned(),
        subject_id: id.to_owned(),
        role: None,
        agency_id: None,
        created_ms: now_ms,
        last_seen_ms: now_ms,
        expires_ms: now_ms + parts.config.sessions.longest_ms(),
    }
}

fn act(
    tx: &Tx,
    parts: &Parts,
    file: &mut ApplicationFile,
    action: LoanAction,
) -> Result<(), ApiError> {
    let actor = Actor {
        id: file.row.person_id.clone(),
        role: Role::Resident,
        device: DeviceKind::Phone,
        now_ms: parts.clock.now_ms(),
        idempotency_key: format!("bench-{}-{}", file.row.id, file.loan.version()),
        on_behalf: None,
    };
    act_as_resident(
        tx,
        parts,
        file,
        &actor,
        &request_of(file.loan.version(), action),
    )
}

/// What the browser sends for an action on a file of this version.
#[must_use]
pub fn request_of(version: u32, action: LoanAction) -> ResidentActionRequest {
    let declares = action == LoanAction::Submit;
    ResidentActionRequest {
        version,
        action,
        declaration_version: declares.then(|| DECLARATION_VERSION.to_owned()),
        field: None,
        reason: None,
        anticipated_receipt: None,
    }
}
