//! What is sent when something of a course changed.

use catalogue::ChangedPart;

use super::opening;

/// Something of a course changed that somebody who has a seat in it may mind. It names what, not which course nor how.
#[must_use]
pub fn course_changed(parts: &[ChangedPart], is_sample: bool) -> String {
    let mut names: Vec<_> = parts.iter().copied().map(name).collect();
    names.dedup();
    format!(
        "{}您报的班有改动：{}。请登录“我的课程”，点开课程看改成什么。去不了请早点退出，位子留给别人。",
        opening(is_sample),
        names.join("、")
    )
}

/// The trainer changed on which days a class is taught.
#[must_use]
pub fn lessons_changed(is_sample: bool) -> String {
    format!(
        "{}您报的班改了上课的日子。请登录“我的课程”，看是哪几天。有事来不了，请早点跟培训机构说。",
        opening(is_sample)
    )
}

const fn name(part: ChangedPart) -> &'static str {
    match part {
        ChangedPart::Price => "学费",
        ChangedPart::Subsidy => "培训补贴",
        ChangedPart::Hours => "课时",
        ChangedPart::Place => "上课地点",
        ChangedPart::Mode => "上课方式",
        ChangedPart::StartsOn | ChangedPart::EndsOn => "上课日期",
        ChangedPart::Time => "上课时间",
        _ => "课程内容",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_days_fit_one_message() {
        let text = lessons_changed(true);
        assert!(text.starts_with("【富民通】（示例）"), "{text}");
        assert!(text.chars().count() <= 67, "{text}");
    }

    #[test]
    fn everything_that_concerns_members_has_a_name_and_fits_two_messages() {
        let parts: Vec<_> = ChangedPart::ALL
            .iter()
            .copied()
            .filter(|part| part.concerns_members())
            .collect();
        for part in &parts {
            assert_ne!(name(*part), "课程内容", "{part:?}");
        }
        let text = course_changed(&parts, true);
        assert!(text.starts_with("【富民通】（示例）"), "{text}");
        assert!(
            text.contains("学费、培训补贴、课时、上课地点、上课方式、上课日期、上课时间。"),
            "{text}"
        );
        assert!(text.chars().count() <= 134, "{text}");
    }
}
