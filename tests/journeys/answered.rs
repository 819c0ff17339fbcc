//! A file goes all the way: returned, fixed, corrected by an officer and objected to, waiting for quota, passed by the bureau and the
//! guarantor, approved, signed, paid out.

use i18n::t;

use crate::harness::{Officer, Portal, Resident, Tab, journey};

journey!(be_answered);

const NEW_ADDRESS: &str = "示例路 1 号 2 单元 301";
/// What the officer reads on the licence, and what the resident says to it.
const ON_LICENCE: &str = "示例路 22 号";
const IS_RIGHT: &str = "门牌是 2 号，营业执照上印错了";
const LICENCE: &str = "business_licence";
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";
const COUNTER_GUARANTEE: &str = "办好反担保";
const LEASE: &str = "补齐租房合同";
const NEW_PURPOSE: &str = "买两台和面机（报价单在材料里），进一批面粉";

async fn be_answered(portal: &mut Portal, tab: &Tab) {
    tab.open("/my/sign-in").await;
    let resident = Resident::sign_in_by_hand(portal, tab, "13800000001").await;
    let draft = resident.filled().await;
    resident.put_paper(portal, &draft.id, LICENCE, PDF).await;
    let file = resident.submit(&draft.id).await;
    let number = file.acceptance_number.unwrap();
    let mine = format!("/my/applications/{}", file.id);

    let bureau = Officer::new(portal, "renshe1", "hr-officer");
    return_it(tab, &bureau, &number).await;
    fix_it(tab, &mine).await;
    correct_it(tab, &bureau, &number).await;
    object_to_it(tab, &mine).await;
    bureau.open_file(tab, &number).await;
    tab.see(t::staff_correction::objection(IS_RIGHT)).await;
    wait_for_quota(portal, tab, &bureau, &number, &mine).await;
    pass(tab, &bureau, &number).await;
    let guarantor = Officer::new(portal, "danbao1", "guarantee-officer");
    pass_if(tab, &guarantor, &number, COUNTER_GUARANTEE).await;

    let bank = [
        Officer::new(portal, "yinhang1", "bank-officer"),
        Officer::new(portal, "yinhang2", "bank-officer"),
    ];
    approve(tab, &bank[0], &number).await;
    meet_conditions(tab, [&guarantor, &bank[0]], &number, &mine).await;
    sign(tab, &bank[0], &number, &today()).await;
    pay_out(tab, &bank, &number, &today()).await;

    tab.open(&mine).await;
    tab.arrive(t::apply::product::individual()).await;
    tab.see(t::servicing::by_key("repaying.sentence").unwrap())
        .await;
    tab.see("6789").await;
    tab.see(t::files::loan::title()).await;
    let offer = ["3.1%", "示例银行营业部", COUNTER_GUARANTEE, LEASE];
    on_paper(tab, "offer", &offer, 1).await;
    // Below the notice stand the 24 due dates.
    let schedule = [
        "200,000.00",
        "6789",
        "HT-2026-0071",
        t::print::schedule::title(),
        t::calculator::way::equal_principal(),
        &t::calculator::no(24),
    ];
    on_paper(tab, "disbursement", &schedule, 2).await;
    let said = portal.fumin(&["verify"], "");
    assert!(said.contains("everything holds together"), "{said}");
}

/// Two things pinned, each with words of the officer's.
async fn return_it(tab: &Tab, officer: &Officer, number: &str) {
    officer.open_file(tab, number).await;
    act(tab, "accept_for_review").await;
    tab.see(t::staff_file::outcome::done(action("accept_for_review")))
        .await;
    tab.look_over().await;
    tab.press(action("return")).await;
    tab.press(t::staff_file::returning::submit()).await;
    tab.see(t::staff_file::error::pins()).await;
    for (field, code, note) in [
        ("residence_address", "incomplete", "请写到门牌号"),
        ("purpose", "other", "请写明机器从哪里买"),
    ] {
        tab.press_at(&format!(
            "input[aria-label='{}']",
            t::staff_file::returning::pin_of(name(field))
        ))
        .await;
        tab.select(&format!("code-{field}"), code).await;
        tab.fill(&format!("note-{field}"), note).await;
    }
    tab.see(t::staff_file::returning::chosen(2)).await;
    tab.look_over().await;
    tab.press(t::staff_file::returning::submit()).await;
    tab.see(t::staff_file::outcome::done(action("return")))
        .await;
}

async fn fix_it(tab: &Tab, mine: &str) {
    tab.open("/my/").await;
    tab.arrive(t::files::list::title()).await;
    tab.press_at("a.card").await;
    tab.arrive(t::apply::product::individual()).await;
    tab.see(t::files::fix::title(2)).await;
    tab.see("请写到门牌号").await;
    tab.stop("my-file-to-fix").await;
    let why = ["请写到门牌号", "请写明机器从哪里买"];
    on_paper(tab, "correction", &why, 1).await;
    for (field, answer) in [("residence_address", NEW_ADDRESS), ("purpose", NEW_PURPOSE)] {
        tab.open(mine).await;
        tab.press(name(field)).await;
        tab.arrive(t::field::by_key(&format!("{field}.label")).unwrap())
            .await;
        tab.fill(field, answer).await;
        tab.press(t::apply::question::go_on()).await;
        tab.arrive(t::apply::product::individual()).await;
    }
    tab.press(t::files::fix::check()).await;
    tab.arrive(t::apply::check::title()).await;
    tab.see(NEW_PURPOSE).await;
    tab.choose("declaration", "yes").await;
    tab.press(t::apply::check::resubmit()).await;
    tab.arrive(t::apply::product::individual()).await;
    tab.see(t::loan_state::by_key("hr_review.name").unwrap())
        .await;
}

/// The year's quota is used up: the resident reads why and that there is nothing to do, until the supervisor finds the
/// file to be the oldest and lets it go on.
async fn wait_for_quota(portal: &Portal, tab: &Tab, officer: &Officer, number: &str, mine: &str) {
    officer.open_file(tab, number).await;
    act(tab, "hold_for_quota").await;
    tab.press(t::staff_quota::hold::submit()).await;
    tab.see(t::staff_file::outcome::done(action("hold_for_quota")))
        .await;
    tab.see(t::staff_quota::left_to_supervisor()).await;
    tab.open(mine).await;
    tab.arrive(t::apply::product::individual()).await;
    tab.see(t::loan_state::by_key("quota_wait.sentence").unwrap())
        .await;
    tab.see(action("hold_for_quota")).await;
    tab.see(t::common::clock::paused()).await;
    tab.stop("my-file-waiting-for-quota").await;

    portal.fumin(&["admin", "set-supervisor", "--username", "renshe1"], "");
    tab.open("/staff/").await;
    tab.arrive(t::staff_queue::title()).await;
    tab.press(t::staff_quota::link(1)).await;
    tab.arrive(t::staff_quota::title()).await;
    tab.see(number).await;
    tab.press(t::staff_quota::submit()).await;
    tab.see(t::staff_quota::nothing_ticked()).await;
    tab.fill("how-many-quota", "1").await;
    tab.press(t::staff_quota::tick_oldest()).await;
    tab.see(t::staff_assign::ticked(1)).await;
    tab.stop("staff-quota").await;
    tab.press(t::staff_quota::submit()).await;
    tab.see(t::staff_quota::done(1)).await;
    tab.see(t::staff_quota::empty()).await;
}

/// An empty form and one without grounds are told so; the difference stands in the file.
async fn correct_it(tab: &Tab, officer: &Officer, number: &str) {
    use t::staff_correction as words;
    officer.open_file(tab, number).await;
    tab.press(words::open()).await;
    tab.press(words::submit()).await;
    tab.see(words::nothing()).await;
    tab.fill("correct-after-business_address", ON_LICENCE).await;
    tab.press(words::submit()).await;
    for part in ["reason", "paper"] {
        tab.at(&format!("[id='correct-{part}-business_address-error']"))
            .await;
    }
    tab.stop("staff-file-correcting").await;
    tab.select("correct-reason-business_address", "as_in_paper")
        .await;
    tab.select("correct-paper-business_address", LICENCE).await;
    tab.press(words::submit()).await;
    tab.see(words::done()).await;
    tab.see(words::outcome::open()).await;
    tab.at(".file__answers del").await;
    tab.look_over().await;
}

/// On the page that the server draws.
async fn object_to_it(tab: &Tab, mine: &str) {
    tab.open(mine).await;
    tab.arrive(t::apply::product::individual()).await;
    tab.press(t::track::correction()).await;
    tab.arrive(t::correcting::title()).await;
    tab.see(t::correcting::after(ON_LICENCE)).await;
    tab.stop("my-corrections").await;
    let text = tab.at("textarea").await.id().await.unwrap().unwrap();
    tab.fill(&text, IS_RIGHT).await;
    tab.press(t::correcting::object()).await;
    tab.see(t::correcting::outcome::objected()).await;
    tab.look_over().await;
}

pub(crate) async fn pass(tab: &Tab, officer: &Officer, number: &str) {
    officer.open_file(tab, number).await;
    tab.press(action("pass")).await;
    tab.press(t::staff_file::pass::submit()).await;
    tab.see(t::staff_file::outcome::done(action("pass"))).await;
}

/// In favour, if something is arranged before the contract.
async fn pass_if(tab: &Tab, officer: &Officer, number: &str, condition: &str) {
    officer.open_file(tab, number).await;
    tab.press(action("pass")).await;
    tab.press(t::staff_file::conditions::add()).await;
    tab.fill("condition-0", condition).await;
    tab.look_over().await;
    tab.press(t::staff_file::pass::submit()).await;
    tab.see(t::staff_file::outcome::done(action("pass"))).await;
}

/// A rate above the district's is told with its figures, and the one below is offered under a condition.
async fn approve(tab: &Tab, officer: &Officer, number: &str) {
    officer.open_file(tab, number).await;
    tab.press(action("approve")).await;
    tab.press(t::staff_file::terms::submit()).await;
    tab.at(".error-summary").await;
    fill_terms(tab).await;
    tab.fill("rate", "4.7").await;
    tab.press(t::staff_file::terms::submit()).await;
    tab.see("4.60%").await;
    tab.fill("rate", "3.1").await;
    tab.press(t::staff_file::conditions::add()).await;
    tab.fill("condition-0", LEASE).await;
    tab.stop("staff-file-approving").await;
    tab.press(t::staff_file::terms::submit()).await;
    tab.see(t::staff_file::outcome::done(action("approve")))
        .await;
    assert!(
        !tab.has(action("sign")).await,
        "nothing is signed under an open condition"
    );
}

/// Each by the agency that set it; the resident reads them on the page and on paper meanwhile.
async fn meet_conditions(tab: &Tab, officers: [&Officer; 2], number: &str, mine: &str) {
    tab.open(mine).await;
    tab.arrive(t::apply::product::individual()).await;
    for words in [t::files::offer::month(), COUNTER_GUARANTEE, LEASE] {
        tab.see(words).await;
    }
    let open = t::print::condition_open();
    on_paper(tab, "offer", &[COUNTER_GUARANTEE, LEASE, open], 1).await;
    for officer in officers {
        officer.open_file(tab, number).await;
        tab.see(COUNTER_GUARANTEE).await;
        let meet = t::staff_file::conditions::action();
        tab.press(meet).await;
        tab.fill("note", "看过原件").await;
        tab.look_over().await;
        tab.press(t::staff_file::conditions::submit()).await;
        tab.see(t::staff_file::outcome::done(meet)).await;
    }
}

/// An offer without conditions, signed on a day.
pub(crate) async fn approve_and_sign(tab: &Tab, officer: &Officer, number: &str, day: &str) {
    officer.open_file(tab, number).await;
    tab.press(action("approve")).await;
    fill_terms(tab).await;
    tab.press(t::staff_file::terms::submit()).await;
    tab.see(t::staff_file::outcome::done(action("approve")))
        .await;
    sign(tab, officer, number, day).await;
}

async fn fill_terms(tab: &Tab) {
    for (id, text) in [
        ("amount", "200000"),
        ("rate", "3.1"),
        ("months", "24"),
        ("branch", "示例银行营业部"),
    ] {
        tab.fill(id, text).await;
    }
}

async fn sign(tab: &Tab, officer: &Officer, number: &str, day: &str) {
    officer.open_file(tab, number).await;
    tab.press(action("sign")).await;
    tab.press(t::staff_file::sign::submit()).await;
    tab.see(t::staff_file::error::contract_number()).await;
    tab.fill_date("signed-on", day).await;
    tab.fill("contract-number", "HT-2026-0071").await;
    tab.look_over().await;
    tab.press(t::staff_file::sign::submit()).await;
    tab.see(t::staff_file::outcome::done(action("sign"))).await;
}

/// From the file to a printed page and back: what it says, on so many sheets.
async fn on_paper(tab: &Tab, printed: &str, words: &[&str], sheets: u64) {
    let (link, title) = (format!("{printed}.link"), format!("{printed}.title"));
    tab.press(t::printed::by_key(&link).unwrap()).await;
    tab.arrive(t::printed_page::by_key(&title).unwrap()).await;
    for words in words {
        tab.see(words).await;
    }
    tab.at(".printed__picture").await;
    tab.stop(&format!("print-{printed}")).await;
    assert_eq!(tab.pages_on_paper().await, sheets, "{printed}");
    tab.press(t::print::back()).await;
    tab.arrive(t::apply::product::individual()).await;
}

/// One registers the payment, and cannot confirm it; the other does.
pub(crate) async fn pay_out(tab: &Tab, bank: &[Officer; 2], number: &str, day: &str) {
    tab.press(action("propose_disbursement")).await;
    tab.fill("amount", "200000").await;
    tab.fill_date("paid-on", day).await;
    tab.fill("tail", "6789").await;
    tab.press(t::staff_file::disbursement::submit()).await;
    tab.see(t::staff_file::error::method()).await;
    tab.choose("method", "equal_principal").await;
    tab.choose("early-effect", "reduce_term").await;
    tab.fill("loan-number", "JK-2026-0071").await;
    tab.stop("staff-file-disbursing").await;
    tab.press(t::staff_file::disbursement::submit()).await;
    tab.see(t::staff_file::outcome::done(action("propose_disbursement")))
        .await;
    tab.see(t::staff_file::proposal::mine()).await;
    assert!(
        !tab.has(action("confirm_disbursement")).await,
        "nobody confirms what they proposed"
    );
    tab.look_over().await;

    bank[1].open_file(tab, number).await;
    tab.press(action("confirm_disbursement")).await;
    tab.press(t::staff_file::proposal::confirm_disbursement())
        .await;
    // The button says nearly the same as the state, so only this is the answer.
    tab.see(t::staff_file::outcome::done(action("confirm_disbursement")))
        .await;
    tab.see(t::loan_state::by_key("disbursed.name").unwrap())
        .await;
}

pub(crate) async fn act(tab: &Tab, code: &str) {
    tab.press(action(code)).await;
}

fn action(code: &str) -> &'static str {
    t::loan_action::by_key(code).unwrap()
}

fn name(field: &str) -> &'static str {
    t::field_name::by_key(field).unwrap()
}

/// Today in the district.
pub(crate) fn today() -> String {
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    domain::Date::from_unix_ms_shanghai(i64::try_from(now.as_millis()).unwrap()).to_string()
}
