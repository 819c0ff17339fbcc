//! Codes put into words.

use application::{Answer, Answers, Field, FieldKind, Product};
use catalogue::District;
use domain::{Date, Money};
use i18n::t;
use ui::Text;
use workflow::{
    Role,
    enrolment::{EnrolmentState, Level},
    loan::{DefectCode, LoanAction, LoanState},
    re_review::FindingCode,
    servicing::{ServicingAction, ServicingState},
};

/// What the server refused, in the words of whichever table knows the code.
pub(crate) fn problem(code: &str) -> Option<&'static str> {
    t::staff_refused::by_key(code)
        .or_else(|| t::problem::by_key(code))
        .or_else(|| t::money_problem::by_key(code))
        .or_else(|| t::form_problem::by_key(code))
}

/// The short name of a field or of `documents/<kind>`.
pub(crate) fn name(id: &str) -> Text {
    let found = match id.strip_prefix("documents/") {
        Some(kind) => t::field_name::by_key(&joined("documents", kind)),
        None => t::field_name::by_key(id),
    };
    found.map_or_else(|| id.to_owned().into(), Text::from)
}

/// Several names in a row.
pub(crate) fn names<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<Text> = ids.map(name).collect();
    names.join(t::staff_file::list_separator())
}

/// The name of a section of the form.
pub(crate) fn section(id: &str) -> Text {
    t::field_name::by_key(&joined("section", id))
        .unwrap_or_default()
        .into()
}

/// What proves each group that the applicant ticked.
pub(crate) fn proofs(answers: &Answers) -> String {
    let proofs: Vec<String> = application::category_proofs(answers)
        .map(|(group, proof)| {
            let group = option(Field::Categories, group);
            let proof = t::proof::by_key(proof).unwrap_or_default();
            t::staff_file::answers::proof(group, proof)
        })
        .collect();
    proofs.join(" · ")
}

/// The name of a product.
pub(crate) fn product(product: Product) -> &'static str {
    match product {
        Product::StartupLoanIndividual => t::staff_queue::product::individual(),
        Product::StartupLoanEnterprise => t::staff_queue::product::enterprise(),
    }
}

/// What a course cost somebody when the seat was asked for.
pub(crate) fn own_price(fen: i64) -> String {
    t::staff_lessons::roster::price(course_words::sum_words(Money::from_fen(fen)))
}

/// The short name of a state as officers say it; the shared names speak to the resident.
pub(crate) fn state(state: LoanState) -> &'static str {
    if state.is_returned() {
        return t::staff_queue::state::returned();
    }
    if state == LoanState::ContractReady {
        return t::staff_queue::state::contract();
    }
    t::loan_state::by_key(&joined(state.as_str(), "name")).unwrap_or_default()
}

/// The sentence the resident reads about a state.
pub(crate) fn sentence(state: LoanState) -> &'static str {
    t::loan_state::by_key(&joined(state.as_str(), "sentence")).unwrap_or_default()
}

/// What was done, or what a button does.
pub(crate) fn action(action: LoanAction) -> &'static str {
    // No resident sees it, so its words are not among those that residents' pages carry.
    if action == LoanAction::MeetCondition {
        return t::staff_file::conditions::action();
    }
    t::loan_action::by_key(action.as_str()).unwrap_or_default()
}

/// A word of a group of codes: `method`, `counting` or `early_effect` of paying back, `stop`, `query_to`, `change`, `call`.
pub(crate) fn repayment(group: &str, code: &str) -> &'static str {
    t::loan_code::by_key(&joined(group, code)).unwrap_or_default()
}

/// Where a loan stands once it was paid out.
pub(crate) fn loan_state(state: ServicingState) -> &'static str {
    t::servicing::by_key(&joined(state.as_str(), "name")).unwrap_or_default()
}

/// What was done to a loan, or what a button does.
pub(crate) fn loan_action(action: ServicingAction) -> &'static str {
    t::loan_code::by_key(&joined("action", action.as_str())).unwrap_or_default()
}

/// Where somebody in a class stands.
pub(crate) fn enrolment(state: EnrolmentState) -> Text {
    let key = [state.as_str(), ".name"].concat();
    t::enrolment_state::by_key(&key).unwrap_or_default().into()
}

/// What a course is called; its listing may be gone.
pub(crate) fn course_title(title: Option<String>) -> Text {
    title.map_or_else(|| t::staff_lessons::gone().into(), Text::from)
}

/// What somebody in a class is called; the name may not be known.
pub(crate) fn person_name(name: Option<String>) -> Text {
    name.map_or_else(|| t::staff_lessons::roster::nameless().into(), Text::from)
}

/// A level that is assessed.
pub(crate) fn level(level: Level) -> Text {
    t::course_code::by_key(level.as_str())
        .unwrap_or_default()
        .into()
}

/// What is not right about a decision.
pub(crate) fn finding(code: FindingCode) -> &'static str {
    t::staff_finding::by_key(code.as_str()).unwrap_or_default()
}

/// Who acts.
pub(crate) fn role(role: Role) -> &'static str {
    t::loan_action::by_key(&joined("role", role.as_str())).unwrap_or_default()
}

/// What is wrong with something returned.
pub(crate) fn defect(code: DefectCode) -> &'static str {
    t::loan_action::by_key(&joined("defect", code.as_str())).unwrap_or_default()
}

/// An answer as it is read: names for codes, sums with their unit. What cannot be read is shown as it was typed.
pub(crate) fn answer(field: Field, answers: &Answers, district: Option<&District>) -> Text {
    if let Some(Answer::Many(codes)) = answers.get(field) {
        let words: Vec<Text> = codes.iter().map(|code| option(field, code)).collect();
        return words.join(t::staff_file::list_separator()).into();
    }
    let text = answers.text(field);
    if text.is_empty() {
        return Text::default();
    }
    let read = match field.kind() {
        FieldKind::Choice(_) => return option(field, text),
        FieldKind::Yuan => Money::parse_yuan(text).ok().map(i18n::money_in_words),
        FieldKind::PastDate => Date::parse_iso(text).map(i18n::date),
        FieldKind::Division => district
            .and_then(|known| known.division(text))
            .map(|division| division.name.clone()),
        FieldKind::Bank => district
            .and_then(|known| known.agency(text))
            .map(|agency| agency.name.clone()),
        _ => None,
    };
    read.unwrap_or_else(|| text.to_owned()).into()
}

/// A size as a person reads it.
pub(crate) fn size(bytes: u64) -> String {
    let kb = bytes.div_ceil(1024);
    if kb < 1024 {
        t::staff_file::answers::kb(kb)
    } else {
        t::staff_file::answers::mb(kb.div_ceil(1024))
    }
}

fn option(field: Field, code: &str) -> Text {
    let group = match field.kind() {
        FieldKind::Choice(["yes", "no"]) => "yes_no",
        _ => field.id(),
    };
    t::option::by_key(&joined(group, code)).map_or_else(|| code.to_owned().into(), Text::from)
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
    use workflow::servicing::{
        CallOutcome, ChangeKind, DayCounting, EarlyEffect, QueryTo, RepaymentMethod, StopCode,
    };

    #[test]
    fn every_code_an_officer_meets_has_words() {
        for kind in DocumentKind::ALL {
            assert_ne!(name(&format!("documents/{}", kind.id())), kind.id());
        }
        for field in Field::ALL.iter().copied() {
            assert_ne!(name(field.id()), field.id());
            assert!(!section(field.section().id()).is_empty(), "{field}");
        }
        for each in LoanState::ALL.iter().copied() {
            assert!(
                !state(each).is_empty() && !sentence(each).is_empty(),
                "{each}"
            );
        }
        assert!(
            FindingCode::ALL
                .iter()
                .all(|each| !finding(*each).is_empty())
        );
        assert!(LoanAction::ALL.iter().all(|each| !action(*each).is_empty()));
        for each in ServicingState::ALL {
            assert!(!loan_state(*each).is_empty(), "{each}");
        }
        for each in ServicingAction::ALL {
            assert!(!loan_action(*each).is_empty(), "{each}");
        }
        let groups = [
            (
                "method",
                RepaymentMethod::ALL
                    .iter()
                    .map(|each| each.as_str())
                    .collect::<Vec<_>>(),
            ),
            (
                "counting",
                DayCounting::ALL.iter().map(|each| each.as_str()).collect(),
            ),
            (
                "early_effect",
                EarlyEffect::ALL.iter().map(|each| each.as_str()).collect(),
            ),
            (
                "stop",
                StopCode::ALL.iter().map(|each| each.as_str()).collect(),
            ),
            (
                "query_to",
                QueryTo::ALL.iter().map(|each| each.as_str()).collect(),
            ),
            (
                "change",
                ChangeKind::ALL.iter().map(|each| each.as_str()).collect(),
            ),
            (
                "call",
                CallOutcome::ALL.iter().map(|each| each.as_str()).collect(),
            ),
        ];
        for (group, codes) in groups {
            assert!(
                codes.iter().all(|code| !repayment(group, code).is_empty()),
                "{group}"
            );
        }
        assert!(DefectCode::ALL.iter().all(|each| !defect(*each).is_empty()));
        assert!(Role::ALL.iter().all(|each| !role(*each).is_empty()));
    }

    #[test]
    fn answers_are_read_back_in_words() {
        let mut answers = Answers::default();
        answers.set_text(Field::AmountYuan, "200000");
        answers.set_text(Field::BusinessOperating, "yes");
        answers.set_text(Field::Bank, "gone-bank");
        let list = vec!["veteran".into(), "online_merchant".into()];
        answers.set(Field::Categories, Some(Answer::Many(list)));
        let table = [
            (Field::AmountYuan, "20 万元"),
            (Field::BusinessOperating, "是"),
            (Field::Bank, "gone-bank"),
            (Field::Categories, "退役军人、网络商户"),
            (Field::Purpose, ""),
        ];
        for (field, expected) in table {
            assert_eq!(answer(field, &answers, None), expected, "{field}");
        }
    }

    #[test]
    fn sizes_round_up() {
        assert_eq!(size(1), "1 KB");
        assert_eq!(size(400 * 1024), "400 KB");
        assert_eq!(size(1024 * 1024 + 1), "2 MB");
    }
}
