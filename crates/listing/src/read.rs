//! Reading one value: its one form, or what is wrong with it.

use catalogue::{CourseKind, Division, SkillLevel, TeachingMode, TimeOfDay};
use domain::{Money, MoneyError};

use crate::date::day;
use crate::nearest::nearest;
use crate::words::{AUDIENCES, Coded, KINDS, LEVELS, MODES, TIMES, find, offered, word_of};
use crate::{Field, Ground};

/// A value in its one form, and what is to be known of how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The one form: ISO days, plain digits, codes.
    pub value: String,
    /// Code of a note.
    pub note: Option<&'static str>,
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Code.
    pub code: &'static str,
    /// What the words name.
    pub with: String,
}

fn flaw(code: &'static str, with: impl Into<String>) -> Flaw {
    Flaw {
        code,
        with: with.into(),
    }
}

fn plain(value: impl Into<String>) -> Reading {
    Reading {
        value: value.into(),
        note: None,
    }
}

/// Reads what was typed into a field; nothing typed is read as nothing.
///
/// # Errors
/// Says what is wrong and what the words about it name.
pub fn read(field: Field, typed: &str, divisions: &[Division]) -> Result<Reading, Flaw> {
    let text = typed.trim().trim_matches('\u{3000}');
    if text.is_empty() {
        return Ok(plain(""));
    }
    if text.chars().count() > field.most_chars() {
        return Err(flaw("too_long", field.most_chars().to_string()));
    }
    match field {
        Field::Hours | Field::Seats | Field::VenueSeats => whole_number(text)
            .map(|number| plain(number.to_string()))
            .ok_or_else(|| flaw("not_a_number", text)),
        Field::Price => price(text),
        Field::IsSubsidised => yes_or_no(text)
            .map(|is_so| plain(if is_so { "yes" } else { "no" }))
            .ok_or_else(|| flaw("not_yes_or_no", text)),
        Field::StartsOn | Field::EndsOn | Field::EnrolBy => day(text)
            .map(|day| plain(day.to_string()))
            .ok_or_else(|| flaw("not_a_date", text)),
        Field::Division => division(text, divisions),
        Field::Kind => choice(KINDS, text).map(|kind: CourseKind| plain(kind.code())),
        Field::Level => level(text).map(|level| plain(level.code())),
        Field::Mode => choice(MODES, text).map(|mode: TeachingMode| plain(mode.code())),
        Field::TimeOfDay => choice(TIMES, text).map(|time: TimeOfDay| plain(time.code())),
        Field::Audiences => audiences(text),
        Field::Outline | Field::Bring => Ok(plain(items(text).join("；"))),
        Field::Title
        | Field::Trade
        | Field::Venue
        | Field::Summary
        | Field::Schedule
        | Field::Certificate => Ok(plain(text)),
    }
}

/// Letters and digits of full width as those of half width.
pub(crate) fn narrow(typed: &str) -> String {
    let half = |letter: char| match letter {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        other => other,
    };
    typed.chars().map(half).collect()
}

/// A whole number, with thousands commas, a unit behind it, or the `.0` that a sheet puts there.
///
/// ```
/// assert_eq!(listing::whole_number("４０人"), Some(40));
/// assert_eq!(listing::whole_number("1,200"), Some(1200));
/// assert_eq!(listing::whole_number("40.5"), None);
/// ```
#[must_use]
pub fn whole_number(typed: &str) -> Option<u32> {
    let text = narrow(typed);
    let text = text
        .trim()
        .trim_end_matches(['人', '名', '个', '位', '时', '课', '节', '学']);
    let text = text.trim().replace(',', "");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    if whole.is_empty() || !part.bytes().all(|byte| byte == b'0') {
        return None;
    }
    whole
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| whole.parse().ok())?
}

const FREE: [&str; 6] = ["免费", "免", "不收费", "无", "全免", "免学费"];

fn price(text: &str) -> Result<Reading, Flaw> {
    if FREE.contains(&text) {
        return Ok(Reading {
            value: "0".into(),
            note: Some("price_free_word"),
        });
    }
    let narrowed = narrow(text);
    let money = Money::parse_yuan(&narrowed).map_err(|error| match error {
        MoneyError::Negative => flaw("price_negative", text),
        _ => flaw("price_not_money", text),
    })?;
    Ok(plain(yuan(money)))
}

/// Yuan without a fraction where there is none.
fn yuan(money: Money) -> String {
    let (yuan, fen) = (money.fen() / 100, money.fen() % 100);
    if fen == 0 {
        yuan.to_string()
    } else {
        format!("{yuan}.{fen:02}")
    }
}

pub(crate) fn yes_or_no(text: &str) -> Option<bool> {
    match narrow(text).trim().to_ascii_lowercase().as_str() {
        "是" | "有" | "可以" | "能" | "yes" | "y" | "1" | "√" | "✓" => Some(true),
        "否" | "无" | "没有" | "不可以" | "不能" | "不是" | "no" | "n" | "0" | "×" | "x" => {
            Some(false)
        }
        _ => None,
    }
}

fn division(text: &str, divisions: &[Division]) -> Result<Reading, Flaw> {
    let name = narrow(text);
    let name = name.trim();
    let is_it =
        |known: &&Division| known.code == name || known.name == name || known.short_name() == name;
    if let Some(found) = divisions.iter().find(is_it) {
        return Ok(plain(found.code.clone()));
    }
    // With the names of district, city and province before it.
    let ends = |known: &&Division| name.ends_with(&known.name);
    if let Some(found) = divisions
        .iter()
        .filter(ends)
        .max_by_key(|known| known.name.len())
    {
        return Ok(plain(found.code.clone()));
    }
    let names = divisions.iter().map(|known| known.name.as_str());
    match nearest(name, names) {
        Some(near) => Err(flaw("unknown_division_near", near)),
        None => Err(flaw("unknown_division", name)),
    }
}

fn choice<T: Coded>(words: &[(&str, T)], text: &str) -> Result<T, Flaw> {
    find(words, text).ok_or_else(|| flaw("not_a_choice", offered(words)))
}

pub(crate) fn time_of_day(text: &str) -> Option<TimeOfDay> {
    find(TIMES, text)
}

pub(crate) fn level(text: &str) -> Result<SkillLevel, Flaw> {
    // 五级（初级工） and 五级/初级工 say the level twice.
    let narrowed = narrow(text);
    let first = narrowed.split(['(', '/', '、']).next().unwrap_or_default();
    choice(LEVELS, first)
}

fn audiences(text: &str) -> Result<Reading, Flaw> {
    // The words of one group have the list's own comma in them.
    let text = narrow(text).replace("种养大户、家庭农场、合作社", "professional_farmer");
    let mut codes = Vec::new();
    for word in text
        .split(['、', ',', ';', '\n', ' '])
        .map(str::trim)
        .filter(|word| !word.is_empty())
    {
        let Some(found) = find(AUDIENCES, word) else {
            let names = AUDIENCES.iter().map(|(name, _)| *name);
            return Err(match nearest(word, names) {
                Some(near) => flaw("unknown_audience_near", near),
                None => flaw("unknown_audience", word),
            });
        };
        if !codes.contains(&found.code()) {
            codes.push(found.code());
        }
    }
    Ok(plain(codes.join("、")))
}

/// The parts of a list: separated by semicolons or new lines, numbers before them left out.
pub(crate) fn items(text: &str) -> Vec<String> {
    let parts = text.split(['；', ';', '\n', '\r']);
    let cut = |part: &str| part.trim().trim_matches('\u{3000}').to_owned();
    parts.map(cut).filter(|part| !part.is_empty()).collect()
}

/// A value in its one form as a sheet says it: words for codes, names for places. What is no code stays as it is.
#[must_use]
pub fn shown(field: Field, value: &str, divisions: &[Division]) -> String {
    let word = match field {
        Field::Kind => word_of(KINDS, value),
        Field::Level => word_of(LEVELS, value),
        Field::Mode => word_of(MODES, value),
        Field::TimeOfDay => word_of(TIMES, value),
        Field::IsSubsidised => match value {
            "yes" => Some("是"),
            "no" => Some("否"),
            _ => None,
        },
        Field::Division => {
            let mut known = divisions.iter();
            let found = known.find(|division| division.code == value);
            found.map(|division| division.name.as_str())
        }
        Field::Audiences => {
            let codes = value.split('、').filter(|code| !code.is_empty());
            let words: Vec<_> = codes
                .map(|code| word_of(AUDIENCES, code).unwrap_or(code))
                .collect();
            return words.join("、");
        }
        _ => None,
    };
    word.unwrap_or(value).to_owned()
}

impl Ground<'_> {
    pub(crate) fn read(&self, field: Field, typed: &str) -> Result<Reading, Flaw> {
        read(field, typed, self.divisions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::divisions;

    #[test]
    fn values_have_one_form() {
        use Field::*;
        for (field, typed, value) in [
            (Hours, "１２０课时", "120"),
            (Seats, "30.0", "30"),
            (Price, "免费", "0"),
            (Price, "￥１，２００．５０ 元", "1200.50"),
            (Price, "1200", "1200"),
            (IsSubsidised, "是", "yes"),
            (IsSubsidised, "N", "no"),
            (StartsOn, "2027.3.1", "2027-03-01"),
            (Division, "武南", "620602101"),
            (Division, "620602101", "620602101"),
            (Division, "甘肃省武威市凉州区武南镇", "620602101"),
            (Kind, "创业培训", "startup"),
            (Kind, "startup", "startup"),
            (Level, "五级（初级工）", "level_5"),
            (Level, "高级技师", "level_1"),
            (Mode, "线上线下", "mixed"),
            (TimeOfDay, "夜校", "evening"),
            (Audiences, "退役军人，残疾人、退役军人", "veteran、disabled"),
            (
                Audiences,
                "种养大户、家庭农场、合作社、残疾人",
                "professional_farmer、disabled",
            ),
            (
                Outline,
                "安全用电; 照明线路\n查找故障；",
                "安全用电；照明线路；查找故障",
            ),
            (Title, "　电工班 ", "电工班"),
            (Trade, "", ""),
        ] {
            let reading =
                read(field, typed, &divisions()).unwrap_or_else(|flaw| panic!("{typed}: {flaw:?}"));
            assert_eq!(reading.value, value, "{field} {typed}");
            // Said as a sheet says it, it is read as the same.
            let said = shown(field, value, &divisions());
            assert_eq!(
                read(field, &said, &divisions()).unwrap().value,
                value,
                "{field} {said}"
            );
            // The one form is read as itself.
            assert_eq!(
                read(field, value, &divisions()).unwrap().value,
                value,
                "{field} {value}"
            );
        }
        assert_eq!(
            read(Price, "免费", &[]).unwrap().note,
            Some("price_free_word")
        );
    }

    #[test]
    fn what_is_wrong_says_what_to_write() {
        use Field::*;
        for (field, typed, code, with) in [
            (Hours, "一百二", "not_a_number", "一百二"),
            (Seats, "-3", "not_a_number", "-3"),
            (Price, "面议", "price_not_money", "面议"),
            (Price, "-5", "price_negative", "-5"),
            (IsSubsidised, "大概", "not_yes_or_no", "大概"),
            (StartsOn, "明年三月", "not_a_date", "明年三月"),
            (Division, "武男镇", "unknown_division_near", "武南镇"),
            (Division, "北京市朝阳区", "unknown_division", "北京市朝阳区"),
            (TimeOfDay, "凌晨", "not_a_choice", "白天、晚上、周末"),
            (Audiences, "退伍军人", "unknown_audience_near", "退役军人"),
        ] {
            let flaw = read(field, typed, &divisions()).unwrap_err();
            assert_eq!(
                (flaw.code, flaw.with.as_str()),
                (code, with),
                "{field} {typed}"
            );
        }
        let long = "长".repeat(61);
        assert_eq!(read(Title, &long, &[]).unwrap_err(), flaw("too_long", "60"));
    }
}
