//! A course that is off the list for the time being: why, what the organisation says to it, and until when it can.

use super::editor::Writing;
use crate::desk::Press;
use crate::papers::{AttachPapers, OF_LISTING, link, links};
use api::listing::{ListingActionRequest, ListingView, MOST_REASON_CHARS, SuspensionView};
use api::staff::OfficePaperView;
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ErrorSummary, FieldError, Notice, TextArea, Tone, provide_form_errors};
use workflow::listing::{ListingAction as A, SuspensionCause};

const CONTROL: &str = "suspension-answer";
const PAPERS: &str = "suspension-papers";

/// What both sides read of it; nothing of a course that is not suspended.
pub(super) fn suspended(listing: &ListingView) -> Option<AnyView> {
    use t::staff_training::rest as words;
    let found = listing.suspension.as_ref()?;
    let papers = links(OF_LISTING, &listing.id, found.papers.iter());
    let answer = (!found.answer.is_empty()).then(|| {
        let at = found.answered_at_ms.map(i18n::time_ms).unwrap_or_default();
        view! { <p>{words::answered(at)}</p> <blockquote>{found.answer.clone()}</blockquote> {papers} }
    });
    let since = words::since(i18n::time_ms(found.at_ms));
    let cause = found.cause.as_ref().map(cause);
    let why = words::why(cause.as_deref().unwrap_or(&found.reason));
    let clock = clock(found);
    let kept = listing.kept.is_some();
    let kept = kept.then(|| view! { <p>{words::kept()}</p> });
    let notice = view! {
        <Notice tone=Tone::Warning title=words::title()>
            <p>{since}</p>
            <p>{why}</p>
            <p>{words::students()}</p>
            <p>{clock}</p>
            {kept}
            {answer}
        </Notice>
    };
    Some(notice.into_any())
}

/// Why the portal took it off the list by itself.
pub(super) fn cause(cause: &SuspensionCause) -> String {
    use t::staff_training::rest as words;
    match cause {
        SuspensionCause::Complaints { upheld, last } => words::complaints(*upheld, last),
        SuspensionCause::LicenceEnded { until } => words::licence_ended(i18n::date(*until)),
    }
}

/// Until when it can be answered, or that it was not.
fn clock(found: &SuspensionView) -> Option<String> {
    use t::staff_training::rest as words;
    if found.is_unanswered {
        return Some(words::no_answer().to_owned());
    }
    found.answer_by.map(|on| words::answer_by(i18n::date(on)))
}

/// What a reviewer is to do with it.
pub(super) fn decide(listing: &ListingView) -> Option<AnyView> {
    let can = listing.actions.contains(&A::Resume);
    can.then(|| view! { <p>{t::staff_training::rest::decide()}</p> }.into_any())
}

/// What is wrong with an answer.
fn flaw(text: &str) -> Option<&'static str> {
    use t::staff_training::rest as words;
    if text.is_empty() {
        return Some(words::empty());
    }
    (text.chars().count() > MOST_REASON_CHARS).then(words::long)
}

/// The organisation's answer, once.
#[component]
pub(super) fn Answer(
    /// The course.
    writing: Writing,
    /// The press.
    press: Press<ListingActionRequest>,
) -> impl IntoView {
    use t::staff_training::rest as words;
    let typed = RwSignal::new(String::new());
    // Of this form alone: what is wrong with a paper is said at its control.
    let errors = provide_form_errors();
    let (id, before) = writing.listing.with_untracked(|listing| {
        let off = listing.suspension.as_ref();
        let before = off.map(|off| off.waiting.clone()).unwrap_or_default();
        (listing.id.clone(), before)
    });
    let waiting = RwSignal::new(before);
    let added = Callback::new(move |one: OfficePaperView| waiting.update(|all| all.push(one)));
    let removed = Callback::new(move |id: String| {
        waiting.update(|all| all.retain(|one| one.paper.id != id));
    });
    let file_id = id.clone();
    let opened = Callback::new(move |one: OfficePaperView| link(OF_LISTING, &id, &one));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = typed.get_untracked().trim().to_owned();
        let found = flaw(&text);
        let line = found.map(|words| FieldError::new(CONTROL, words));
        errors.show(line.into_iter().collect());
        if found.is_some() {
            return;
        }
        let version = writing.listing.with_untracked(|listing| listing.version);
        let mut request = ListingActionRequest::plain(version, A::Answer);
        request.reason = text;
        request.papers = waiting.with_untracked(|all| {
            let ids = all.iter().map(|one| one.paper.id.clone());
            ids.collect::<Vec<_>>()
        });
        press.send(request);
    };
    view! {
        <form novalidate on:submit=send>
            <ErrorSummary />
            <TextArea id=CONTROL label=words::label() hint=words::hint() value=typed limit=MOST_REASON_CHARS />
            <AttachPapers
                control=PAPERS
                hint=words::papers_hint()
                of=(OF_LISTING, file_id)
                waiting=waiting
                opened=opened
                on_added=added
                on_removed=removed
            />
            <p><Button pending=press.pending>{words::send()}</Button></p>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_says_something_and_fits() {
        assert!(flaw("").is_some());
        assert!(flaw(&"说".repeat(MOST_REASON_CHARS + 1)).is_some());
        assert!(flaw(&"说".repeat(MOST_REASON_CHARS)).is_none());
    }
}
