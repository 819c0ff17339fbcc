//! The columns of a roster, and what people write in them.

use application::Field;

/// One column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Full name.
    Name,
    /// Resident identity number.
    IdNumber,
    /// First day at work.
    HiredOn,
    /// First day of the contract.
    ContractFrom,
    /// Last day of the contract.
    ContractUntil,
    /// Which of the ten groups.
    Category,
}

impl Column {
    /// Every column, in the order of the template.
    pub const ALL: [Self; 6] = [
        Self::Name,
        Self::IdNumber,
        Self::HiredOn,
        Self::ContractFrom,
        Self::ContractUntil,
        Self::Category,
    ];

    /// Its words, then what other sheets have for it. Chinese, as the sheets are.
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Name => &["姓名", "职工姓名", "员工姓名", "name"],
            Self::IdNumber => &[
                "身份证号",
                "身份证号码",
                "公民身份号码",
                "身份证",
                "证件号码",
                "id number",
            ],
            Self::HiredOn => &[
                "入职日期",
                "入职时间",
                "招用日期",
                "招用时间",
                "到岗日期",
                "hired on",
            ],
            Self::ContractFrom => &[
                "合同开始日期",
                "合同起始日期",
                "合同开始时间",
                "合同起始时间",
                "劳动合同开始日期",
                "劳动合同起始日期",
                "contract from",
            ],
            Self::ContractUntil => &[
                "合同结束日期",
                "合同终止日期",
                "合同截止日期",
                "合同到期日期",
                "合同结束时间",
                "合同终止时间",
                "劳动合同结束日期",
                "劳动合同终止日期",
                "contract until",
            ],
            Self::Category => &["人员类别", "类别", "人员类型", "群体", "category"],
        }
    }

    /// What stands above it in the template.
    #[must_use]
    pub fn heading(self) -> &'static str {
        self.words().first().copied().unwrap_or_default()
    }

    /// The column that a heading means; stars, spaces and what stands in brackets do not matter.
    #[must_use]
    pub fn of_heading(heading: &str) -> Option<Self> {
        let before = heading.split(['(', '（']).next().unwrap_or_default();
        let kept = before
            .chars()
            .filter(|letter| !matches!(letter, '*' | '＊' | ':' | '：' | '\n' | '\r'));
        let key: String = kept.collect();
        let key = key.trim().to_lowercase();
        let is_it = |column: &Self| {
            let mut words = column.words().iter();
            words.any(|word| *word == key || **word == without_spaces(&key))
        };
        Self::ALL.into_iter().find(is_it)
    }
}

fn without_spaces(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

/// The ten groups as the sheet offers them, short enough for a list inside a cell's rule, and the code of each
/// (facts.md 2.6).
pub const CATEGORIES: [(&str, &str); 11] = [
    ("登记失业人员", "registered_unemployed"),
    ("就业困难人员", "hard_to_employ"),
    ("退役军人", "veteran"),
    ("刑满释放人员", "released_prisoner"),
    ("高校毕业生", "graduate"),
    ("去产能企业人员", "overcapacity_worker"),
    ("返乡农民工", "returning_migrant"),
    ("网络商户", "online_merchant"),
    ("脱贫人口", "poverty_exited"),
    ("农村创业农民", "rural_entrepreneur"),
    ("都不是", "none"),
];

/// The code of a group as somebody writes it: the word offered, the form's own words, either without what stands in
/// brackets, or a longer text that begins with the word offered.
#[must_use]
pub fn category(typed: &str) -> Option<&'static str> {
    let bare = |text: &str| {
        let before = text.split(['(', '（']).next().unwrap_or_default();
        without_spaces(before)
    };
    let typed = bare(typed);
    if typed.is_empty() {
        return None;
    }
    let is_it = |(word, code): &&(&'static str, &'static str)| {
        let form = i18n::t::option::by_key(&format!("{}.{code}", Field::Categories.id()));
        typed == *word || typed == *code || form.is_some_and(|form| bare(form) == typed)
    };
    let mut all = CATEGORIES.iter();
    all.find(is_it).map(|(_, code)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_however_they_are_dressed() {
        for (heading, expected) in [
            ("姓名", Some(Column::Name)),
            ("*姓名", Some(Column::Name)),
            (" 姓 名 ", Some(Column::Name)),
            ("身份证号码（18位）", Some(Column::IdNumber)),
            ("劳动合同终止日期", Some(Column::ContractUntil)),
            ("Hired on", Some(Column::HiredOn)),
            ("工资", None),
            ("", None),
        ] {
            assert_eq!(Column::of_heading(heading), expected, "{heading}");
        }
    }

    #[test]
    fn every_group_of_the_form_can_be_written() {
        for code in Field::Categories.options(application::Product::StartupLoanIndividual) {
            let form = i18n::t::option::by_key(&format!("categories.{code}")).unwrap();
            assert_eq!(category(form), Some(code), "{form}");
            assert_eq!(category(code), Some(code));
        }
        for (word, code) in CATEGORIES {
            assert_eq!(category(word), Some(code));
        }
        assert_eq!(category(" 高校毕业生（含大学生村官） "), Some("graduate"));
        assert_eq!(category("退伍"), None);
        assert_eq!(category(""), None);
    }

    #[test]
    fn the_groups_fit_into_a_list_inside_a_cell() {
        let words: Vec<&str> = CATEGORIES.iter().map(|(word, _)| *word).collect();
        assert!(words.join(",").chars().count() <= 255);
    }
}
