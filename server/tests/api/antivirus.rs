//! A virus scanner before everything that is taken and shown: a clamd of the test's own, exact on the wire.

use std::sync::{Arc, Mutex};

use api::ProblemCode;
use api::application::DocumentView;
use api::path::{self, with_document, with_id};
use api::staff::OfficePaperView;
use http::StatusCode;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use workflow::Role;

use crate::documents::{PDF, attempt_paper, kept, photo, upload};
use crate::filing::{draft, submitted};
use crate::paper_uploads;
use crate::portal::{Answer, Browser, TestPortal, fresh_key};
use crate::staff::office_papers;
use crate::training::{added_trainer, good, started};

const EICAR: &str = r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

/// What the test's clamd does.
#[derive(Clone, Copy)]
enum Mood {
    /// Knows the test virus alone.
    Working,
    /// Has learnt that scripts in a PDF are one, too.
    Learnt,
    /// Says that it could not scan.
    Failing,
    /// Takes everything and says nothing.
    Silent,
}

struct Clamd {
    address: String,
    mood: Arc<Mutex<Mood>>,
}

impl Clamd {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("tcp:{}", listener.local_addr().unwrap());
        let mood = Arc::new(Mutex::new(Mood::Working));
        let now = mood.clone();
        tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                tokio::spawn(answer(line, now.clone()));
            }
        });
        Self { address, mood }
    }

    fn is(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }
}

async fn answer(mut line: TcpStream, mood: Arc<Mutex<Mood>>) {
    let mut command = [0; 10];
    line.read_exact(&mut command).await.unwrap();
    assert_eq!(&command, b"zINSTREAM\0");
    let mut bytes = Vec::new();
    loop {
        let length = usize::try_from(line.read_u32().await.unwrap()).unwrap();
        if length == 0 {
            break;
        }
        let from = bytes.len();
        bytes.resize(from + length, 0);
        line.read_exact(&mut bytes[from..]).await.unwrap();
    }
    let text = String::from_utf8_lossy(&bytes);
    let mood = *mood.lock().unwrap();
    let said: &[u8] = match mood {
        Mood::Silent => return std::future::pending().await,
        Mood::Failing => b"INSTREAM: Can't open file or directory ERROR\0",
        Mood::Learnt if text.contains("/JS") => b"stream: Pdf.Test FOUND\0",
        _ if text.contains("EICAR") => b"stream: Win.Test.EICAR_HDB-1 FOUND\0",
        _ => b"stream: OK\0",
    };
    line.write_all(said).await.unwrap();
}

async fn with(clamd: &Clamd) -> TestPortal {
    TestPortal::start_with(&["--clamd", &clamd.address, "--clamd-patience", "1"]).await
}

/// A whole PDF with the test virus in it.
fn infected() -> Vec<u8> {
    format!("%PDF-1.4\n1 0 obj<<>>endobj\n{EICAR}\ntrailer<<>>\n%%EOF\n").into_bytes()
}

fn is_virus(answer: &Answer, code: ProblemCode, kind: &str) {
    let errors = answer.problem(code).errors;
    assert_eq!(errors[0].code, "document_infected", "{errors:?}");
    assert_eq!(errors[0].pointer, format!("/documents/{kind}"));
}

async fn look(resident: &mut Browser, id: &str, document: &str) -> Answer {
    let path = with_document(path::APPLICATION_DOCUMENT, id, document);
    resident.get(&path).await
}

#[tokio::test]
async fn a_virus_leaves_nothing_behind_and_what_is_clean_is_taken() {
    let clamd = Clamd::start().await;
    let portal = with(&clamd).await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    let refused = upload(&mut resident, &id, "business_licence", &infected()).await;
    is_virus(&refused, ProblemCode::InvalidInput, "business_licence");
    // Sent as what it is, it is no paper, either.
    let bare = upload(&mut resident, &id, "id_card_front", EICAR.as_bytes()).await;
    is_virus(&bare, ProblemCode::InvalidInput, "id_card_front");
    assert!(kept(&portal).is_empty());

    for (kind, bytes) in [
        ("id_card_front", photo()),
        ("business_licence", PDF.to_vec()),
    ] {
        let answer = upload(&mut resident, &id, kind, &bytes).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        let document: DocumentView = answer.json();
        let shown = look(&mut resident, &id, &document.id).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(!shown.header("content-disposition").contains("UTF-8"));
    }
    assert_eq!(kept(&portal).len(), 2);
}

#[tokio::test]
async fn a_paper_in_parts_is_scanned_whole() {
    let clamd = Clamd::start().await;
    let portal = with(&clamd).await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    let bytes = infected();
    let begun = paper_uploads::start(&mut resident, &id, &bytes).await;
    let sent = paper_uploads::send_rest(&mut resident, &id, &begun.id, &bytes).await;
    is_virus(&sent, ProblemCode::InvalidInput, "business_licence");
    assert!(kept(&portal).is_empty());
}

#[tokio::test]
async fn a_photo_of_a_course_is_scanned_as_it_came() {
    let clamd = Clamd::start().await;
    let portal = with(&clamd).await;
    let mut trainer = added_trainer(&portal, "示例培训学校（甲）", "jiaowu").await;
    let id = started(&mut trainer, &good()).await.id;
    let photos = with_id(path::STAFF_LISTING_PHOTOS, &id);
    // Behind the picture, where drawing anew would leave it out.
    let bad = [photo(), EICAR.as_bytes().to_vec()].concat();
    let refused = attempt_paper(&mut trainer, &photos, &bad).await;
    is_virus(&refused, ProblemCode::InvalidInput, "photo");
    clamd.is(Mood::Failing);
    let refused = attempt_paper(&mut trainer, &photos, &photo()).await;
    refused.problem(ProblemCode::PapersUnavailable);
    clamd.is(Mood::Working);
    let answer = attempt_paper(&mut trainer, &photos, &photo()).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
}

#[tokio::test]
async fn without_a_scan_nothing_is_taken_and_nothing_shown() {
    let clamd = Clamd::start().await;
    let portal = with(&clamd).await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    let document: DocumentView = upload(&mut resident, &id, "business_licence", PDF)
        .await
        .json();
    for mood in [Mood::Failing, Mood::Silent] {
        clamd.is(mood);
        let refused = upload(&mut resident, &id, "category_proof", PDF).await;
        let problem = refused.problem(ProblemCode::PapersUnavailable);
        assert_eq!(problem.retry_after_s, Some(5));
        let hidden = look(&mut resident, &id, &document.id).await;
        hidden.problem(ProblemCode::PapersUnavailable);
    }
    assert_eq!(kept(&portal).len(), 1);
    // What came in as clean is not, by what the scanner knows today.
    clamd.is(Mood::Learnt);
    let hidden = look(&mut resident, &id, &document.id).await;
    is_virus(&hidden, ProblemCode::ActionNotPossible, "business_licence");
    clamd.is(Mood::Working);
    let shown = look(&mut resident, &id, &document.id).await;
    assert_eq!(shown.status, StatusCode::OK);
}

#[tokio::test]
async fn a_scanner_that_is_away_is_as_one_that_is_silent() {
    let portal = TestPortal::start_with(&["--clamd", "unix:/nowhere/clamd.ctl"]).await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    let refused = upload(&mut resident, &id, "business_licence", PDF).await;
    refused.problem(ProblemCode::PapersUnavailable);
    assert!(kept(&portal).is_empty());
}

#[tokio::test]
async fn who_looks_learns_whether_anybody_scanned() {
    let clamd = Clamd::start().await;
    for (portal, is_scanned) in [
        (TestPortal::start().await, false),
        (with(&clamd).await, true),
    ] {
        let mut resident = portal.resident("13800000001").await;
        let id = submitted(&mut resident).await.id;
        let mut officer = portal.staff("li", Role::HrOfficer, "hr-bureau").await;
        let file = officer.get(&with_id(path::STAFF_APPLICATION, &id)).await;
        assert_eq!(file.value()["papers_scanned"], json!(is_scanned));
        for (bytes, is_kept_as_it_came) in [(PDF, true), (photo().as_slice(), false)] {
            let added = office_papers::put_as(&mut officer, &id, ("", &fresh_key()), bytes).await;
            let added: OfficePaperView = added.json();
            assert_eq!(added.is_unscanned, is_kept_as_it_came && !is_scanned);
        }
    }
}

#[tokio::test]
async fn what_an_officer_puts_on_a_file_is_scanned_as_well() {
    let clamd = Clamd::start().await;
    let portal = with(&clamd).await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let mut li = portal.staff("li", Role::HrOfficer, "hr-bureau").await;
    let put = async |li: &mut Browser, bytes: &[u8]| {
        office_papers::put_as(li, &id, ("", &fresh_key()), bytes).await
    };
    let refused = put(&mut li, &infected()).await;
    is_virus(&refused, ProblemCode::InvalidInput, "office_paper");
    clamd.is(Mood::Failing);
    let refused = put(&mut li, PDF).await;
    refused.problem(ProblemCode::PapersUnavailable);
    assert!(kept(&portal).is_empty());
    clamd.is(Mood::Working);
    let added: OfficePaperView = put(&mut li, PDF).await.json();
    assert!(!added.is_unscanned);
    let at = with_document(path::STAFF_DOCUMENT, &id, &added.paper.id);
    let shown = li.get(&at).await;
    let saved = "attachment; filename=\"paper.pdf\"";
    assert_eq!(shown.header("content-disposition"), saved);
    clamd.is(Mood::Learnt);
    let hidden = li.get(&at).await;
    is_virus(&hidden, ProblemCode::ActionNotPossible, "office_paper");
}
