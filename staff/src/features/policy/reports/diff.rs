//! The difference to the rules in force: what changed, who newly gets it and who loses it.

use super::{
    super::{
        desk::use_desk,
        frame::{Frame, Head},
        mistakes::Mistakes,
        person::witness,
        place::{DeskPlace, Report, Subject},
        words::{Lexicon, code, day, sum},
    },
    Told,
    day::{DayForm, use_day},
    told,
};
use api::policy_desk::{ConditionChangeView, DiffResponse, ProgrammeDiffView, WitnessView};
use i18n::t;
use leptos::prelude::*;

/// The page.
#[component]
pub(in super::super) fn DiffPage(
    /// Whose rules.
    subject: Subject,
) -> impl IntoView {
    let desk = use_desk();
    let here = DeskPlace::Report(subject.clone(), Report::Diff);
    let (of, place) = (subject.clone(), here.clone());
    let body = move |_: Head| {
        let on = use_day();
        let of = of.clone();
        let report = move || {
            let (day, about) = (on.get(), of.clone());
            told(
                desk,
                of.clone(),
                move |staff, subject: Subject| async move {
                    staff.diff_policy(subject.asked(), day).await
                },
                move |found| report(&about, found),
            )
        };
        view! {
            <p>{t::staff_policy::diff::about()}</p>
            <DayForm here=place.clone() day=on />
            {report}
        }
        .into_any()
    };
    view! { <Frame subject=subject here=here title=t::staff_policy::diff::title() body=body /> }
        .into_any()
}

fn report(subject: &Subject, (found, lexicon): Told<DiffResponse>) -> AnyView {
    if !found.errors.is_empty() {
        return view! { <Mistakes subject=subject.clone() errors=found.errors /> }.into_any();
    }
    let days = t::staff_policy::diff::days(day(&found.old_day), day(&found.new_day));
    if found.programmes.is_empty() {
        return view! {
            <p role="status">{days}</p>
            <p class="loadable__empty">{t::staff_policy::diff::empty()}</p>
        }
        .into_any();
    }
    let count = t::staff_policy::diff::count(found.programmes.len());
    let programmes: Vec<AnyView> = found
        .programmes
        .iter()
        .map(|one| programme(one, &lexicon))
        .collect();
    view! {
        <p role="status">{days} " " {count}</p>
        {programmes}
    }
    .into_any()
}

fn programme(one: &ProgrammeDiffView, lexicon: &Lexicon) -> AnyView {
    let conditions: Vec<AnyView> = one
        .conditions
        .iter()
        .map(|change| condition(&one.programme, change, lexicon))
        .collect();
    let conditions = (!conditions.is_empty()).then(|| {
        view! {
            <h3>{t::staff_policy::diff::conditions()}</h3>
            <ul class="policy__list">{conditions}</ul>
        }
    });
    let people = people(one, lexicon);
    let people = if people.is_empty() {
        view! { <p>{t::staff_policy::diff::nobody()}</p> }.into_any()
    } else {
        view! { <ul class="policy__list">{people}</ul> }.into_any()
    };
    view! {
        <section class="policy__section">
            <h2>{one.title.clone()}</h2>
            {changed(t::staff_policy::diff::version, version(&one.old_version, &one.old_without), version(&one.new_version, &one.new_without))}
            {changed(t::staff_policy::diff::cap, cap(one.old_cap_fen), cap(one.new_cap_fen))}
            {conditions}
            <h3>{t::staff_policy::diff::people()}</h3>
            {people}
        </section>
    }
    .into_any()
}

fn version(version: &Option<String>, without: &Option<String>) -> String {
    match (version, without) {
        (Some(version), _) => day(version),
        (None, Some(verdict)) => code("verdict", verdict).into_owned(),
        (None, None) => code("verdict", "no_programme").into_owned(),
    }
}

fn cap(fen: Option<i64>) -> String {
    fen.map_or_else(
        || t::staff_policy::diff::no_cap().to_owned(),
        |fen| sum(fen, None),
    )
}

/// A line for what is not the same before and after.
fn changed(line: fn(String, String) -> String, before: String, after: String) -> Option<AnyView> {
    (before != after).then(|| view! { <p>{line(before, after)}</p> }.into_any())
}

fn people(one: &ProgrammeDiffView, lexicon: &Lexicon) -> Vec<AnyView> {
    let shown: [(&'static str, &Option<WitnessView>); 5] = [
        (t::staff_policy::diff::gains(), &one.gains),
        (t::staff_policy::diff::loses(), &one.loses),
        (t::staff_policy::diff::more(), &one.more),
        (t::staff_policy::diff::less(), &one.less),
        (t::staff_policy::diff::otherwise(), &one.otherwise),
    ];
    let found = shown.into_iter();
    found
        .filter_map(|(words, found)| Some(witness(words, &one.programme, found.as_ref()?, lexicon)))
        .collect()
}

fn condition(programme: &str, one: &ConditionChangeView, lexicon: &Lexicon) -> AnyView {
    let citations = |title: &'static str, all: &[String]| {
        (!all.is_empty() && one.citations_before != one.citations_after).then(|| {
            view! { <p class="policy__note">{title} {all.join(t::staff_file::list_separator())}</p> }
        })
    };
    let shown = [
        (t::staff_policy::diff::met_now(), &one.met_now),
        (t::staff_policy::diff::unmet_now(), &one.unmet_now),
    ];
    let people: Vec<AnyView> = shown
        .into_iter()
        .filter_map(|(words, found)| Some(witness(words, programme, found.as_ref()?, lexicon)))
        .collect();
    view! {
        <li class="policy__item">
            <p class="row">
                <span class="policy__strong">{one.label.clone()}</span>
                <span>{code("change", one.change.id())}</span>
            </p>
            {citations(t::staff_policy::diff::cited_before(), &one.citations_before)}
            {citations(t::staff_policy::diff::cited_after(), &one.citations_after)}
            <ul class="policy__list">{people}</ul>
        </li>
    }
    .into_any()
}
