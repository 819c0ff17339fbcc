//! What is wrong is said at its row and column, and nothing is kept.

use super::*;

#[tokio::test]
async fn every_mistake_is_named_at_its_row_and_column() {
    let (_portal, mut resident, id) = begun().await;
    let rows = "示例赵一,629999199001011016,2026-10-08,2026-10-08,2028-10-07,高校毕业生\n\
        ,629999199001011023,2026-11-25,2026-3-2,2028-3-1,亲戚\n\
        示例孙三,629999199001011031,2026-3-2,2026-3-2,长期,退役军人\n\
        示例孙三,629999199001011031,2026-3-2,2026-3-2,,退役军人\n";
    let answer = send(&mut resident, &id, [HEADINGS, rows].concat().as_bytes()).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = text(&answer);
    for words in [
        "名单里有 6 处要改",
        "第 2 行，身份证号（B 列）：身份证号对不上",
        "第 3 行，姓名（A 列）：请写姓名",
        "第 3 行，入职日期（C 列）：这一天还没到",
        "第 3 行，人员类别（F 列）：没有这一类",
        "第 5 行，身份证号（B 列）：这个人写了两次",
        "前面是第几行：4",
        "第 5 行，合同结束日期（E 列）：还没写",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    // What was wrong is not put into a page again.
    assert!(!shown.contains("629999199001011016") && !shown.contains("亲戚"));
    assert!(page(&mut resident, &id).await.0.contains("还没有名单"));
}

#[tokio::test]
async fn what_is_no_roster_is_refused_in_words() {
    let (_portal, mut resident, id) = begun().await;
    for (bytes, words) in [
        (b"".as_slice(), "还没有选文件"),
        (b"\x00\x01\x02", "这不是表格"),
        ("姓名,身份证号,入职日期\n1,2,3\n".as_bytes(), "表里缺少一列"),
        (HEADINGS.as_bytes(), "表里没有内容"),
        (b"a,b,c\n1,2,3\n", "找不到列名那一行"),
    ] {
        let answer = send(&mut resident, &id, bytes).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        let shown = text(&answer);
        assert!(shown.contains(words), "{words}: {shown}");
        assert!(shown.contains("aria-invalid=\"true\""), "{words}");
    }
    let (_, key) = page(&mut resident, &id).await;
    let large = body(&key, "a.csv", &vec![b'a'; 2 * 1024 * 1024]);
    let refused = post(&mut resident, &at(&id), large).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    for form in [
        Vec::new(),
        b"sheet=1".to_vec(),
        body("short", "a.csv", b"a"),
    ] {
        let refused = post(&mut resident, &at(&id), form).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{refused:?}");
        text(&refused);
    }
}

#[tokio::test]
async fn only_the_own_enterprise_has_one_and_only_while_it_may_change() {
    let (portal, mut resident, id) = begun().await;
    let mut other = portal.resident("13800000002").await;
    let individual = crate::filing::draft(&mut other).await.id;
    for (browser, id) in [(&mut other, id.as_str()), (&mut resident, "nobodys")] {
        let answer = browser.get(&at(id)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{answer:?}");
        text(&answer);
    }
    assert_eq!(
        other.get(&at(&individual)).await.status,
        StatusCode::NOT_FOUND
    );
    let mut nobody = portal.anonymous();
    let refused = nobody.get(&at(&id)).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert!(text(&refused).contains(&format!("/my/sign-in?return=/apply/{id}/roster")));

    sent(&mut resident, &id, FIVE).await;
    let view = found(&mut resident, &id).await;
    let submit = crate::filing::action(&view, workflow::loan::LoanAction::Submit);
    let handed_in = resident
        .post(&with_id(path::APPLICATION_ACTIONS, &id), &submit)
        .await;
    assert_eq!(handed_in.status, StatusCode::OK, "{handed_in:?}");
    let (shown, _) = page(&mut resident, &id).await;
    assert!(
        shown.contains("名单现在不能改") && !shown.contains("<form"),
        "{shown}"
    );
    let form = body(
        &crate::portal::fresh_key(),
        "a.csv",
        [HEADINGS, FIVE].concat().as_bytes(),
    );
    let refused = post(&mut resident, &at(&id), form).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{refused:?}");
}

#[tokio::test]
async fn another_site_sends_nothing() {
    let (_portal, mut resident, id) = begun().await;
    let (_, key) = page(&mut resident, &id).await;
    let mut headers = HeaderMap::new();
    headers.insert(
        CONTENT_TYPE,
        "multipart/form-data; boundary=xyz".parse().unwrap(),
    );
    headers.insert("sec-fetch-site", "cross-site".parse().unwrap());
    headers.insert("origin", "https://elsewhere.example".parse().unwrap());
    let form = Body::from(body(&key, "a.csv", [HEADINGS, FIVE].concat().as_bytes()));
    let refused = resident.send(Method::POST, &at(&id), headers, form).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(page(&mut resident, &id).await.0.contains("还没有名单"));
}
