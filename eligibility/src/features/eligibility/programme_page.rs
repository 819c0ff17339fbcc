//! One programme of the result.

use domain::{Date, Money};
use i18n::t;
use leptos::prelude::*;
use policy::{ConditionResult, ConditionVerdict, Evaluation, Pack, Programme, Status};
use ui::{ButtonKind, LinkButton, StatusTag, SummaryList, SummaryRow};

use super::{
    check::Check,
    citations::citations,
    conditions::conditions,
    missing::missing,
    standing::Standing,
    ways::ways,
    words::{span, words},
};

/// A programme: how it stands, the money, the ways, the conditions, and what comes next.
pub(super) fn programme(pack: &Pack, check: &Check, as_of: Date, found: &Evaluation) -> AnyView {
    let standing = Standing::of(found);
    let words = words(pack);
    let id = found.programme.to_string();
    let Some(known) = pack.programme(&id) else {
        return ().into_any();
    };
    let body = match standing {
        Standing::NotInForce | Standing::NotSourced => without_rule(pack, known, as_of),
        _ => with_rule(pack, check, known, found, as_of),
    };
    view! {
        <section class="eligibility__programme" aria-labelledby=id.clone()>
            <div class="row">
                <h2 class="eligibility__name" id=id.clone()>{words.programme(&id).to_owned()}</h2>
                <StatusTag tone=standing.tone() label=standing.words() icon=standing.icon() />
            </div>
            <p>{said(standing, found)}</p>
            {body}
        </section>
    }
    .into_any()
}

/// What the word means.
fn said(standing: Standing, found: &Evaluation) -> &'static str {
    let is_open = |condition: &ConditionResult| condition.verdict == ConditionVerdict::Unknown;
    match standing {
        Standing::Eligible => t::eligibility::said::eligible(),
        Standing::OneStep
            if found
                .counterfactuals
                .iter()
                .all(|way| way.changes.is_empty()) =>
        {
            t::eligibility::said::wait()
        }
        Standing::OneStep if found.conditions.iter().any(is_open) => {
            t::eligibility::said::one_step_open()
        }
        Standing::OneStep => t::eligibility::said::one_step(),
        Standing::NotEligible => t::eligibility::said::not_eligible(),
        Standing::Unknown => t::eligibility::said::unknown(),
        Standing::NotInForce => t::eligibility::said::not_in_force(),
        Standing::NotSourced => t::eligibility::said::not_sourced(),
    }
}

fn with_rule(
    pack: &Pack,
    check: &Check,
    known: &Programme,
    found: &Evaluation,
    as_of: Date,
) -> AnyView {
    view! {
        {money(pack, known, found, as_of)}
        {ways(pack, &found.counterfactuals)}
        {missing(pack, check, found)}
        {apply(check, Standing::of(found), &known.id)}
        {conditions(pack, found)}
        <p class="eligibility__note">{words(pack).decided_by_person(&known.id).to_owned()}</p>
    }
    .into_any()
}

/// The amount, large, and who pays which interest.
fn money(pack: &Pack, known: &Programme, found: &Evaluation, as_of: Date) -> Option<AnyView> {
    let version = known.version_on(as_of)?;
    let words = words(pack);
    // Only what this person would get: the most that anyone may get is said in words, with its conditions.
    let sum = found.amount_fen.map(|fen| {
        let sum = i18n::money_in_words(Money::from_fen(fen));
        view! { <p class="money">{t::eligibility::at_most(sum)}</p> }
    });
    let row = |label: &'static str, text: &str| {
        (!text.is_empty()).then(|| SummaryRow::new(label, text.to_owned()))
    };
    let rows: Vec<SummaryRow> = [
        row(
            t::eligibility::money::amount(),
            words.amount(&known.id, &version.id),
        ),
        row(
            t::eligibility::money::interest(),
            words.interest(&known.id, &version.id),
        ),
        rate_cap(pack, as_of),
        row(
            t::eligibility::money::term(),
            words.term(&known.id, &version.id),
        ),
        row(
            t::eligibility::money::in_force(),
            &span(Some(version.from), version.until),
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    Some(
        view! {
            {sum}
            <SummaryList rows=rows />
            {citations(pack, &version.citations)}
        }
        .into_any(),
    )
}

/// The highest rate a bank may take, as the district has it.
fn rate_cap(pack: &Pack, as_of: Date) -> Option<SummaryRow> {
    let cap = pack.parameter("rate_cap_bp", as_of)?;
    let words = t::eligibility::money::rate_cap_value(points(cap.value));
    let is_provisional = cap.citation.local_confirm || cap.citation.status != Status::Verified;
    let words = if is_provisional {
        t::common::with_note(words, t::eligibility::money::provisional())
    } else {
        words
    };
    Some(SummaryRow::new(t::eligibility::money::rate_cap(), words))
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

/// A day for which nothing can be said: why, and for which days something can.
fn without_rule(pack: &Pack, known: &Programme, as_of: Date) -> AnyView {
    let covers = |from: Option<Date>, until: Option<Date>| {
        from.is_none_or(|from| from <= as_of) && until.is_none_or(|until| as_of <= until)
    };
    let why = known
        .gaps
        .iter()
        .find(|gap| covers(gap.from, gap.until))
        .map(|gap| {
            view! { <p>{words(pack).gap(&known.id, &gap.id).to_owned()}</p> }
        });
    let spans: Vec<AnyView> = known
        .versions
        .iter()
        .map(|version| view! { <li>{span(Some(version.from), version.until)}</li> }.into_any())
        .collect();
    view! {
        {why}
        <h3>{t::eligibility::days_known()}</h3>
        <ul>{spans}</ul>
    }
    .into_any()
}

/// The way into an application, for today's rules only; the answers come along by themselves.
fn apply(check: &Check, standing: Standing, id: &str) -> AnyView {
    let kind = match standing {
        Standing::Eligible => ButtonKind::Primary,
        Standing::Unknown => ButtonKind::Secondary,
        _ => return ().into_any(),
    };
    if check.as_of.is_some() {
        return view! { <p class="no-print">{t::eligibility::apply::only_today()}</p> }.into_any();
    }
    view! {
        <div class="eligibility__acts no-print">
            <LinkButton kind=kind href=["/my/apply?product=", id].concat()>{t::eligibility::apply::link()}</LinkButton>
            <p class="eligibility__note">{t::eligibility::apply::note()}</p>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::points;

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
}
