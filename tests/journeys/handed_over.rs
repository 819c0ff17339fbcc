//! A bank without accounts: the bureau makes a package, the bank fills in its form, and what it says moves the file on.

use std::io::{Cursor, Read as _};
use std::path::Path;

use api::path::{self, with_id};
use i18n::t;
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{
    Browser, Officer, Portal, Resident, Screen, Setup, Tab, front_ends_are_built,
};
use crate::lessons::{get, staff, told};

mod hand_over {
    use crate::harness::Screen;

    #[tokio::test]
    async fn on_a_phone() {
        super::walk(Screen::Phone).await;
    }

    #[tokio::test]
    async fn on_a_desktop() {
        super::walk(Screen::Desktop).await;
    }
}

async fn walk(screen: Screen) {
    use t::staff_package::{act, desk, done, problems, state};
    front_ends_are_built();
    let folder = tempfile::tempdir().unwrap();
    let district = folder.path().join("district");
    district_with_a_bank_of_paper(&district);
    let portal = Portal::start_as(Setup {
        words: vec![
            "--district".to_owned(),
            district.to_str().unwrap().to_owned(),
        ],
        ..Setup::default()
    });
    let officer = Officer::new(&portal, "renshe1", "hr-officer");
    Officer::new(&portal, "danbao1", "guarantee-officer");
    let resident = Resident::sign_in(&portal, "13800000093").await;
    let file = resident.hand_in().await;
    let bureau = staff(&portal, "renshe1").await;
    let guarantor = staff(&portal, "danbao1").await;
    for (who, action) in [
        (&bureau, "accept_for_review"),
        (&bureau, "pass"),
        (&guarantor, "pass"),
    ] {
        let at = with_id(path::STAFF_APPLICATION, &file.id);
        let seen = get(&portal, who, &at).await;
        let body = json!({ "version": seen["application"]["version"], "action": action, "no_conflict": true });
        let at = with_id(path::STAFF_ACTIONS, &file.id);
        told(who, Method::POST, &at, &body).await;
    }

    let browser = Browser::start(screen);
    let tab = browser.open(&portal).await;
    officer.sign_in(&tab).await;
    tab.open(&format!("/staff/applications/{}", file.id)).await;
    tab.see(desk::title()).await;
    tab.see(desk::none()).await;
    tab.look_over().await;
    tab.press(desk::make()).await;
    tab.see(state::out()).await;
    tab.press(desk::take()).await;
    tab.see(desk::saved()).await;
    tab.look_over().await;

    let manifest = taken(&portal, &bureau, &file.id).await;
    send_back(&portal, &tab, &manifest, "").await;
    tab.see(problems::title()).await;
    tab.see(t::staff_package_code::by_key("row.decided_by").unwrap())
        .await;
    tab.stop("staff-package-wrong").await;
    send_back(&portal, &tab, &manifest, "示例 孙经理").await;
    tab.see(desk::was_read()).await;
    tab.see(act::record_about()).await;
    tab.stop("staff-package-read").await;
    tab.press(act::record()).await;
    tab.see(done::recorded()).await;
    tab.see(state::recorded()).await;
    tab.look_over().await;
    let now = resident.find(&file.id).await;
    assert_eq!(now.state.as_str(), "contract_ready");
    assert_eq!(now.terms.unwrap().months, 24);
    let said = portal.fumin(&["verify"], "");
    assert!(said.contains("everything holds together"), "{said}");
    tab.close().await;
}

/// The district of the repository, whose bank has no accounts.
fn district_with_a_bank_of_paper(to: &Path) {
    let from = concat!(env!("CARGO_MANIFEST_DIR"), "/../districts/620602");
    copy(Path::new(from), to);
    let plan = "[[agency]]\nid = \"sample-bank\"\nby = \"hr-bureau\"\n";
    std::fs::write(to.join("hand_over.toml"), plan).unwrap();
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// The manifest of the file's package, out of a ZIP that `fumin package check` finds whole.
async fn taken(portal: &Portal, officer: &Resident, file_id: &str) -> Value {
    let found = get(portal, officer, &with_id(path::STAFF_PACKAGES, file_id)).await;
    let package = &found["packages"][0];
    let id = package["id"].as_str().unwrap();
    let at = with_id(path::STAFF_PACKAGE_FILE, id);
    let request = reqwest::Client::new().get(format!("{}{at}", portal.origin));
    let answer = request.header("cookie", &officer.cookie).send().await;
    let bytes = answer.unwrap().bytes().await.unwrap();
    let zip = portal.file("package.zip", &bytes);
    let key = portal.fumin(&["package", "public-key"], "");
    let key = portal.file("portal.pub", key.as_bytes());
    let (zip, key) = (zip.to_str().unwrap(), key.to_str().unwrap());
    let said = portal.compute(&["package", "check", zip, "--key", key], "");
    let number = package["number"].as_str().unwrap();
    assert!(
        said.starts_with(&format!("whole: package {number}")),
        "{said}"
    );
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let mut manifest = archive.by_name("manifest.json").unwrap();
    manifest.read_to_string(&mut text).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// What the bank fills in, saved as text.
async fn send_back(portal: &Portal, tab: &Tab, manifest: &Value, decided_by: &str) {
    let [item, fill, how, code] = {
        use t::staff_package::form;
        [form::item(), form::fill(), form::how(), form::code()]
    };
    let given = |key: &str| manifest[key].as_str().unwrap().to_owned();
    let today = today();
    let rows = [
        ("package", given("package")),
        ("check_code", given("check_code")),
        ("file_number", given("file_number")),
        ("agency", given("to")),
        ("decision", "同意贷款".to_owned()),
        ("amount", "100000".to_owned()),
        ("rate", "3.1".to_owned()),
        ("months", "24".to_owned()),
        ("branch", "示例支行".to_owned()),
        ("decided_by", decided_by.to_owned()),
        ("decided_on", today),
    ];
    let mut text = format!("{item},{fill},{how},{code}\n");
    for (key, value) in rows {
        text.push_str(&format!("x,{value},,{key}\n"));
    }
    let name = format!("form-{}.csv", decided_by.len());
    let file = portal.file(&name, text.as_bytes());
    let control = tab.at("input[type='file']").await;
    control.send_keys(file.to_str().unwrap()).await.unwrap();
}

/// Today in the district.
fn today() -> String {
    let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_millis();
    let now = i64::try_from(now).unwrap();
    domain::Date::from_unix_ms_shanghai(now).to_string()
}
