//! The borrower's own page: asking for an extension without a line of script.

use axum::body::Body;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, StatusCode};
use workflow::servicing::ExtensionState;

use super::*;
use crate::portal::fresh_key;

fn text(answer: &Answer) -> String {
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "no-store");
    String::from_utf8(answer.body.to_vec()).unwrap()
}

fn at(id: &str) -> String {
    format!("/my/applications/{id}/extension")
}

async fn send(browser: &mut Browser, path: &str, body: String) -> Answer {
    let mut headers = HeaderMap::new();
    let form = "application/x-www-form-urlencoded";
    headers.insert(CONTENT_TYPE, form.parse().unwrap());
    browser
        .send(Method::POST, path, headers, Body::from(body))
        .await
}

fn typed(key: &str, months: &str, reason: &str) -> String {
    format!("key={key}&months={months}&reason={reason}")
}

impl Lent {
    async fn borrower(&self) -> Browser {
        self.portal.clock.advance_ms(2 * 60 * 1000);
        self.portal.resident(PHONE).await
    }
}

#[tokio::test]
async fn the_page_says_what_it_costs_and_takes_the_request_once() {
    let lent = Lent::begin().await;
    lent.noon("2026-12-01");
    let mut borrower = lent.borrower().await;
    let at = at(&lent.id);
    let shown = text(&borrower.get(&at).await);
    for words in [
        "国家一分钱利息也不贴",
        "延 6 个月，最后还款日改到 2028年5月24日，多付利息",
        "银发〔2016〕202",
        "<option value=\"12\"",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("<script") && !shown.contains("<option value=\"13\""));
    // A browser that meets no line may put back what was written.
    assert!(!shown.contains("autocomplete=\"off\""));

    let empty = send(&mut borrower, &at, typed(&fresh_key(), "", "")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = text(&empty);
    // Both are empty, and the summary says which is which, in the order of the form.
    let (months, reason) = (
        said.find("href=\"#months\">想延几个月："),
        said.find("href=\"#reason\">为什么到期还不上："),
    );
    assert!(months.is_some() && months < reason, "{said}");
    let kept = send(&mut borrower, &at, typed(&fresh_key(), "13", "hail")).await;
    assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        text(&kept).contains(">hail</textarea>"),
        "what was typed stays"
    );
    let keyless = send(&mut borrower, &at, "months=6&reason=hail".to_owned()).await;
    assert_eq!(keyless.status, StatusCode::BAD_REQUEST);

    let key = fresh_key();
    for _ in 0..2 {
        let asked = send(&mut borrower, &at, typed(&key, "6", "hail")).await;
        assert_eq!(
            (asked.status, asked.header("location")),
            (StatusCode::SEE_OTHER, at.as_str()),
            "{asked:?}"
        );
    }
    let loan = lent.mine().await.loan.unwrap();
    assert_eq!(loan.extension.unwrap().state, ExtensionState::Review);
    let mut borrower = lent.borrower().await;
    let shown = text(&borrower.get(&at).await);
    assert!(
        shown.contains("展期或重新安排还款，最晚") && !shown.contains("<form"),
        "{shown}"
    );
    let second = send(&mut borrower, &at, typed(&fresh_key(), "3", "hail")).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    lent.whole();
}

#[tokio::test]
async fn it_is_nobody_elses_and_no_clerk_asks_for_it() {
    let lent = Lent::begin().await;
    lent.noon("2026-12-01");
    let mut other = lent.portal.resident("13800000002").await;
    assert_eq!(other.get(&at(&lent.id)).await.status, StatusCode::NOT_FOUND);
    let draft = crate::filing::draft(&mut other).await.id;
    assert_eq!(other.get(&at(&draft)).await.status, StatusCode::NOT_FOUND);
    let mut nobody = lent.portal.anonymous();
    let refused = nobody.get(&at(&lent.id)).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    let back = format!("/my/sign-in?return=/my/applications/{}", lent.id);
    assert!(text(&refused).contains(&back));
    let mut clerk = lent.portal.clerk("daiban").await;
    let mut tab = crate::service_point::help(&lent.portal, &mut clerk, PHONE, "loan").await;
    assert_eq!(tab.get(&at(&lent.id)).await.status, StatusCode::FORBIDDEN);
    // As a browser opens it by itself, without the tab's mark.
    let mut window = clerk.with_cookies_of(&tab);
    assert_eq!(
        window.get(&at(&lent.id)).await.status,
        StatusCode::UNAUTHORIZED
    );
}
