//! What is corrected, who is told, and what comes of each answer.

use api::ProblemCode;
use api::tracking::TrackResponse;
use application::Field;
use workflow::correction::CorrectionOutcome;

use super::super::{DAY_MS, again, attempt as attempt_action, messages, queue, refusal};
use super::*;

#[tokio::test]
async fn the_resident_reads_it_and_objects_once() {
    let portal = TestPortal::start().await;
    let (mut resident, mut li, id) = in_review(&portal).await;
    let before = view(&mut li, &id).await;
    assert_eq!(
        before.corrections.open_fields,
        [
            "residence_address",
            "business_name",
            "credit_code",
            "business_registered_on",
            "business_address",
            "industry"
        ]
    );
    let (key, version) = (fresh_key(), before.application.version);
    let body = json!({ "version": version, "changes": address() });
    for _ in 0..2 {
        let place = with_id(path::STAFF_CORRECTIONS, &id);
        let answer = li.send_json(Method::POST, &place, &key, &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    }
    let after = view(&mut li, &id).await;
    assert_eq!(after.application.version, version);
    assert_eq!(after.application.timeline, before.application.timeline);
    assert_eq!(
        after.application.answers.text(Field::BusinessAddress),
        ON_PAPER
    );
    let made = after.corrections.made.first().unwrap().clone();
    assert_eq!(after.corrections.made.len(), 1);
    assert_eq!(
        (made.outcome, made.until.to_string().as_str()),
        (CorrectionOutcome::Open, "2026-11-27")
    );
    assert_eq!(
        (made.made_by.as_str(), made.changes[0].before.as_str()),
        ("示例 li", IS_NOW)
    );
    let told = messages(&portal, PHONE);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("有更正") && told[0].contains("11 月 27 日"));
    assert!(!told[0].contains("示例路"), "{}", told[0]);

    // A refusal waits; nothing else does.
    assert!(
        !after
            .application
            .actions
            .contains(&LoanAction::ProposeRefusal)
    );
    assert!(after.application.actions.contains(&LoanAction::Pass));
    let problem = attempt_action(&mut li, &id, LoanAction::ProposeRefusal, refusal())
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "correction_open");

    let shown = text(&resident.get(&at(&id)).await);
    for words in [
        IS_NOW,
        ON_PAPER,
        "按材料上的写法",
        "营业执照",
        "2026年11月27日",
        "没错",
        "不对，我要说明",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("<script"));
    let empty = say(&mut resident, (&id, &fresh_key()), &made, ("object", "")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(&empty).contains("href=\"#text\""));
    let key = fresh_key();
    for _ in 0..2 {
        let kept = say(&mut resident, (&id, &key), &made, ("object", "two")).await;
        assert_eq!(
            (kept.status, kept.header("location")),
            (StatusCode::SEE_OTHER, at(&id).as_str())
        );
    }
    let objected = view(&mut li, &id).await;
    let one = &objected.corrections.made[0];
    assert_eq!(
        (one.outcome, one.objection.as_deref()),
        (CorrectionOutcome::Objected, Some("two"))
    );
    assert_eq!(
        objected.application.answers.text(Field::BusinessAddress),
        IS_NOW
    );
    assert!(queue(&mut li).await.waiting[0].is_correction_objected);
    let again = say(&mut resident, (&id, &fresh_key()), &made, ("accept", "")).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(text(&again).contains("已经改回原来的写法"));
    let problem = attempt(&mut li, &id, address())
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(
        (
            problem.errors[0].pointer.as_str(),
            problem.errors[0].code.as_str()
        ),
        ("/changes/0/field", "correction_objected")
    );
    whole(&portal);
    act(&mut li, &id, LoanAction::Pass, json!({})).await;
    whole(&portal);
}

#[tokio::test]
async fn the_tracking_page_leads_there_and_a_yes_ends_the_days() {
    let portal = TestPortal::start().await;
    let (mut resident, mut li, id) = in_review(&portal).await;
    let made = correct(&mut li, &id, address()).await;
    let mine: api::application::ApplicationView =
        resident.get(&with_id(path::APPLICATION, &id)).await.json();
    let (code, number) = (mine.query_code.unwrap(), mine.acceptance_number.unwrap());
    let request = json!({ "query_code": code, "phone_tail": "0001" });
    let track = async || {
        let answer = portal.anonymous().post(path::TRACKING, &request).await;
        assert!(!String::from_utf8_lossy(&answer.body).contains(&id));
        answer.json::<TrackResponse>().correction
    };
    let leads = track().await.unwrap();
    assert_eq!(leads, format!("/apply/{number}/corrections"));
    let mut headers = HeaderMap::new();
    let form = "application/x-www-form-urlencoded";
    headers.insert(CONTENT_TYPE, form.parse().unwrap());
    let typed = Body::from(format!("query_code={code}&phone_tail=0001"));
    let plainly = portal
        .anonymous()
        .send(Method::POST, "/plain/track", headers, typed)
        .await;
    let plainly = String::from_utf8(plainly.body.to_vec()).unwrap();
    assert!(plainly.contains("有更正，请看") && plainly.contains(&leads));
    let led = resident.get(&leads).await;
    assert_eq!(
        (led.status, led.header("location")),
        (StatusCode::SEE_OTHER, at(&id).as_str())
    );
    // The address says nothing of how the person reads; what the app left in the browser does, also of a terminal.
    let mut reader = resident
        .at(&portal)
        .with_cookie("fumin-look", "lang=en&large=1&kiosk=1");
    let led = reader.get(&leads).await;
    let wanted = format!("{}?lang=en&large=1&kiosk=1", at(&id));
    assert_eq!(led.header("location"), wanted);
    let yes = say(&mut resident, (&id, &fresh_key()), &made, ("accept", "")).await;
    assert_eq!(yes.status, StatusCode::SEE_OTHER, "{yes:?}");
    assert!(text(&resident.get(&at(&id)).await).contains("您说了没错"));
    assert_eq!(track().await, None);
    let seen = view(&mut li, &id).await;
    assert_eq!(
        seen.corrections.made[0].outcome,
        CorrectionOutcome::Accepted
    );
    assert!(
        seen.application
            .actions
            .contains(&LoanAction::ProposeRefusal)
    );
    whole(&portal);
}

#[tokio::test]
async fn silence_lets_it_stand_and_paper_says_who_it_was() {
    let portal = TestPortal::start().await;
    let (_, mut li, id) = in_review(&portal).await;
    let made = correct(&mut li, &id, address()).await;
    portal.clock.advance_ms(4 * DAY_MS);
    let mut resident = portal.resident(PHONE).await;
    assert!(text(&resident.get(&at(&id)).await).contains("过了最后一天"));
    let late = say(&mut resident, (&id, &fresh_key()), &made, ("object", "two")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let said = text(&late);
    assert!(
        said.contains("过了最后一天") && !said.contains("<form"),
        "{said}"
    );
    let mut li = again(&portal, "li").await;
    let seen = view(&mut li, &id).await;
    assert_eq!(seen.corrections.made[0].outcome, CorrectionOutcome::Stands);
    assert_eq!(seen.corrections.refusal_waits_until, None);
    let whole_file = resident.get(&with_id(path::APPLICATION, &id)).await;
    assert_eq!(
        whole_file.value()["particulars"]["corrected"],
        json!({ "business_address": "2026-11-24" })
    );
    act(&mut li, &id, LoanAction::ProposeRefusal, refusal()).await;
    whole(&portal);
}

#[tokio::test]
async fn another_verdict_stands_beside_the_frozen_one() {
    let portal = TestPortal::start().await;
    let (_, mut li, id) = in_review(&portal).await;
    let frozen = view(&mut li, &id).await.application.verdict.unwrap();
    correct(&mut li, &id, address()).await;
    assert_eq!(view(&mut li, &id).await.corrections.verdict, None);
    let trade = json!([change("industry", "trade", "restricted")]);
    correct(&mut li, &id, trade).await;
    let seen = view(&mut li, &id).await;
    let now = seen.corrections.verdict.unwrap();
    assert_eq!(now.verdict, "not_eligible");
    assert_eq!(now.pack_hash, frozen.pack_hash);
    assert_eq!(seen.application.verdict, Some(frozen));
    whole(&portal);
}

#[tokio::test]
async fn answers_changed_behind_the_log_are_found() {
    let portal = TestPortal::start().await;
    let (_, mut li, id) = in_review(&portal).await;
    correct(&mut li, &id, address()).await;
    whole(&portal);
    let file_id = id.clone();
    let state = portal.state.clone();
    let work = move |tx: &store::Tx| {
        let found = server::applications::file::ApplicationFile::load(&state, tx, &file_id)?;
        let mut file = found.unwrap();
        file.draft.answers.set_text(Field::BusinessName, "别的店");
        file.save_draft(tx, &state, 1_800_000_000_000)
    };
    let store = &portal.state.store;
    store
        .write::<_, _, server::problem::ApiError>(work)
        .await
        .unwrap();
    let state = &portal.state;
    let report = verify(&state.store, &state.keyring, &state.config.data).unwrap();
    let said = "the answers are not the form handed in and its corrections";
    assert_eq!(report.findings, [format!("{id}: {said}")]);
}
