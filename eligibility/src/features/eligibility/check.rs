//! What one check holds: what for, for which day, what was answered and what was left open.

use domain::Date;
use policy::{Facts, Value};

use super::purpose::Purpose;

/// One check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Check {
    /// What for.
    pub(super) purpose: Purpose,
    /// The day whose rules are read; none for today, whatever day that is.
    pub(super) as_of: Option<Date>,
    /// The answers.
    pub(super) facts: Facts,
    /// Questions answered "not sure".
    unsure: Vec<String>,
    /// Every question that was answered, "not sure" too, in the order they were put.
    order: Vec<String>,
}

impl Check {
    /// Whether nothing was said yet: no answer, no purpose, no other day.
    pub(super) fn is_fresh(&self) -> bool {
        *self == Self::default()
    }

    /// Records an answer; the others stay as they are.
    pub(super) fn answer(&mut self, fact: &str, value: Value) {
        self.facts.set(fact, value);
        self.unsure.retain(|known| known != fact);
        self.put_in_order(fact);
    }

    /// Records that the person does not know.
    pub(super) fn leave_open(&mut self, fact: &str) {
        self.facts.clear(fact);
        if !self.is_unsure(fact) {
            self.unsure.push(fact.to_owned());
        }
        self.put_in_order(fact);
    }

    fn put_in_order(&mut self, fact: &str) {
        if !self.order.iter().any(|known| known == fact) {
            self.order.push(fact.to_owned());
        }
    }

    /// True when the person said they do not know.
    pub(super) fn is_unsure(&self, fact: &str) -> bool {
        self.unsure.iter().any(|known| known == fact)
    }

    /// True when the question was put and answered, "not sure" too.
    pub(super) fn is_answered(&self, fact: &str) -> bool {
        self.order.iter().any(|known| known == fact)
    }

    /// Questions not to be put again.
    pub(super) fn unsure(&self) -> Vec<&str> {
        self.unsure.iter().map(String::as_str).collect()
    }

    /// The questions answered, in the order they were put.
    pub(super) fn order(&self) -> &[String] {
        &self.order
    }

    /// The question put before this one.
    pub(super) fn before(&self, fact: &str) -> Option<&str> {
        let place = self
            .order
            .iter()
            .position(|known| known == fact)
            .unwrap_or(self.order.len());
        self.order.get(place.checked_sub(1)?).map(String::as_str)
    }

    /// Forgets the answers; what for and for which day stay.
    pub(super) fn forget_answers(&mut self) {
        *self = Self {
            purpose: self.purpose,
            as_of: self.as_of,
            ..Self::default()
        };
    }

    /// Everything but the answers, as one line for the storage.
    pub(super) fn settings(&self) -> String {
        let as_of = self.as_of.map(|day| day.to_string()).unwrap_or_default();
        [
            self.purpose.code(),
            &as_of,
            &self.order.join(","),
            &self.unsure.join(","),
        ]
        .join("|")
    }

    /// A check out of the storage. What cannot be read counts as not kept.
    pub(super) fn restore(facts: Facts, settings: &str) -> Self {
        let mut parts = settings.split('|');
        let mut part = || parts.next().unwrap_or_default();
        let mut check = Self {
            purpose: Purpose::from_code(part()),
            as_of: Date::parse_iso(part()),
            order: names(part()),
            unsure: names(part()),
            facts: Facts::default(),
        };
        check
            .order
            .retain(|fact| facts.get(fact).is_some() || check.unsure.contains(fact));
        for (fact, value) in facts.iter() {
            check.answer(fact, value.clone());
        }
        check
    }
}

fn names(text: &str) -> Vec<String> {
    text.split(',')
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered() -> Check {
        let mut check = Check::default();
        check.answer("in_school", Value::Bool(false));
        check.leave_open("industry");
        check.answer("employees", Value::Int(3));
        check
    }

    #[test]
    fn changing_an_answer_keeps_the_later_ones() {
        let mut check = answered();
        check.answer("in_school", Value::Bool(true));
        assert_eq!(check.facts.get("in_school"), Some(&Value::Bool(true)));
        assert_eq!(check.facts.get("employees"), Some(&Value::Int(3)));
        assert_eq!(check.order(), ["in_school", "industry", "employees"]);
        check.leave_open("employees");
        assert_eq!(check.facts.get("employees"), None);
        assert_eq!(check.unsure(), ["industry", "employees"]);
        check.answer("industry", Value::choice("trade"));
        assert_eq!(check.unsure(), ["employees"]);
    }

    #[test]
    fn back_leads_to_the_question_before() {
        let check = answered();
        let table = [
            ("in_school", None),
            ("industry", Some("in_school")),
            ("employees", Some("industry")),
            ("partners", Some("employees")),
        ];
        for (fact, expected) in table {
            assert_eq!(check.before(fact), expected, "{fact}");
        }
        assert_eq!(Check::default().before("partners"), None);
    }

    #[test]
    fn what_was_kept_is_the_same_check() {
        let mut check = answered();
        for purpose in [Purpose::Everything, Purpose::Work] {
            for as_of in [None, Date::new(2018, 3, 1)] {
                (check.purpose, check.as_of) = (purpose, as_of);
                assert_eq!(
                    Check::restore(check.facts.clone(), &check.settings()),
                    check
                );
            }
        }
    }

    #[test]
    fn a_spoilt_storage_is_a_new_check() {
        for settings in ["", "|||", "nobody|2018-13-01||", "<b>|x", "||in_school|"] {
            assert_eq!(
                Check::restore(Facts::default(), settings),
                Check::default(),
                "{settings}"
            );
        }
        let mut facts = Facts::default();
        facts.set("in_school", Value::Bool(true));
        assert_eq!(Check::restore(facts, "work|||").order(), ["in_school"]);
    }

    #[test]
    fn forgetting_keeps_the_purpose_and_the_day() {
        let mut check = answered();
        (check.purpose, check.as_of) = (Purpose::Work, Date::new(2024, 5, 1));
        check.forget_answers();
        assert!(check.facts.is_empty() && check.order().is_empty() && check.unsure().is_empty());
        assert_eq!(
            (check.purpose, check.as_of),
            (Purpose::Work, Date::new(2024, 5, 1))
        );
    }
}
