//! A refusal, whole: the reason, the rule, what it rests on, what would change it, what can be done.

use api::{application::RefusalView, policy::VerdictView};
use i18n::t;
use leptos::prelude::*;
use ui::{
    SummaryRow, Text,
    element::{Element, IntoChild, el},
    link, summary_list,
};

/// Why the file was refused and what the person can do now.
pub(super) fn refusal_notice(
    refusal: &RefusalView,
    would_change: Option<&str>,
    verdict: Option<&VerdictView>,
) -> AnyView {
    let mut rows = vec![
        SummaryRow::new(
            t::files::refusal::reason(),
            reason_words(&refusal.reason_code, verdict),
        ),
        SummaryRow::new(t::files::refusal::article(), refusal.article.clone()),
        SummaryRow::new(t::files::refusal::evidence(), refusal.evidence.clone()),
    ];
    rows.extend(
        would_change
            .map(|words| SummaryRow::new(t::files::refusal::would_change(), words.to_owned())),
    );
    let remedies: Vec<Element> = refusal
        .remedies
        .iter()
        .map(|remedy| el("li").child(remedy.clone()))
        .collect();
    let other_help = link("/eligibility").child(t::files::refusal::other_help());
    el("section")
        .child(el("h2").child(t::files::refusal::title()))
        .child(summary_list(rows))
        .child(el("h3").child(t::files::refusal::remedies()))
        .child(el("ul").child(remedies))
        .child(el("p").child(other_help))
        .into_child()
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
