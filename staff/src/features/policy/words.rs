//! Codes, days, sums and names of rules put into words.

use api::policy_desk::{BothLanguages, OutcomeView, PolicyOutline};
use domain::{Date, Money};
use i18n::{Language, t};
use std::sync::Arc;
use ui::Text;

/// The words of a code; the code itself where a newer server has one more.
pub(super) fn code(group: &str, code: &str) -> Text {
    let key = format!("{group}.{code}");
    t::staff_policy_code::by_key(&key).map_or_else(|| code.to_owned().into(), Text::from)
}

/// A text in the language of the page.
pub(super) fn both(text: &BothLanguages) -> String {
    match i18n::language() {
        Language::Chinese => text.zh.clone(),
        Language::English => text.en.clone(),
    }
}

/// An ISO day as it is read.
pub(super) fn day(iso: &str) -> String {
    Date::parse_iso(iso).map_or_else(|| iso.to_owned(), i18n::date)
}

/// From when until when.
pub(super) fn days(from: Option<&str>, until: Option<&str>) -> String {
    match (from, until) {
        (Some(from), Some(until)) => t::staff_policy::days::between(day(from), day(until)),
        (Some(from), None) => t::staff_policy::days::since(day(from)),
        (None, Some(until)) => t::staff_policy::days::until(day(until)),
        (None, None) => t::staff_policy::days::always().to_owned(),
    }
}

/// The beginning of a hash: enough to tell packs apart by eye.
pub(super) fn short(hash: &str) -> String {
    hash.chars().take(12).collect()
}

/// A value of a parameter with its unit.
pub(super) fn value(value: i64, unit: &str) -> String {
    match unit {
        "yuan" => i18n::money_in_words(Money::from_yuan(value)),
        "percent" => t::staff_policy::unit::percent(value),
        "basis_points" => t::staff_policy::unit::basis_points(value),
        "months" => t::staff_policy::unit::months(value),
        "years" => t::staff_policy::unit::years(value),
        "times" => t::staff_policy::unit::times(value),
        "people" => t::staff_policy::unit::people(value),
        "workdays" => t::staff_policy::unit::workdays(value),
        _ => i18n::number(value),
    }
}

/// A sum with what it is paid for.
pub(super) fn sum(fen: i64, per: Option<&str>) -> String {
    let sum = i18n::money_in_words(Money::from_fen(fen));
    match per {
        None | Some("" | "once") => sum,
        Some(per) => t::staff_policy::sum_per(sum, code("per", per)),
    }
}

/// The names that a pack gives to what its results name by id.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon(pub(super) Arc<PolicyOutline>);

impl Lexicon {
    /// A programme's title.
    pub(super) fn programme(&self, id: &str) -> String {
        let found = self.0.programmes.iter().find(|one| one.id == id);
        found.map_or_else(|| id.to_owned(), |one| both(&one.title))
    }

    /// A condition's label.
    pub(super) fn condition(&self, programme: &str, id: &str) -> String {
        let programme = self.0.programmes.iter().find(|one| one.id == programme);
        let mut conditions = programme.into_iter().flat_map(|one| &one.conditions);
        let found = conditions.find(|one| one.id == id);
        found.map_or_else(|| id.to_owned(), |one| both(&one.words.label))
    }

    /// A document's title with its number.
    pub(super) fn document(&self, id: &str) -> String {
        match self.0.documents.iter().find(|one| one.id == id) {
            Some(one) if one.number.is_empty() => both(&one.title),
            Some(one) => t::staff_policy::document(both(&one.title), one.number.clone()),
            None => id.to_owned(),
        }
    }

    /// What the rules say to somebody, in one line.
    pub(super) fn outcome(&self, programme: &str, outcome: &OutcomeView) -> String {
        let verdict = outcome.verdict.as_deref().unwrap_or("no_programme");
        let mut line = code("verdict", verdict).into_owned();
        if let Some(fen) = outcome.amount_fen {
            line.push_str(t::staff_policy::comma());
            line.push_str(&sum(fen, Some(&outcome.per)));
        }
        if !outcome.unmet.is_empty() {
            let unmet: Vec<String> = outcome
                .unmet
                .iter()
                .map(|id| self.condition(programme, id))
                .collect();
            let unmet = unmet.join(t::staff_file::list_separator());
            line.push_str(t::staff_policy::comma());
            line.push_str(&t::staff_policy::unmet(unmet));
        }
        line
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use api::policy_desk::{
        ConditionChange, ConditionOutline, ConditionWords, DocumentOutline, DraftState,
        FactOptionOutline, FactOutline, PackOrigin, ProgrammeOutline, ProposalState,
        PublicationKind,
    };

    fn named(zh: &str) -> BothLanguages {
        BothLanguages {
            zh: zh.into(),
            en: format!("{zh} (en)"),
        }
    }

    fn fact(id: &str, kind: &str, label: &str, options: &[(&str, &str)]) -> FactOutline {
        let options = options.iter().map(|(id, label)| FactOptionOutline {
            id: (*id).into(),
            label: named(label),
        });
        FactOutline {
            id: id.into(),
            kind: kind.into(),
            label: named(label),
            options: options.collect(),
        }
    }

    /// A small pack's names.
    pub(in super::super) fn lexicon() -> Lexicon {
        let condition = ConditionOutline {
            key: "age_new".into(),
            id: "age".into(),
            words: ConditionWords {
                label: named("年龄"),
                ..ConditionWords::default()
            },
            ..ConditionOutline::default()
        };
        let programme = ProgrammeOutline {
            id: "loan".into(),
            title: named("贷款"),
            conditions: vec![condition],
            ..ProgrammeOutline::default()
        };
        let document = DocumentOutline {
            id: "d".into(),
            title: named("通知"),
            number: "1号".into(),
            ..DocumentOutline::default()
        };
        Lexicon(Arc::new(PolicyOutline {
            programmes: vec![programme],
            documents: vec![document],
            facts: vec![
                fact("birth_date", "date", "出生日期", &[]),
                fact("dibao", "bool", "吃低保", &[]),
                fact("employees", "int", "职工人数", &[]),
                fact("insurance_paid", "money", "交的社保", &[]),
                fact("track", "enum", "退休档", &[("male_60", "男")]),
                fact(
                    "categories",
                    "set",
                    "属于哪类人",
                    &[("veteran", "退役军人"), ("graduate", "毕业生")],
                ),
            ],
            ..PolicyOutline::default()
        }))
    }

    #[test]
    fn every_code_of_the_wire_has_words() {
        let mut codes: Vec<(&str, &str)> = Vec::new();
        codes.extend(DraftState::ALL.iter().map(|one| ("draft", one.id())));
        codes.extend(ProposalState::ALL.iter().map(|one| ("proposal", one.id())));
        codes.extend(PublicationKind::ALL.iter().map(|one| ("kind", one.id())));
        codes.extend(PackOrigin::ALL.iter().map(|one| ("origin", one.id())));
        codes.extend(ConditionChange::ALL.iter().map(|one| ("change", one.id())));
        for (group, all) in [
            (
                "verdict",
                "eligible not_eligible unknown not_in_force not_sourced no_programme",
            ),
            (
                "finding",
                "impossible_version uncited unreachable_condition contradiction dead_amount no_amount above_cap missing_document overdue no_version gap overlap",
            ),
            (
                "event",
                "start_draft write_source remove_source edit_draft discard_draft simulate_filed propose approve reject withdraw seed reset_second_factor",
            ),
            ("status", "verified secondary unconfirmed"),
            ("per", "day month year person person_month person_year"),
            (
                "mismatch",
                "differs unknown_pack other_programme unreadable too_large",
            ),
            (
                "edit",
                "required not_a_date before_from negative unknown not_toml one_language length in_the_past too_many one_of_draft_and_pack",
            ),
        ] {
            codes.extend(all.split(' ').map(|one| (group, one)));
        }
        for (group, one) in codes {
            assert_ne!(code(group, one), one, "{group}");
        }
    }

    #[test]
    fn results_are_said_with_the_names_of_the_pack() {
        let lexicon = lexicon();
        assert_eq!(lexicon.programme("loan"), "贷款");
        assert_eq!(lexicon.programme("other"), "other");
        assert_eq!(lexicon.condition("loan", "age"), "年龄");
        assert_eq!(lexicon.document("d"), "《通知》（1号）");
        let outcome = OutcomeView {
            verdict: Some("not_eligible".into()),
            amount_fen: None,
            per: "once".into(),
            unmet: vec!["age".into(), "gone".into()],
        };
        assert_eq!(
            lexicon.outcome("loan", &outcome),
            "不符合，没有满足：年龄、gone"
        );
        let outcome = OutcomeView {
            verdict: Some("eligible".into()),
            amount_fen: Some(30_000_000),
            per: "person_month".into(),
            unmet: Vec::new(),
        };
        assert_eq!(
            lexicon.outcome("loan", &outcome),
            "可以享受，30 万元/每人每月"
        );
    }

    #[test]
    fn values_carry_their_unit_and_days_read_as_days() {
        assert_eq!(value(300_000, "yuan"), "30 万元");
        assert_eq!(value(150, "basis_points"), "150 个基点");
        assert_eq!(value(7, "other"), "7");
        assert_eq!(
            days(Some("2023-10-01"), Some("2028-09-30")),
            "2023年10月1日到2028年9月30日"
        );
        assert_eq!(days(None, None), "一直有效");
    }
}
