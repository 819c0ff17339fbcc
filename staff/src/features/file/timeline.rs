//! What happened to the file.

use super::{office_papers::opened, open_file::use_open_file, people};
use crate::{
    place::Place,
    re_reviewed::{deadline, result},
    words,
};
use api::{application::TimelineEntry, re_review::ReReviewView, staff::OfficePaperView};
use i18n::t;
use leptos::prelude::*;

/// Newest first: what was done, by whom, when.
#[component]
pub(super) fn Timeline() -> impl IntoView {
    let file = use_open_file().file;
    let entries = Memo::new(move |_| {
        file.with(|file| {
            (
                file.application.timeline.clone(),
                file.consent_steps.clone(),
                file.office_papers.clone(),
            )
        })
    });
    let lines = move || {
        let (entries, steps, papers) = entries.get();
        let done = (1..)
            .zip(entries)
            .map(|(event, entry)| done(entry, with(event, &papers)));
        let steps = steps.iter().map(|step| Line {
            at_ms: step.at_ms,
            done: people::step(step),
            by: None,
            papers: Vec::new(),
        });
        let mut all: Vec<Line> = done.chain(steps).collect();
        // What was done at one instant stays in its order.
        all.sort_by_key(|line| line.at_ms);
        all.into_iter().rev().map(line).collect::<Vec<AnyView>>()
    };
    let drawn = Memo::new(move |_| file.with(|file| file.re_reviews.clone()));
    let re_reviews =
        move || drawn.with(|drawn| drawn.iter().map(re_review).collect::<Vec<AnyView>>());
    view! {
        <section>
            <h2>{t::staff_file::timeline::title()}</h2>
            <ol class="file__timeline" reversed=true>{lines}</ol>
            {re_reviews}
        </section>
    }
    .into_any()
}

/// A decision of the own office that was drawn by lot; the applicant does not see it.
fn re_review(one: &ReReviewView) -> AnyView {
    let what =
        t::staff_re_review::drawn_on_file(words::action(one.decision), i18n::date(one.decided_on));
    let result = result(one).unwrap_or_else(|| deadline(one));
    view! {
        <section class="file__re-review">
            <h3>{t::staff_re_review::title()}</h3>
            <p>{what}</p>
            {result}
            <p class="file__note"><a href=Place::ReReviews.to_string()>{t::staff_re_review::link()}</a></p>
        </section>
    }
    .into_any()
}

/// Something that happened.
struct Line {
    at_ms: i64,
    done: String,
    /// In whose place, where somebody acted in the applicant's.
    by: Option<String>,
    /// What an officer put on the file with it.
    papers: Vec<OfficePaperView>,
}

/// The papers that came with an event, by its number.
fn with(event: u32, papers: &[OfficePaperView]) -> Vec<OfficePaperView> {
    let came = papers.iter().filter(|one| one.event == Some(event));
    came.cloned().collect()
}

fn done(entry: TimelineEntry, papers: Vec<OfficePaperView>) -> Line {
    let by = entry.on_behalf;
    Line {
        at_ms: entry.at_ms,
        done: t::staff_file::timeline::line(words::role(entry.role), words::action(entry.action)),
        by: by.map(|by| t::files::timeline::on_behalf(by.point, by.clerk)),
        papers,
    }
}

fn line(
    Line {
        at_ms,
        done,
        by,
        papers,
    }: Line,
) -> AnyView {
    let papers: Vec<AnyView> = papers.iter().map(opened).collect();
    let by = by.map(|by| view! { <p class="file__note">{by}</p> });
    view! {
        <li>
            {done}
            {by}
            <p class="file__note">{i18n::time_ms(at_ms)}</p>
            {papers}
        </li>
    }
    .into_any()
}
