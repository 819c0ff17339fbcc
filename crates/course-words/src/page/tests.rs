//! What a trainer writes stands on the page, every part of it.

mod fields;

use catalogue::{Audience, Course, CourseKind, CourseSession, SkillLevel, TeachingMode, TimeOfDay};
use domain::Date;

use super::*;

fn day(month: i32, day: i32) -> Date {
    Date::new(2027, month, day).unwrap()
}

/// A course in which every part says something of its own.
fn whole() -> Course {
    Course {
        id: "c1".into(),
        title: "电工班".into(),
        kind: CourseKind::EmploymentSkill,
        trade: Some("电工".into()),
        level: Some(SkillLevel::Five),
        hours: 120,
        price_fen: Money::from_yuan(900),
        is_subsidised: true,
        audiences: vec![Audience::Veteran],
        provider: "示例学校".into(),
        division: "620602101".into(),
        venue: "三楼".into(),
        mode: TeachingMode::Mixed,
        summary: "从头学。".into(),
        outline: vec!["安全用电".into()],
        bring: vec!["绝缘鞋".into()],
        certificate: Some("结业证明".into()),
        source: "审核".into(),
        is_sample: false,
        sessions: vec![CourseSession {
            id: "1".into(),
            starts_on: day(3, 1),
            ends_on: day(3, 26),
            time_of_day: TimeOfDay::Evening,
            schedule: "周一至周五".into(),
            seats: 30,
            seats_taken: 0,
            enrol_by: day(2, 24),
        }],
        update: None,
        photo: None,
    }
}

fn page(course: &Course) -> CoursePage {
    let (listing, details) = (CourseListing::from(course), CourseDetails::from(course));
    CoursePage::of(&listing, &details, "武南镇")
}

#[test]
fn everything_a_trainer_says_of_a_course_stands_on_its_page() {
    let said = page(&whole());
    assert_eq!((said.kind, said.summary.as_str()), ("就业技能", "从头学。"));
    assert_eq!(
        (said.outline, said.bring),
        (vec!["安全用电".into()], vec!["绝缘鞋".into()])
    );
    assert_eq!(said.price, "900 元");
    assert_eq!(said.subsidy, t::courses::page::covered());
    assert_eq!(said.update, None);
    let facts: Vec<_> = said.facts.iter().map(|fact| fact.value.as_ref()).collect();
    let expected = [
        "退役军人",
        "武南镇 三楼",
        "网上加到场",
        "120 课时",
        "示例学校",
        "电工",
        "五级（初级工）",
        "结业证明",
        "审核",
    ];
    assert_eq!(facts, expected);
}

#[test]
fn what_nobody_said_has_no_line() {
    let mut bare = whole();
    (bare.trade, bare.level, bare.certificate) = (None, None, None);
    (bare.is_subsidised, bare.price_fen) = (false, Money::ZERO);
    bare.audiences.clear();
    bare.source.clear();
    let said = page(&bare);
    assert_eq!(
        (said.price.as_ref(), said.subsidy),
        ("免费", t::courses::page::not_covered())
    );
    let labels: Vec<_> = said.facts.iter().map(|fact| fact.label).collect();
    assert_eq!(
        labels,
        ["给谁上的", "在哪里上", "怎么上课", "课时", "谁来教"]
    );
    assert_eq!(said.facts[0].value, "谁都可以");
}

#[test]
fn everything_a_trainer_says_of_a_class_stands_on_its_page() {
    let course = whole();
    let (listing, details) = (CourseListing::from(&course), CourseDetails::from(&course));
    let said = ClassLines::of(&listing.sessions[0], &details.sessions[0]);
    let expected = ClassLines {
        first_day: "2027年3月1日（星期一）".into(),
        until: "到2027年3月26日".into(),
        time_of_day: "晚上",
        schedule: "周一至周五".into(),
        enrol_by: "2027年2月24日".into(),
    };
    assert_eq!(said, expected);
}
