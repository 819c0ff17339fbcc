//! One row: a person, or everything that is wrong with it, each at its column.

use application::NewHire;
use domain::{Date, IdNumber, PersonName};

use super::column::{Column, category};
use super::sheet::ReadRow;

/// How a contract without an end is written.
const WITHOUT_END: [&str; 5] = ["无固定期限", "无固定期", "无固定", "长期", "无期限"];

/// Something wrong in a row. It keeps the whole sheet out until it is put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub column: Column,
    /// What, as a key of its words.
    pub code: &'static str,
    /// The row it is about beside its own; for somebody listed twice.
    pub other_row: Option<u32>,
}

/// Reads the texts of a row. Whoever stands in an earlier row already is listed twice.
pub fn judge<'a>(
    number: u32,
    text: impl Fn(Column) -> &'a str,
    earlier: &[ReadRow],
    today: Date,
) -> ReadRow {
    let mut findings = Vec::new();
    let mut note = |column: Column, code: &'static str| {
        findings.push(Finding {
            column,
            code,
            other_row: None,
        });
    };
    let name = PersonName::parse(text(Column::Name))
        .map_err(|wrong| note(Column::Name, wrong.code()))
        .ok();
    let id_number = IdNumber::parse(text(Column::IdNumber), today)
        .map_err(|wrong| {
            note(
                Column::IdNumber,
                id_code(text(Column::IdNumber), wrong.code()),
            )
        })
        .ok();
    let hired_on = day(text(Column::HiredOn))
        .and_then(|on| {
            if on > today {
                Err("hired_in_future")
            } else {
                Ok(on)
            }
        })
        .map_err(|code| note(Column::HiredOn, code))
        .ok();
    let contract_from = day(text(Column::ContractFrom))
        .map_err(|code| note(Column::ContractFrom, code))
        .ok();
    let contract_until = last_day(text(Column::ContractUntil))
        .and_then(|until| check_end(contract_from, hired_on, until))
        .map_err(|code| note(Column::ContractUntil, code))
        .ok();
    let category = match (text(Column::Category), category(text(Column::Category))) {
        (_, Some(code)) => Some(code),
        ("", None) => {
            note(Column::Category, "category_missing");
            None
        }
        _ => {
            note(Column::Category, "category_unknown");
            None
        }
    };
    if let Some(first) = id_number.as_ref().and_then(|id| row_of(id, earlier)) {
        findings.push(Finding {
            column: Column::IdNumber,
            code: "hire_listed_twice",
            other_row: Some(first),
        });
        // From the left, whatever was found first.
        findings.sort_by_key(|finding| Column::ALL.iter().position(|at| *at == finding.column));
    }
    let listed = id_number.as_ref().map(|id| id.as_str().to_owned());
    let person = name.zip(id_number);
    let contract = contract_from.zip(contract_until);
    let hire = match (person, hired_on, contract, category) {
        (Some((name, id_number)), Some(hired_on), Some((from, until)), Some(category)) => {
            Some(NewHire {
                row: number,
                name: name.as_str().to_owned(),
                id_number: id_number.as_str().to_owned(),
                hired_on,
                contract_from: from,
                contract_until: until,
                category: category.to_owned(),
            })
        }
        _ => None,
    };
    ReadRow {
        number,
        id_number: listed,
        hire,
        findings,
    }
}

/// Programs keep fifteen digits of a number: the last three of an ID number become zeros.
fn id_code(typed: &str, code: &'static str) -> &'static str {
    let is_rounded = (typed.len() == 18 && typed.ends_with("000")) || typed.contains("E+");
    let is_wrong = matches!(
        code,
        "id_number_checksum" | "id_number_bad_character" | "id_number_wrong_length"
    );
    if is_rounded && is_wrong {
        "id_number_rounded"
    } else {
        code
    }
}

fn day(typed: &str) -> Result<Date, &'static str> {
    if typed.is_empty() {
        return Err("day_missing");
    }
    listing::read_day(typed).ok_or("day_unreadable")
}

/// The last day of a contract; none where it is said to have none.
fn last_day(typed: &str) -> Result<Option<Date>, &'static str> {
    let plain: String = typed
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    if WITHOUT_END.iter().any(|words| plain.starts_with(words)) {
        return Ok(None);
    }
    match day(typed) {
        Ok(day) => Ok(Some(day)),
        Err("day_missing") => Err("contract_end_missing"),
        Err(code) => Err(code),
    }
}

/// A contract ends after it began, and after the first day at work.
fn check_end(
    from: Option<Date>,
    hired_on: Option<Date>,
    until: Option<Date>,
) -> Result<Option<Date>, &'static str> {
    let is_before = |day: Option<Date>| until.zip(day).is_some_and(|(until, day)| until < day);
    if is_before(from) {
        Err("contract_ends_before_it_begins")
    } else if is_before(hired_on) {
        Err("contract_ended_before_hiring")
    } else {
        Ok(until)
    }
}

fn row_of(id_number: &IdNumber, earlier: &[ReadRow]) -> Option<u32> {
    let is_same = |row: &&ReadRow| row.id_number.as_deref() == Some(id_number.as_str());
    earlier.iter().find(is_same).map(|row| row.number)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: [&str; 6] = [
        "王小芳",
        "360426199101010071",
        "2026-03-01",
        "2026-03-01",
        "2027-02-28",
        "退役军人",
    ];

    fn today() -> Date {
        Date::parse_iso("2026-11-24").unwrap()
    }

    fn row(cells: &[&str; 6], earlier: &[ReadRow]) -> ReadRow {
        let text = |column: Column| {
            let place = Column::ALL.iter().position(|at| *at == column).unwrap();
            cells[place]
        };
        judge(5, text, earlier, today())
    }

    #[test]
    fn everything_wrong_is_found_at_its_column() {
        use Column::{Category, ContractFrom, ContractUntil, HiredOn, IdNumber, Name};
        let table = [
            (Name, "", "person_name_empty"),
            (Name, "王", "person_name_too_short"),
            (IdNumber, "360426199101010072", "id_number_checksum"),
            (IdNumber, "", "id_number_empty"),
            (IdNumber, "620602199001011000", "id_number_rounded"),
            (IdNumber, "6.20602199001011E+17", "id_number_rounded"),
            (HiredOn, "", "day_missing"),
            (HiredOn, "今年三月", "day_unreadable"),
            (HiredOn, "2026-11-25", "hired_in_future"),
            (ContractFrom, "2026-02-30", "day_unreadable"),
            (ContractFrom, "", "day_missing"),
            (ContractUntil, "", "contract_end_missing"),
            (ContractUntil, "两年", "day_unreadable"),
            (
                ContractUntil,
                "2026-02-27",
                "contract_ends_before_it_begins",
            ),
            (Category, "", "category_missing"),
            (Category, "亲戚", "category_unknown"),
        ];
        for (column, typed, code) in table {
            let mut cells = GOOD;
            let place = Column::ALL.iter().position(|at| *at == column).unwrap();
            cells[place] = typed;
            let found = row(&cells, &[]);
            let expected = Finding {
                column,
                code,
                other_row: None,
            };
            assert_eq!(found.findings, [expected], "{typed}");
            assert_eq!(found.hire, None, "{typed}");
        }
        assert_eq!(row(&GOOD, &[]).findings, []);
    }

    #[test]
    fn a_contract_that_was_over_before_the_hiring_is_a_mistake() {
        let cells = [
            "王小芳",
            GOOD[1],
            "2026-03-01",
            "2024-01-01",
            "2025-12-31",
            "都不是",
        ];
        let found = row(&cells, &[]).findings;
        assert_eq!(found[0].code, "contract_ended_before_hiring");
    }

    #[test]
    fn whoever_is_listed_twice_is_found_with_the_first_row() {
        let mut first = row(&GOOD, &[]);
        first.number = 3;
        let mut cells = GOOD;
        cells[0] = "李四";
        cells[5] = "亲戚";
        let found = row(&cells, &[first]).findings;
        let codes: Vec<_> = found.iter().map(|one| (one.code, one.other_row)).collect();
        assert_eq!(
            codes,
            [("hire_listed_twice", Some(3)), ("category_unknown", None)]
        );
    }

    #[test]
    fn a_mistake_in_the_first_row_does_not_hide_the_second() {
        let mut cells = GOOD;
        cells[2] = "今年三月";
        let first = row(&cells, &[]);
        assert_eq!(first.hire, None);
        let found = row(&GOOD, &[first]).findings;
        assert_eq!((found.len(), found[0].code), (1, "hire_listed_twice"));
    }
}
