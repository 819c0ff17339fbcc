//! Fastify with better-sqlite3 and FastAPI under uvicorn, each on a database of its own with the same courses.

use std::path::{Path, PathBuf};
use std::process::Command;

use catalogue::{Course, District};
use rusqlite::{Connection, params};
use vault::Token;

use crate::Fault;
use crate::call::{Call, Kind};
use crate::served::Served;
use crate::work::Work;
use crate::wrk::CLIENTS;

const SCHEMA: &str = "PRAGMA journal_mode=WAL;
    CREATE TABLE courses (id TEXT PRIMARY KEY, kind TEXT NOT NULL, starts_on TEXT, document TEXT NOT NULL);
    CREATE INDEX courses_by_kind ON courses (kind, starts_on, id);
    CREATE TABLE sessions (token_hash BLOB PRIMARY KEY, person_id TEXT NOT NULL, expires_ms INTEGER NOT NULL);
    CREATE TABLE applications (id TEXT PRIMARY KEY, person_id TEXT NOT NULL, state TEXT NOT NULL,
        id_number_index BLOB NOT NULL, sealed_answers BLOB NOT NULL, created_ms INTEGER NOT NULL);
    CREATE INDEX applications_by_person ON applications (person_id, created_ms);
    CREATE TABLE events (application_id TEXT NOT NULL REFERENCES applications (id), seq INTEGER NOT NULL,
        sealed_payload BLOB NOT NULL, prev_hash BLOB NOT NULL, hash BLOB NOT NULL, created_ms INTEGER NOT NULL,
        PRIMARY KEY (application_id, seq));
    CREATE TABLE idempotency_keys (subject TEXT NOT NULL, key TEXT NOT NULL, request_hash BLOB NOT NULL,
        response BLOB NOT NULL, created_ms INTEGER NOT NULL, PRIMARY KEY (subject, key));";
/// Long after any run.
const EXPIRES_MS: i64 = 32_503_680_000_000;

/// A peer that runs.
#[derive(Debug)]
pub struct Peer {
    /// As the tables call it.
    pub name: &'static str,
    /// Its process.
    pub server: Served,
    /// Its database.
    pub database: PathBuf,
    cookies: Vec<String>,
}

/// Starts both.
///
/// # Errors
/// When one is not installed or does not start.
pub fn start(work: &Work, tools: &Path, courses: &[Course]) -> Result<Vec<Peer>, Fault> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../peers");
    let mut fastify = Command::new("node");
    fastify
        .arg(here.join("fastify/server.cjs"))
        .arg(tools.join("peers/fastify/node_modules"))
        .env("NODE_ENV", "production");
    let mut fastapi = Command::new(tools.join("peers/fastapi/bin/python"));
    fastapi.arg("-B").arg(here.join("fastapi/server.py"));
    [
        ("fastify", "Fastify + better-sqlite3", fastify),
        ("fastapi", "FastAPI + uvicorn", fastapi),
    ]
    .into_iter()
    .map(|(short, name, mut command)| {
        let database = work.path(&format!("{short}.sqlite3"));
        let cookies = fill(&database, courses)?;
        command.arg(&database);
        Ok(Peer {
            name,
            server: Served::start(&mut command, &work.path(&format!("{short}.log")))?,
            database,
            cookies,
        })
    })
    .collect()
}

/// Makes a peer's database; gives back the cookies of people who are signed in.
fn fill(file: &Path, courses: &[Course]) -> Result<Vec<String>, Fault> {
    let mut engine = Connection::open(file)?;
    engine.execute_batch(SCHEMA)?;
    let writing = engine.transaction()?;
    for course in courses {
        let first = course
            .sessions
            .iter()
            .map(|session| session.starts_on)
            .min();
        writing.execute(
            "INSERT INTO courses VALUES (?1, ?2, ?3, ?4)",
            params![
                course.id,
                course.kind.code(),
                first.map(|day| day.to_string()),
                serde_json::to_string(course)?
            ],
        )?;
    }
    let mut cookies = Vec::new();
    for person in 0..CLIENTS {
        let token = Token::generate();
        writing.execute(
            "INSERT INTO sessions VALUES (?1, ?2, ?3)",
            params![token.hash(), format!("person-{person}"), EXPIRES_MS],
        )?;
        cookies.push(format!("session={}", token.expose()));
    }
    writing.commit()?;
    Ok(cookies)
}

impl Peer {
    /// Requests that each hand in a file with the answers of a portal's draft.
    ///
    /// # Errors
    /// When the answers cannot be made up.
    pub fn submits(&self, count: u64, district: &District) -> Result<Vec<Call>, Fault> {
        (0..count)
            .zip(self.cookies.iter().cycle())
            .map(|(number, cookie)| {
                let answers = crate::answers::of_person(number, district)?.answers;
                let body = serde_json::to_string(&answers)?;
                let key = format!("bench-peer-key-{number:08}");
                let headers = [("cookie", cookie.as_str()), (api::IDEMPOTENCY_KEY, &key)];
                Ok(Call::new(
                    Kind::Submit,
                    "POST",
                    "/applications",
                    &headers,
                    &body,
                ))
            })
            .collect()
    }
}
