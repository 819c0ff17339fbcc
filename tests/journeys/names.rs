//! A long name with dots, a name of rare characters, and digits pasted in full width, at 320 px in large type.

use i18n::t;

use crate::drafts::sign_in_and_fill;
use crate::harness::{Officer, Portal, Resident, Screen, Tab, run};

/// With the dots of Tibetan names as people type them; an answer is kept as it was typed, and read with one kind of dot.
const LONG: &str = "阿旺洛桑•次仁丹增．嘉措旺堆・卓玛央金";
/// Neither is in the first plane of Unicode.
const RARE: &str = "𬭎𫖮";
const PASTED: &str = "３６０４２６１９９１０１０１００７１";

#[tokio::test]
async fn in_large_type() {
    run(Screen::Narrow, names).await;
}

async fn names(portal: &mut Portal, tab: &Tab) {
    let (resident, id) = sign_in_and_fill(portal, tab, "13800000045").await;
    let large = "localStorage['fumin.large'] = '1'";
    tab.script(large, vec![]).await.unwrap();
    answer(tab, &id, "id_number", PASTED).await;
    has_reached(tab, &resident, &id, "id_number", PASTED).await;
    for name in [LONG, RARE] {
        answer(tab, &id, "applicant_name", name).await;
        has_reached(tab, &resident, &id, "applicant_name", name).await;
        tab.open(&format!("/apply/{id}")).await;
        tab.see(t::apply::tasks::how()).await;
        tab.look_closely().await;
        tab.open(&format!("/apply/{id}/check")).await;
        tab.at("html[data-large] main h1").await;
        tab.see(name).await;
        tab.look_closely().await;
    }

    // The officer sees one whole character and not half of one.
    let view = resident.submit(&id).await;
    let number = view.acceptance_number.unwrap();
    let officer = Officer::new(portal, "renshe1", "hr-officer");
    officer.sign_in(tab).await;
    tab.see(number).await;
    tab.see("𬭎*").await;
    tab.look_closely().await;
}

async fn answer(tab: &Tab, id: &str, field: &str, text: &str) {
    tab.open(&format!("/apply/{id}/applicant/{field}")).await;
    tab.arrive(t::field::by_key(&format!("{field}.label")).unwrap())
        .await;
    tab.fill(field, text).await;
    tab.look_closely().await;
    tab.press(t::apply::question::go_on()).await;
}

async fn has_reached(tab: &Tab, resident: &Resident, id: &str, field: &str, text: &str) {
    tab.until(&format!("{field} as {text} at the server"), async || {
        let answers = serde_json::to_value(resident.find(id).await.answers).unwrap();
        Ok((answers[field] == text).then_some(()))
    })
    .await;
}
