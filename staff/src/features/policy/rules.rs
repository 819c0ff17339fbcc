//! The rules of a draft or a pack as an officer reads them: programmes, parameters, documents.

mod documents;
mod parameters;
mod programmes;

pub(super) use parameters::{number, source};

use super::{
    desk::{Asked, use_desk},
    draft::Discard,
    frame::{Frame, Head},
    place::{DeskPlace, Subject},
    start::Start,
    words::Lexicon,
};
use api::policy_desk::PolicyOutline;
use documents::documents;
use i18n::t;
use leptos::prelude::*;
use parameters::parameters;
use programmes::programmes;
use std::sync::Arc;
use ui::{ButtonKind, LinkButton, Loadable, Notice, Tone};

/// The page.
#[component]
pub(super) fn RulesPage(
    /// Whose rules.
    subject: Subject,
) -> impl IntoView {
    let desk = use_desk();
    let of = subject.clone();
    let body = move |head: Head| {
        let is_open = head.is_open_to(desk.may_change);
        let deeds = deeds(&head, desk.may_change, is_open);
        view! {
            <Outline subject=of.clone() is_open=is_open />
            {deeds}
        }
        .into_any()
    };
    let (here, title) = (
        DeskPlace::Rules(subject.clone()),
        match subject {
            Subject::Draft(_) => t::staff_policy::draft::page(),
            Subject::Pack(_) => t::staff_policy::pack::page(),
        },
    );
    view! { <Frame subject=subject here=here title=title body=body /> }.into_any()
}

/// What can be done with all of it.
fn deeds(head: &Head, may_change: bool, is_open: bool) -> AnyView {
    match head {
        Head::Draft(draft) if is_open => {
            view! { <Discard id=draft.id.clone() version=draft.version /> }.into_any()
        }
        Head::Pack {
            hash,
            is_in_force,
            publications,
        } if may_change => {
            let subject = Subject::Pack(hash.clone());
            let back = (!is_in_force && !publications.is_empty()).then(|| {
                let place = DeskPlace::Propose(subject).to_string();
                view! {
                    <h2>{t::staff_policy::rollback::title()}</h2>
                    <p>{t::staff_policy::rollback::about()}</p>
                    <LinkButton kind=ButtonKind::Secondary href=place>{t::staff_policy::rollback::go()}</LinkButton>
                }
            });
            let start = (!publications.is_empty()).then(|| {
                view! {
                    <h2>{t::staff_policy::start::title()}</h2>
                    <Start based_on=hash.clone() />
                }
            });
            view! { {start} {back} }.into_any()
        }
        _ => ().into_any(),
    }
}

#[component]
fn Outline(
    /// Whose rules.
    subject: Subject,
    /// They may be changed by who looks.
    is_open: bool,
) -> impl IntoView {
    let of = subject.clone();
    let found: Asked<PolicyOutline> = use_desk().ask(move |staff| {
        let of = of.clone();
        async move { staff.find_policy_outline(of.asked()).await }
    });
    let is_empty =
        |found: &PolicyOutline| found.programmes.is_empty() && found.unreadable.is_empty();
    let drawn = move |found: PolicyOutline| {
        let draft = match &subject {
            Subject::Draft(id) if is_open => Some(id.clone()),
            _ => None,
        };
        let lexicon = Lexicon(Arc::new(found));
        view! {
            {unreadable(&subject, &lexicon.0)}
            <nav class="row policy__jumps" aria-label=t::staff_policy::jumps()>
                <a href="#programmes" rel="external">{t::staff_policy::programmes::title()}</a>
                <a href="#parameters" rel="external">{t::staff_policy::parameters::title()}</a>
                <a href="#documents" rel="external">{t::staff_policy::documents::title()}</a>
            </nav>
            {programmes(draft.as_deref(), &lexicon)}
            {parameters(draft.as_deref(), &lexicon)}
            {documents(&lexicon)}
        }
        .into_any()
    };
    view! { <Loadable resource=found view=drawn is_empty=is_empty empty=t::staff_policy::no_sources() /> }
        .into_any()
}

fn unreadable(subject: &Subject, outline: &PolicyOutline) -> Option<AnyView> {
    if outline.unreadable.is_empty() {
        return None;
    }
    let files: Vec<AnyView> = outline
        .unreadable
        .iter()
        .map(|file| {
            let place = DeskPlace::Source(subject.clone(), file.clone()).to_string();
            view! { <li><a href=place>{file.clone()}</a></li> }.into_any()
        })
        .collect();
    Some(
        view! {
            <Notice tone=Tone::Error title=t::staff_policy::unreadable::title()>
                <p>{t::staff_policy::unreadable::about()}</p>
                <ul>{files}</ul>
            </Notice>
        }
        .into_any(),
    )
}
