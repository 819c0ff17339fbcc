//! What changed, in words that stay calm.

use catalogue::{Audience, ChangedPart, CourseChange, CourseKind, CourseUpdate};
use catalogue::{SkillLevel, TeachingMode};
use domain::{Date, Money};
use i18n::t;

use crate::page::{audience_words, code_words, sum_words};
use crate::{Words, words_of};

/// What the last publication changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateLines {
    /// On which day.
    pub title: String,
    /// A line for each change.
    pub lines: Vec<String>,
}

/// The lines of an update. Classes that were added are counted: their own lines stand on the same page.
#[must_use]
pub fn update_lines(update: &CourseUpdate) -> UpdateLines {
    let is_added = |change: &&CourseChange| change.part == ChangedPart::ClassAdded;
    let added = update.changes.iter().filter(is_added).count();
    let others = update.changes.iter().filter(|change| !is_added(change));
    let mut lines: Vec<String> = others.map(line).collect();
    if added > 0 {
        lines.push(t::courses::update::added(added));
    }
    UpdateLines {
        title: t::courses::update::title(i18n::date(update.on)),
        lines,
    }
}

fn line(change: &CourseChange) -> String {
    let class = change.class.map(i18n::date).unwrap_or_default();
    if change.part == ChangedPart::ClassGone {
        return t::courses::update::gone(class);
    }
    let mut what = Words::Borrowed(label(change.part));
    if matches!(change.part, ChangedPart::Seats | ChangedPart::Time) {
        what = t::courses::update::of_class(class, what).into();
    }
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => {
            let value = |text: &str| value(change.part, text);
            t::courses::update::from_to(what, value(before), value(after))
        }
        _ => t::courses::update::other(what),
    }
}

fn label(part: ChangedPart) -> &'static str {
    match part {
        ChangedPart::Title => t::courses::update::name(),
        ChangedPart::Kind => t::courses::update::kind(),
        ChangedPart::Price => t::courses::page::price(),
        ChangedPart::Subsidy => t::courses::update::subsidy(),
        ChangedPart::Trade => t::courses::page::trade(),
        ChangedPart::Level => t::courses::page::level(),
        ChangedPart::Hours => t::courses::page::hours(),
        ChangedPart::Place => t::courses::page::place(),
        ChangedPart::Mode => t::courses::page::mode(),
        ChangedPart::Audiences => t::courses::page::for_whom(),
        ChangedPart::Outline => t::courses::page::outline(),
        ChangedPart::Certificate => t::courses::page::certificate(),
        ChangedPart::StartsOn => t::courses::update::starts_on(),
        ChangedPart::EndsOn => t::courses::update::ends_on(),
        ChangedPart::Time => t::courses::update::time(),
        ChangedPart::Seats => t::courses::session::seats(),
        // Told in sentences of their own.
        ChangedPart::ClassAdded | ChangedPart::ClassGone => "",
    }
}

/// A value in words; what cannot be read stands as it is.
fn value(part: ChangedPart, text: &str) -> Words {
    let said: Option<Words> = match part {
        ChangedPart::Price => text
            .parse::<i64>()
            .ok()
            .map(|fen| sum_words(Money::from_fen(fen))),
        ChangedPart::Subsidy => Some(if text == "yes" {
            t::courses::compare::yes().into()
        } else {
            t::courses::compare::not_said().into()
        }),
        ChangedPart::Hours => Some(t::courses::page::hours_value(text).into()),
        ChangedPart::Kind => code(CourseKind::from_code(text).map(CourseKind::code)),
        ChangedPart::Level => code(SkillLevel::from_code(text).map(SkillLevel::code)),
        ChangedPart::Mode => code(TeachingMode::from_code(text).map(TeachingMode::code)),
        ChangedPart::Audiences => {
            let audiences = text.split(',').filter_map(Audience::from_code);
            let words: Vec<_> = audiences.map(|one| code_words(one.code())).collect();
            Some(audience_words(&words))
        }
        ChangedPart::StartsOn | ChangedPart::EndsOn => {
            Date::parse_iso(text).map(|day| i18n::date(day).into())
        }
        ChangedPart::Title
        | ChangedPart::Trade
        | ChangedPart::Place
        | ChangedPart::Outline
        | ChangedPart::Certificate
        | ChangedPart::Time
        | ChangedPart::Seats
        | ChangedPart::ClassAdded
        | ChangedPart::ClassGone => None,
    };
    said.or_else(|| words_of(Some(text)))
        .unwrap_or(Words::Borrowed(t::courses::compare::not_said()))
}

fn code(known: Option<&'static str>) -> Option<Words> {
    known.map(|code| code_words(code).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(part: ChangedPart, before: &str, after: &str) -> CourseChange {
        CourseChange {
            part,
            class: Date::new(2027, 3, 1),
            before: Some(before.into()),
            after: Some(after.into()),
        }
    }

    fn named(part: ChangedPart) -> CourseChange {
        CourseChange {
            before: None,
            after: None,
            ..change(part, "", "")
        }
    }

    #[test]
    fn every_change_has_a_calm_line() {
        let table = [
            (
                change(ChangedPart::Price, "0", "90000"),
                "学费：由 免费 改为 900 元",
            ),
            (
                change(ChangedPart::Title, "甲班", "乙班"),
                "课名：由 甲班 改为 乙班",
            ),
            (
                change(ChangedPart::Kind, "farming", "startup"),
                "类别：由 农业技术 改为 创业",
            ),
            (
                change(ChangedPart::Subsidy, "yes", "no"),
                "培训补贴：由 可能有 改为 没有写明",
            ),
            (
                change(ChangedPart::Trade, "", "焊工"),
                "工种：由 没有写明 改为 焊工",
            ),
            (
                change(ChangedPart::Level, "level_5", ""),
                "技能等级：由 五级（初级工） 改为 没有写明",
            ),
            (
                change(ChangedPart::Hours, "120", "90"),
                "课时：由 120 课时 改为 90 课时",
            ),
            (
                change(ChangedPart::Place, "甲镇 一楼", "乙镇 二楼"),
                "在哪里上：由 甲镇 一楼 改为 乙镇 二楼",
            ),
            (
                change(ChangedPart::Mode, "in_person", "online"),
                "怎么上课：由 到场上课 改为 网上上课",
            ),
            (
                change(ChangedPart::Audiences, "", "veteran,graduate"),
                "给谁上的：由 谁都可以 改为 退役军人、高校毕业生",
            ),
            (
                change(ChangedPart::Certificate, "", "结业证明"),
                "学完有什么证：由 没有写明 改为 结业证明",
            ),
            (
                change(ChangedPart::StartsOn, "2027-03-01", "2027-03-08"),
                "开课日期：由 2027年3月1日 改为 2027年3月8日",
            ),
            (
                change(ChangedPart::EndsOn, "2027-03-26", "2027-03-30"),
                "结课日期：由 2027年3月26日 改为 2027年3月30日",
            ),
            (
                change(ChangedPart::Time, "每天上午", "每天晚上"),
                "2027年3月1日的班，上课时间：由 每天上午 改为 每天晚上",
            ),
            (
                change(ChangedPart::Seats, "30", "20"),
                "2027年3月1日的班，名额：由 30 改为 20",
            ),
            (named(ChangedPart::Outline), "学什么内容：有改动"),
            (named(ChangedPart::ClassGone), "2027年3月1日的班不再开"),
        ];
        for (change, expected) in table {
            assert_eq!(line(&change), expected, "{:?}", change.part);
        }
    }

    #[test]
    fn an_update_says_its_day_and_counts_new_classes() {
        let added = named(ChangedPart::ClassAdded);
        let update = CourseUpdate {
            on: Date::new(2026, 11, 20).unwrap(),
            changes: vec![added.clone(), change(ChangedPart::Price, "0", "100"), added],
        };
        let said = update_lines(&update);
        assert_eq!(said.title, "2026年11月20日更新");
        assert_eq!(said.lines, ["学费：由 免费 改为 1 元", "新开 2 个班"]);
    }
}
