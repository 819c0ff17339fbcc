//! The side of the person named.

use super::*;
use crate::portal::other_code;

#[tokio::test]
async fn only_the_right_digits_and_the_right_code_answer() {
    let (portal, _, _, token) = spouse_asked().await;
    let view = look(&portal, &token).await;
    let right = code(&portal, &token, SPOUSE_PHONE).await;
    let wrong = other_code(&right);
    let mut browser = portal.anonymous();
    for (tail, code) in [
        ("0012", right.as_str()),
        ("", &right),
        ("0011", wrong),
        ("0011", ""),
    ] {
        let answer = browser
            .post(
                path::CONSENT_ANSWERS,
                &request(&view, &token, "give", tail, code),
            )
            .await;
        answer.problem(ProblemCode::CredentialsWrong);
    }
    // A code of this consent signs nobody in, and that of signing in is none here.
    let sign_in = browser
        .post(
            path::SESSION,
            &json!({"phone": SPOUSE_PHONE, "code": right}),
        )
        .await;
    sign_in.problem(ProblemCode::CredentialsWrong);
    for odd in ["", "nothing", "nothing.00"] {
        let answer = browser
            .post(path::CONSENT_REQUESTS, &json!({ "token": odd }))
            .await;
        answer.problem(ProblemCode::NotFound);
        let answer = browser
            .post(path::CONSENT_REQUEST_CODES, &json!({ "token": odd }))
            .await;
        answer.problem(ProblemCode::NotFound);
        let answer = browser
            .post(
                path::CONSENT_ANSWERS,
                &request(&view, odd, "give", "0011", &right),
            )
            .await;
        answer.problem(ProblemCode::NotFound);
    }
    // The same press twice is one answer; another one comes too late.
    let (key, give) = (fresh_key(), request(&view, &token, "give", "0011", &right));
    for _ in 0..2 {
        let answer = browser
            .send_json(Method::POST, path::CONSENT_ANSWERS, &key, &give)
            .await;
        assert_eq!(
            answer.json::<ConsentRequestView>().state,
            ConsentState::Given
        );
    }
    let again = browser.post(path::CONSENT_ANSWERS, &give).await;
    again.problem(ProblemCode::ActionNotPossible);
    let cancel = request(&view, &token, "cancel", "0011", &right);
    browser
        .post(path::CONSENT_ANSWERS, &cancel)
        .await
        .problem(ProblemCode::ActionNotPossible);
}

#[tokio::test]
async fn the_fifth_wrong_code_spends_it() {
    let (portal, _, _, token) = spouse_asked().await;
    let view = look(&portal, &token).await;
    let right = code(&portal, &token, SPOUSE_PHONE).await;
    let wrong = other_code(&right);
    let mut browser = portal.anonymous();
    for expected in [
        ProblemCode::CredentialsWrong,
        ProblemCode::CredentialsWrong,
        ProblemCode::CredentialsWrong,
        ProblemCode::CredentialsWrong,
        ProblemCode::CodeSpent,
    ] {
        let answer = browser
            .post(
                path::CONSENT_ANSWERS,
                &request(&view, &token, "give", "0011", wrong),
            )
            .await;
        answer.problem(expected);
    }
    let late = browser
        .post(
            path::CONSENT_ANSWERS,
            &request(&view, &token, "give", "0011", &right),
        )
        .await;
    late.problem(ProblemCode::CodeSpent);
}

#[tokio::test]
async fn a_no_is_a_no_and_somebody_else_can_be_asked() {
    let (portal, mut resident, file, token) = spouse_asked().await;
    let refused = answer(&portal, &token, "refuse", "0011", SPOUSE_PHONE).await;
    let view: ConsentRequestView = refused.json();
    assert_eq!((view.state, view.actions.len()), (ConsentState::Refused, 0));
    // The applicant is told that there is an answer, and nothing else.
    let sent = server::sms::outbox::list(&portal.state.store, &portal.state.keyring, 10).unwrap();
    let told = sent
        .iter()
        .find(|message| message.phone == OWN_PHONE && message.text.contains("新的答复"));
    assert!(!told.unwrap().text.contains("不同意"));
    let missing = submit(&mut resident, &file.id).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = asked(&mut resident, &file.id, &spouse()).await;
    given(&portal, &again, "0011", SPOUSE_PHONE).await;
    assert_eq!(submit(&mut resident, &file.id).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_yes_holds_for_the_loan_that_was_read() {
    let (portal, mut resident, file, token) = spouse_asked().await;
    let read = look(&portal, &token).await;
    save(
        &mut resident,
        &file.id,
        json!({"amount_yuan": "210000"}),
        json!({}),
    )
    .await;
    // Another loan than the one on the screen.
    let right = code(&portal, &token, SPOUSE_PHONE).await;
    let mut browser = portal.anonymous();
    let stale = browser
        .post(
            path::CONSENT_ANSWERS,
            &request(&read, &token, "give", "0011", &right),
        )
        .await;
    stale.problem(ProblemCode::Stale);
    given(&portal, &token, "0011", SPOUSE_PHONE).await;
    // Less is covered, more is not, nor another spouse.
    for (change, status) in [
        (
            json!({"amount_yuan": "220000"}),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            json!({"amount_yuan": "210000", "term_months": "36"}),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            json!({"term_months": "24", "spouse_name": "示例王五"}),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            json!({"spouse_name": "示例李强", "amount_yuan": "100000"}),
            StatusCode::OK,
        ),
    ] {
        save(&mut resident, &file.id, change.clone(), json!({})).await;
        assert_eq!(
            submit(&mut resident, &file.id).await.status,
            status,
            "{change}"
        );
    }
}

#[tokio::test]
async fn a_question_runs_out_and_one_thrown_away_is_gone() {
    let (portal, _, file, token) = spouse_asked().await;
    portal.clock.advance_ms(14 * DAY_MS);
    let late = look(&portal, &token).await;
    assert_eq!((late.state, late.actions.len()), (ConsentState::Asked, 0));
    let mut browser = portal.anonymous();
    let sent = browser
        .post(path::CONSENT_REQUEST_CODES, &json!({ "token": token }))
        .await;
    sent.problem(ProblemCode::ActionNotPossible);
    let now_ms = server::clock::Clock::now_ms(&*portal.clock);
    let run = || server::people::expire::run_once(&portal.state, now_ms);
    assert_eq!(run().await.unwrap(), 1);
    assert_eq!(run().await.unwrap(), 0);
    // The applicant hears of it, once, and not who it was.
    let sent = server::sms::outbox::list(&portal.state.store, &portal.state.keyring, 10).unwrap();
    let told: Vec<&str> = sent
        .iter()
        .filter(|message| message.phone == OWN_PHONE && message.text.contains("没有回答"))
        .map(|message| message.text.as_str())
        .collect();
    assert!(told.len() == 1 && !told[0].contains("李强"), "{told:?}");
    let mut resident = portal.resident(OWN_PHONE).await;
    let view = people(&mut resident, &file.id).await;
    assert_eq!(view.people[0].state, ConsentState::Expired);
    let thrown = resident.delete(&with_id(path::APPLICATION, &file.id)).await;
    assert_eq!(thrown.status, StatusCode::NO_CONTENT, "{thrown:?}");
    let gone = browser
        .post(path::CONSENT_REQUESTS, &json!({ "token": token }))
        .await;
    gone.problem(ProblemCode::NotFound);
}

/// No yes is taken to a sum that is not there, and one that was given does not cover whatever takes its place.
#[tokio::test]
async fn nobody_says_yes_to_a_sum_that_cannot_be_read() {
    let (portal, mut resident, file, token) = spouse_asked().await;
    let read = look(&portal, &token).await;
    let right = code(&portal, &token, SPOUSE_PHONE).await;
    let mut browser = portal.anonymous();
    for unread in ["", "0", "二十万", "20,0000"] {
        let change = json!({ "amount_yuan": unread });
        save(&mut resident, &file.id, change, json!({})).await;
        let seen = look(&portal, &token).await;
        assert_eq!((seen.amount_fen, seen.months), (None, Some(24)), "{unread}");
        assert_eq!(seen.actions, [ConsentAction::Refuse], "{unread}");
        for (view, expected) in [
            (&read, ProblemCode::Stale),
            (&seen, ProblemCode::ActionNotPossible),
        ] {
            let give = request(view, &token, "give", "0011", &right);
            let answer = browser.post(path::CONSENT_ANSWERS, &give).await;
            answer.problem(expected);
        }
    }
    let change = json!({ "amount_yuan": "200000" });
    save(&mut resident, &file.id, change, json!({})).await;
    given(&portal, &token, "0011", SPOUSE_PHONE).await;
    let change = json!({ "amount_yuan": "二十万" });
    save(&mut resident, &file.id, change, json!({})).await;
    let view = people(&mut resident, &file.id).await;
    let mut needs = view.needs.iter();
    let need = needs.find(|need| need.kind == ConsentKind::Spouse).unwrap();
    assert_eq!((need.needed, need.given), (1, 0));
    // What is wrong is the sum, and nobody has to be asked again for it.
    assert!(!view.people[0].is_outgrown);
}
