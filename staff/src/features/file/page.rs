//! The page: head, outcome, then the file beside the work on it.

use super::{
    actions::Actions,
    answers::Answers,
    appeal::Appeal,
    beside::{PapersBeside, provide_beside},
    conflict::Conflict,
    corrections::Corrections,
    head::Head,
    history::{LoanCount, PersonHistory},
    open_file::{provide_open_file, use_open_file},
    outcome::OutcomeNotice,
    packages::Packages,
    papers::Papers,
    people::{People, TakenBack},
    pin::PinIntroduction,
    proposal::Proposals,
    record::Record,
    replay::Replay,
    roster::Roster,
    template::provide_templates,
    timeline::Timeline,
    verdict::Verdict,
};
use crate::{
    desk::provide_desk,
    place::{AT, Place},
    session::{SignedInOnly, use_session},
};
use api::staff::StaffApplicationView;
use client::Staff;
use i18n::t;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{BackLink, Loadable, Notice, PageTitle, Tone};
use workflow::loan::LoanAction;

/// One file, by the id in the address.
#[component]
pub(crate) fn FilePage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    view! {
        <BackLink href=Place::Queue.to_string() label=t::staff_file::back() />
        {move || {
            let id = id.get();
            view! { <SignedInOnly view=move |staff| view! { <Fetched staff=staff id=id.clone() /> }.into_any() /> }
        }}
    }
    .into_any()
}

#[component]
fn Fetched(
    /// The officer's calls.
    staff: Staff,
    /// Which file.
    id: String,
) -> impl IntoView {
    let session = use_session();
    let file = LocalResource::new(move || {
        let id = id.clone();
        async move {
            let answer = staff.find_application(&id).await;
            if let Err(error) = &answer {
                session.has_ended_by(error);
            }
            answer
        }
    });
    let opened =
        move |file: StaffApplicationView| view! { <Opened staff=staff file=file /> }.into_any();
    let is_declared = Memo::new(move |_| match file.get() {
        Some(Err(error)) => error
            .fields()
            .iter()
            .any(|field| field.code == "conflict_declared"),
        _ => false,
    });
    let stepped_back = move || {
        is_declared.get().then(|| {
            let words = t::staff_refused::by_key("conflict_declared");
            view! { <Notice tone=Tone::Warning><p>{words}</p></Notice> }
        })
    };
    let is_loaded = Memo::new(move |_| matches!(file.get(), Some(Ok(_))));
    view! {
        {move || (!is_loaded.get()).then(|| view! { <PageTitle title=t::staff_file::title_unnumbered() /> })}
        {stepped_back}
        <Loadable resource=file view=opened />
    }
    .into_any()
}

#[component]
fn Opened(
    /// The officer's calls.
    staff: Staff,
    /// What the server gave.
    file: StaffApplicationView,
) -> impl IntoView {
    provide_open_file(staff, file);
    provide_desk(staff, true);
    provide_beside();
    provide_templates(staff);
    let query = use_query_map();
    let at = Memo::new(move |_| query.with(|query| query.get_str(AT).map(str::to_owned)));
    let shown = move || match at.get() {
        Some(at) => view! { <Replay at=at /> }.into_any(),
        None => view! { <Present /> }.into_any(),
    };
    view! { {shown} }.into_any()
}

/// The file as it is, and the work on it.
#[component]
fn Present() -> impl IntoView {
    view! {
        <Head />
        <nav class="file__jumps row" aria-label=t::staff_file::actions::title()>
            <a href="#answers" rel="external">{t::staff_file::skip_answers()}</a>
            <a href="#actions" rel="external">{t::staff_file::skip_actions()}</a>
            <a href="#verdict" rel="external">{t::staff_file::skip_verdict()}</a>
        </nav>
        <OutcomeNotice />
        <PapersBeside />
        <div class="file">
            <section class="file__answers" id="answers" tabindex="-1">
                <PinIntroduction />
                <Answers />
                <Papers />
                <Roster />
                <People />
                <PersonHistory />
            </section>
            <Side />
        </div>
    }
    .into_any()
}

/// The work, then what it rests on. While things are being pinned it all stays in sight beside the answers.
#[component]
fn Side() -> impl IntoView {
    let open = use_open_file().open;
    view! {
        <div class="file__side" data-follows=move || (open.get() == Some(LoanAction::Return)).then_some("true")>
            <section class="file__work panel" id="actions" tabindex="-1">
                <h2 class="file__heading">{t::staff_file::actions::title()}</h2>
                <Appeal />
                <TakenBack />
                <LoanCount />
                <Proposals />
                <Conflict />
                <Actions />
            </section>
            <Corrections />
            <Packages />
            <Record />
            <Verdict />
            <Timeline />
        </div>
    }
    .into_any()
}
