//! What an agency without accounts answers to whoever asked to do without a guarantor.

use super::*;
use crate::filing::filled as filled_file;

const AGREED_TO_VOUCH: [(&str, &str); 3] = [
    ("decision", "同意担保"),
    ("decided_by", "示例 赵经理"),
    ("decided_on", "2026-11-24"),
];

#[tokio::test]
async fn a_form_in_favour_answers_a_request_for_a_waiver_and_the_bank_reads_it() {
    let district = district();
    let words = ["--district", district.path().to_str().unwrap()];
    let portal = TestPortal::start_with(&words).await;
    let mut resident = portal.resident(PHONE).await;
    let draft = filled_file(&mut resident).await;
    let at = with_id(path::APPLICATION_PEOPLE, &draft.id);
    let asked = json!({ "excuses": {}, "waiver": "honoured" });
    let kept = resident.put(&at, &asked).await;
    assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
    hand_in(&mut resident, &draft).await;
    let (mut li, wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    pass_on(&mut li, &draft.id).await;
    let mut case = AtBank {
        _district: district,
        portal,
        resident,
        id: draft.id,
        li,
        wang,
    };
    let package = make(&mut case.li, &case.id).await;
    for (more, row, code) in [
        (&[][..], "waiver", "required"),
        (
            &[("waiver", "不同意免担保")][..],
            "waiver_reason",
            "required",
        ),
        (&[("waiver_reason", "要核")][..], "waiver", "required"),
        (
            &[("waiver", "同意免担保"), ("waiver_reason", "要核")][..],
            "waiver_reason",
            "not_expected",
        ),
    ] {
        let values = [&AGREED_TO_VOUCH[..], more].concat();
        let form = form_of(&mut case.li, &package.id, &values).await;
        let problems = read(&mut case.li, &package.id, form).await.problems;
        let found: Vec<_> = problems
            .iter()
            .map(|problem| (problem.row.as_str(), problem.code.as_str()))
            .collect();
        assert_eq!(found, [(row, code)], "{more:?}");
    }
    let answer = [
        ("waiver", "不同意免担保"),
        ("waiver_reason", "没有在保证明"),
    ];
    let values = [&AGREED_TO_VOUCH[..], &answer].concat();
    let package = read_back_of(&mut case, &package, &values).await;
    done(&mut case.li, &package, PackageAction::Record).await;
    assert_eq!(state(&mut case).await, LoanState::BankReview);

    let package = make(&mut case.li, &case.id).await;
    let members = taken(&mut case.li, &package.id).await;
    let page = String::from_utf8(member(&members, "申请.html").to_vec()).unwrap();
    assert!(
        page.contains("还是要有人担保。原因：没有在保证明"),
        "{page}"
    );
}
