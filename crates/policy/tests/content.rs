//! What the repository's pack says: the whole vocabulary, every day since 2016, nothing beyond its sources.
#![cfg(test)]

mod common;

use common::{day, pack};
use policy::{ChangeKind, Citation, Facts, Status, Verdict, evaluate, verdict};

const PROGRAMMES: [&str; 15] = [
    "startup_loan_individual",
    "startup_loan_enterprise",
    "startup_subsidy_once",
    "flexible_insurance_subsidy",
    "hardship_certification",
    "public_welfare_post",
    "job_seeking_subsidy",
    "living_allowance_training",
    "training_subsidy",
    "skill_assessment_subsidy",
    "skill_upgrade_unemployment_insurance",
    "internship_subsidy",
    "enterprise_hire_insurance_subsidy",
    "transport_allowance",
    "tax_relief_self_employed",
];

const FACTS: &str = "birth_date retirement_track hukou_local lives_in_province categories graduated_on in_school \
    public_employee welfare_post disability dibao zero_employment_family monitored_household extreme_poverty \
    student_loan_holder unemployment_registered_on hardship_certified_on employment_registered_on other_loans \
    consumer_loan_balance prior_guaranteed_loans loan_overdue_record business_kind business_registered_on \
    business_first business_operating business_in_province business_in_district industry partners employees \
    new_hires_12m contract_months_min wage_or_insurance_arrears startup_subsidy_received online_shop_months \
    online_shop_monthly_sales online_shop_rating_percent insurance_paid unemployment_insurance_months \
    certificate_level certificate_on away_work away_months organised_transport employment_status married \
    single_parent land_expropriated unemployment_insured";

#[test]
fn the_vocabulary_is_whole() {
    let mut ids: Vec<&str> = pack().programmes().iter().map(|p| &*p.id).collect();
    let mut wanted = PROGRAMMES.to_vec();
    ids.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(ids, wanted);
    for id in FACTS.split_whitespace() {
        assert!(pack().fact(id).is_some(), "{id}");
    }
}

#[test]
fn every_change_has_words() {
    for language in ["zh", "en"] {
        let words = pack().words(language).unwrap();
        for fact in pack().facts() {
            assert!(!words.fact_label(&fact.id).is_empty(), "{}", fact.id);
            let key = |option: &str| format!("fact/{}/change{option}", fact.id);
            let said = |option: &str| !words.text(&key(option)).is_empty();
            let by_option = fact
                .options
                .iter()
                .any(|option| said(&format!("/{option}")));
            if fact.change == ChangeKind::Now {
                assert!(said("") || by_option, "{}", fact.id);
            }
        }
    }
}

/// Since 2016 every day has a rule or says that no source dates one; a rule that ended says so.
#[test]
fn no_day_since_2016_is_silent() {
    for programme in pack().programmes() {
        let mut on = day(2016, 1, 1);
        while on <= day(2026, 11, 24) {
            let found = verdict(pack(), &programme.id, on, &Facts::default()).unwrap();
            assert_ne!(found, Verdict::NotInForce, "{} on {on}", programme.id);
            on = on.add_days(1);
        }
        for language in ["zh", "en"] {
            let words = pack().words(language).unwrap();
            for gap in &programme.gaps {
                assert!(!words.gap(&programme.id, &gap.id).is_empty());
            }
        }
    }
}

fn leans(citations: &[Citation]) -> bool {
    citations
        .iter()
        .any(|citation| citation.status != Status::Verified || citation.local_confirm)
}

/// Whatever leans on a value that is not settled is marked so, all the way up to the verdict.
#[test]
fn nothing_unsettled_reads_as_settled() {
    let (mut settled, mut unsettled) = (0, 0);
    for programme in pack().programmes() {
        for version in &programme.versions {
            let conditions: Vec<_> = programme.conditions_of(version).collect();
            for condition in &conditions {
                assert_eq!(
                    condition.provisional,
                    leans(&condition.citations),
                    "{}",
                    condition.id
                );
            }
            assert_eq!(version.provisional_amount, leans(&version.citations));
            let wanted = version.provisional_amount || conditions.iter().any(|c| c.provisional);
            let found = evaluate(pack(), &programme.id, version.from, &Facts::default()).unwrap();
            assert_eq!(found.provisional, wanted, "{} {}", programme.id, version.id);
            let count = if wanted { &mut unsettled } else { &mut settled };
            *count += 1;
        }
    }
    assert!(settled > 0 && unsettled > 20, "{settled} {unsettled}");
}

/// Days on which no amount is known, and words that must not name one that is only recalled.
#[test]
fn what_is_only_recalled_is_not_in_the_pack() {
    let pack = pack();
    let words = pack.words("zh").unwrap();
    for programme in [
        "skill_upgrade_unemployment_insurance",
        "training_subsidy",
        "skill_assessment_subsidy",
    ] {
        for version in &pack.programme(programme).unwrap().versions {
            let said = words.amount(programme, &version.id);
            assert!(!said.chars().any(|sign| sign.is_ascii_digit()), "{said}");
        }
    }
    // The share above 100 employees under 财金〔2019〕96号.
    let share = pack.parameter("new_hire_percent_large", day(2019, 12, 31));
    assert!(share.is_none());
    // Nobody's occupation is asked for, and no code of one is written down.
    let sources = common::sources();
    let files = sources
        .programmes
        .iter()
        .chain([&sources.facts, &sources.parameters]);
    for file in files {
        let shape = |code: &[u8]| {
            let dashes = [1, 4, 7];
            (0..10).all(|place| match dashes.contains(&place) {
                true => code[place] == b'-',
                false => code[place].is_ascii_digit(),
            })
        };
        assert!(
            !file.text.as_bytes().windows(10).any(shape),
            "{}",
            file.path
        );
        assert!(
            !file.text.contains("16周岁") && !file.text.contains("6000元"),
            "{}",
            file.path
        );
    }
}

#[test]
fn sentences_are_short_and_plain() {
    let words = pack().words("zh").unwrap();
    for programme in pack().programmes() {
        for condition in &programme.conditions {
            for said in [
                words.pass(&condition.words),
                words.fail(&condition.words),
                words.how(&condition.words),
            ] {
                assert!(said.chars().count() <= 90, "{said}");
                assert!(
                    !said.chars().any(|sign| sign.is_ascii_alphabetic()),
                    "{said}"
                );
            }
        }
        assert!(
            words.summary(&programme.id).chars().count() <= 60,
            "{}",
            programme.id
        );
    }
    for fact in pack().facts() {
        assert!(
            words.question(&fact.id).chars().count() <= 40,
            "{}",
            fact.id
        );
        assert!(words.help(&fact.id).chars().count() <= 60, "{}", fact.id);
    }
}
