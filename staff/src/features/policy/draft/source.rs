//! One file as text, for who knows the form: read, changed, saved even when it is wrong, with the mistakes by line.

mod editor;
mod lines;

use super::super::{
    desk::{Asked, Desk, use_desk},
    frame::{Frame, Head},
    place::{DeskPlace, Subject},
};
use api::policy_desk::SourceFileView;
use editor::Editor;
use i18n::t;
use leptos::prelude::*;
use ui::{BackLink, Loadable};

/// The page.
#[component]
pub(in super::super) fn SourcePage(
    /// Whose file.
    subject: Subject,
    /// Its path.
    file: String,
) -> impl IntoView {
    let desk = use_desk();
    let here = DeskPlace::Source(subject.clone(), file.clone());
    let (of, title) = (subject.clone(), file.clone());
    let body = move |head: Head| {
        let is_open = head.is_open_to(desk.may_change);
        text(desk, of.clone(), file.clone(), is_open)
    };
    view! { <Frame subject=subject here=here title=title body=body /> }.into_any()
}

fn text(desk: Desk, subject: Subject, file: String, is_open: bool) -> AnyView {
    let (of, path) = (subject.clone(), file);
    let found: Asked<SourceFileView> = desk.ask(move |staff| {
        let (of, path) = (of.clone(), path.clone());
        async move { staff.find_policy_source(of.asked(), &path).await }
    });
    let files = DeskPlace::Files(subject.clone()).to_string();
    let drawn = move |found: SourceFileView| {
        match &subject {
        Subject::Draft(id) if is_open => {
            view! { <Editor id=id.clone() file=found /> }.into_any()
        }
        _ => view! { <pre class="policy__code policy__code--whole" tabindex="0"><code>{found.text}</code></pre> }
            .into_any(),
    }
    };
    view! {
        <BackLink href=files label=t::staff_policy::files::title() />
        <Loadable resource=found view=drawn />
    }
    .into_any()
}
