//! What is around every page about a draft or a pack: its name, what became of it, the ways to its other pages.

use super::{
    desk::{Asked, use_desk},
    place::{DeskPlace, Report, Subject},
    words::{code, day, short},
};
use api::policy_desk::{DraftState, DraftView, ListPacksResponse, PublicationView};
use i18n::t;
use leptos::prelude::*;
use ui::{BackLink, Loadable, Notice, PageTitle, StatusTag, Text, Tone};

/// What the page is about, as the server knows it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Head {
    /// A draft.
    Draft(DraftView),
    /// A pack: its hash, whether it is in force today, and when it was or will be.
    Pack {
        /// Its hash.
        hash: String,
        /// In force today.
        is_in_force: bool,
        /// The newest first; empty for one that waits for a second person.
        publications: Vec<PublicationView>,
    },
}

impl Head {
    /// Whether it may be changed by who looks.
    pub(super) fn is_open_to(&self, may_change: bool) -> bool {
        match self {
            Self::Draft(draft) => may_change && draft.is_mine && draft.state == DraftState::Open,
            Self::Pack { .. } => false,
        }
    }

    fn of_pack(hash: &str, found: ListPacksResponse) -> Self {
        Self::Pack {
            hash: hash.to_owned(),
            is_in_force: found.in_force == hash,
            publications: found
                .publications
                .into_iter()
                .filter(|one| one.pack_hash == hash)
                .collect(),
        }
    }
}

/// The page: back, title, what it is about, the ways to the other pages, and the body once the head is there.
#[component]
pub(super) fn Frame(
    /// Whose rules.
    subject: Subject,
    /// This page.
    here: DeskPlace,
    /// The page's name.
    #[prop(into)]
    title: Text,
    /// Draws the rest.
    #[prop(into)]
    body: Callback<Head, AnyView>,
) -> impl IntoView {
    let desk = use_desk();
    let asked = subject.clone();
    let head: Asked<Head> = desk.ask(move |staff| {
        let asked = asked.clone();
        async move {
            match asked {
                Subject::Draft(id) => staff.find_policy_draft(&id).await.map(Head::Draft),
                Subject::Pack(hash) => {
                    let found = staff.list_policy_packs().await;
                    found.map(|found| Head::of_pack(&hash, found))
                }
            }
        }
    });
    let drawn = move |head: Head| {
        let about = about(&head);
        let ways = ways(&subject, &here, head.is_open_to(desk.may_change));
        let body = body.run(head);
        view! { {about} {ways} {body} }.into_any()
    };
    view! {
        <BackLink href=DeskPlace::Overview.to_string() label=t::staff_policy::back() />
        <PageTitle title=title />
        <Loadable resource=head view=drawn />
    }
    .into_any()
}

fn about(head: &Head) -> AnyView {
    match head {
        Head::Draft(draft) => {
            let tone = match draft.state {
                DraftState::Open => Tone::Info,
                DraftState::Proposed => Tone::Warning,
                DraftState::Published => Tone::Success,
                DraftState::Discarded => Tone::Error,
            };
            let saved = t::staff_policy::draft::saved_at(i18n::time_ms(draft.updated_at_ms));
            let behind = draft.is_behind.then(|| {
                view! {
                    <Notice tone=Tone::Warning>
                        <p>{t::staff_policy::draft::behind()}</p>
                    </Notice>
                }
            });
            view! {
                <p class="row policy__about">
                    <StatusTag tone=tone label=code("draft", draft.state.id()) />
                    <span class="policy__strong">{draft.title.clone()}</span>
                    <span>{t::staff_policy::draft::author(draft.author.clone())}</span>
                    <span>{saved}</span>
                </p>
                {behind}
            }
            .into_any()
        }
        Head::Pack {
            hash,
            is_in_force,
            publications,
        } => {
            let (tone, state) = match (is_in_force, publications.first()) {
                (true, _) => (Tone::Success, t::staff_policy::pack::in_force().into()),
                (false, Some(last)) => (
                    Tone::Info,
                    Text::from(t::staff_policy::pack::was_published(
                        day(&last.effective_on),
                    )),
                ),
                (false, None) => (Tone::Warning, t::staff_policy::pack::never().into()),
            };
            view! {
                <p class="row policy__about">
                    <StatusTag tone=tone label=state />
                    <span>{t::staff_policy::pack::hash()} " " <code title=hash.clone()>{short(hash)}</code></span>
                </p>
            }
            .into_any()
        }
    }
}

fn ways(subject: &Subject, here: &DeskPlace, is_open: bool) -> AnyView {
    let report = |report| DeskPlace::Report(subject.clone(), report);
    let mut pages = vec![
        (
            DeskPlace::Rules(subject.clone()),
            t::staff_policy::ways::rules(),
        ),
        (
            DeskPlace::Files(subject.clone()),
            t::staff_policy::ways::files(),
        ),
        (report(Report::Check), t::staff_policy::ways::check()),
        (report(Report::Cases), t::staff_policy::ways::cases()),
        (report(Report::Diff), t::staff_policy::ways::diff()),
        (
            report(Report::Simulation),
            t::staff_policy::ways::simulation(),
        ),
    ];
    if is_open {
        pages.push((
            DeskPlace::Propose(subject.clone()),
            t::staff_policy::ways::propose(),
        ));
    }
    let links: Vec<AnyView> = pages
        .into_iter()
        .map(|(place, words)| {
            let current = (place == *here).then_some("page");
            view! { <li><a class="policy__way" href=place.to_string() aria-current=current>{words}</a></li> }
                .into_any()
        })
        .collect();
    view! {
        <nav aria-label=t::staff_policy::ways::title()>
            <ul class="policy__ways">{links}</ul>
        </nav>
    }
    .into_any()
}
