//! The clocks of a desk in words: what is near its last day, what is past it, and since when a supervisor knows.

use api::staff::DeskClockView;
use i18n::t;
use leptos::prelude::*;
use ui::{StatusTag, Tone};
use workflow::loan::{DeskClockKind, Urgency};

/// A tag for each clock that somebody is told of.
pub(crate) fn tags(clocks: &[DeskClockView]) -> Vec<AnyView> {
    clocks.iter().filter_map(tag).collect()
}

/// All clocks with their days, for the page of one file; that of the stage stands there already.
pub(crate) fn lines(clocks: &[DeskClockView]) -> Vec<AnyView> {
    clocks
        .iter()
        .filter(|one| one.clock.kind != DeskClockKind::Stage || one.clock.urgency != Urgency::Calm)
        .map(|one| {
            let words = line(one);
            view! { <p class="file__note">{words} " " {tag(one)}</p> }.into_any()
        })
        .collect()
}

fn line(one: &DeskClockView) -> String {
    let day = i18n::date(one.clock.due_on);
    let day = if one.clock.provisional {
        t::staff_queue::row::provisional(day)
    } else {
        day
    };
    match one.clock.kind {
        DeskClockKind::Opening => t::staff_queue::clock::opening(day),
        DeskClockKind::Stage => t::staff_queue::clock::stage(day),
        DeskClockKind::RefusalNotice => t::staff_queue::clock::refusal_notice(day),
        DeskClockKind::Disbursement => t::staff_queue::clock::disbursement(day),
    }
}

fn tag(one: &DeskClockView) -> Option<AnyView> {
    let (tone, label) = match (one.clock.kind, one.clock.urgency) {
        (_, Urgency::Calm) => return None,
        (DeskClockKind::Opening, Urgency::Over) => {
            (Tone::Error, t::staff_queue::clock::opening_over())
        }
        (DeskClockKind::Opening, _) => (Tone::Warning, t::staff_queue::clock::opening_near()),
        (DeskClockKind::Stage, Urgency::Over) => (Tone::Error, t::staff_queue::clock::stage_over()),
        (DeskClockKind::Stage, Urgency::Last) => (Tone::Error, t::staff_queue::clock::stage_last()),
        (DeskClockKind::Stage, _) => (Tone::Warning, t::staff_queue::clock::stage_near()),
        (DeskClockKind::RefusalNotice, Urgency::Over) => {
            (Tone::Error, t::staff_queue::clock::refusal_notice_over())
        }
        (DeskClockKind::RefusalNotice, _) => {
            (Tone::Warning, t::staff_queue::clock::refusal_notice_near())
        }
        (DeskClockKind::Disbursement, Urgency::Over) => {
            (Tone::Error, t::staff_queue::clock::disbursement_over())
        }
        (DeskClockKind::Disbursement, _) => {
            (Tone::Warning, t::staff_queue::clock::disbursement_near())
        }
    };
    let told = one.escalated_on.map(|on| {
        let label = t::staff_queue::clock::escalated(i18n::date(on));
        view! { <StatusTag tone=Tone::Info label=label /> }
    });
    Some(view! { <StatusTag tone=tone label=label /> " " {told} }.into_any())
}
