//! Files at agencies without accounts: the package that goes out, the form that comes back, what is recorded.

mod decided;
mod made;
mod refused;
mod waiver;

use std::io::Cursor;

use api::ProblemCode;
use api::application::ApplicationView;
use api::package::{ListPackagesResponse, PackageAction, PackageView, ReadPackageFormResponse};
use api::path::{self, with_id};
use axum::body::Body;
use calamine::{Data, Reader as _, Xlsx};
use http::{HeaderMap, Method, StatusCode};
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use server::packages::archive::unpack;
use server::packages::manifest::{MANIFEST, Manifest};
use tempfile::TempDir;
use workflow::Role;
use workflow::loan::{EventDetail, LoanAction, LoanState, PackageState};

use super::{BANK, BUREAU, act, hr, messages, view};
use crate::districts::copied;
use crate::filing::{action, officer, submitted};
use crate::portal::{Answer, Browser, TestPortal, fresh_key};

const PHONE: &str = "13800000001";

/// The district of the repository, with a bank and a guarantee agency that have no accounts.
fn district() -> TempDir {
    let folder = copied();
    let plan = "[[agency]]\nid = \"sample-bank\"\nby = \"hr-bureau\"\n\
        [[agency]]\nid = \"sample-guarantor\"\nby = \"hr-bureau\"\n";
    std::fs::write(folder.path().join("hand_over.toml"), plan).unwrap();
    folder
}

/// A portal of that district, a resident with a file at the bank, and two officers of the bureau.
pub(crate) struct AtBank {
    _district: TempDir,
    pub(crate) portal: TestPortal,
    resident: Browser,
    pub(crate) id: String,
    pub(crate) li: Browser,
    wang: Browser,
}

pub(crate) async fn at_bank() -> AtBank {
    at_bank_of(district()).await
}

async fn at_bank_of(district: TempDir) -> AtBank {
    let case = at_guarantee_of(district).await;
    let pass = (LoanAction::Pass, EventDetail::None);
    let role = Role::GuaranteeOfficer;
    officer(&case.portal, &case.id, role, pass.0, pass.1).await;
    case
}

async fn at_guarantee_of(district: TempDir) -> AtBank {
    let words = ["--district", district.path().to_str().unwrap()];
    let portal = TestPortal::start_with(&words).await;
    let mut resident = portal.resident(PHONE).await;
    let id = submitted(&mut resident).await.id;
    let (mut li, wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    pass_on(&mut li, &id).await;
    AtBank {
        _district: district,
        portal,
        resident,
        id,
        li,
        wang,
    }
}

async fn pass_on(officer: &mut Browser, id: &str) {
    for action in [LoanAction::AcceptForReview, LoanAction::Pass] {
        act(officer, id, action, json!({})).await;
    }
}

/// Hands a draft in, and gives what the resident is told.
async fn hand_in(resident: &mut Browser, draft: &ApplicationView) -> Answer {
    let at = with_id(path::APPLICATION_ACTIONS, &draft.id);
    let sent = resident.post(&at, &action(draft, LoanAction::Submit)).await;
    assert_eq!(sent.status, StatusCode::OK, "{sent:?}");
    sent
}

async fn list(officer: &mut Browser, id: &str) -> ListPackagesResponse {
    officer.get(&with_id(path::STAFF_PACKAGES, id)).await.json()
}

async fn attempt_make(officer: &mut Browser, id: &str) -> Answer {
    let version = view(officer, id).await.application.version;
    let body = json!({ "version": version });
    officer
        .post(&with_id(path::STAFF_PACKAGES, id), &body)
        .await
}

pub(crate) async fn make(officer: &mut Browser, id: &str) -> PackageView {
    let answer = attempt_make(officer, id).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()
}

async fn attempt_take(officer: &mut Browser, package: &str) -> Answer {
    officer
        .get(&with_id(path::STAFF_PACKAGE_FILE, package))
        .await
}

/// The members of a package, by name.
async fn taken(officer: &mut Browser, package: &str) -> Vec<(String, Vec<u8>)> {
    let answer = attempt_take(officer, package).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    unpack(&answer.body).unwrap()
}

fn member<'a>(members: &'a [(String, Vec<u8>)], name: &str) -> &'a [u8] {
    let mut found = members.iter().filter(|(member, _)| member == name);
    found.next().unwrap().1.as_slice()
}

fn manifest(members: &[(String, Vec<u8>)]) -> Manifest {
    serde_json::from_slice(member(members, MANIFEST)).unwrap()
}

/// The form as the agency sends it back: values in the rows of these names.
fn filled(form: &[u8], values: &[(&str, &str)]) -> Vec<u8> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(form.to_vec())).unwrap();
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).unwrap();
    let mut back = Workbook::new();
    let sheet = back.add_worksheet();
    let mut used = 0;
    for (line, row) in (0_u32..).zip(range.rows()) {
        let key = row.get(3).map(ToString::to_string).unwrap_or_default();
        let value = values.iter().find(|(name, _)| *name == key);
        used += usize::from(value.is_some());
        for (column, cell) in (0_u16..).zip(row) {
            let text = match (column, value, cell) {
                (1, Some((_, value)), _) => (*value).to_owned(),
                (_, _, Data::Empty) => continue,
                (_, _, cell) => cell.to_string(),
            };
            sheet.write_string(line, column, text).unwrap();
        }
    }
    assert_eq!(used, values.len(), "a row of the form has another name");
    back.save_to_buffer().unwrap()
}

/// The form of a package, filled in.
async fn form_of(officer: &mut Browser, package: &str, values: &[(&str, &str)]) -> Vec<u8> {
    let members = taken(officer, package).await;
    filled(member(&members, "决定表.xlsx"), values)
}

async fn send_form(officer: &mut Browser, package: &str, bytes: Vec<u8>) -> Answer {
    let mut headers = HeaderMap::new();
    headers.insert(api::IDEMPOTENCY_KEY, fresh_key().parse().unwrap());
    let path = with_id(path::STAFF_PACKAGE_FORM, package);
    officer
        .send(Method::POST, &path, headers, Body::from(bytes))
        .await
}

async fn read(officer: &mut Browser, package: &str, bytes: Vec<u8>) -> ReadPackageFormResponse {
    let answer = send_form(officer, package, bytes).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

fn press(package: &PackageView, action: PackageAction) -> Value {
    json!({ "version": package.version, "action": action, "no_conflict": true })
}

async fn attempt(officer: &mut Browser, package: &PackageView, action: PackageAction) -> Answer {
    let path = with_id(path::STAFF_PACKAGE_ACTIONS, &package.id);
    officer.post(&path, &press(package, action)).await
}

async fn done(officer: &mut Browser, package: &PackageView, action: PackageAction) -> PackageView {
    let answer = attempt(officer, package, action).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

/// What a bank that agrees fills in.
const AGREED: &[(&str, &str)] = &[
    ("decision", "同意贷款"),
    ("amount", "180,000"),
    ("rate", "3.1%"),
    ("months", "24"),
    ("branch", "示例支行"),
    ("decided_by", "示例 孙经理"),
    ("decided_on", "2026年11月24日"),
];

/// What one that does not agree fills in.
const REFUSED: &[(&str, &str)] = &[
    ("decision", "不同意"),
    ("reason", "其他理由"),
    ("article", "第五条"),
    ("evidence", "信用报告"),
    ("would_change", "欠款还清以后"),
    ("remedy_1", "还清后再申请"),
    ("decided_by", "示例 孙经理"),
    ("decided_on", "2026-11-24"),
];

/// A package with this form read.
async fn read_back(case: &mut AtBank, values: &[(&str, &str)]) -> PackageView {
    let package = make(&mut case.li, &case.id).await;
    read_back_of(case, &package, values).await
}

async fn read_back_of(
    case: &mut AtBank,
    package: &PackageView,
    values: &[(&str, &str)],
) -> PackageView {
    let form = form_of(&mut case.li, &package.id, values).await;
    let read = read(&mut case.li, &package.id, form).await;
    assert_eq!(read.problems, []);
    assert_eq!(read.package.state, PackageState::Read);
    read.package
}

async fn state(case: &mut AtBank) -> LoanState {
    view(&mut case.li, &case.id).await.application.state
}

#[track_caller]
fn refused_with(answer: &Answer, code: &str) {
    let problem = answer.problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, code, "{problem:?}");
}
