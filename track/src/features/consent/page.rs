//! What somebody is asked, in plain words, and what has become of it.

use super::answer::AnswerForm;
use api::ProblemCode;
use api::people::{ConsentRequestView, OpenConsentRequest};
use client::{Anonymous, ClientError};
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{Explain, Fetched, Loadable, PageTitle, SummaryList, SummaryRow, Text};
use workflow::consent::{ConsentAction, ConsentKind, ConsentState};

/// A call that failed, in the words of this page.
#[derive(Clone, Debug, PartialEq, Eq)]
struct NotOpened(ClientError);

impl Explain for NotOpened {
    fn explain(&self) -> Text {
        if self.0.is(ProblemCode::NotFound) {
            t::people::request::no_link().into()
        } else {
            self.0.explain()
        }
    }
}

/// The question.
#[component]
pub(crate) fn ConsentPage(
    /// What the address brings along: whom it is for.
    hash: String,
) -> impl IntoView {
    let token = StoredValue::new(hash);
    let found = Fetched::new(move || async move {
        let request = OpenConsentRequest {
            token: token.get_value(),
        };
        let answer = Anonymous.open_consent_request(&request).await;
        answer.map_err(NotOpened)
    });
    let answered = Callback::new(move |newer: ConsentRequestView| found.set(Some(Ok(newer))));
    let show = Callback::new(move |found: ConsentRequestView| {
        let has_actions = !found.actions.is_empty();
        let form = has_actions.then(|| {
            view! { <AnswerForm token=token read=found.clone() answered=answered /> }.into_any()
        });
        view! {
            {what_became(&found)}
            <p>{t::people::request::opening(found.applicant_masked.clone(), found.name_masked.clone())}</p>
            <SummaryList rows=rows(&found) />
            <h2>{t::people::request::what()}</h2>
            {meaning(found.kind)}
            {form}
        }
        .into_any()
    });
    let is_open = Memo::new(move |_| matches!(found.get(), Some(Ok(_))));
    view! {
        {move || (!is_open.get()).then(|| view! { <PageTitle title=t::people::request::title() /> })}
        <Loadable resource=found view=show />
    }
    .into_any()
}

/// The title, and what follows from the answer.
fn what_became(found: &ConsentRequestView) -> AnyView {
    let title = match found.state {
        ConsentState::Given => t::people::request::done_give(),
        ConsentState::Refused => t::people::request::done_refuse(),
        ConsentState::Withdrawn => t::people::request::done_withdraw(),
        _ => t::people::request::title(),
    };
    let about = match found.state {
        ConsentState::Refused | ConsentState::Withdrawn => Some(t::people::request::ended_about()),
        ConsentState::Asked | ConsentState::Seen | ConsentState::Expired
            if found.actions.is_empty() =>
        {
            Some(t::people::request::over_about())
        }
        _ if found.actions.is_empty() => Some(t::people::request::signed()),
        ConsentState::Given => Some(t::people::request::given_about()),
        _ if !found.actions.contains(&ConsentAction::Give) => Some(t::people::request::not_yet()),
        _ => None,
    };
    view! {
        <PageTitle title=title />
        {about.map(|words| view! { <p>{words}</p> })}
    }
    .into_any()
}

fn rows(found: &ConsentRequestView) -> Vec<SummaryRow> {
    let not_said = || t::people::request::not_said().to_owned();
    let kind = word("kind.", found.kind.as_str());
    let amount = found
        .amount_fen
        .map_or_else(not_said, |fen| i18n::money(Money::from_fen(fen)));
    let term = found
        .months
        .map_or_else(not_said, t::people::request::months);
    let mut rows = vec![
        SummaryRow::new(t::people::request::capacity(), kind),
        SummaryRow::new(t::people::request::amount(), amount),
        SummaryRow::new(t::people::request::term(), term),
    ];
    if found.state.is_open() {
        let until = i18n::time_ms(found.until_ms);
        rows.push(SummaryRow::new(t::people::request::asked(), until));
    } else {
        let since = i18n::time_ms(found.changed_ms);
        let state = word("state.", found.state.as_str());
        rows.push(SummaryRow::new(
            t::people::request::state(),
            t::common::with_note(state, since),
        ));
    }
    rows
}

fn word(group: &str, code: &str) -> &'static str {
    let key = [group, code].concat();
    t::people_code::by_key(&key).unwrap_or_default()
}

fn meaning(kind: ConsentKind) -> AnyView {
    use t::people::request as words;
    let (first, more) = match kind {
        ConsentKind::Spouse => (words::spouse(), words::spouse_more()),
        ConsentKind::Partner => (words::partner(), words::partner_more()),
        ConsentKind::Guarantor => (words::guarantor(), words::guarantor_more()),
    };
    view! {
        <p class="prose">{first}</p>
        <p class="prose">{words::seen()}</p>
        <p class="prose"><strong>{more}</strong></p>
    }
    .into_any()
}
