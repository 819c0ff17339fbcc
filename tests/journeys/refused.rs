//! A refusal: proposed by one officer, confirmed by another, and told with reason, article, evidence and remedies. The
//! resident appeals, a third officer takes the refusal back, with words that the office keeps for it, and the resident reads
//! why.

use i18n::t;
use serde_json::json;

use crate::harness::{Officer, Portal, Resident, Tab, journey};

journey!(be_refused_by_two);

const ARTICLE: &str = "甘人社通〔2024〕299号第十二条";
const APPEAL: &str = "那天店在搬家，这是新的地址";
const ANSWER: &str = "到新地址看过，店在营业";
const WORDS: &str = "您交来的材料看过了。";
const CHANGE: &str = "店开起来，能上门看到货和账";
const PROOF: &str = "visit.pdf";
const REMEDY: &str = "办好营业执照后可以重新申请";

async fn be_refused_by_two(portal: &mut Portal, tab: &Tab) {
    tab.open("/my/sign-in").await;
    let resident = Resident::sign_in_by_hand(portal, tab, "13800000006").await;
    let file = resident.hand_in().await;
    let number = file.acceptance_number.unwrap();
    let officers = [
        Officer::new(portal, "renshe1", "hr-officer"),
        Officer::new(portal, "renshe2", "hr-officer"),
        Officer::new(portal, "renshe3", "hr-officer"),
    ];

    officers[0].open_file(tab, &number).await;
    tab.press(action("accept_for_review")).await;
    tab.see(t::staff_file::outcome::done(action("accept_for_review")))
        .await;
    tab.press(action("propose_refusal")).await;
    tab.press(t::staff_file::refusal::submit()).await;
    tab.at(".error-summary").await;
    tab.stop("staff-file-refusing-wrong").await;
    tab.select("reason", "other").await;
    tab.fill("article", ARTICLE).await;
    tab.fill("evidence", "实地没有找到这家店").await;
    tab.fill("would-change", CHANGE).await;
    tab.fill("remedy-0", REMEDY).await;
    let scan = portal.file(PROOF, b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");
    let control = tab.at("[id='office-papers']").await;
    control.send_keys(scan.to_str().unwrap()).await.unwrap();
    tab.see(t::staff_file::office_papers::waiting()).await;
    tab.press(t::staff_file::refusal::submit()).await;
    tab.see(t::staff_file::proposal::refusal_title()).await;
    tab.see(t::staff_file::proposal::mine()).await;
    assert!(
        !tab.has(action("confirm_refusal")).await,
        "nobody confirms what they proposed"
    );
    let seen = resident.find(&file.id).await;
    assert!(
        seen.refusal.is_none(),
        "the applicant hears nothing before the second person"
    );

    officers[1].open_file(tab, &number).await;
    for words in [ARTICLE, PROOF] {
        tab.see(words).await;
    }
    tab.press(action("confirm_refusal")).await;
    tab.press(t::staff_file::proposal::confirm_refusal()).await;
    tab.see(t::staff_file::outcome::done(action("confirm_refusal")))
        .await;

    tab.open(&format!("/my/applications/{}", file.id)).await;
    tab.arrive(t::apply::product::individual()).await;
    for words in [t::files::refusal::title(), ARTICLE, CHANGE, REMEDY] {
        tab.see(words).await;
    }
    tab.stop("my-file-refused").await;
    tab.press(t::printed::by_key("refusal.link").unwrap()).await;
    tab.arrive(t::printed_page::by_key("refusal.title").unwrap())
        .await;
    for words in [ARTICLE, REMEDY, CHANGE] {
        tab.see(words).await;
    }
    tab.at(".printed__picture").await;
    tab.stop("print-refusal").await;
    assert_eq!(tab.pages_on_paper().await, 1);
    // What this file does not have is not printed.
    tab.open(&format!("/print/{}/offer", file.id)).await;
    tab.see(t::print::nothing()).await;

    tab.open(&format!("/my/applications/{}", file.id)).await;
    tab.arrive(t::apply::product::individual()).await;
    tab.press(action("appeal")).await;
    tab.at("#appeal[aria-invalid]").await;
    tab.fill("appeal", APPEAL).await;
    // Loading the page again takes no words away.
    let here = tab.address().await;
    tab.open(&here).await;
    tab.at("#appeal").await;
    assert_eq!(tab.value_of("appeal").await, APPEAL);
    tab.press(action("appeal")).await;
    tab.see(t::loan_state::by_key("appeal_review.name").unwrap())
        .await;
    tab.see(APPEAL).await;

    officers[1].open_file(tab, &number).await;
    tab.see(t::staff_file::appeal::barred()).await;
    assert!(!tab.has(action("overturn_refusal")).await);
    keep_words(portal, tab, &officers[2]).await;
    officers[2].open_file(tab, &number).await;
    for words in [APPEAL, ARTICLE] {
        tab.see(words).await;
    }
    tab.press(action("overturn_refusal")).await;
    tab.press(t::staff_file::appeal::overturn()).await;
    tab.at(".error-summary").await;
    // The office's own words come into the box and are edited there; nothing is sent by inserting them.
    tab.press_at("#template-appeal option:nth-child(2)").await;
    tab.press(t::staff_template::insert()).await;
    let typed = "return document.getElementById('note').value.includes(arguments[0]) || null";
    tab.until("the words in the box", async || {
        tab.script(typed, vec![json!(WORDS)]).await
    })
    .await;
    tab.look_over().await;
    tab.fill("note", &format!("{WORDS}{ANSWER}")).await;
    tab.press(t::staff_file::appeal::overturn()).await;
    tab.see(t::staff_file::outcome::done(action("overturn_refusal")))
        .await;
    tab.open("/staff/workload").await;
    tab.see(t::staff_workload::office()).await;
    tab.look_over().await;

    tab.open(&format!("/my/applications/{}", file.id)).await;
    tab.arrive(t::apply::product::individual()).await;
    for words in [t::loan_state::by_key("hr_review.name").unwrap(), ANSWER] {
        tab.see(words).await;
    }
    tab.look_over().await;
}

/// A supervisor keeps words for appeals.
async fn keep_words(portal: &Portal, tab: &Tab, supervisor: &Officer) {
    portal.fumin(&["admin", "set-supervisor", "--username", "renshe3"], "");
    supervisor.sign_in(tab).await;
    tab.press(t::staff_template::link()).await;
    tab.arrive(t::staff_template::title()).await;
    tab.press(t::staff_template::save()).await;
    tab.at(".error-summary").await;
    tab.choose("template-purpose-new", "appeal").await;
    tab.fill("template-title-new", "看过新材料").await;
    tab.fill("template-words-new", WORDS).await;
    tab.press(t::staff_template::save()).await;
    tab.see(t::staff_template::saved()).await;
    tab.see(WORDS).await;
    // What stands half typed stays when another row is saved.
    tab.fill("template-title-new", "写了一半").await;
    tab.press_at(".templates__one summary").await;
    tab.press_at(".templates__one form button").await;
    let closed = "return document.querySelector('.templates__one details[open]') ? null : true";
    tab.until("the list drawn anew", async || {
        tab.script(closed, Vec::new()).await
    })
    .await;
    assert_eq!(tab.value_of("template-title-new").await, "写了一半");
    tab.look_over().await;
}

fn action(code: &str) -> &'static str {
    t::loan_action::by_key(code).unwrap()
}
