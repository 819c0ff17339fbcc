//! The ZIP of what is held about somebody, made while it is sent: no more than one paper of it is in memory, and nothing of
//! it is written to a disk.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use api::certificate::CertificateView;
use api::enrolment::EnrolmentView;
use api::particulars::WholeApplication;
use api::roster::RosterView;
use api::search::ListSavedSearchesResponse;
use api::service_point::HelperView;
use axum::body::Body;
use bytes::Bytes;
use domain::{Date, PhoneNumber};
use futures_util::stream;
use i18n::t;
use serde::Serialize;
use store::documents::Document;
use tokio::sync::Semaphore;
use vault::FileKey;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::held::{Held, HeldComplaint, HeldLook};
use crate::applications::error::while_doing;
use crate::applications::papers;
use crate::plain::{Look, data_file};
use crate::problem::ApiError;
use crate::state::AppState;

/// What machines read.
const DATA: &str = "data.json";
/// Papers opened at the same time, however many download.
static TURNS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

/// What machines read: the answers that the resident's own pages get.
#[derive(Serialize)]
struct Data<'a> {
    made_at_ms: i64,
    phone: &'a str,
    phone_since_ms: i64,
    applications: Vec<DataFile<'a>>,
    enrolments: &'a [EnrolmentView],
    certificates: &'a [CertificateView],
    complaints: &'a [HeldComplaint],
    searches: &'a ListSavedSearchesResponse,
    helpers: &'a [HelperView],
}

#[derive(Serialize)]
struct DataFile<'a> {
    application: &'a WholeApplication,
    new_hires: Option<&'a RosterView>,
    papers: Vec<&'a str>,
    looks: &'a [HeldLook],
}

/// A paper as it goes into the ZIP.
struct Paper {
    name: String,
    file_id: String,
    key: FileKey,
    document: Document,
}

/// The whole ZIP, in the language that the reader wants. A paper that cannot be read is named in a text beside the others.
///
/// # Errors
/// Only if something cannot be written as JSON.
pub(crate) fn archive(
    state: &AppState,
    held: &Held,
    phone: &PhoneNumber,
    look: Look,
) -> Result<Body, ApiError> {
    let now_ms = state.clock.now_ms();
    let is_unscanned = state.config.antivirus.clamd.is_none();
    let (papers, page) = i18n::speak(look.language, || {
        let papers = papers_of(held, is_unscanned);
        let page = data_file(
            &state.district,
            held,
            (phone.as_str(), now_ms),
            &names(&papers),
        );
        (papers, page)
    });
    let data = data_of(held, (phone, now_ms), &papers)?;
    let (page_name, missing_name) = i18n::speak(look.language, || {
        let missing = t::own_data::file::missing().to_owned();
        (t::own_data::file::page().to_owned(), missing)
    });
    let shelf = Shelf::default();
    let packing = Packing {
        state: state.clone(),
        written: VecDeque::from([(page_name, page.into_bytes()), (DATA.to_owned(), data)]),
        papers: papers.into(),
        missing: Vec::new(),
        missing_name,
        at: midnight(state.clock.today()),
        writer: Some(ZipWriter::new_stream(shelf.clone())),
        shelf,
    };
    Ok(Body::from_stream(stream::try_unfold(
        packing,
        Packing::next,
    )))
}

/// What machines read, as JSON.
fn data_of(
    held: &Held,
    (phone, now_ms): (&PhoneNumber, i64),
    papers: &[Paper],
) -> Result<Vec<u8>, ApiError> {
    let applications = held.files.iter().map(|one| DataFile {
        application: &one.view,
        new_hires: one.roster.as_ref(),
        papers: papers
            .iter()
            .filter(|paper| paper.file_id == one.file.row.id)
            .map(|paper| paper.name.as_str())
            .collect(),
        looks: &one.looks,
    });
    let data = Data {
        made_at_ms: now_ms,
        phone: phone.as_str(),
        phone_since_ms: held.since_ms,
        applications: applications.collect(),
        enrolments: &held.enrolments,
        certificates: &held.certificates,
        complaints: &held.complaints,
        searches: &held.searches,
        helpers: &held.helpers,
    };
    serde_json::to_vec_pretty(&data).map_err(while_doing("write somebody's data"))
}

/// The resident's own papers, each file's in a folder of its own.
fn papers_of(held: &Held, is_unscanned: bool) -> Vec<Paper> {
    let files = (1_usize..).zip(&held.files);
    files
        .flat_map(|(place, one)| {
            let folder = t::own_data::file::folder(place);
            let numbered = (1_usize..).zip(&one.file.documents);
            numbered.map(move |(number, document)| Paper {
                name: format!("{folder}/{}", paper_name(number, document, is_unscanned)),
                file_id: one.file.row.id.clone(),
                key: one.file.key.clone(),
                document: document.clone(),
            })
        })
        .collect()
}

fn paper_name(number: usize, document: &Document, is_unscanned: bool) -> String {
    let kind = crate::packages::words::name(&format!("documents/{}", document.kind));
    let extension = match document.mime.as_str() {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/webp" => "webp",
        _ => "pdf",
    };
    // A picture was drawn anew when it came.
    let mark = if is_unscanned && extension == "pdf" {
        t::staff_package::member::unscanned()
    } else {
        ""
    };
    format!("{number:02}-{}{mark}.{extension}", kind.replace('/', "-"))
}

/// Name of each paper, with the id of its file.
fn names(papers: &[Paper]) -> Vec<(&str, &str)> {
    let pairs = papers.iter();
    pairs
        .map(|paper| (paper.file_id.as_str(), paper.name.as_str()))
        .collect()
}

fn midnight(on: Date) -> DateTime {
    let part = |number: i32| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(on.year()).unwrap_or(1980);
    DateTime::from_date_and_time(year, part(on.month()), part(on.day()), 0, 0, 0)
        .unwrap_or_default()
}

/// What was packed and is not sent yet.
#[derive(Clone, Default)]
struct Shelf(Arc<Mutex<Vec<u8>>>);

impl Shelf {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Shelf {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

type Writer = ZipWriter<StreamWriter<Shelf>>;

/// A ZIP on its way: what is still to go in.
struct Packing {
    state: AppState,
    written: VecDeque<(String, Vec<u8>)>,
    papers: VecDeque<Paper>,
    missing: Vec<String>,
    missing_name: String,
    at: DateTime,
    /// Gone once the ZIP is whole.
    writer: Option<Writer>,
    shelf: Shelf,
}

impl Packing {
    /// The next piece: a member, or the end.
    async fn next(mut self) -> io::Result<Option<(Bytes, Self)>> {
        let Some(mut writer) = self.writer.take() else {
            return Ok(None);
        };
        let at = self.at;
        if let Some((name, bytes)) = self.written.pop_front() {
            put(
                &mut writer,
                &name,
                &bytes,
                (CompressionMethod::Deflated, at),
            )?;
            self.writer = Some(writer);
        } else if let Some(paper) = self.papers.pop_front() {
            match read(&self.state, &paper).await {
                // Photos do not get smaller by being packed again.
                Some(bytes) => put(
                    &mut writer,
                    &paper.name,
                    &bytes,
                    (CompressionMethod::Stored, at),
                )?,
                None => self.missing.push(paper.name),
            }
            self.writer = Some(writer);
        } else if !self.missing.is_empty() {
            let lines = std::mem::take(&mut self.missing).join("\n");
            let how = (CompressionMethod::Deflated, at);
            put(&mut writer, &self.missing_name, lines.as_bytes(), how)?;
            self.writer = Some(writer);
        } else {
            writer.finish().map_err(io::Error::other)?;
        }
        Ok(Some((Bytes::from(self.shelf.take()), self)))
    }
}

/// A paper's bytes, unless they cannot be read or a virus is in them.
async fn read(state: &AppState, paper: &Paper) -> Option<Vec<u8>> {
    let _turn = TURNS.acquire().await.ok()?;
    let place = (paper.file_id.as_str(), &paper.key);
    match papers::read_document(state, place, &paper.document).await {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            tracing::warn!(error = error.told(), "a paper is left out of a download");
            None
        }
    }
}

fn put(
    writer: &mut Writer,
    name: &str,
    bytes: &[u8],
    (method, at): (CompressionMethod, DateTime),
) -> io::Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(at)
        .unix_permissions(0o600);
    writer.start_file(name, options).map_err(io::Error::other)?;
    writer.write_all(bytes)
}
