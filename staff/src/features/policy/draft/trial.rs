//! What the compiler and the cases say to a draft as it is saved now.

use super::super::{
    desk::Desk,
    mistakes::Mistakes,
    place::{DeskPlace, Report, Subject},
};
use api::policy_desk::{CasesResponse, CompileErrorView, PolicySubject};
use i18n::t;
use leptos::prelude::*;
use ui::{Explain, Loading, Notice, Text, Tone};

/// Failing cases shown beside a form; the report has them all.
const SHOWN: usize = 5;

/// How far the trial is.
#[derive(Clone, Debug)]
pub(super) enum Trial {
    /// Under way.
    Running,
    /// It could not be run.
    Failed(Text),
    /// What came out.
    Done(CasesResponse),
}

impl Trial {
    /// What keeps the sources from compiling.
    pub(super) fn errors(&self) -> &[CompileErrorView] {
        match self {
            Self::Done(found) => &found.errors,
            Self::Running | Self::Failed(_) => &[],
        }
    }
}

/// Runs the cases on what is saved.
pub(super) async fn try_out(desk: Desk, id: &str, trial: RwSignal<Trial>) {
    trial.try_set(Trial::Running);
    let answer = desk.staff.run_policy_cases(PolicySubject::Draft(id)).await;
    trial.try_set(match answer {
        Ok(found) => Trial::Done(found),
        Err(error) => Trial::Failed(error.explain()),
    });
}

/// Shows it.
#[component]
pub(super) fn TrialNotice(
    /// The draft's id.
    draft: String,
    /// How far it is.
    trial: RwSignal<Trial>,
) -> impl IntoView {
    let subject = Subject::Draft(draft);
    move || match trial.get() {
        Trial::Running => view! { <Loading /> }.into_any(),
        Trial::Failed(words) => view! { <p role="status">{words}</p> }.into_any(),
        Trial::Done(found) if !found.errors.is_empty() => {
            view! { <Mistakes subject=subject.clone() errors=found.errors /> }.into_any()
        }
        Trial::Done(found) => outcome(&subject, found),
    }
}

fn outcome(subject: &Subject, found: CasesResponse) -> AnyView {
    let report = DeskPlace::Report(subject.clone(), Report::Cases).to_string();
    if found.failed == 0 {
        return view! {
            <p role="status">
                {t::staff_policy::trial::passed(found.passed)} " "
                <a href=report>{t::staff_policy::ways::cases()}</a>
            </p>
        }
        .into_any();
    }
    let failing = found.cases.into_iter();
    let failing: Vec<AnyView> = failing
        .filter(|case| !case.differences.is_empty())
        .take(SHOWN)
        .map(|case| {
            let file = DeskPlace::Source(subject.clone(), case.file).to_string();
            view! { <li><a href=file>{case.name}</a></li> }.into_any()
        })
        .collect();
    view! {
        <Notice tone=Tone::Warning title=t::staff_policy::trial::failed(found.failed) is_live=true>
            <p>{t::staff_policy::trial::about()}</p>
            <ul>{failing}</ul>
            <p><a href=report>{t::staff_policy::trial::all()}</a></p>
        </Notice>
    }
    .into_any()
}
