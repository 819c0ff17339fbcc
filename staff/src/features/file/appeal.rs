//! An appeal beside the refusal it is about. Who had a part in the refusal is told why the decision is not theirs.

use super::{open_file::use_open_file, record::refusal_rows, verdict::day};
use i18n::t;
use leptos::prelude::*;
use ui::{Notice, SummaryList, SummaryRow, Tone};
use workflow::loan::LoanState;

/// The appeal that waits, or the one that was decided.
#[component]
pub(super) fn Appeal() -> impl IntoView {
    let file = use_open_file().file;
    let appeal = Memo::new(move |_| {
        file.with(|file| {
            let known = &file.application;
            let is_waiting = known.state == LoanState::AppealReview;
            (
                known.appeal.clone(),
                is_waiting.then(|| known.refusal.clone()).flatten(),
                file.is_appeal_barred,
                known.would_change.clone().unwrap_or_default(),
                file.appeal_left_to.clone(),
            )
        })
    });
    move || {
        let (appeal, refusal, is_barred, would_change, left_to) = appeal.get();
        let appeal = appeal?;
        let verdict = file.with_untracked(|file| file.application.verdict.clone());
        let made = t::staff_file::appeal::made(day(&appeal.on));
        let barred = is_barred.then(|| {
            view! { <Notice tone=Tone::Warning><p>{t::staff_file::appeal::barred()}</p></Notice> }
        });
        let left_to = left_to.map(|unit| {
            let words = t::staff_file::appeal::left_to(unit);
            view! { <Notice tone=Tone::Warning><p>{words}</p></Notice> }
        });
        let beside = refusal.map(|refusal| {
            view! {
                <h3>{t::staff_file::appeal::refusal()}</h3>
                <SummaryList rows=refusal_rows(refusal, would_change, verdict.as_ref()) />
            }
        });
        let decision = appeal.decision.map(|decision| {
            let what = if decision.is_overturned {
                t::staff_file::appeal::overturned()
            } else {
                t::staff_file::appeal::upheld()
            };
            view! { <SummaryList rows=vec![SummaryRow::new(what, decision.text)] /> }
        });
        Some(
            view! {
                <section class="file__appeal">
                    <h3>{t::staff_file::appeal::title()}</h3>
                    <p class="file__note">{made}</p>
                    <blockquote class="file__quote">{appeal.text}</blockquote>
                    {decision}
                    {beside}
                    {barred} {left_to}
                </section>
            }
            .into_any(),
        )
    }
}
