//! A portal for one test: a data folder, a clock that stands still, and people to sign in.

mod browser;
mod deaf;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::Router;
use catalogue::TrainingPlan;
use clap::Parser as _;
use http::{HeaderMap, StatusCode};
use server::applications::usual::UsualTimes;
use server::clock::FixedClock;
use server::config::{Cli, Command};
use server::packs::{KnownPack, Packs};
use server::sms::SmsGateway;
use server::startup::StartupError;
use server::state::{AppState, Parts};
use server::uploads::Environment;
use store::{StoreError, Tx};
use tempfile::TempDir;
use workflow::{Role, WorkCalendar};

/// 2026-11-24 10:00 in Liangzhou, a Tuesday.
pub(crate) const TUESDAY_MORNING_MS: i64 = 1_795_485_600_000;

/// The password of every seeded account.
pub(crate) const PASSWORD: &str = "a password of a test";

/// Of a portal that others than this machine reach.
pub(crate) const REACHED: [&str; 4] = ["--behind-proxy", "127.0.0.0/8", "--sms", "off"];

/// The portal.
pub(crate) struct TestPortal {
    pub(crate) state: AppState,
    pub(crate) clock: Arc<FixedClock>,
    router: Router,
    pub(crate) folder: Arc<TempDir>,
    database: String,
    /// Secrets of authenticators, by account.
    authenticators: Mutex<BTreeMap<String, String>>,
}

/// Someone at a browser: remembers cookies, sends a fresh idempotency key with every write.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    cookies: Vec<(String, String)>,
    /// The helped session its tab is in.
    mark: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: bytes::Bytes,
}

impl TestPortal {
    pub(crate) async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// With more words on the command line.
    pub(crate) async fn start_with(words: &[&str]) -> Self {
        Self::start_in(words, &Environment::new()).await
    }

    /// With more words on the command line, and variables of the environment.
    pub(crate) async fn start_in(words: &[&str], environment: &Environment) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = new_database(&folder.path().join("data"));
        Self::open(Arc::new(folder), database, words, environment)
            .await
            .unwrap()
    }

    /// On a database that may be there already.
    pub(crate) async fn start_on(
        folder: Arc<TempDir>,
        database: String,
        words: &[&str],
    ) -> Result<Self, StartupError> {
        Self::open(folder, database, words, &Environment::new()).await
    }

    async fn open(
        folder: Arc<TempDir>,
        database: String,
        words: &[&str],
        environment: &Environment,
    ) -> Result<Self, StartupError> {
        let data = folder.path().join("data");
        let data = data.to_str().unwrap();
        let line = ["fumin", "serve", "--data", data, "--database", &database];
        let Command::Serve(options) = Cli::parse_from(line.iter().chain(words)).command else {
            unreachable!()
        };
        let clock = Arc::new(FixedClock::new(TUESDAY_MORNING_MS));
        let state = server::startup::open_in(options, clock.clone(), environment).await?;
        let router = server::router::build(state.clone());
        Ok(Self {
            state,
            clock,
            router,
            folder,
            database,
            authenticators: Mutex::default(),
        })
    }

    /// What the command line calls its database.
    pub(crate) fn database(&self) -> &str {
        &self.database
    }

    /// The same portal, ended and started again at what its clock shows by now.
    pub(crate) async fn again(&self) -> Result<Self, StartupError> {
        self.state.store.close();
        let options = self.state.config.clone();
        let state = server::startup::open(options, self.clock.clone()).await?;
        Ok(Self {
            router: server::router::build(state.clone()),
            state,
            clock: self.clock.clone(),
            folder: self.folder.clone(),
            database: self.database.clone(),
            authenticators: Mutex::default(),
        })
    }

    /// A second server of the same portal: same folder, same database.
    pub(crate) async fn beside(&self) -> Result<Self, StartupError> {
        Self::start_on(self.folder.clone(), self.database.clone(), &[]).await
    }

    /// Another server on the same database: it shares what outlives a process, and remembers nothing.
    pub(crate) fn second_server(&self) -> Self {
        self.with_gateway(self.state.sms.clone())
    }

    /// Somebody signed in who comes to this server from another of the portal.
    pub(crate) fn take_over(&self, browser: &Browser) -> Browser {
        Browser {
            router: self.router.clone(),
            ..browser.clone()
        }
    }

    /// The same with another way for messages to leave.
    pub(crate) fn with_gateway(&self, sms: Arc<dyn SmsGateway>) -> Self {
        let calendar = server::district::load_calendar().unwrap();
        self.with(sms, calendar, self.state.training_plan.clone())
    }

    /// The same started anew after other days were announced as holidays.
    pub(crate) fn with_calendar(&self, calendar: WorkCalendar) -> Self {
        let plan = self.state.training_plan.clone();
        self.with(self.state.sms.clone(), calendar, plan)
    }

    /// The same started anew after the district changed what it says of training.
    pub(crate) fn with_training_plan(&self, plan: TrainingPlan) -> Self {
        let calendar = server::district::load_calendar().unwrap();
        self.with(self.state.sms.clone(), calendar, plan)
    }

    fn with(
        &self,
        sms: Arc<dyn SmsGateway>,
        calendar: WorkCalendar,
        training_plan: TrainingPlan,
    ) -> Self {
        let first = &self.state;
        let document = first.packs.shipped().document();
        let pack = policy::Pack::from_json(document).unwrap();
        let state = AppState::new(Parts {
            store: first.store.clone(),
            keyring: first.keyring.clone(),
            uploads: first.uploads.clone(),
            district: first.district.clone(),
            service_points: first.service_points.clone(),
            loan_rules: first.loan_rules.clone(),
            training_plan,
            hand_over_plan: first.hand_over_plan.clone(),
            correction_plan: first.correction_plan,
            re_review_plan: first.re_review_plan,
            extension_rules: first.extension_rules.clone(),
            subsidy_rules: first.subsidy_rules,
            appeal_units: first.appeal_units.clone(),
            calendar,
            packs: Packs::new(KnownPack::new(pack, document)),
            usual: UsualTimes::default(),
            clock: self.clock.clone(),
            sms,
            config: first.config.clone(),
        });
        Self {
            router: server::router::build(state.clone()),
            state,
            clock: self.clock.clone(),
            folder: self.folder.clone(),
            database: self.database.clone(),
            authenticators: Mutex::default(),
        }
    }

    /// Changes what is kept, behind the portal's back.
    pub(crate) async fn change(&self, sql: &'static str) {
        let work = move |tx: &Tx| tx.execute(sql, &[]).map(drop);
        let written = self.state.store.write::<_, _, StoreError>(work).await;
        written.unwrap();
    }

    /// Somebody who is not signed in.
    pub(crate) fn anonymous(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookies: Vec::new(),
            mark: None,
        }
    }

    /// The code last sent to a phone.
    pub(crate) fn code_sent_to(&self, phone: &str) -> Option<String> {
        let phone = domain::PhoneNumber::parse(phone).unwrap();
        let messages =
            server::sms::outbox::list(&self.state.store, &self.state.keyring, 50).unwrap();
        let message = messages
            .into_iter()
            .find(|message| message.phone == phone.as_str() && message.text.contains("码 "))?;
        message
            .text
            .split(|letter: char| !letter.is_ascii_digit())
            .find(|part| part.len() == 6)
            .map(str::to_owned)
    }

    /// A resident, signed in by the code from the outbox.
    pub(crate) async fn resident(&self, phone: &str) -> Browser {
        let mut browser = self.anonymous();
        let sent = browser
            .post(
                api::path::SESSION_CODE,
                &serde_json::json!({ "phone": phone }),
            )
            .await;
        assert_eq!(sent.status, StatusCode::NO_CONTENT, "{sent:?}");
        let code = self.code_sent_to(phone).unwrap();
        let signed_in = browser
            .post(
                api::path::SESSION,
                &serde_json::json!({ "phone": phone, "code": code }),
            )
            .await;
        assert_eq!(signed_in.status, StatusCode::OK, "{signed_in:?}");
        browser
    }

    /// Makes a staff account with [`PASSWORD`].
    pub(crate) async fn seed_staff(&self, username: &str, role: Role, agency: &str) {
        let account = server::staff_account::NewStaffAccount {
            username: username.to_owned(),
            display_name: format!("示例 {username}"),
            role,
            agency_id: agency.to_owned(),
            password: PASSWORD.to_owned(),
        };
        server::staff_account::create(&self.state.store, account, TUESDAY_MORNING_MS)
            .await
            .unwrap();
    }

    /// An officer, seeded and signed in.
    pub(crate) async fn staff(&self, username: &str, role: Role, agency: &str) -> Browser {
        self.seed_staff(username, role, agency).await;
        self.signed_in(username).await
    }

    /// A clerk of a service point, seeded, signed in, with an authenticator.
    pub(crate) async fn clerk(&self, username: &str) -> Browser {
        let point = crate::service_point::POINT;
        let mut browser = self.staff(username, Role::ServicePointClerk, point).await;
        self.take_up(&mut browser, username).await;
        browser
    }

    /// Takes an authenticator up for an account that has none.
    pub(crate) async fn take_up(&self, browser: &mut Browser, username: &str) {
        let begun = browser.begin_second_factor().await.value();
        let secret = begun["secret"].as_str().unwrap().to_owned();
        let code = self.digits(&secret);
        let proved = serde_json::json!({ "pending": begun["pending"], "code": code });
        let answer = browser.put(api::path::STAFF_SECOND_FACTOR, &proved).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{answer:?}");
        let mut known = self.authenticators.lock().unwrap();
        known.insert(username.to_owned(), secret);
    }

    /// The same person, signed in anew with the authenticator.
    pub(crate) async fn signed_in_by_code(&self, username: &str) -> Browser {
        let mut browser = self.anonymous();
        let totp = self.digits_of(username);
        let request =
            serde_json::json!({ "username": username, "password": PASSWORD, "totp": totp });
        let answer = browser.post(api::path::STAFF_SESSION, &request).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        browser
    }

    /// What the authenticator of an account shows now.
    pub(crate) fn digits_of(&self, username: &str) -> String {
        let known = self.authenticators.lock().unwrap();
        self.digits(&known[username])
    }

    /// What an authenticator with this secret shows now.
    pub(crate) fn digits(&self, secret: &str) -> String {
        use server::clock::Clock as _;
        let secret = totp_rs::Secret::Encoded(secret.to_owned());
        let bytes = secret.to_bytes().unwrap();
        let algorithm = totp_rs::Algorithm::SHA1;
        let authenticator = totp_rs::TOTP::new_unchecked(algorithm, 6, 0, 30, bytes);
        authenticator.generate(u64::try_from(self.clock.now_ms() / 1_000).unwrap())
    }

    /// A seeded officer in a new browser.
    pub(crate) async fn signed_in(&self, username: &str) -> Browser {
        let mut browser = self.anonymous();
        let answer = browser
            .post(
                api::path::STAFF_SESSION,
                &serde_json::json!({ "username": username, "password": PASSWORD }),
            )
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        browser
    }
}

/// A database nobody else uses: a file, or a schema of the server that `script/with-postgres` started.
pub(crate) fn new_database(data: &Path) -> String {
    match std::env::var("FUMIN_TEST_POSTGRES") {
        Ok(url) => format!("{url}?schema=h{}", hex(&vault::random_bytes::<12>())),
        Err(_) => format!("sqlite:{}", data.join("fumin.sqlite3").display()),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Six digits that are not those of a code.
pub(crate) fn other_code(right: &str) -> &'static str {
    if right == "000000" {
        "000001"
    } else {
        "000000"
    }
}

/// A key as a browser makes one.
pub(crate) fn fresh_key() -> String {
    vault::Token::generate().expose().replace('_', "-")
}
