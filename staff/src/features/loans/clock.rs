//! The clock of a quarter's subsidy in words: by when it is decided or paid, how many days are left, who knows.

use api::subsidy::SubsidyClockView;
use i18n::t;
use leptos::prelude::*;
use ui::{StatusTag, Tone};
use workflow::loan::Urgency;
use workflow::servicing::SubsidyDuty;

/// The last day and what is left of it.
pub(super) fn clock(clock: &SubsidyClockView) -> AnyView {
    use t::staff_loan::clock as said;
    let day = i18n::date(clock.due_on);
    let day = if clock.provisional {
        t::staff_queue::row::provisional(day)
    } else {
        day
    };
    let due = match clock.duty {
        SubsidyDuty::Review => said::review(day),
        SubsidyDuty::Pay => said::pay(day),
    };
    let (tone, left) = left(clock);
    let told = clock.escalated_on.map(|on| {
        let label = t::staff_queue::clock::escalated(i18n::date(on));
        view! { <StatusTag tone=Tone::Info label=label /> }
    });
    view! { <p>{due} " " <StatusTag tone=tone label=left /> " " {told}</p> }.into_any()
}

fn left(clock: &SubsidyClockView) -> (Tone, String) {
    use t::staff_loan::clock as said;
    if clock.is_paused {
        return (Tone::Info, said::paused().to_owned());
    }
    let tone = match clock.urgency {
        Urgency::Calm => Tone::Info,
        Urgency::Near => Tone::Warning,
        Urgency::Last | Urgency::Over => Tone::Error,
    };
    let words = match clock.days_left {
        0 => said::last().to_owned(),
        left if left < 0 => said::over(left.unsigned_abs()),
        left => said::left(left),
    };
    (tone, words)
}
