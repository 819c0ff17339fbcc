//! The new hires of an enterprise, by sheet: what is taken, what it comes to, who sees it.

mod kept;
mod papers;
mod refused;
mod seen;

use api::application::{ApplicationView, StartApplicationRequest};
use api::path::{self, with_id};
use application::Product;
use axum::body::Body;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Value, json};

use crate::filing::{ID_NUMBER, save};
use crate::portal::{Answer, Browser, TestPortal};

const PHONE: &str = "13800005678";
const HEADINGS: &str = "姓名,身份证号,入职日期,合同开始日期,合同结束日期,人员类别\n";
/// Five people on 24 November 2026: three count, one came thirteen months ago, one has a contract of half a year.
pub(crate) const FIVE: &str = "示例赵一,629999199001011015,2026-10-08,2026-10-08,2028-10-07,高校毕业生\n\
    示例钱二,629999199001011023,2026.3.2,2026.3.2,2027.3.1,退役军人\n\
    示例孙三,629999199001011031,2025-11-24,2025-11-24,无固定期限,返乡创业农民工\n\
    示例李四,62999919900101104X,2025-10-24,2025-10-24,2028-10-23,脱贫人口\n\
    示例周五,629999199001011058,2026-05-11,2026-05-11,2026-11-10,脱贫人口\n";

/// What a small enterprise of thirty people answers; it says that eight were hired.
fn answers() -> Value {
    json!({
        "applicant_name": "示例甲",
        "id_number": ID_NUMBER,
        "residence_division": "620602001",
        "residence_address": "示例路 1 号",
        "business_name": "示例食品有限公司",
        "credit_code": "91110000600037341L",
        "business_registered_on": "2025-03-01",
        "business_operating": "yes",
        "business_division": "620602001",
        "business_address": "示例路 2 号",
        "industry": "processing",
        "employees": "30",
        "new_hires_12m": "8",
        "contract_months_min": "24",
        "wage_or_insurance_arrears": "no",
        "prior_guaranteed_loans": "0",
        "amount_yuan": "1000000",
        "term_months": "24",
        "purpose": "扩建车间",
        "bank": "sample-bank",
    })
}

fn no_papers() -> Value {
    let kinds = [
        "id_card_front",
        "id_card_back",
        "business_licence",
        "articles",
        "labour_contracts",
        "hire_group_proof",
        "employee_roster",
        "financial_statements",
    ];
    let reasons = kinds.map(|kind| (kind.to_owned(), json!("还在办")));
    reasons
        .into_iter()
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// A draft of an enterprise with nothing missing but its roster.
async fn draft(resident: &mut Browser) -> ApplicationView {
    let request = StartApplicationRequest {
        product: Product::StartupLoanEnterprise,
        facts: serde_json::Map::new(),
    };
    let view: ApplicationView = resident.post(path::APPLICATIONS, &request).await.json();
    save(resident, &view.id, answers(), no_papers()).await;
    found(resident, &view.id).await
}

async fn found(resident: &mut Browser, id: &str) -> ApplicationView {
    resident.get(&with_id(path::APPLICATION, id)).await.json()
}

fn at(id: &str) -> String {
    format!("/apply/{id}/roster")
}

/// The page as it is, and the key of its form.
async fn page(resident: &mut Browser, id: &str) -> (String, String) {
    let answer = resident.get(&at(id)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(answer.header("cache-control"), "no-store");
    let shown = text(&answer);
    let key = shown.split("name=\"key\" value=\"").nth(1);
    let key = key.and_then(|rest| rest.split('"').next());
    (shown.clone(), key.unwrap_or_default().to_owned())
}

fn text(answer: &Answer) -> String {
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    String::from_utf8(answer.body.to_vec()).unwrap()
}

/// A form as a browser without script sends it.
fn body(key: &str, name: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "--xyz\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n{key}\r\n\
         --xyz\r\nContent-Disposition: form-data; name=\"sheet\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    [head.as_bytes(), bytes, b"\r\n--xyz--\r\n"].concat()
}

async fn post(browser: &mut Browser, path: &str, body: Vec<u8>) -> Answer {
    let mut headers = HeaderMap::new();
    let form = "multipart/form-data; boundary=xyz";
    headers.insert(CONTENT_TYPE, form.parse().unwrap());
    let body = Body::from(body);
    browser.send(Method::POST, path, headers, body).await
}

/// Opens the page and sends a file from it.
async fn send(browser: &mut Browser, id: &str, bytes: &[u8]) -> Answer {
    let (_, key) = page(browser, id).await;
    post(browser, &at(id), body(&key, "名单.csv", bytes)).await
}

/// A sheet that is taken.
pub(crate) async fn sent(browser: &mut Browser, id: &str, rows: &str) {
    let sheet = [HEADINGS, rows].concat();
    let answer = send(browser, id, sheet.as_bytes()).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, at(id).as_str()),
        "{answer:?}"
    );
}

async fn begun() -> (TestPortal, Browser, String) {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = draft(&mut resident).await.id;
    (portal, resident, id)
}
