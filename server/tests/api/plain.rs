//! The plain pages, as the oldest browsers get them.

use api::path;
use axum::body::Body;
use catalogue::CourseListing;
use http::{HeaderMap, Method, StatusCode};

use workflow::Role;
use workflow::loan::{EventDetail, LoanAction, LoanTerms};

use crate::filing::{officer, submitted};
use crate::portal::{Answer, Browser, TestPortal};

const FORM: &str = "application/x-www-form-urlencoded";

fn text(answer: &Answer) -> String {
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    String::from_utf8(answer.body.to_vec()).unwrap()
}

async fn send(browser: &mut Browser, body: &str) -> Answer {
    let mut headers = HeaderMap::new();
    headers.insert("content-type", FORM.parse().unwrap());
    browser
        .send(
            Method::POST,
            "/plain/track",
            headers,
            Body::from(body.to_owned()),
        )
        .await
}

#[tokio::test]
async fn every_page_is_whole_without_script_and_kept_by_its_content() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    let courses: Vec<CourseListing> = browser.get(path::COURSES).await.json();
    let course = format!("/plain/courses/{}", courses[0].id);
    for (page, chinese, english) in [
        ("/plain", "这里能办的", "What you can do here"),
        ("/plain/courses", "按这些条件找", "Find by these"),
        (course.as_str(), "要带什么", "What to bring"),
        ("/plain/track", "手机号后四位", "Last four digits"),
        ("/plain/pace", "没有超期的", "None overdue"),
        (
            "/plain/forms/startup_loan_individual",
            "人员类别证明",
            "Papers to bring",
        ),
        (
            "/plain/forms/startup_loan_enterprise",
            "职工花名册",
            "Papers to bring",
        ),
    ] {
        let answer = browser.get(page).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}");
        let shown = text(&answer);
        assert!(shown.contains(chinese), "{page}");
        assert!(
            !shown.contains("<script") && !shown.contains(" style="),
            "{page}"
        );
        for tag in ["og:title", "og:description", "og:image"] {
            assert_eq!(shown.matches(tag).count(), 1, "{page}: {tag}");
        }
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; style-src 'sha256-"),
            "{policy}"
        );
        assert_eq!(answer.header("cache-control"), "no-cache");
        let mut headers = HeaderMap::new();
        headers.insert("if-none-match", answer.header("etag").parse().unwrap());
        let again = browser
            .send(Method::GET, page, headers, Body::empty())
            .await;
        assert_eq!(
            (again.status, again.body.len()),
            (StatusCode::NOT_MODIFIED, 0),
            "{page}"
        );
        let in_english = text(&browser.get(&format!("{page}?lang=en&large=1")).await);
        assert!(in_english.contains(english), "{page}");
        assert!(
            in_english.contains("<html lang=\"en\" data-large>"),
            "{page}"
        );
        // The one after it speaks Chinese again.
        assert_eq!(text(&browser.get(page).await), shown, "{page}");
    }
    // Who asks where a file is finds how long it usually takes.
    let track = text(&browser.get("/plain/track?lang=en").await);
    assert!(track.contains("href=\"/plain/pace?lang=en\""), "{track}");
}

#[tokio::test]
async fn the_sheet_of_an_enterprise_asks_nothing_of_a_spouse() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    for (product, is_asked) in [
        ("startup_loan_individual", true),
        ("startup_loan_enterprise", false),
    ] {
        let shown = text(&browser.get(&format!("/plain/forms/{product}")).await);
        for words in ["婚姻状况", "配偶姓名", "查询我和配偶的信用记录"] {
            assert_eq!(shown.contains(words), is_asked, "{product}: {words}");
        }
        for words in ["查询企业的信用记录", "备案章程", "新招人员的类别证明"]
        {
            assert_eq!(shown.contains(words), !is_asked, "{product}: {words}");
        }
    }
}

#[tokio::test]
async fn a_terminal_leaves_by_itself_and_at_a_press() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    for page in ["/plain/pace", "/plain/track", "/plain/no-such-page"] {
        let answer = browser.get(&format!("{page}?kiosk=1")).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("; script-src 'sha256-"), "{policy}");
        // The browser itself leaves only where no script can ask first.
        assert_eq!(answer.header("refresh"), "", "{page}");
        let shown = text(&answer);
        let by_itself = "<noscript><meta http-equiv=\"refresh\" content=\"300; url=/?kiosk=1&amp;left=1\"></noscript>";
        assert!(shown.contains(by_itself), "{shown}");
        assert!(shown.contains("我还在用"), "{shown}");
        assert!(shown.contains("href=\"/?kiosk=1&amp;left=1\""), "{shown}");
        assert!(shown.contains("/plain/courses?kiosk=1"), "{shown}");
        let elsewhere = browser.get(page).await;
        assert_eq!(elsewhere.header("refresh"), "", "{page}");
        let policy = elsewhere.header("content-security-policy");
        assert!(!policy.contains("script-src"), "{policy}");
        assert!(!text(&elsewhere).contains("kiosk"), "{page}");
    }
}

#[tokio::test]
async fn pages_are_small_on_the_wire() {
    let portal = TestPortal::start().await;
    for (encoding, most) in [("br", 16_000), ("gzip", 18_000)] {
        let mut headers = HeaderMap::new();
        headers.insert("accept-encoding", encoding.parse().unwrap());
        let browser = portal.anonymous();
        let answer = browser
            .clone()
            .send(Method::GET, "/plain/courses", headers, Body::empty())
            .await;
        assert_eq!(answer.header("content-encoding"), encoding);
        assert!(
            answer.body.len() < most,
            "{encoding}: {}",
            answer.body.len()
        );
    }
}

#[tokio::test]
async fn the_list_finds_what_the_address_asks_for_fifty_a_page() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    let courses: Vec<CourseListing> = browser.get(path::COURSES).await.json();
    let cards = |page: &str| page.matches("<li class=\"plain-course\">").count();
    let first = text(&browser.get("/plain/courses").await);
    assert_eq!(cards(&first), 50);
    assert!(first.contains("rel=\"next\" href=\"/plain/courses?page=2\""));
    let second = text(&browser.get("/plain/courses?page=2").await);
    assert_eq!(cards(&second), courses.len() - 50);
    assert_eq!(text(&browser.get("/plain/courses?page=999").await), second);

    // A word that only an outline has, as the app finds it.
    let found = text(
        &browser
            .get("/plain/courses?q=%E8%A7%A6%E6%91%B8%E5%B1%8F")
            .await,
    );
    assert_eq!(cards(&found), 1);
    assert!(found.contains("电工三级班") && found.contains("value=\"触摸屏\""));
    let startup = courses
        .iter()
        .filter(|course| course.kind.code() == "startup");
    let kind = text(
        &browser
            .get("/plain/courses?q=&kind=startup&division=&from=&lang=en")
            .await,
    );
    assert_eq!(cards(&kind), startup.clone().count());
    assert!(kind.contains("<option value=\"startup\" selected>"));
    assert!(kind.contains("<input type=\"hidden\" name=\"lang\" value=\"en\">"));
    // A startup course leads on to the loan, another one does not.
    for course in [&courses[0]].into_iter().chain(startup.take(1)) {
        let page = text(&browser.get(&format!("/plain/courses/{}", course.id)).await);
        let leads_on = page.contains("要办创业担保贷款");
        assert_eq!(leads_on, course.kind.code() == "startup", "{}", course.id);
    }
    let none = text(&browser.get("/plain/courses?q=zzzz").await);
    assert!(none.contains("找到 0 门课") && none.contains("换个说法再搜"));
}

#[tokio::test]
async fn nothing_typed_becomes_markup() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    for address in [
        "/plain/courses?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/plain/courses?q=%3Cimg+src=x+onerror=alert(1)%3E&trade=%22%3E%3Cb%3E&lang=%22%3E%3Cb%3E",
        "/plain/track?code=%22%3E%3Cscript%3E",
        "/plain/track?code=\"><b>",
        "/plain/courses/%3Cscript%3E",
    ] {
        let Ok(_) = address.parse::<http::Uri>() else {
            continue;
        };
        let shown = text(&browser.get(address).await);
        for mark in ["<script", "<img", "<b>", "\"><"] {
            assert!(
                !shown.contains(mark) || mark == "\"><" && !address.contains(mark),
                "{address}: {mark}"
            );
        }
    }
    let answer = send(
        &mut browser,
        "query_code=%22%3E%3Cscript%3Ealert(1)&phone_tail=%3Cb%3E",
    )
    .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = text(&answer);
    assert!(
        !shown.contains("<script") && shown.contains("&quot;&gt;&lt;script&gt;"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_file_is_found_by_the_right_pair_and_told_to_nobody_else() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800005678").await;
    let view = submitted(&mut resident).await;
    let code = view.query_code.unwrap();
    let mut browser = portal.anonymous();
    let found = send(&mut browser, &format!("query_code={code}&phone_tail=5678")).await;
    assert_eq!(
        (found.status, found.header("cache-control")),
        (StatusCode::OK, "no-store")
    );
    let shown = text(&found);
    assert!(shown.contains(&view.acceptance_number.unwrap()) && shown.contains("已提交"));
    for secret in [
        "示例甲",
        "13800005678",
        "5678",
        code.as_str(),
        view.id.as_str(),
    ] {
        assert!(!shown.contains(secret), "{secret}");
    }

    // A Chinese keyboard types digits of full width.
    let wide = "%EF%BC%95%EF%BC%96%EF%BC%97%EF%BC%98";
    let same = send(
        &mut browser,
        &format!("query_code={code}&phone_tail={wide}"),
    )
    .await;
    assert_eq!(same.status, StatusCode::OK);

    // Which of the two is wrong is not to be seen: but for the code that was typed, the pages are one.
    let free = if code == "222222" { "333333" } else { "222222" };
    let wrong_tail = send(&mut browser, &format!("query_code={code}&phone_tail=5679")).await;
    let wrong_code = send(&mut browser, &format!("query_code={free}&phone_tail=5678")).await;
    assert_eq!(
        (wrong_tail.status, wrong_code.status),
        (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND)
    );
    assert_eq!(text(&wrong_tail).replace(&code, free), text(&wrong_code));

    let nonsense = send(&mut browser, "query_code=O0&phone_tail=12a4").await;
    assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = text(&nonsense);
    assert!(shown.contains("href=\"#query_code\"") && shown.contains("href=\"#phone_tail\""));
    assert!(!shown.contains("12a4"));
    for body in ["", "%%%", "query_code=a&query_code=b", "x=1"] {
        let answer = send(&mut browser, body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
    }
}

#[tokio::test]
async fn tries_are_counted_together_with_those_of_the_app() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800005678").await;
    let code = submitted(&mut resident).await.query_code.unwrap();
    let mut browser = portal.anonymous();
    for guess in 0..5 {
        send(
            &mut browser,
            &format!("query_code={code}&phone_tail=000{guess}"),
        )
        .await;
        let asked = serde_json::json!({"query_code": code, "phone_tail": format!("100{guess}")});
        browser.post(path::TRACKING, &asked).await;
    }
    let refused = send(&mut browser, &format!("query_code={code}&phone_tail=5678")).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(!refused.header("retry-after").is_empty());
    assert!(text(&refused).contains("查得太多了"));
}

#[tokio::test]
async fn refusals_are_pages_too() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    for (page, status, words) in [
        ("/plain/courses/no-such-course", 404, "没有这一页"),
        ("/plain/forms/no-such-form", 404, "没有这一页"),
        ("/plain/no-such-page", 404, "没有这一页"),
        ("/plain/courses/%FF", 400, "首页"),
    ] {
        let answer = browser.get(page).await;
        assert_eq!(answer.status.as_u16(), status, "{page}");
        let shown = text(&answer);
        assert!(
            shown.contains(words) && shown.contains("回到简版首页"),
            "{page}: {shown}"
        );
    }
    let moved = browser.get("/plain/courses/?q=a").await;
    assert_eq!(
        (moved.status, moved.header("location")),
        (StatusCode::PERMANENT_REDIRECT, "/plain/courses?q=a")
    );

    let mut headers = HeaderMap::new();
    headers.insert("content-type", FORM.parse().unwrap());
    headers.insert("sec-fetch-site", "cross-site".parse().unwrap());
    headers.insert("origin", "https://elsewhere.example".parse().unwrap());
    let body = Body::from("query_code=222222&phone_tail=0000");
    let elsewhere = browser
        .send(Method::POST, "/plain/track", headers, body)
        .await;
    assert_eq!(elsewhere.status, StatusCode::FORBIDDEN);
    assert!(text(&elsewhere).contains("这个请求不是从本站发出的"));

    let large = send(&mut browser, &"a".repeat(5_000)).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(text(&large).contains("没有打开"));
}

#[tokio::test]
async fn a_file_that_waits_for_quota_says_why_and_promises_no_day() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800005678").await;
    let file = submitted(&mut resident).await;
    for todo in [LoanAction::AcceptForReview, LoanAction::HoldForFund] {
        officer(&portal, &file.id, Role::HrOfficer, todo, EventDetail::None).await;
    }
    let asked = format!("query_code={}&phone_tail=5678", file.query_code.unwrap());
    let mut anybody = portal.anonymous();
    for _ in 0..2 {
        let shown = text(&send(&mut anybody, &asked).await);
        for words in [
            "额度用完了，有了新额度再接着办",
            "担保基金额度用完，先等额度",
            "计时已暂停",
        ] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        assert!(!shown.contains("最晚") && !shown.contains("没有按时办完"));
        portal.clock.advance_ms(60 * 24 * 60 * 60 * 1000);
    }
}

#[tokio::test]
async fn a_file_that_is_late_says_sorry_in_the_name_of_its_office() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800005678").await;
    let code = submitted(&mut resident).await.query_code.unwrap();
    let asked = format!("query_code={code}&phone_tail=5678");
    let mut anybody = portal.anonymous();
    let sorry = "凉州区人力资源和社会保障局没有按时办完，对不住您";
    assert!(!text(&send(&mut anybody, &asked).await).contains(sorry));
    // From 24 November to 4 December, the eighth working day.
    portal.clock.advance_ms(10 * 24 * 60 * 60 * 1000);
    assert!(text(&send(&mut anybody, &asked).await).contains(sorry));
}

#[tokio::test]
async fn whoever_has_signed_is_not_asked_to_come_and_sign() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800005678").await;
    let file = submitted(&mut resident).await;
    let offer = EventDetail::Terms(LoanTerms {
        amount_fen: 12_000_000,
        rate_basis_points: 310,
        months: 12,
        bank_branch: "示例支行".into(),
        conditions: Vec::new(),
    });
    for (role, todo, detail) in [
        (
            Role::HrOfficer,
            LoanAction::AcceptForReview,
            EventDetail::None,
        ),
        (Role::HrOfficer, LoanAction::Pass, EventDetail::None),
        (Role::GuaranteeOfficer, LoanAction::Pass, EventDetail::None),
        (Role::BankOfficer, LoanAction::Approve, offer),
    ] {
        officer(&portal, &file.id, role, todo, detail).await;
    }
    let asked = format!("query_code={}&phone_tail=5678", file.query_code.unwrap());
    let mut anybody = portal.anonymous();
    let shown = text(&send(&mut anybody, &asked).await);
    assert!(shown.contains("到网点签合同"), "{shown}");
    let sign = LoanAction::Sign;
    officer(
        &portal,
        &file.id,
        Role::BankOfficer,
        sign,
        EventDetail::None,
    )
    .await;
    let shown = text(&send(&mut anybody, &asked).await);
    assert!(
        shown.contains("合同已经签了") && !shown.contains("到网点签合同"),
        "{shown}"
    );
}
