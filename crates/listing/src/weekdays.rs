//! The days of the week that a schedule in words names.

use domain::Weekday;

use crate::read::narrow;

/// Monday to Sunday, whether there are lessons.
pub(crate) type Week = [bool; 7];

const LETTERS: &str = "一二三四五六日";

/// Words for all seven days, where no day is named beside them: `周一至周五每天` is five.
const EVERY_DAY: [&str; 3] = ["每天", "每日", "天天"];

/// The days that words such as `周一至周五 9:00`, `周二、四晚上` or `每周六日` name. None where they name none, or where a
/// number may count lessons or days (`每周三次`, `每周五天`).
pub(crate) fn weekdays(schedule: &str) -> Option<Week> {
    let mut text = narrow(schedule).replace("星期", "周").replace("礼拜", "周");
    let is_daily = EVERY_DAY.iter().any(|words| text.contains(words));
    for words in EVERY_DAY {
        // The day in these words is no Sunday.
        text = text.replace(words, "。");
    }
    let week = named(&text)?;
    if week.contains(&true) {
        Some(week)
    } else {
        is_daily.then_some([true; 7])
    }
}

/// The days that are named one by one; none where a number may count.
fn named(text: &str) -> Option<Week> {
    let mut week = [false; 7];
    let mut reader = Reader::default();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '周' => reader.is_among_days = true,
            '末' if reader.is_among_days => fill(&mut week, 5, 6),
            _ if !reader.is_among_days => {}
            '至' | '到' | '-' | '~' | '—' | '–' => reader.is_range = reader.last.is_some(),
            '、' | ',' | '和' | '及' | '/' | ' ' | '每' => {}
            _ => match number(letter) {
                Some(_) if matches!(letters.peek(), Some('次' | '节' | '个' | '回' | '天')) => {
                    return None;
                }
                Some(day) => reader.take(day, &mut week),
                None => reader = Reader::default(),
            },
        }
    }
    Some(week)
}

/// Where in the words it is.
#[derive(Default)]
struct Reader {
    is_among_days: bool,
    /// Whether the next day ends a range that the last one began.
    is_range: bool,
    last: Option<usize>,
}

impl Reader {
    fn take(&mut self, day: usize, week: &mut Week) {
        let from = self.last.filter(|_| self.is_range).unwrap_or(day);
        fill(week, from, day);
        self.last = Some(day);
        self.is_range = false;
    }
}

/// A range may go over Sunday.
fn fill(week: &mut Week, from: usize, until: usize) {
    for (day, is_taught) in week.iter_mut().enumerate() {
        let is_in = if from <= until {
            (from..=until).contains(&day)
        } else {
            day >= from || day <= until
        };
        *is_taught |= is_in;
    }
}

fn number(letter: char) -> Option<usize> {
    let letter = if letter == '天' { '日' } else { letter };
    LETTERS.chars().position(|known| known == letter)
}

/// Whether there are lessons on a day of the week.
pub(crate) fn has(week: &Week, day: Weekday) -> bool {
    let place = usize::from(day.iso_number()).saturating_sub(1);
    week.get(place).copied().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_from_words() {
        let table = [
            ("周一至周五 9:00—12:00", Some("一二三四五")),
            ("周一到周四晚上", Some("一二三四")),
            ("星期一—星期三", Some("一二三")),
            ("周二、四 19:00", Some("二四")),
            ("每周六、周日 9:00", Some("六日")),
            ("周六日全天", Some("六日")),
            ("周末上课", Some("六日")),
            ("周六至周一", Some("一六日")),
            ("每周三晚上，周天上午", Some("三日")),
            ("礼拜五下午", Some("五")),
            ("每天 9:00—12:00", Some("一二三四五六日")),
            // Each of the days that are named.
            ("周一至周五每天 9:00—12:00", Some("一二三四五")),
            ("周二、四，每日 19:00", Some("二四")),
            ("每周三次，时间另约", None),
            ("每周五天，9:00—12:00", None),
            ("周六 一天 6 小时", None),
            ("每周三次，每天两小时", None),
            ("9:00—12:00", None),
            ("一共三天", None),
            ("", None),
        ];
        for (words, expected) in table {
            let found = weekdays(words).map(|week| {
                let days = LETTERS.chars().zip(week);
                days.filter(|(_, is_taught)| *is_taught)
                    .map(|(letter, _)| letter)
                    .collect::<String>()
            });
            assert_eq!(found.as_deref(), expected, "{words}");
        }
    }

    #[test]
    fn a_week_begins_on_monday() {
        let week = weekdays("周一、周日").unwrap();
        assert!(has(&week, Weekday::Monday) && has(&week, Weekday::Sunday));
        assert!(!has(&week, Weekday::Saturday));
    }
}
