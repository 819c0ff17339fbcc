//! From an empty portal to a course that residents find: an officer invites a trainer, who publishes from a sheet with
//! twelve broken rows.

use i18n::t;
use listing::Field::{self, *};
use thirtyfour::Key;

use crate::harness::{Officer, Portal, Tab, journey};

journey!(publish_from_a_sheet);
journey!(see_a_long_list_in_portions);

const USERNAME: &str = "jiaowu";
const PASSWORD: &str = "liangzhou-trainer-2026";
/// The courses of the good rows: one is approved, one sent back.
const GOOD: &str = "示例 低压电工班";
const SENT_BACK: &str = "示例 电工提高班";

/// What the school says when its course is suspended.
const ANSWER: &str = "已经整改，场地换了一间。";

/// Twelve broken rows of several kinds between two good ones.
const ROWS: &[&[(Field, &str)]] = &[
    &[(Title, GOOD)],
    &[(Title, "")],
    &[(Title, "示例 甲"), (Hours, "一百二")],
    &[(Title, "示例 乙"), (Division, "武男镇")],
    &[(Title, "示例 丙"), (EndsOn, "2027.2.1")],
    &[(Title, "示例 丁"), (Seats, "0")],
    &[(Title, "示例 戊"), (Seats, "90")],
    &[(Title, "示例 己"), (Trade, "车工")],
    &[(Title, "示例 庚"), (Level, "一级")],
    &[(Title, "示例 辛"), (StartsOn, "明年三月")],
    &[(Title, "示例 壬"), (Price, "面议")],
    &[(Title, GOOD)],
    &[(Title, "示例 癸"), (EnrolBy, "2027年3月9日")],
    &[
        (Title, SENT_BACK),
        (StartsOn, "2027/4/6"),
        (EndsOn, "2027年4月30日"),
        (EnrolBy, "2027.4.1"),
    ],
];

async fn publish_from_a_sheet(portal: &mut Portal, tab: &Tab) {
    let officer = Officer::new(portal, "peixun1", "training-officer");
    officer.sign_in(tab).await;
    let link = register_and_invite(tab).await;
    tab.press(t::staff_signin::leave()).await;
    join(tab, &link).await;

    // The sheet, with the keyboard alone: checked, two rows repaired, one left out, the good ones handed in.
    tab.enter_on(t::staff_training::nav::sheets()).await;
    tab.arrive(t::staff_training::sheet::title()).await;
    let file = portal.file("courses.csv", text(ROWS).as_bytes());
    tab.at("[id='sheet']").await;
    tab.tab_to("sheet").await;
    // The window of the system in which a file is chosen is the driver's to fill.
    tab.type_keys(file.to_str().unwrap()).await;
    tab.arrive(t::staff_training::sheet::page_title()).await;
    tab.see(t::staff_training::sheet::counts(2, 12, 0, 0)).await;
    tab.see(finding("unknown_division_near", "武南镇")).await;
    tab.stop("staff-sheet-wrong").await;
    repair(tab, 5, Division, "武南镇").await;
    tab.see(t::staff_training::sheet::repaired(5)).await;
    repair(tab, 7, Seats, "25").await;
    tab.see(t::staff_training::sheet::repaired(7)).await;
    // What is typed into a row and not saved stays while the good ones go in.
    tab.enter_at("#row-8 .row button").await;
    tab.tab_to("row-8-seats").await;
    tab.retype("24").await;
    tab.enter_at("#row-13 .row button:last-child").await;
    tab.see(t::staff_training::sheet::dropped(13)).await;
    tab.see(t::staff_training::sheet::counts(4, 9, 0, 1)).await;
    tab.enter_on(t::staff_training::sheet::take_in_submit())
        .await;
    tab.see(t::staff_training::sheet::took(4, 4)).await;
    tab.see(t::staff_training::sheet::counts(0, 9, 4, 1)).await;
    tab.stop("staff-sheet-taken-in").await;
    assert_eq!(tab.value_of("row-8-seats").await, "24");

    // The editor of one that was handed in says so, and shows what residents will see.
    tab.open("/staff/training").await;
    tab.arrive(t::staff_training::title_trainer()).await;
    tab.press(GOOD).await;
    tab.arrive(t::staff_training::edit::title()).await;
    tab.see(t::staff_training::edit::locked()).await;
    tab.see(t::staff_training::edit::preview()).await;
    tab.stop("staff-listing").await;

    reviewed(&officer, tab).await;

    // A resident finds it.
    tab.open("/courses").await;
    tab.arrive(t::courses::title()).await;
    tab.fill("course-search", "低压电工班").await;
    tab.press(GOOD).await;
    tab.arrive(GOOD).await;
    tab.see("示例培训学校（甲）").await;
    tab.see(t::courses::enrol::seat()).await;
    rests_and_goes_on(&officer, tab).await;

    // The trainer finds the pin at its field and hands in again.
    sign_in_trainer(tab).await;
    tab.press(SENT_BACK).await;
    tab.arrive(t::staff_training::edit::title()).await;
    tab.see(t::staff_training::edit::returned()).await;
    tab.see("写清楚哪栋楼、哪一层").await;
    tab.fill("venue", "示例实训楼二层 201").await;
    with_a_photo(portal, tab).await;
    tab.look_closely().await;
    tab.press(t::staff_training_code::by_key("action.submit").unwrap())
        .await;
    tab.see(t::staff_training::edit::locked()).await;
    next_year(tab).await;
    from_a_template(tab).await;
    put_away(tab).await;
    colleague(tab).await;
}

/// A photo of the classroom: what is none is refused beside the control, what is one stands in the preview with its words.
async fn with_a_photo(portal: &Portal, tab: &Tab) {
    const ALT: &str = "示例教室";
    let none = portal.file("room.jpg", b"%PDF-1.4 is no photo");
    let picture = tab.driver.screenshot_as_png().await.unwrap();
    let picture = portal.file("room.png", &picture);
    for (file, shown) in [(none, "[id='photo-error']"), (picture, "[id='photo-alt']")] {
        let control = tab.at("[id='photo']").await;
        control.send_keys(file.to_str().unwrap()).await.unwrap();
        tab.at(shown).await;
    }
    tab.fill("photo-alt", ALT).await;
    tab.at(&format!(".training__preview img[alt='{ALT}']"))
        .await;
}

/// With the keyboard alone the reviewer sends one back with a pin, and approves another.
async fn reviewed(officer: &Officer, tab: &Tab) {
    use t::staff_training::review;
    let pin = |field: &str| [review::pin(), " ", name(field)].concat();
    officer.sign_in(tab).await;
    tab.enter_on(SENT_BACK).await;
    tab.arrive(review::title()).await;
    tab.stops_of_tab().await;
    tab.enter_on(review::r#return()).await;
    tab.told(review::pins_empty()).await;
    // A pin that was a slip is taken back where it was set.
    tab.enter_on(pin("price")).await;
    tab.hear("textbox", name("price")).await;
    tab.enter_on(t::common::cancel()).await;
    tab.hear("button", review::pin()).await;
    tab.enter_on(pin("venue")).await;
    tab.hear("textbox", name("venue")).await;
    tab.type_keys("写清楚哪栋楼、哪一层").await;
    tab.stop("staff-listing-review").await;
    tab.enter_on(review::r#return()).await;
    tab.told(review::done()).await;
    tab.hear("heading", review::title()).await;
    tab.open("/staff/training").await;
    tab.arrive(t::staff_training::title_officer()).await;
    tab.enter_on(GOOD).await;
    tab.arrive(review::title()).await;
    tab.enter_on(review::approve()).await;
    tab.see(review::approve_question()).await;
    tab.enter_on(t::staff_training_code::by_key("action.approve").unwrap())
        .await;
    tab.told(review::done()).await;
    tab.see(t::staff_training_code::by_key("state.live").unwrap())
        .await;
}

/// An officer lets the course rest: whoever has its address is told so and led on. The school answers, and it goes on.
async fn rests_and_goes_on(officer: &Officer, tab: &Tab) {
    use t::staff_training::rest;
    let course = tab.driver.current_url().await.unwrap().path().to_owned();
    let act = |action: &str| t::staff_training_code::by_key(&["action.", action].concat()).unwrap();
    let open = async || {
        tab.open("/staff/training").await;
        tab.arrive(t::staff_training::title_officer()).await;
        tab.press(GOOD).await;
        tab.arrive(t::staff_training::review::title()).await;
        tab.see(GOOD).await;
    };
    open().await;
    let fold = "document.getElementById('reason-suspend').closest('details')";
    let run = async |script: String| tab.driver.execute(script, Vec::new()).await.unwrap();
    run(format!("{fold}.open = true")).await;
    tab.fill("reason-suspend", "正在核实").await;
    run(format!("{fold}.querySelector('button').click()")).await;
    tab.see(t::staff_training::review::done()).await;
    tab.open(&course).await;
    tab.arrive(GOOD).await;
    tab.see(t::courses::resting::paused()).await;
    tab.see(t::courses::resting::similar()).await;
    tab.look_closely().await;
    sign_in_trainer(tab).await;
    tab.press(GOOD).await;
    tab.arrive(t::staff_training::edit::title()).await;
    tab.see(rest::title()).await;
    tab.press(rest::send()).await;
    tab.see(rest::empty()).await;
    tab.fill("suspension-answer", ANSWER).await;
    tab.look_closely().await;
    tab.press(rest::send()).await;
    tab.see(t::staff_training::review::done()).await;
    officer.sign_in(tab).await;
    open().await;
    tab.see(ANSWER).await;
    tab.press(act("resume")).await;
    tab.see(t::staff_training::review::done()).await;
    tab.open(&course).await;
    tab.see(t::courses::enrol::seat()).await;
}

/// The owner invites somebody who only teaches, and who then finds classes and nothing else.
async fn colleague(tab: &Tab) {
    use t::staff_training::{duty, org};
    tab.open("/staff/training").await;
    tab.arrive(t::staff_training::title_trainer()).await;
    tab.press(duty::nav()).await;
    tab.arrive(duty::title()).await;
    tab.press(org::invite()).await;
    tab.at("[id='invited-duty-error']").await;
    tab.look_closely().await;
    tab.fill("invited-name", "示例 教师").await;
    tab.select("invited-duty", "teacher").await;
    tab.press(org::invite()).await;
    tab.see(org::code()).await;
    tab.stop("staff-people-invited").await;
    // It went to the wrong person: the link on screen goes with it.
    tab.press(org::withdraw("示例 教师")).await;
    tab.see(org::withdraw_ask("示例 教师")).await;
    tab.look_closely().await;
    tab.press(org::withdraw_yes()).await;
    tab.hear("heading", duty::title()).await;
    tab.fill("invited-name", "示例 教师").await;
    tab.press(org::invite()).await;
    tab.see(org::code()).await;
    let link = tab.text_of(".training__code").await;
    tab.press(t::staff_signin::leave()).await;
    tab.open(link.trim_start_matches(&tab.origin)).await;
    tab.arrive(t::staff_training::join::title()).await;
    tab.fill("username", "jiaoshi").await;
    tab.fill("password", PASSWORD).await;
    tab.press(t::staff_training::join::submit()).await;
    tab.see(t::staff_training::join::done()).await;
    tab.press(t::staff_training::join::sign_in()).await;
    tab.arrive(t::staff_signin::title()).await;
    tab.fill("username", "jiaoshi").await;
    tab.fill("password", PASSWORD).await;
    tab.press(t::staff_signin::enter()).await;
    tab.arrive(t::staff_lessons::title()).await;
    assert!(!tab.has(t::staff_training::nav::sheets()).await);
    tab.look_closely().await;
}

/// What residents see is planned for next year in one press; the draft says what to look at.
async fn next_year(tab: &Tab) {
    use t::staff_training::roll;
    tab.open("/staff/training").await;
    tab.arrive(t::staff_training::title_trainer()).await;
    tab.press(roll::title()).await;
    tab.press(roll::press()).await;
    tab.see(roll::choose_empty()).await;
    tab.look_closely().await;
    tab.press_at("input[name='roll-over']").await;
    tab.press(roll::press()).await;
    tab.see(roll::drafted(GOOD)).await;
    tab.see(finding("holidays_not_announced", "2028")).await;
    tab.stop("staff-listings-rolled-over").await;
    tab.press(roll::drafted(GOOD)).await;
    tab.arrive(t::staff_training::edit::title()).await;
    tab.see(t::staff_training_code::by_key("state.live_with_draft").unwrap())
        .await;
    tab.see(finding("in_busy_season", "春播（示例）")).await;
    tab.look_closely().await;
}

/// The course is kept as a template, and another one begun from it.
async fn from_a_template(tab: &Tab) {
    use t::staff_training::template as words;
    tab.press(words::save_title()).await;
    tab.press_at("details[open] button[type='submit']").await;
    tab.at("[id='template-name-error']").await;
    tab.fill("template-name", "电工模板").await;
    tab.press_at("details[open] button[type='submit']").await;
    tab.see(words::saved("电工模板")).await;
    // The same name again: what would go is named, and goes by a press of its own.
    tab.fill("template-name", "电工模板").await;
    tab.press_at("details[open] button[type='submit']").await;
    tab.press(words::replace()).await;
    tab.see(words::saved("电工模板")).await;
    tab.look_closely().await;
    tab.open("/staff/training/courses/new").await;
    tab.arrive(t::staff_training::edit::new_title()).await;
    tab.see("电工模板").await;
    tab.look_closely().await;
    tab.press(words::begin()).await;
    tab.arrive(t::staff_training::edit::title()).await;
    assert_eq!(tab.value_of("title").await, GOOD);
}

/// What was begun is put away: it says so, and stands apart from what goes on.
async fn put_away(tab: &Tab) {
    use t::staff_training::list;
    tab.press(t::staff_training_code::by_key("action.discard").unwrap())
        .await;
    tab.press_at(".confirm .button--danger").await;
    tab.see(t::staff_training::edit::locked_ended()).await;
    tab.open("/staff/training").await;
    tab.arrive(t::staff_training::title_trainer()).await;
    tab.press(list::ended()).await;
    tab.see(list::ended_about()).await;
    tab.see(t::staff_training_code::by_key("state.archived").unwrap())
        .await;
    tab.look_closely().await;
}

async fn see_a_long_list_in_portions(portal: &mut Portal, tab: &Tab) {
    let officer = Officer::new(portal, "peixun1", "training-officer");
    officer.sign_in(tab).await;
    let link = register_and_invite(tab).await;
    tab.press(t::staff_signin::leave()).await;
    join(tab, &link).await;
    let titles: Vec<String> = (1..=60).map(|number| format!("示例 {number} 班")).collect();
    let rows: Vec<[(Field, &str); 1]> = titles
        .iter()
        .map(|title| [(Title, title.as_str())])
        .collect();
    let rows: Vec<&[(Field, &str)]> = rows.iter().map(<[_; 1]>::as_slice).collect();
    tab.press(t::staff_training::nav::sheets()).await;
    tab.arrive(t::staff_training::sheet::title()).await;
    let file = portal.file("courses.csv", text(&rows).as_bytes());
    let control = tab.at("[id='sheet']").await;
    control.send_keys(file.to_str().unwrap()).await.unwrap();
    tab.press(t::staff_training::sheet::take_in()).await;
    tab.see(t::staff_training::sheet::took(60, 0)).await;

    tab.open("/staff/training").await;
    tab.arrive(t::staff_training::title_trainer()).await;
    tab.see(t::staff_table::more(10)).await;
    let rows = "return document.querySelectorAll('tbody tr').length";
    assert_eq!(tab.script(rows, vec![]).await.unwrap(), Some(50.into()));
    tab.press(t::staff_table::more(10)).await;
    let at_the_next = "return [...document.querySelectorAll('tbody tr')].findIndex(row => row.contains(document.activeElement)) === 50 || null";
    tab.until("the focus on the first new row", async || {
        tab.script(at_the_next, vec![]).await
    })
    .await;
    assert_eq!(tab.script(rows, vec![]).await.unwrap(), Some(60.into()));
    assert!(!tab.has(t::staff_table::more(10)).await);
    tab.look_closely().await;
}

/// Registers an organisation and gives the link of an invitation.
async fn register_and_invite(tab: &Tab) -> String {
    tab.press(t::staff_training::nav::organisations()).await;
    tab.arrive(t::staff_training::org::title()).await;
    tab.see(t::staff_training::org::empty()).await;
    tab.press(t::staff_training::org::new()).await;
    tab.arrive(t::staff_training::org::new_title()).await;
    tab.press(t::staff_training::org::save()).await;
    tab.at("[id='organisation-name-error']").await;
    tab.look_closely().await;
    tab.fill("organisation-name", "示例培训学校（甲）").await;
    tab.fill("organisation-code", "91110000600037341L").await;
    tab.fill_date("organisation-valid", "2028-12-31").await;
    tab.fill("organisation-scopes", "电工 五级 四级").await;
    tab.choose("organisation-divisions", "620602101").await;
    tab.press(t::staff_training::org::save()).await;
    tab.arrive(t::staff_training::nav::organisations()).await;
    tab.fill("invited-name", "示例 教务员").await;
    tab.press(t::staff_training::org::invite()).await;
    tab.see(t::staff_training::org::code()).await;
    tab.stop("staff-organisation-invited").await;
    tab.text_of(".training__code").await
}

/// Opens the account by the link and signs in.
async fn join(tab: &Tab, link: &str) {
    tab.open(link.trim_start_matches(&tab.origin)).await;
    tab.arrive(t::staff_training::join::title()).await;
    tab.fill("username", USERNAME).await;
    tab.fill("password", "short").await;
    tab.press(t::staff_training::join::submit()).await;
    tab.at("[id='password-error']").await;
    tab.fill("password", PASSWORD).await;
    tab.press(t::staff_training::join::submit()).await;
    tab.see(t::staff_training::join::done()).await;
    tab.press(t::staff_training::join::sign_in()).await;
    enter(tab).await;
}

async fn sign_in_trainer(tab: &Tab) {
    tab.open("/staff/training").await;
    tab.until("the way out", async || {
        Ok(tab.has(t::staff_signin::leave()).await.then_some(()))
    })
    .await;
    tab.press(t::staff_signin::leave()).await;
    enter(tab).await;
}

async fn enter(tab: &Tab) {
    tab.arrive(t::staff_signin::title()).await;
    tab.fill("username", USERNAME).await;
    tab.fill("password", PASSWORD).await;
    tab.press(t::staff_signin::enter()).await;
    tab.arrive(t::staff_training::title_trainer()).await;
}

/// Repairs one field of a row without a mouse; Enter in a field sends its form.
async fn repair(tab: &Tab, number: u32, field: Field, value: &str) {
    tab.enter_at(&format!("#row-{number} .row button")).await;
    tab.tab_to(&format!("row-{number}-{field}")).await;
    tab.retype(value).await;
    tab.key(Key::Enter).await;
}

fn finding(code: &str, with: &str) -> String {
    [t::listing_finding::by_key(code).unwrap(), with].concat()
}

fn name(field: &str) -> &'static str {
    t::listing_field::by_key(field).unwrap()
}

/// The rows as a sheet.
pub(crate) fn text(rows: &[&[(Field, &str)]]) -> String {
    let line = |cells: Vec<&str>| {
        cells
            .iter()
            .map(|cell| format!("\"{cell}\""))
            .collect::<Vec<_>>()
            .join(",")
    };
    let headings = Field::ALL.iter().map(|field| field.heading()).collect();
    let mut lines = vec![line(headings)];
    for changes in rows {
        let cell = |field: &Field| {
            let change = changes.iter().find(|(other, _)| other == field);
            change.map_or_else(|| field.example(), |(_, value)| value)
        };
        lines.push(line(Field::ALL.iter().map(cell).collect()));
    }
    lines.join("\n")
}
