//! A small enterprise sends its new hires: the empty sheet, one with mistakes, one without; the share is counted, the
//! application handed in, and an officer sees who counts and why not.

use domain::Date;
use i18n::t;

use crate::harness::{Officer, Portal, Resident, Tab, journey};

journey!(enterprise_with_a_roster);

const PHONE: &str = "13800000041";
const HEADINGS: &str = "姓名,身份证号,入职日期,合同开始日期,合同结束日期,人员类别\n";

async fn enterprise_with_a_roster(portal: &mut Portal, tab: &Tab) {
    tab.open("/my/sign-in").await;
    let resident = Resident::sign_in_by_hand(portal, tab, PHONE).await;
    let id = resident.enterprise().await.id;

    // The check names what is missing, and leads there.
    tab.open(&format!("/apply/{id}/check")).await;
    tab.arrive(t::apply::check::title()).await;
    tab.choose("declaration", "yes").await;
    tab.press(t::apply::check::submit()).await;
    tab.at(".error-summary").await;
    tab.expect_complaint("422");
    let name = t::field_name::by_key("roster").unwrap();
    tab.press_at(".error-summary a").await;
    tab.arrive(t::roster::title()).await;
    tab.see(t::roster::none()).await;
    tab.stop("roster-none").await;

    // The empty sheet as it was downloaded: nobody is on it yet.
    let empty = resident
        .download(portal, &format!("/apply/{id}/roster/template.xlsx"))
        .await;
    send(portal, tab, "empty.xlsx", &empty).await;
    tab.see(t::roster::refused()).await;
    tab.see(t::listing_finding::by_key("sheet_empty").unwrap())
        .await;
    send(portal, tab, "wrong.csv", wrong().as_bytes()).await;
    tab.see(t::roster::wrong(3_u32)).await;
    let twice = t::roster_code::by_key("finding.hire_listed_twice").unwrap();
    tab.see(twice).await;
    tab.stop("roster-wrong").await;
    send(portal, tab, "right.csv", right().as_bytes()).await;
    let share = t::roster::share_line(3_u32, 30_u32, "10%");
    tab.see(&share).await;
    let differs = t::roster::differs(8_u32, 3_u32);
    let too_early = t::roster::counts_not(reason("hired_too_early"));
    for words in [
        t::roster::met(),
        t::roster::local_confirm(),
        differs.as_str(),
        too_early.as_str(),
    ] {
        tab.see(words).await;
    }
    tab.stop("roster-kept").await;

    tab.press(t::roster::back()).await;
    tab.arrive(t::apply::product::enterprise()).await;
    // Nobody has to be named, and nobody was: that is not done.
    let people = tab.text_of(".task-list__row:has([href$='/people'])").await;
    assert!(people.contains(t::common::optional()), "{people}");
    // The row of the task list leads there too.
    tab.press(name).await;
    tab.arrive(t::roster::title()).await;
    tab.press(t::roster::back()).await;
    tab.press(t::apply::tasks::check()).await;
    tab.arrive(t::apply::check::title()).await;
    tab.choose("declaration", "yes").await;
    tab.press(t::apply::check::submit()).await;
    tab.arrive(t::files::done::title()).await;
    let file = resident.find(&id).await;
    let verdict = file.verdict.unwrap();
    let mut conditions = verdict.conditions.iter();
    let met = conditions.any(|one| one.id == "new_hires" && one.verdict == "met");
    assert!(met, "{verdict:?}");

    let officer = Officer::new(portal, "renshe1", "hr-officer");
    officer
        .open_file(tab, &file.acceptance_number.unwrap())
        .await;
    tab.see(t::roster::staff::title()).await;
    tab.see(&share).await;
    tab.see(t::roster::counts_not(reason("in_no_group"))).await;
    tab.stop("staff-file-roster").await;
}

fn reason(code: &str) -> &'static str {
    t::roster_code::by_key(&format!("reason.{code}")).unwrap()
}

async fn send(portal: &Portal, tab: &Tab, name: &str, bytes: &[u8]) {
    let file = portal.file(name, bytes);
    let control = tab.at("[id='sheet']").await;
    control.send_keys(file.to_str().unwrap()).await.unwrap();
    tab.press(t::roster::send()).await;
}

/// A row whose number is wrong, one of somebody who is listed twice and has no group.
fn wrong() -> String {
    let from = today().add_months(-2);
    let until = from.add_months(24);
    format!(
        "{HEADINGS}示例赵一,629999199001011016,{from},{from},{until},高校毕业生\n\
         示例钱二,629999199001011023,{from},{from},{until},退役军人\n\
         示例钱二,629999199001011023,{from},{from},{until},亲戚\n"
    )
}

/// Three who count, one who came thirteen months ago, one of no group.
fn right() -> String {
    let day = |months: i32| today().add_months(-months);
    let row = |name: &str, number: &str, months: i32, group: &str| {
        let (from, until) = (day(months), day(months).add_months(36));
        format!("{name},{number},{from},{from},{until},{group}\n")
    };
    [
        HEADINGS.to_owned(),
        row("示例赵一", "629999199001011015", 1, "高校毕业生"),
        row("示例钱二", "629999199001011023", 3, "退役军人"),
        row("示例孙三", "629999199001011031", 11, "返乡农民工"),
        row("示例李四", "62999919900101104X", 13, "脱贫人口"),
        row("示例周五", "629999199001011058", 2, "都不是"),
    ]
    .concat()
}

/// In China.
fn today() -> Date {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let now_ms = i64::try_from(now.unwrap().as_millis()).unwrap();
    Date::from_unix_ms_shanghai(now_ms)
}
