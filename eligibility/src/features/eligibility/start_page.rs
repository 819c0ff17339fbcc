//! For whom and for which day.

use domain::Date;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, ButtonKind, Choice, Confirm, DateField, ErrorSummary, FieldError, LinkButton, Notice,
    PageTitle, Radios, provide_form_errors,
};

use super::{
    address::{Address, Step, use_go},
    check::Scope,
    memory::{KeptCheck, open_check, today},
    pack::fetch_pack,
};

const SCOPE: &str = "scope";
const AS_OF: &str = "as-of";

/// Begins a check, or takes up the one of this tab.
#[component]
pub(crate) fn EligibilityStartPage() -> impl IntoView {
    // The rules are on their way while the first choice is made.
    leptos::task::spawn_local(async {
        let _ = fetch_pack().await;
    });
    let check = open_check();
    let go = use_go();
    let errors = provide_form_errors();
    let now = check.get_untracked();
    let scope = RwSignal::new(now.scope.code().to_owned());
    let as_of = RwSignal::new(now.as_of.unwrap_or_else(today).to_string());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(day) = as_of.with_untracked(|text| Date::parse_iso(text)) else {
            let message = t::problem::by_key("date_unreadable").unwrap_or_default();
            errors.show(vec![FieldError::new(AS_OF, message)]);
            return;
        };
        check.change(|check| {
            check.scope = scope
                .with_untracked(|code| Scope::from_code(code))
                .unwrap_or_default();
            check.as_of = (day != today()).then_some(day);
        });
        go.run((Address::Next, Step::Forward));
    };
    let is_begun = move || !check.get().order().is_empty();
    view! {
        <PageTitle title=t::eligibility::title() />
        <p class="prose">{t::eligibility::start::what()}</p>
        <p class="prose">{t::eligibility::start::private()}</p>
        {move || is_begun().then(|| earlier(check))}
        <form novalidate=true on:submit=submit>
            <ErrorSummary />
            <Radios id=SCOPE label=t::eligibility::start::scope() choices=scopes() value=scope />
            <details class="eligibility__details" prop:open=move || now.as_of.is_some() || !errors.is_empty()>
                <summary>{t::eligibility::start::another_day()}</summary>
                <DateField id=AS_OF label=t::eligibility::start::day() hint=t::eligibility::start::day_hint() value=as_of />
            </details>
            <Button>{move || if is_begun() { t::eligibility::go_on() } else { t::eligibility::start::begin() }}</Button>
        </form>
    }
    .into_any()
}

fn scopes() -> Vec<Choice> {
    let choice = |scope: Scope| {
        let (label, hint) = match scope {
            Scope::Individual => (
                t::eligibility::scope::individual(),
                t::eligibility::scope::individual_hint(),
            ),
            Scope::Enterprise => (
                t::eligibility::scope::enterprise(),
                t::eligibility::scope::enterprise_hint(),
            ),
            Scope::Both => (
                t::eligibility::scope::both(),
                t::eligibility::scope::both_hint(),
            ),
        };
        Choice::new(scope.code(), label).with_hint(hint)
    };
    Scope::ALL.into_iter().map(choice).collect()
}

/// Answers are at hand: look at them, or clear them for the next person.
fn earlier(check: KeptCheck) -> AnyView {
    let count = check.get_untracked().order().len();
    view! {
        <Notice title=t::eligibility::start::earlier(count)>
            <div class="row">
                <LinkButton kind=ButtonKind::Secondary href=Address::Result.href()>{t::eligibility::see_result()}</LinkButton>
                {clear_answers(check, Callback::new(|()| {}))}
            </div>
        </Notice>
    }
    .into_any()
}

/// The way to forget every answer, with a second thought.
pub(super) fn clear_answers(check: KeptCheck, then: Callback<()>) -> AnyView {
    let clear = move |()| {
        check.change(|check| check.forget_answers());
        then.run(());
    };
    view! {
        <Confirm
            label=t::eligibility::clear::label()
            question=t::eligibility::clear::question()
            action=t::eligibility::clear::action()
            on_confirm=clear
        />
    }
    .into_any()
}
