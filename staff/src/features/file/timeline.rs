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
use workflow::{Role, loan::LoanState};

/// Newest first: what was done, by whom, when.
#[component]
pub(super) fn Timeline() -> impl IntoView {
    let open_file = use_open_file();
    let (file, role) = (open_file.file, open_file.role);
    let entries = Memo::new(move |_| {
        file.with(|file| {
            (
                (
                    file.application.id.clone(),
                    file.application.timeline.clone(),
                ),
                file.consent_steps.clone(),
                file.office_papers.clone(),
            )
        })
    });
    let lines = move || {
        let ((id, entries), steps, papers) = entries.get();
        let here = was_here(&entries, role);
        let done = (1..).zip(entries.into_iter().zip(here));
        let done = done.map(|(event, (entry, was_here))| Line {
            then: was_here.then(|| Place::Then(id.clone(), event).to_string()),
            ..done_line(entry, with(event, &papers))
        });
        let steps = steps.iter().map(|step| Line {
            at_ms: step.at_ms,
            done: people::step(step),
            by: None,
            papers: Vec::new(),
            then: None,
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
    /// The address of the file as it stood then, where the file was at the office by then.
    then: Option<String>,
}

/// Of each entry, whether the application had come to the office of whoever looks: of before, nothing is shown.
fn was_here(entries: &[TimelineEntry], role: Option<Role>) -> Vec<bool> {
    let mut has_come = false;
    let come = entries.iter().map(|entry| {
        let stage = entry.state.stage();
        has_come |= stage.is_some_and(|stage| Some(stage.officer()) == role);
        // One taken up again is the resident's until it comes anew.
        has_come &= !matches!(entry.state, LoanState::Draft | LoanState::Discarded);
        has_come
    });
    come.collect()
}

/// The papers that came with an event, by its number.
fn with(event: u32, papers: &[OfficePaperView]) -> Vec<OfficePaperView> {
    let came = papers.iter().filter(|one| one.event == Some(event));
    came.cloned().collect()
}

fn done_line(entry: TimelineEntry, papers: Vec<OfficePaperView>) -> Line {
    let by = entry.on_behalf;
    Line {
        at_ms: entry.at_ms,
        done: t::staff_file::timeline::line(words::role(entry.role), words::action(entry.action)),
        by: by.map(|by| t::files::timeline::on_behalf(by.point, by.clerk)),
        papers,
        then: None,
    }
}

fn line(
    Line {
        at_ms,
        done,
        by,
        papers,
        then,
    }: Line,
) -> AnyView {
    let then = then.map(|href| {
        let name = t::staff_file::replay::open_named(&done);
        view! { <a href=href aria-label=name>{t::staff_file::replay::open()}</a> }
    });
    let papers: Vec<AnyView> = papers.iter().map(opened).collect();
    let by = by.map(|by| view! { <p class="file__note">{by}</p> });
    view! {
        <li>
            {done}
            {by}
            <p class="file__note">{i18n::time_ms(at_ms)} " " {then}</p>
            {papers}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use workflow::loan::LoanAction;

    #[test]
    fn an_office_looks_back_as_far_as_the_file_was_its_own() {
        let entry = |state| TimelineEntry {
            action: LoanAction::Submit,
            role: Role::Resident,
            state,
            at_ms: 0,
            on_behalf: None,
            papers: 0,
        };
        let entries = [
            LoanState::Submitted,
            LoanState::GuaranteeReview,
            LoanState::Withdrawn,
            LoanState::Draft,
            LoanState::Submitted,
        ]
        .map(entry);
        for (role, expected) in [
            (Role::HrOfficer, [true, true, true, false, true]),
            (Role::GuaranteeOfficer, [false, true, true, false, false]),
            (Role::BankOfficer, [false; 5]),
        ] {
            assert_eq!(was_here(&entries, Some(role)), expected, "{role}");
        }
        assert_eq!(was_here(&entries, None), [false; 5]);
    }
}
