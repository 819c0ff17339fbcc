//! Codes put into words.

use application::{Answer, Answers, Field, FieldKind, Product};
use client::Places;
use domain::{Date, Money};
use i18n::t;
use ui::Text;

/// The words of a problem code; a code without any is said in general words.
pub fn problem(code: &str) -> Text {
    t::problem::by_key(code)
        .unwrap_or_else(t::common::failed::detail)
        .into()
}

/// What is wrong with an answer or a paper of the form; only the form itself can meet these.
pub fn form_problem(code: &str) -> Text {
    t::form_problem::by_key(code).map_or_else(|| problem(code), Text::from)
}

/// The short name of a field, a section or `documents/<kind>`.
pub fn name(id: &str) -> Text {
    let found = match id.strip_prefix("documents/") {
        Some(kind) => t::field_name::by_key(&joined("documents", kind)),
        None => t::field_name::by_key(id),
    };
    found.map_or_else(|| id.to_owned().into(), Text::from)
}

/// The name of a section of the task list.
pub fn section(id: &str) -> Text {
    t::field_name::by_key(&joined("section", id))
        .unwrap_or_default()
        .into()
}

/// The question of a field.
pub fn question(field: &str) -> Text {
    t::field::by_key(&joined(field, "label"))
        .unwrap_or_default()
        .into()
}

/// The help of a field.
pub fn hint(field: &str) -> Text {
    t::field::by_key(&joined(field, "hint"))
        .unwrap_or_default()
        .into()
}

/// The words of an option.
pub fn option(field: Field, code: &str) -> Text {
    let group = match field.kind() {
        FieldKind::Choice(["yes", "no"]) => "yes_no",
        _ => field.id(),
    };
    t::option::by_key(&joined(group, code)).map_or_else(|| code.to_owned().into(), Text::from)
}

/// What a paper that proves a group may be, a sentence for each group that is ticked.
pub fn category_proofs(answers: &Answers) -> String {
    application::category_proofs(answers)
        .map(|(group, proof)| {
            t::apply::papers::hint::category_proof(
                option(Field::Categories, group),
                t::proof::by_key(proof).unwrap_or_default(),
            )
        })
        .collect()
}

/// The name of a product.
pub fn product(product: Product) -> &'static str {
    match product {
        Product::StartupLoanIndividual => t::apply::product::individual(),
        Product::StartupLoanEnterprise => t::apply::product::enterprise(),
    }
}

/// A word about a state: `name`, `sentence` or `next`.
pub fn state(state: workflow::loan::LoanState, part: &str) -> Text {
    standing(state.as_str(), part)
}

/// The same by the key that [`api::application::HolderView::words_of`] gives.
pub fn standing(key: &str, part: &str) -> Text {
    t::loan_state::by_key(&joined(key, part))
        .unwrap_or_default()
        .into()
}

/// What was done, or what a button does.
pub fn action(action: workflow::loan::LoanAction) -> Text {
    t::loan_action::by_key(action.as_str())
        .unwrap_or_default()
        .into()
}

/// A word about an enrolment's state: `name` or `sentence`.
pub fn enrolment_state(state: workflow::enrolment::EnrolmentState, part: &str) -> Text {
    t::enrolment_state::by_key(&joined(state.as_str(), part))
        .unwrap_or_default()
        .into()
}

/// Who acts.
pub fn role(role: workflow::Role) -> Text {
    t::loan_action::by_key(&joined("role", role.as_str()))
        .unwrap_or_default()
        .into()
}

/// The link to a printed page.
pub fn printed(printed: crate::Printed) -> Text {
    t::printed::by_key(&joined(printed.id(), "link"))
        .unwrap_or_default()
        .into()
}

/// A word about a printed page: `title` or `note`.
pub fn printed_part(printed: crate::Printed, part: &str) -> Text {
    t::printed_page::by_key(&joined(printed.id(), part))
        .unwrap_or_default()
        .into()
}

/// A yearly rate: 350 is `3.5%`, 305 is `3.05%`.
pub fn rate(basis_points: u32) -> String {
    let (whole, rest) = (basis_points / 100, basis_points % 100);
    match (rest / 10, rest % 10) {
        (0, 0) => format!("{whole}%"),
        (tenths, 0) => format!("{whole}.{tenths}%"),
        (tenths, hundredths) => format!("{whole}.{tenths}{hundredths}%"),
    }
}

/// What is wrong with something returned.
pub fn defect(code: workflow::loan::DefectCode) -> Text {
    t::loan_action::by_key(&joined("defect", code.as_str()))
        .unwrap_or_default()
        .into()
}

/// An answer as it is read: names for codes, sums with their unit. What cannot be read is shown as it was typed.
pub fn answer(field: Field, answers: &Answers, places: Option<&Places>) -> Text {
    if let Some(Answer::Many(codes)) = answers.get(field) {
        let words: Vec<Text> = codes.iter().map(|code| option(field, code)).collect();
        return words.join(t::apply::list_separator()).into();
    }
    let text = answers.text(field);
    if text.is_empty() {
        return Text::default();
    }
    let read = match field.kind() {
        FieldKind::Choice(_) => return option(field, text),
        FieldKind::Yuan => Money::parse_yuan(text).ok().map(i18n::money_in_words),
        FieldKind::PastDate => Date::parse_iso(text).map(i18n::date),
        FieldKind::Division => places
            .and_then(|known| known.division_name(text))
            .map(str::to_owned),
        FieldKind::Bank => places
            .and_then(|known| known.office_name(text))
            .map(str::to_owned),
        _ => None,
    };
    read.unwrap_or_else(|| text.to_owned()).into()
}

fn joined(left: &str, right: &str) -> String {
    let mut key = String::from(left);
    key.push('.');
    key.push_str(right);
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use application::DocumentKind;
    use workflow::loan::{DefectCode, LoanAction, LoanState};

    #[test]
    fn every_field_and_option_has_words() {
        for field in Field::ALL.iter().copied() {
            assert_ne!(name(field.id()), field.id());
            assert!(
                !question(field.id()).is_empty() && !hint(field.id()).is_empty(),
                "{field}"
            );
            for product in Product::ALL {
                for code in field.options(product) {
                    assert_ne!(option(field, code), code, "{field}");
                }
            }
            assert!(!section(field.section().id()).is_empty(), "{field}");
        }
        for kind in DocumentKind::ALL {
            assert_ne!(name(&format!("documents/{}", kind.id())), kind.id());
        }
    }

    #[test]
    fn every_code_of_the_workflow_has_words() {
        for state_ in LoanState::ALL {
            for part in ["name", "sentence", "next"] {
                assert!(!state(*state_, part).is_empty(), "{state_} {part}");
            }
        }
        for state in workflow::enrolment::EnrolmentState::ALL {
            for part in ["name", "sentence"] {
                assert!(!enrolment_state(*state, part).is_empty(), "{state} {part}");
            }
        }
        // Which condition is met stands with the conditions; the step itself is shown to officers alone.
        let mut shown = LoanAction::ALL.iter();
        assert!(shown.all(|each| *each == LoanAction::MeetCondition || !action(*each).is_empty()));
        assert!(DefectCode::ALL.iter().all(|each| !defect(*each).is_empty()));
        let printed_ = crate::Printed::ALL;
        assert!(printed_.iter().all(|each| !printed(*each).is_empty()));
        for part in ["title", "note"] {
            let mut pages = printed_.iter();
            assert!(pages.all(|each| !printed_part(*each, part).is_empty()));
        }
        assert!(
            workflow::Role::ALL
                .iter()
                .all(|each| !role(*each).is_empty())
        );
    }

    #[test]
    fn a_code_is_always_said_in_words() {
        let general = t::common::failed::detail();
        for (code, is_known) in [
            ("required", true),
            ("people_missing", true),
            ("own_file", false),
            ("no_such_code", false),
        ] {
            assert_eq!(problem(code) != general, is_known, "{code}");
            assert_eq!(form_problem(code), problem(code), "{code}");
        }
        assert_ne!(form_problem("document_heic"), general);
    }

    #[test]
    fn every_group_says_what_proves_it() {
        let mut answers = Answers::default();
        assert_eq!(category_proofs(&answers), "");
        for code in Field::Categories.options(Product::StartupLoanIndividual) {
            assert!(
                t::proof::by_key(application::proof_of(code)).is_some(),
                "{code}"
            );
        }
        let ticked = vec!["veteran".into(), "online_merchant".into()];
        answers.set(Field::Categories, Some(Answer::Many(ticked)));
        assert_eq!(
            category_proofs(&answers),
            "退役军人：请拍《退伍证》《转业证》或《自主择业军转干部证》。网络商户：请拍能说明您是这一类人的证明。"
        );
    }

    #[test]
    fn rates_are_written_short() {
        for (basis_points, expected) in [
            (300, "3%"),
            (350, "3.5%"),
            (305, "3.05%"),
            (0, "0%"),
            (1_234, "12.34%"),
        ] {
            assert_eq!(rate(basis_points), expected);
        }
    }

    #[test]
    fn answers_are_read_back_in_words() {
        let mut answers = Answers::default();
        answers.set_text(Field::AmountYuan, "200000");
        answers.set_text(Field::BusinessRegisteredOn, "2025-03-08");
        answers.set_text(Field::BusinessOperating, "yes");
        answers.set(
            Field::Categories,
            Some(Answer::Many(vec!["veteran".into(), "graduate".into()])),
        );
        let table = [
            (Field::AmountYuan, "20 万元"),
            (Field::BusinessRegisteredOn, "2025年3月8日"),
            (Field::BusinessOperating, "是"),
            (
                Field::Categories,
                "退役军人、高校毕业生（含大学生村官、留学回国学生）",
            ),
            (Field::Purpose, ""),
        ];
        for (field, expected) in table {
            assert_eq!(answer(field, &answers, None), expected, "{field}");
        }
    }
}
