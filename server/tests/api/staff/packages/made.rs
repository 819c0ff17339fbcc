//! What goes out: whole, signed, no more than the agency's own desk would show, and written down.

use super::*;
use crate::documents::{PDF, upload};
use crate::filing::{filled as filled_file, forge_overdue, submitted_as};
use crate::people;
use crate::staff::office_papers::put;
use server::packages::archive::pack;
use server::packages::check::{NotWhole, check};
use server::packages::manifest::key_of;
use sha2::{Digest as _, Sha256};
use store::access_log;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn a_package_is_whole_and_signed_and_one_byte_is_enough() {
    let mut case = at_bank().await;
    let package = make(&mut case.li, &case.id).await;
    assert_eq!(package.state, PackageState::Out);
    let answer = attempt_take(&mut case.li, &package.id).await;
    assert_eq!(answer.header("content-type"), "application/zip");
    let name = format!("attachment; filename=\"{}.zip\"", package.number);
    assert_eq!(answer.header("content-disposition"), name);
    let members = unpack(&answer.body).unwrap();
    let signed = manifest(&members);
    for one in &signed.members {
        let bytes = member(&members, &one.name);
        assert_eq!(one.sha256, hex(&Sha256::digest(bytes)), "{}", one.name);
        assert_eq!(one.bytes, bytes.len() as u64);
    }
    assert_eq!(signed.members.len() + 2, members.len());
    assert_eq!(signed.package, package.number);
    assert_eq!(signed.file_version, 4);
    assert_eq!(
        package.manifest_hash,
        hex(&Sha256::digest(member(&members, MANIFEST)))
    );
    let key = key_of(&case.portal.state.keyring).public_key();
    assert_eq!(check(&answer.body, &key).unwrap(), signed);

    let day = domain::Date::new(2026, 11, 24).unwrap();
    for place in 0..members.len() {
        let mut other = members.clone();
        other[place].1[0] ^= 1;
        let found = check(&pack(&other, day).unwrap(), &key);
        assert!(found.is_err(), "{}", other[place].0);
    }
    let mut short = members.clone();
    short.remove(0);
    let found = check(&pack(&short, day).unwrap(), &key).unwrap_err();
    assert_eq!(found, [NotWhole::Changed("申请.html".into())]);
}

#[tokio::test]
async fn taking_it_twice_gives_the_same_and_both_are_written_down() {
    let mut case = at_bank().await;
    let package = make(&mut case.li, &case.id).await;
    let first = attempt_take(&mut case.li, &package.id).await;
    let second = attempt_take(&mut case.wang, &package.id).await;
    assert_eq!(first.body, second.body);
    let seen = list(&mut case.wang, &case.id).await.packages.remove(0);
    let taken: Vec<_> = seen
        .takings
        .iter()
        .map(|taking| taking.by.as_str())
        .collect();
    assert_eq!(taken, ["示例 li", "示例 wang"]);
    assert_eq!(seen.takings[0].hash, hex(&Sha256::digest(&first.body)));
    let store = &case.portal.state.store;
    let looks = store
        .read(|connection| access_log::list_by_application(connection, &case.id))
        .unwrap();
    let count = |action: &str| looks.iter().filter(|look| look.action == action).count();
    assert_eq!((count("make_package"), count("take_package")), (1, 2));
}

#[tokio::test]
async fn it_shows_what_the_desk_of_the_agency_shows_and_the_papers() {
    let district = district();
    let words = ["--district", district.path().to_str().unwrap()];
    let portal = TestPortal::start_with(&words).await;
    let mut resident = portal.resident(PHONE).await;
    let draft = filled_file(&mut resident).await;
    let added = upload(&mut resident, &draft.id, "id_card_front", PDF).await;
    assert_eq!(added.status, StatusCode::CREATED, "{added:?}");
    let at = with_id(path::APPLICATION_PEOPLE, &draft.id);
    let guarantor = json!({ "kind": "guarantor", "name": "示例赵保", "id_number": "11010119900307002X",
        "phone": "13800000032" });
    let named = resident.post(&at, &guarantor).await;
    assert_eq!(named.status, StatusCode::CREATED, "{named:?}");
    let waiver = json!({ "excuses": {}, "waiver": "small_amount" });
    let kept = resident.put(&at, &waiver).await;
    assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
    let sent = hand_in(&mut resident, &draft).await;
    let code = sent.value()["query_code"].as_str().unwrap().to_owned();
    let mut li = hr(&portal, "li").await;
    pass_on(&mut li, &draft.id).await;
    let package = make(&mut li, &draft.id).await;
    let members = taken(&mut li, &package.id).await;
    let page = String::from_utf8(member(&members, "申请.html").to_vec()).unwrap();
    for words in [
        "示例甲",
        "示例小店",
        "进货",
        "20 万元",
        "示例担保机构",
        "手机尾号 0032 · 请他同意",
        "申请人请求免担保：贷款不超过 10 万元",
        "和这条理由对不上",
        &package.number,
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("示例赵保") && !page.contains("13800000032"));
    // The resident's own way in stays the resident's.
    assert!(!page.contains(&code));
    let paper = signed_paper(&members);
    assert!(paper.starts_with("材料/01-"), "{paper}");
    // No scanner looks at this portal's papers, and a PDF is as it came.
    assert!(paper.ends_with("（未扫描）.pdf"), "{paper}");
    assert_eq!(manifest(&members).unscanned, std::slice::from_ref(&paper));
    for words in [paper.as_str(), "系统没有查过病毒"] {
        assert!(page.contains(words), "{words}");
    }
    let form = String::from_utf8(member(&members, "决定表（手写）.html").to_vec()).unwrap();
    assert!(form.contains("同意担保") && !form.contains("同意贷款"));
    assert_eq!(manifest(&members).stage, "guarantee");
}

#[tokio::test]
async fn what_the_desk_knows_of_a_guarantor_goes_along_and_stays_as_it_was_signed() {
    let district = district();
    let words = ["--district", district.path().to_str().unwrap()];
    let portal = TestPortal::start_with(&words).await;
    // The guarantor's own loan, paid out, and not paid back.
    let guarantor_id = "11010119900307002X";
    let mut borrower = portal.resident("13800000032").await;
    let theirs = submitted_as(&mut borrower, guarantor_id).await.id;
    forge_overdue(&portal, &theirs).await;
    let mut resident = portal.resident(PHONE).await;
    let draft = filled_file(&mut resident).await;
    let guarantor = json!({ "kind": "guarantor", "name": "示例赵保", "id_number": guarantor_id,
        "phone": "13800000032" });
    let at = with_id(path::APPLICATION_PEOPLE, &draft.id);
    let named = resident.post(&at, &guarantor).await;
    assert_eq!(named.status, StatusCode::CREATED, "{named:?}");
    let waiver = json!({ "excuses": {}, "waiver": "small_amount" });
    let kept = resident.put(&at, &waiver).await;
    assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
    hand_in(&mut resident, &draft).await;
    let mut li = hr(&portal, "li").await;
    pass_on(&mut li, &draft.id).await;
    let package = make(&mut li, &draft.id).await;
    let first = attempt_take(&mut li, &package.id).await;
    assert_eq!(first.status, StatusCode::OK, "{first:?}");
    let page = member(&unpack(&first.body).unwrap(), "申请.html").to_vec();
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("手机尾号 0032 · 请他同意"), "{page}");
    assert!(
        page.contains("这个人在本区有逾期或代偿的创业担保贷款"),
        "{page}"
    );
    // Nothing beyond that: neither who, nor which loan.
    assert!(!page.contains("示例赵保") && !page.contains(guarantor_id));

    let repay = move |tx: &store::Tx| {
        let loan = store::loans::find(tx, &theirs)?.unwrap();
        let repaid = store::loans::Loan {
            state: "repaid".into(),
            version: 2,
            ..loan
        };
        store::loans::update(tx, &repaid, 1).unwrap();
        Ok::<_, store::StoreError>(())
    };
    portal.state.store.write(repay).await.unwrap();
    let second = attempt_take(&mut li, &package.id).await;
    assert!(second.body == first.body, "what was signed has changed");
    // Whoever hands over anew says what is so now.
    let package = make(&mut li, &draft.id).await;
    let members = taken(&mut li, &package.id).await;
    let page = String::from_utf8(member(&members, "申请.html").to_vec()).unwrap();
    assert!(!page.contains("这个人在本区有逾期"), "{page}");
}

#[tokio::test]
async fn who_agreed_is_named_in_full_and_not_after_they_took_it_back() {
    let district = district();
    let words = ["--district", district.path().to_str().unwrap()];
    let portal = TestPortal::start_with(&words).await;
    let mut resident = portal.resident(PHONE).await;
    let draft = filled_file(&mut resident).await;
    let phone = "13800000032";
    let guarantor = json!({ "kind": "guarantor", "name": "示例赵保", "id_number": "11010119900307002X",
        "phone": phone });
    let token = people::asked(&mut resident, &draft.id, &guarantor).await;
    people::given(&portal, &token, "002X", phone).await;
    hand_in(&mut resident, &draft).await;
    let mut li = hr(&portal, "li").await;
    pass_on(&mut li, &draft.id).await;
    let package = make(&mut li, &draft.id).await;
    let members = taken(&mut li, &package.id).await;
    let page = String::from_utf8(member(&members, "申请.html").to_vec()).unwrap();
    let whole = "示例赵保，身份证号 11010119900307002X，手机号 13800000032 · 同意了";
    assert!(page.contains(whole), "{page}");

    let answer = people::answer(&portal, &token, "withdraw", "002X", phone).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let refused = attempt_take(&mut li, &package.id).await;
    let problem = refused.problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "consent_taken_back");
    let package = make(&mut li, &draft.id).await;
    let members = taken(&mut li, &package.id).await;
    let page = String::from_utf8(member(&members, "申请.html").to_vec()).unwrap();
    assert!(page.contains("手机尾号 0032 · 收回了同意"), "{page}");
    assert!(!page.contains("示例赵保") && !page.contains(phone));
}

#[tokio::test]
async fn what_an_office_put_on_the_file_goes_along_and_what_waits_does_not() {
    let mut case = at_bank().await;
    let sent = put(&mut case.li, &case.id, PDF).await.paper.id;
    let before = make(&mut case.li, &case.id).await;
    let members = taken(&mut case.li, &before.id).await;
    assert!(members.iter().all(|(name, _)| !name.starts_with("材料/")));

    // The bank's scan comes with the form that says what it decided.
    let form = form_of(&mut case.li, &before.id, AGREED).await;
    let package = read(&mut case.li, &before.id, form).await.package;
    let at = with_id(path::STAFF_PACKAGE_ACTIONS, &package.id);
    let mut body = press(&package, PackageAction::Record);
    body["papers"] = json!(["nothing"]);
    let refused = case.li.post(&at, &body).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].code, "office_paper_gone");
    body["papers"] = json!([sent]);
    let recorded = case.li.post(&at, &body).await;
    assert_eq!(recorded.status, StatusCode::OK, "{recorded:?}");
    let seen = view(&mut case.li, &case.id).await;
    assert_eq!(seen.office_papers[0].event, Some(5));

    let next = make(&mut case.li, &case.id).await;
    let members = taken(&mut case.li, &next.id).await;
    let paper = signed_paper(&members);
    assert_eq!(paper, "材料/01-单位附的材料（未扫描）.pdf");
    assert_eq!(member(&members, &paper), PDF);
    assert_eq!(manifest(&members).unscanned, [paper]);
}

fn signed_paper(members: &[(String, Vec<u8>)]) -> String {
    let mut papers = members.iter().filter(|(name, _)| name.starts_with("材料/"));
    papers.next().unwrap().0.clone()
}

#[tokio::test]
async fn only_the_bureau_hands_over_and_only_to_who_has_no_accounts() {
    let mut case = at_bank().await;
    let package = make(&mut case.li, &case.id).await;
    let mut other = case
        .portal
        .staff("far", Role::HrOfficer, "another-bureau")
        .await;
    attempt_take(&mut other, &package.id)
        .await
        .problem(ProblemCode::NotFound);
    let mut bank = case.portal.staff("sun", Role::BankOfficer, BANK).await;
    attempt_take(&mut bank, &package.id)
        .await
        .problem(ProblemCode::NotAllowed);

    // In a district where everybody has accounts there is nothing to hand over.
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = submitted(&mut resident).await.id;
    let mut li = portal.staff("li", Role::HrOfficer, BUREAU).await;
    pass_on(&mut li, &id).await;
    let found = list(&mut li, &id).await;
    assert_eq!((found.agency, found.decisions), (None, vec![]));
    attempt_make(&mut li, &id)
        .await
        .problem(ProblemCode::NotFound);
}

#[tokio::test]
async fn nobody_hands_the_own_file_over_and_a_late_press_makes_nothing() {
    let mut case = at_bank().await;
    let mut own = case.portal.staff("甲", Role::HrOfficer, BUREAU).await;
    let answer = attempt_make(&mut own, &case.id).await;
    let problem = answer.problem(ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, "own_file");
    let at = with_id(path::STAFF_PACKAGES, &case.id);
    case.li
        .post(&at, &json!({ "version": 3 }))
        .await
        .problem(ProblemCode::Stale);
    // One press, however often it is sent, is one package.
    let key = fresh_key();
    let body = json!({ "version": 4 });
    let first = case.li.send_json(Method::POST, &at, &key, &body).await;
    let second = case.li.send_json(Method::POST, &at, &key, &body).await;
    assert_eq!(first.body, second.body);
    assert_eq!(list(&mut case.li, &case.id).await.packages.len(), 1);
}
