//! A refusal, whole: the reason, the rule, what it rests on, what can be done.

use api::{application::RefusalView, policy::VerdictView};
use i18n::t;
use leptos::prelude::*;
use ui::{SummaryList, SummaryRow, Text};

/// Why the file was refused and what the person can do now.
#[component]
pub(super) fn RefusalNotice(refusal: RefusalView, verdict: Option<VerdictView>) -> impl IntoView {
    let reason = reason_words(&refusal.reason_code, verdict.as_ref());
    let rows = vec![
        SummaryRow::new(t::files::refusal::reason(), reason),
        SummaryRow::new(t::files::refusal::article(), refusal.article),
        SummaryRow::new(t::files::refusal::evidence(), refusal.evidence),
    ];
    let remedies: Vec<AnyView> = refusal
        .remedies
        .into_iter()
        .map(|remedy| view! { <li>{remedy}</li> }.into_any())
        .collect();
    view! {
        <section>
            <h2>{t::files::refusal::title()}</h2>
            <SummaryList rows=rows />
            <h3>{t::files::refusal::remedies()}</h3>
            <ul>{remedies}</ul>
            <p>
                <a href="/eligibility" rel=ui::rel("/eligibility")>{t::files::refusal::other_help()}</a>
            </p>
        </section>
    }
    .into_any()
}

/// A condition of the policy by its own words; any other reason is in the article and the evidence.
fn reason_words(code: &str, verdict: Option<&VerdictView>) -> Text {
    let condition = verdict.and_then(|verdict| {
        verdict
            .conditions
            .iter()
            .find(|condition| condition.id == code)
    });
    match condition {
        Some(condition) => t::files::refusal::condition(&condition.label).into(),
        None => t::files::refusal::see_below().into(),
    }
}
