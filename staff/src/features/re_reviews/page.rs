//! What waits, what was looked at, and the sums of the office.

use super::form::{ReReviewForm, Typed};
use crate::{
    desk::{Asked, provide_desk, use_desk},
    half_typed::HalfTyped,
    no_conflict::StepBack,
    place::Place,
    re_reviewed::{deadline, result},
    said::{Said, SaidNotice},
    session::SignedInOnly,
    words,
};
use api::re_review::{ListReReviewsResponse, ReReviewCounts, ReReviewView};
use client::Staff;
use i18n::t;
use leptos::prelude::*;
use ui::{BackLink, Loadable, Notice, PageTitle, SampleMark, SummaryList, SummaryRow, Text, Tone};

/// The page.
#[component]
pub(crate) fn ReReviewsPage() -> impl IntoView {
    let list = |staff: Staff| {
        provide_desk(staff, true);
        view! { <ReReviews /> }.into_any()
    };
    view! {
        <BackLink href=Place::Queue.to_string() label=t::staff_queue::title() />
        <PageTitle title=t::staff_re_review::title() />
        <SignedInOnly view=list />
    }
    .into_any()
}

/// What stands half typed, and what is ticked.
type Forms = (HalfTyped<Typed>, HalfTyped<Vec<String>>);

#[component]
fn ReReviews() -> impl IntoView {
    let said = RwSignal::new(None);
    let forms = (HalfTyped::new(), HalfTyped::new());
    let found: Asked<ListReReviewsResponse> =
        use_desk().ask(|staff| async move { staff.list_re_reviews().await });
    let done = Callback::new(move |words: Text| {
        said.set(Some(Said::Done(words)));
        found.refetch();
    });
    let drawn = move |found: ListReReviewsResponse| drawn(found, forms, done);
    view! {
        <SaidNotice said=said />
        <Loadable resource=found view=drawn />
    }
    .into_any()
}

fn drawn(found: ListReReviewsResponse, forms: Forms, done: Callback<Text>) -> AnyView {
    let about = t::staff_re_review::about(found.percent, found.working_days);
    let sample = found.is_local_confirm.then(|| {
        view! { <p><SampleMark /> " " {t::staff_re_review::local_confirm()}</p> }
    });
    let late = found.waiting.iter().filter(|one| one.is_overdue).count();
    let late = (late > 0).then(|| {
        view! { <Notice tone=Tone::Warning><p>{t::staff_re_review::late(late)}</p></Notice> }
    });
    let counts = found.counts.map(counts);
    let is_supervisor = counts.is_some();
    let waiting = if found.waiting.is_empty() {
        view! { <p class="loadable__empty">{t::staff_re_review::waiting_empty()}</p> }.into_any()
    } else {
        let lines: Vec<AnyView> = found
            .waiting
            .into_iter()
            .map(|one| waiting_one(one, forms, done))
            .collect();
        view! { <ul class="re-reviews">{lines}</ul> }.into_any()
    };
    let not_listed = (found.not_listed > 0)
        .then(|| view! { <p>{t::staff_re_review::not_listed(found.not_listed)}</p> });
    let closed = is_supervisor.then(|| {
        let lines: Vec<AnyView> = found.closed.into_iter().map(closed_one).collect();
        let list = if lines.is_empty() {
            view! { <p class="loadable__empty">{t::staff_re_review::closed_empty()}</p> }.into_any()
        } else {
            view! { <ul class="re-reviews">{lines}</ul> }.into_any()
        };
        view! { <h2>{t::staff_re_review::closed()}</h2> {list} }
    });
    view! {
        <p>{about}</p>
        {sample}
        {late}
        {counts}
        <h2>{t::staff_re_review::waiting()}</h2>
        {waiting}
        {not_listed}
        {closed}
    }
    .into_any()
}

fn counts(counts: ReReviewCounts) -> AnyView {
    let row =
        |label: &'static str, count: u32| SummaryRow::new(label, t::staff_re_review::files(count));
    let rows = vec![
        row(t::staff_re_review::count::drawn(), counts.drawn),
        row(t::staff_re_review::count::waiting(), counts.waiting),
        row(t::staff_re_review::count::overdue(), counts.overdue),
        row(t::staff_re_review::count::agreed(), counts.agreed),
        row(t::staff_re_review::count::found(), counts.found),
    ];
    view! { <h2>{t::staff_re_review::count::title()}</h2> <SummaryList rows=rows /> }.into_any()
}

fn head(one: &ReReviewView) -> AnyView {
    let href = Place::File(one.application_id.clone()).to_string();
    let decided =
        t::staff_re_review::decided(words::action(one.decision), i18n::date(one.decided_on));
    view! {
        <h3><a class="figures" href=href>{one.acceptance_number.clone()}</a></h3>
        <p>{t::staff_re_review::applicant(&one.applicant_masked)} " " {decided}</p>
    }
    .into_any()
}

fn waiting_one(one: ReReviewView, forms: Forms, done: Callback<Text>) -> AnyView {
    let (forms, ticks) = forms;
    let (head, deadline) = (head(&one), deadline(&one));
    let barred = one.barred.as_deref().map(|code| {
        let words = match code {
            "own_file" => t::staff_re_review::barred::own_file(),
            "supervisor_needed" => t::staff_re_review::barred::supervisor_needed(),
            _ => t::staff_re_review::barred::had_part(),
        };
        view! { <p>{words}</p> }
    });
    let form = one.may_review.then(|| {
        let id = one.application_id.clone();
        view! {
            <ReReviewForm of=one.clone() forms=forms ticks=ticks on_done=done />
            <StepBack id=id />
        }
    });
    view! { <li class="re-reviews__one">{head} {deadline} {barred} {form}</li> }.into_any()
}

fn closed_one(one: ReReviewView) -> AnyView {
    let (head, result) = (head(&one), result(&one));
    view! { <li class="re-reviews__one">{head} {result}</li> }.into_any()
}
