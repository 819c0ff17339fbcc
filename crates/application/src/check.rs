//! What is a good answer; all problems at once.

use domain::{BankCardNumber, CreditCode, Date, IdNumber, Money, PersonName, PhoneNumber};
use serde::{Deserialize, Serialize};

use crate::{Answer, Answers, DocumentKind, Field, FieldKind, Product, documents_for, sections};

/// One problem: where and what. The words for the code are the client's.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FieldProblem {
    /// Field id, or `documents/<kind>`.
    pub field: String,
    /// Stable snake_case code.
    pub code: String,
}

/// Makes a problem.
pub fn problem(field: impl Into<String>, code: impl Into<String>) -> FieldProblem {
    FieldProblem {
        field: field.into(),
        code: code.into(),
    }
}

/// What the check needs to know from outside the form.
#[derive(Clone, Debug)]
pub struct Limits<'a> {
    /// The day of the check in Asia/Shanghai.
    pub today: Date,
    /// The largest amount the policy allows, when the engine gives one.
    pub cap: Option<Money>,
    /// Nine-digit codes of the district's townships and streets; empty: not checked.
    pub divisions: &'a [String],
    /// Ids of the district's banks; empty: not checked.
    pub banks: &'a [String],
}

/// Checks one answer by itself. An empty answer to a field that must be answered is `required`.
pub fn check_field(
    field: Field,
    product: Product,
    answers: &Answers,
    limits: &Limits<'_>,
) -> Result<(), &'static str> {
    if !answers.has(field) {
        return if field.is_optional() {
            Ok(())
        } else {
            Err("required")
        };
    }
    let is_list = matches!(answers.get(field), Some(Answer::Many(_)));
    if is_list != matches!(field.kind(), FieldKind::Many(_)) {
        return Err("not_an_option");
    }
    let text = answers.text(field);
    match field.kind() {
        FieldKind::Text(most) | FieldKind::LongText(most) => {
            if text.chars().count() > most {
                Err("too_long")
            } else {
                Ok(())
            }
        }
        FieldKind::Name => PersonName::parse(text).map(drop).map_err(|e| e.code()),
        FieldKind::IdNumber => IdNumber::parse(text, limits.today)
            .map(drop)
            .map_err(|e| e.code()),
        FieldKind::Phone => PhoneNumber::parse(text).map(drop).map_err(|e| e.code()),
        FieldKind::CreditCode => CreditCode::parse(text).map(drop).map_err(|e| e.code()),
        FieldKind::BankCard => BankCardNumber::parse(text).map(drop).map_err(|e| e.code()),
        FieldKind::PastDate => match Date::parse_iso(text) {
            None => Err("date_unreadable"),
            Some(date) if date > limits.today => Err("date_in_future"),
            Some(_) => Ok(()),
        },
        FieldKind::Yuan => check_yuan(field, text, limits),
        FieldKind::Integer(least, most) => match answers.whole(field) {
            None => Err("whole_number"),
            Some(number) if number < least => Err("number_too_small"),
            Some(number) if number > most => Err("number_too_large"),
            Some(number) => check_hires(field, number, answers),
        },
        FieldKind::Choice(_) => {
            if field.options(product).contains(&text) {
                Ok(())
            } else {
                Err("not_an_option")
            }
        }
        FieldKind::Many(options) => check_many(answers.many(field), options),
        FieldKind::Division => known(text, limits.divisions, "unknown_division"),
        FieldKind::Bank => known(text, limits.banks, "unknown_bank"),
    }
}

fn check_yuan(field: Field, text: &str, limits: &Limits<'_>) -> Result<(), &'static str> {
    let amount = whole_yuan(text).ok_or("whole_yuan")?;
    if field != Field::AmountYuan {
        return Ok(());
    }
    if amount.fen() == 0 {
        return Err("amount_zero");
    }
    match limits.cap {
        Some(cap) if amount > cap => Err("amount_above_cap"),
        _ => Ok(()),
    }
}

/// The most yuan that is read, in fen: nine digits.
const MOST_FEN: i64 = 99_999_999_900;

/// A sum as the money field reads it back, if it is whole yuan of at most nine digits: what is said of an amount while it
/// is typed and what becomes of it are one.
pub(crate) fn whole_yuan(text: &str) -> Option<Money> {
    let amount = Money::parse_yuan(text).ok()?;
    (amount.fen() % 100 == 0 && amount.fen() <= MOST_FEN).then_some(amount)
}

fn check_hires(field: Field, number: u32, answers: &Answers) -> Result<(), &'static str> {
    match (field, answers.whole(Field::Employees)) {
        (Field::NewHires, Some(employees)) if number > employees => {
            Err("new_hires_above_employees")
        }
        _ => Ok(()),
    }
}

fn check_many(ticked: &[String], options: &[&str]) -> Result<(), &'static str> {
    if ticked.iter().any(|code| !options.contains(&code.as_str())) {
        return Err("not_an_option");
    }
    let has_none = ticked.iter().any(|code| code == "none");
    if has_none && ticked.len() > 1 {
        Err("none_excludes_others")
    } else {
        Ok(())
    }
}

fn known(code: &str, list: &[String], otherwise: &'static str) -> Result<(), &'static str> {
    if list.is_empty() || list.iter().any(|known| known == code) {
        Ok(())
    } else {
        Err(otherwise)
    }
}

/// Everything that keeps the application from being submitted: answers, then papers that are neither there nor
/// explained.
///
/// `supplied` says whether a paper of this kind is uploaded or its absence explained.
pub fn check(
    product: Product,
    answers: &Answers,
    supplied: impl Fn(DocumentKind) -> bool,
    limits: &Limits<'_>,
) -> Vec<FieldProblem> {
    let fields = sections(product, answers)
        .into_iter()
        .flat_map(|(_, fields)| fields);
    let mut problems: Vec<FieldProblem> = fields
        .filter_map(|field| {
            check_field(field, product, answers, limits)
                .err()
                .map(|code| problem(field.id(), code))
        })
        .collect();
    let missing = documents_for(product, answers)
        .into_iter()
        .filter(|kind| !supplied(*kind));
    problems.extend(
        missing.map(|kind| problem(format!("documents/{}", kind.id()), "document_missing")),
    );
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Section;

    fn limits() -> Limits<'static> {
        Limits {
            today: Date::new(2026, 11, 24).unwrap(),
            cap: Some(Money::from_yuan(300_000)),
            divisions: &[],
            banks: &[],
        }
    }

    fn verdict(field: Field, text: &str) -> Result<(), &'static str> {
        let mut answers = Answers::default();
        answers.set_text(field, text);
        check_field(field, Product::StartupLoanIndividual, &answers, &limits())
    }

    #[test]
    fn each_kind_of_answer_has_its_problem() {
        let cases = [
            (Field::ApplicantName, "王秀兰", Ok(())),
            (Field::ApplicantName, "", Err("required")),
            (Field::IdNumber, "360426199101010071", Ok(())),
            (
                Field::IdNumber,
                "360426199101010072",
                Err("id_number_checksum"),
            ),
            (Field::ContactPhone, "138 0000 0000", Ok(())),
            (Field::BusinessRegisteredOn, "2026-11-24", Ok(())),
            (
                Field::BusinessRegisteredOn,
                "2026-11-25",
                Err("date_in_future"),
            ),
            (Field::BusinessRegisteredOn, "昨天", Err("date_unreadable")),
            (Field::AmountYuan, "300,000", Ok(())),
            (Field::AmountYuan, "300 000", Ok(())),
            (Field::AmountYuan, "￥２００，０００ 元", Ok(())),
            (Field::AmountYuan, "300001", Err("amount_above_cap")),
            (Field::AmountYuan, "３００００１", Err("amount_above_cap")),
            (Field::AmountYuan, "0", Err("amount_zero")),
            (Field::AmountYuan, "-1", Err("whole_yuan")),
            (Field::AmountYuan, "299,999.995", Err("whole_yuan")),
            (Field::AmountYuan, "299,999.50", Err("whole_yuan")),
            // A comma that groups no thousands may be a decimal point.
            (Field::AmountYuan, "20,0000", Err("whole_yuan")),
            (Field::AmountYuan, "200,00", Err("whole_yuan")),
            (Field::AmountYuan, "二十万", Err("whole_yuan")),
            (Field::AmountYuan, "9999999999", Err("whole_yuan")),
            (Field::TermMonths, "36", Ok(())),
            (Field::TermMonths, "35", Err("not_an_option")),
            (Field::TermMonths, "0", Err("not_an_option")),
            (Field::TermMonths, "37", Err("not_an_option")),
            (Field::Partners, "1", Err("number_too_small")),
            (Field::Partners, "３", Ok(())),
            (Field::Partners, "５１", Err("number_too_large")),
            (Field::Partners, "3.5", Err("whole_number")),
            (Field::BankCard, "", Ok(())),
            (Field::PlanCustomers, "", Ok(())),
            (Field::PlanIncome, "", Ok(())),
            (Field::PlanIncome, "0", Ok(())),
            (Field::PlanIncome, "9,000", Ok(())),
            (Field::PlanIncome, "九千", Err("whole_yuan")),
            (Field::PlanCosts, "999999999", Ok(())),
        ];
        for (field, text, expected) in cases {
            assert_eq!(verdict(field, text), expected, "{field} {text:?}");
        }
    }

    #[test]
    fn a_hundred_thousand_characters_are_too_long() {
        assert_eq!(
            verdict(Field::Purpose, &"养".repeat(100_000)),
            Err("too_long")
        );
        assert_eq!(verdict(Field::Purpose, &"养".repeat(500)), Ok(()));
    }

    #[test]
    fn a_plan_is_nobodys_duty_but_what_is_said_in_it_is_checked() {
        for product in Product::ALL {
            let mut answers = Answers::default();
            let asked = Section::Plan.fields(product, &answers);
            assert_eq!(asked.len(), 5);
            let of_plan = |answers: &Answers| {
                let problems = check(product, answers, |_| true, &limits()).into_iter();
                let mut found: Vec<String> = problems.map(|problem| problem.field).collect();
                found.retain(|field| field.starts_with("plan_"));
                found
            };
            assert_eq!(of_plan(&answers), [""; 0]);
            answers.set_text(Field::PlanRisks, "怕".repeat(301));
            answers.set_text(Field::PlanCosts, "四千");
            assert_eq!(of_plan(&answers), ["plan_costs", "plan_risks"]);
        }
    }

    #[test]
    fn none_excludes_the_other_options() {
        let mut answers = Answers::default();
        answers.set(
            Field::Categories,
            Some(Answer::Many(vec!["none".into(), "veteran".into()])),
        );
        let found = check_field(
            Field::Categories,
            Product::StartupLoanIndividual,
            &answers,
            &limits(),
        );
        assert_eq!(found, Err("none_excludes_others"));
    }

    #[test]
    fn an_empty_form_lists_every_problem_once() {
        let problems = check(
            Product::StartupLoanEnterprise,
            &Answers::default(),
            |_| false,
            &limits(),
        );
        let mut fields: Vec<_> = problems.iter().map(|p| p.field.as_str()).collect();
        assert!(fields.contains(&"amount_yuan") && fields.contains(&"documents/employee_roster"));
        fields.sort_unstable();
        fields.dedup();
        assert_eq!(fields.len(), problems.len());
    }

    #[test]
    fn two_year_terms_are_the_most_an_enterprise_is_offered() {
        assert_eq!(
            Field::TermMonths.options(Product::StartupLoanEnterprise),
            ["12", "24"]
        );
    }
}
