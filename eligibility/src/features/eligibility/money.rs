//! The money of a programme: only what a source says, and for what it is paid.

use domain::{Date, Money};
use i18n::t;
use policy::{Evaluation, Pack, Per, Programme, Status, Verdict};
use ui::{SummaryRow, Text};

use super::words::{span, words};

/// What a person may get, in a few words; nothing where nothing is paid or all is open.
///
/// Always 最多: the office counts the sum out, the rule only bounds it.
pub(super) fn sum(known: &Programme, found: &Evaluation, as_of: Date) -> Option<Text> {
    let version = known.version_on(as_of)?;
    let known = found.amount_fen.or(found.ceiling_fen);
    match (found.verdict, known) {
        (Verdict::Eligible, Some(fen)) => Some(at_most(fen, found.per).into()),
        (Verdict::Unknown, Some(fen)) => {
            Some(t::eligibility::money::perhaps(at_most(fen, found.per)).into())
        }
        (Verdict::Eligible | Verdict::Unknown, None) if version.has_amount() => {
            // Open although the source is known: it grows with what the person has paid.
            let words = if version.is_paid_by_fact() {
                t::eligibility::money::by_own()
            } else {
                t::eligibility::money::unsourced()
            };
            Some(words.into())
        }
        _ => None,
    }
}

/// A sum with what it is paid for.
fn at_most(fen: i64, per: Per) -> String {
    let sum = i18n::money_in_words(Money::from_fen(fen));
    match per {
        Per::Once => t::eligibility::per::once(sum),
        Per::Day => t::eligibility::per::day(sum),
        Per::Month => t::eligibility::per::month(sum),
        Per::Year => t::eligibility::per::year(sum),
        Per::Person => t::eligibility::per::person(sum),
        Per::PersonMonth => t::eligibility::per::person_month(sum),
        Per::PersonYear => t::eligibility::per::person_year(sum),
    }
}

/// How the amount comes about, who pays which interest, for how long.
pub(super) fn rows(pack: &Pack, known: &Programme, as_of: Date) -> Vec<SummaryRow> {
    let Some(version) = known.version_on(as_of) else {
        return Vec::new();
    };
    let words = words(pack);
    let mut rows = Vec::new();
    let mut put = |label: &'static str, text: &str| {
        if !text.is_empty() {
            rows.push(SummaryRow::new(label, text.to_owned()));
        }
    };
    let is_loan = known.kind == "loan";
    put(
        if is_loan {
            t::eligibility::money::loan()
        } else {
            t::eligibility::money::amount()
        },
        words.amount(&known.id, &version.id),
    );
    put(
        t::eligibility::money::interest(),
        words.interest(&known.id, &version.id),
    );
    if let Some(cap) = rate_cap(pack, as_of).filter(|_| is_loan) {
        put(t::eligibility::money::rate_cap(), &cap);
    }
    put(
        t::eligibility::money::term(),
        words.term(&known.id, &version.id),
    );
    put(
        t::eligibility::money::in_force(),
        &span(Some(version.from), version.until),
    );
    rows
}

/// The highest rate a bank may take, as the district has it.
fn rate_cap(pack: &Pack, as_of: Date) -> Option<String> {
    let cap = pack.parameter("rate_cap_bp", as_of)?;
    let words = t::eligibility::money::rate_cap_value(points(cap.value));
    let is_provisional = cap.citation.local_confirm || cap.citation.status != Status::Verified;
    Some(if is_provisional {
        t::common::with_note(words, t::eligibility::money::provisional())
    } else {
        words
    })
}

/// Basis points as percentage points: 150 is 1.5.
fn points(basis_points: i64) -> String {
    let mut text = (basis_points / 100).to_string();
    let rest = (basis_points % 100).to_string();
    if rest != "0" {
        text.push('.');
        text.push_str(if rest.len() == 1 { "0" } else { "" });
        text.push_str(rest.trim_end_matches('0'));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::eligibility::testing::{day, pack};
    use policy::{Facts, Value, evaluate};

    #[test]
    fn basis_points_are_read_as_percentage_points() {
        for (basis_points, expected) in [
            (150, "1.5"),
            (250, "2.5"),
            (100, "1"),
            (105, "1.05"),
            (5, "0.05"),
            (0, "0"),
        ] {
            assert_eq!(points(basis_points), expected);
        }
    }

    #[test]
    fn a_sum_says_what_it_is_paid_for() {
        for (per, expected) in [
            (Per::Once, "最多 1,720 元"),
            (Per::Month, "每月最多 1,720 元"),
            (Per::PersonYear, "每人每年最多 1,720 元"),
        ] {
            assert_eq!(
                at_most(172_000, per).replace(' ', ""),
                expected.replace(' ', "")
            );
        }
    }

    #[test]
    fn what_no_source_says_is_not_said_and_what_pays_nothing_says_nothing() {
        let as_of = day("2026-11-24");
        let said = |programme: &str, facts: &Facts| {
            let known = pack().programme(programme).unwrap();
            let found = evaluate(pack(), programme, as_of, facts).unwrap();
            sum(known, &found, as_of)
        };
        let nobody = Facts::default();
        let mut pupil = Facts::default();
        pupil.set("employment_status", Value::choice("employed"));
        assert_eq!(
            said("training_subsidy", &pupil).as_deref(),
            Some(t::eligibility::money::unsourced())
        );
        assert_eq!(said("hardship_certification", &nobody), None);
        assert!(
            said("startup_loan_individual", &nobody)
                .is_some_and(|sum| sum.contains("万元") && sum.contains("最多"))
        );
    }
}
