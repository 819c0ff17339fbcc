//! Programmes with their versions and conditions.

use super::super::{
    place::DeskPlace,
    words::{Lexicon, both, code, days},
};
use api::policy_desk::{CitationOutline, ConditionOutline, ProgrammeOutline, VersionOutline};
use i18n::t;
use leptos::prelude::*;

/// The section; with a draft's id, each condition leads to its form.
pub(super) fn programmes(draft: Option<&str>, lexicon: &Lexicon) -> AnyView {
    let all: Vec<AnyView> = lexicon
        .0
        .programmes
        .iter()
        .map(|one| programme(draft, one, lexicon))
        .collect();
    view! {
        <section id="programmes" tabindex="-1">
            <h2>{t::staff_policy::programmes::title()}</h2>
            {all}
        </section>
    }
    .into_any()
}

fn programme(draft: Option<&str>, one: &ProgrammeOutline, lexicon: &Lexicon) -> AnyView {
    let versions: Vec<AnyView> = one
        .versions
        .iter()
        .map(|version| version_row(one, version))
        .collect();
    let conditions: Vec<AnyView> = one
        .conditions
        .iter()
        .map(|condition| condition_item(draft, one, condition, lexicon))
        .collect();
    let count = t::staff_policy::programmes::count(one.versions.len(), one.conditions.len());
    view! {
        <details class="policy__programme">
            <summary>
                <span class="policy__strong">{both(&one.title)}</span>
                " "
                <span class="policy__note">{count}</span>
            </summary>
            <h3>{t::staff_policy::programmes::versions()}</h3>
            <ul class="policy__list">{versions}</ul>
            <h3>{t::staff_policy::programmes::conditions()}</h3>
            <ul class="policy__list">{conditions}</ul>
        </details>
    }
    .into_any()
}

fn version_row(programme: &ProgrammeOutline, version: &VersionOutline) -> AnyView {
    let labels: Vec<String> = version
        .conditions
        .iter()
        .map(|key| label(programme, key))
        .collect();
    view! {
        <li class="policy__item">
            <p class="policy__strong">{days(Some(&version.from), version.until.as_deref())}</p>
            <p class="policy__note">{labels.join(t::staff_file::list_separator())}</p>
        </li>
    }
    .into_any()
}

fn label(programme: &ProgrammeOutline, key: &str) -> String {
    let mut conditions = programme.conditions.iter();
    let found = conditions.find(|condition| condition.key == key);
    found.map_or_else(|| key.to_owned(), |one| both(&one.words.label))
}

fn condition_item(
    draft: Option<&str>,
    programme: &ProgrammeOutline,
    one: &ConditionOutline,
    lexicon: &Lexicon,
) -> AnyView {
    let edit = draft.map(|draft| {
        let place = DeskPlace::Condition(draft.into(), programme.id.clone(), one.key.clone());
        let name = t::staff_policy::programmes::edit(both(&one.words.label), one.key.clone());
        view! { <a href=place.to_string() aria-label=name>{t::common::change()}</a> }
    });
    let citations: Vec<AnyView> = one
        .citations
        .iter()
        .map(|citation| cited(citation, lexicon))
        .collect();
    view! {
        <li class="policy__item">
            <p class="row">
                <span class="policy__strong">{both(&one.words.label)}</span>
                <code>{one.key.clone()}</code>
                {edit}
            </p>
            <pre class="policy__code" tabindex="0"><code>{one.when.clone()}</code></pre>
            <p>{t::staff_policy::programmes::fail(both(&one.words.fail))}</p>
            <ul class="policy__note">{citations}</ul>
        </li>
    }
    .into_any()
}

fn cited(citation: &CitationOutline, lexicon: &Lexicon) -> AnyView {
    let local = citation
        .local_confirm
        .then(t::staff_policy::local_confirm)
        .unwrap_or_default();
    let words = t::staff_policy::cited(
        lexicon.document(&citation.document),
        citation.clause.clone(),
        code("status", &citation.status),
    );
    view! { <li>{words} {local}</li> }.into_any()
}
