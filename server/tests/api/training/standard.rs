//! A price against what is paid for a person: beside the field, in a sheet, from a trainer's own system, and for next year.

use api::ProblemCode;
use api::course_sheet::SheetView;
use api::course_token::SentCourses;
use api::listing::{ListingActionRequest, ListingView};
use http::StatusCode;
use listing::{Draft, Field, Finding};
use serde_json::json;
use tempfile::TempDir;
use workflow::listing::ListingAction;

use super::beginnings::rolled;
use super::sheets::rows;
use super::tokens::{made, row, send};
use super::{attempt, done, good, officer, sheet, started, trainer, upload, written};
use crate::districts::copied;
use crate::portal::{TestPortal, fresh_key};

/// A district that pays 800 yuan for the trade of [`good`].
async fn district(is_local_confirm: bool) -> (TempDir, TestPortal) {
    district_with(&standard(80_000, is_local_confirm, "")).await
}

fn standard(fen: i64, is_local_confirm: bool, days: &str) -> String {
    format!(
        "[[standards]]\ntrade = \"电工\"\nfen = {fen}\nis_local_confirm = {is_local_confirm}\n{days}\
        source = {{ document = \"示例文号\", clause = \"第一条\", status = \"verified\" }}\n"
    )
}

async fn district_with(standards: &str) -> (TempDir, TestPortal) {
    let folder = copied();
    let plan = folder.path().join("training.toml");
    let text = std::fs::read_to_string(&plan).unwrap();
    std::fs::write(&plan, format!("{text}\n{standards}")).unwrap();
    let words = ["--district", folder.path().to_str().unwrap()];
    let portal = TestPortal::start_with(&words).await;
    (folder, portal)
}

fn priced(yuan: &str) -> Draft {
    let mut draft = good();
    draft.course.insert(Field::Price, yuan.into());
    draft
}

/// What is said of the price: code, value, and whether it stops nothing.
fn of_price(findings: &[Finding]) -> Vec<(&str, &str, bool)> {
    let of_price = findings.iter().filter(|one| one.at == "price");
    of_price
        .map(|one| (one.code.as_str(), one.with.as_str(), one.is_note))
        .collect()
}

const ABOVE: (&str, &str, bool) = ("price_above_standard", "800.00（示例文号 第一条）", false);

#[tokio::test]
async fn a_price_above_the_standard_stops_the_form_the_sheet_and_a_system_alike() {
    let (_folder, portal) = district(false).await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let within = started(&mut trainer, &priced("800")).await;
    assert_eq!(of_price(&within.findings), []);
    let above: ListingView = written(&mut trainer, &within.id, &priced("801"))
        .await
        .json();
    assert_eq!(of_price(&above.findings), [ABOVE]);
    let submit = ListingActionRequest::plain(above.version, ListingAction::Submit);
    let refused = attempt(&mut trainer, &within.id, &submit).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    assert_eq!(
        (
            problem.errors[0].pointer.as_str(),
            problem.errors[0].code.as_str()
        ),
        ("/draft/price", "price_above_standard")
    );
    // Without a subsidy the price is the school's own.
    let mut alone = priced("801");
    alone.course.insert(Field::IsSubsidised, "否".into());
    let alone: ListingView = written(&mut trainer, &within.id, &alone).await.json();
    assert_eq!(of_price(&alone.findings), []);

    let text = sheet(&[
        &[(Field::Title, "示例 甲"), (Field::Price, "800")],
        &[(Field::Title, "示例 乙"), (Field::Price, "801")],
    ]);
    let answer = upload(&mut trainer, "courses.csv", text.into_bytes()).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let view: SheetView = answer.json();
    assert_eq!((view.good, view.bad), (1, 1));
    let bad = rows(&mut trainer, &view.id, "bad").await.rows;
    assert_eq!(
        (bad[0].number, of_price(&bad[0].findings)),
        (3, vec![ABOVE])
    );

    let token = made(&mut trainer, "教务系统").await.token;
    let mut dear = row();
    dear.insert(Field::Title, "示例 丙".into());
    dear.insert(Field::Price, "801".into());
    let body = json!({ "rows": [dear], "is_dry_run": true });
    let sent: SentCourses = send(&portal, &token, &body, &fresh_key()).await.json();
    assert_eq!((sent.rows[0].number, sent.courses), (1, 0));
    assert_eq!(of_price(&sent.rows[0].findings), [ABOVE]);
}

#[tokio::test]
async fn a_standard_that_waits_for_the_district_is_said_and_stops_nothing() {
    let (_folder, portal) = district(true).await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let view = started(&mut trainer, &priced("801")).await;
    let said = ("price_above_unconfirmed_standard", ABOVE.1, true);
    assert_eq!(of_price(&view.findings), [said]);
    done(&mut trainer, &view.id, ListingAction::Submit).await;
    done(&mut officer, &view.id, ListingAction::Approve).await;
    // Rolled over to next year it is looked at again.
    let next = rolled(&mut trainer, &[&view.id]).await;
    assert_eq!(next[0].outcome, "drafted");
    assert_eq!(of_price(&next[0].findings), [said]);
}

#[tokio::test]
async fn a_price_is_measured_by_the_standard_of_the_day_on_which_a_class_begins() {
    let before = standard(80_000, false, "");
    let after = standard(70_000, false, "from = \"2027-03-02\"\n");
    let (_folder, portal) = district_with(&format!("{before}{after}")).await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    // Its class begins on 1 March.
    let view = started(&mut trainer, &priced("800")).await;
    assert_eq!(of_price(&view.findings), []);
    let mut later = priced("800");
    later.classes[0].insert(Field::StartsOn, "2027-03-02".into());
    let view: ListingView = written(&mut trainer, &view.id, &later).await.json();
    let above = (ABOVE.0, "700.00（示例文号 第一条）", false);
    assert_eq!(of_price(&view.findings), [above]);
}
