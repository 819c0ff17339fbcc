//! Of whom the section has still to say whether a subsidy pays: what the person said, what the engine makes of it, and the
//! three answers.

use super::super::{
    frame::Ways,
    place::TrainingPlace,
    settlements::{code, condition},
    words,
};
use crate::desk::{Asked, Press, use_desk};
use crate::said::{Said, SaidNotice};
use api::{
    enrolment::RefusalView,
    lesson::{MemberActionRequest, RosterMember},
    training_section::{EligibilityRequest, EligibilityRequests},
};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, ButtonKind, Choice, Confirm, Loadable, Notice, PageTitle, Select, StatusTag, Text,
    TextField, Tone,
};
use workflow::enrolment::EnrolmentAction as A;

/// A reason that is none of the policy's conditions.
const OTHER: &str = "other";

/// The page.
#[component]
pub(in super::super) fn EligibilityPage() -> impl IntoView {
    let desk = use_desk();
    let found: Asked<EligibilityRequests> =
        desk.ask(|staff| async move { staff.list_eligibility_requests().await });
    let said = RwSignal::new(None);
    let again = Callback::new(move |()| found.refetch());
    let drawn = move |found: EligibilityRequests| drawn(found, said, again);
    view! {
        <PageTitle title=t::staff_section::eligibility::title() />
        <Ways here=TrainingPlace::Eligibility />
        <SaidNotice said=said />
        <Loadable resource=found view=drawn />
    }
    .into_any()
}

fn drawn(found: EligibilityRequests, said: RwSignal<Option<Said>>, again: Callback<()>) -> AnyView {
    use t::staff_section::eligibility as words;
    let about = words::about(found.working_days);
    if found.requests.is_empty() {
        return view! { <p>{about}</p> <p class="loadable__empty">{words::empty()}</p> }.into_any();
    }
    let late = found.requests.iter().filter(|one| one.is_overdue).count();
    let count = words::count(found.requests.len(), late);
    let appeal_days = found.appeal_working_days;
    let requests: Vec<AnyView> = found
        .requests
        .into_iter()
        .map(|one| {
            view! { <Request one=one appeal_days=appeal_days said=said again=again /> }.into_any()
        })
        .collect();
    view! { <p>{about}</p> <p role="status">{count}</p> {requests} }.into_any()
}

/// One person.
#[component]
fn Request(
    /// The person.
    one: EligibilityRequest,
    /// Working days in which whoever is refused can ask to be looked at again.
    appeal_days: u32,
    /// What came of the last press.
    said: RwSignal<Option<Said>>,
    /// Loads the list anew.
    again: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let (class, member) = (one.class_id.clone(), one.id.clone());
    let press = desk.press(
        move |request: MemberActionRequest, key| {
            let (class, member) = (class.clone(), member.clone());
            let staff = desk.staff;
            async move { staff.act_on_member(&class, &member, &request, &key).await }
        },
        move |answer: Result<RosterMember, ClientError>| match answer {
            Ok(_) => {
                said.set(Some(Said::Done(
                    t::staff_section::eligibility::done().into(),
                )));
                again.run(());
            }
            Err(error) => {
                let quote = error.request_id().map(str::to_owned);
                said.set(Some(Said::Failed(words::explain(&error), quote)));
                if error.is(api::ProblemCode::Stale) {
                    again.run(());
                }
            }
        },
    );
    let id = ["request-", &one.id].concat();
    let head = head(&one);
    let acts = if one.appeal.is_some() {
        appeal_acts(&one, press, said)
    } else {
        acts(&one, appeal_days, press, said)
    };
    view! { <section class="training__row" id=id>{head} {acts}</section> }.into_any()
}

fn head(one: &EligibilityRequest) -> AnyView {
    use t::staff_section::eligibility as said;
    let name: Text = match &one.name {
        Some(name) => name.clone().into(),
        None => t::staff_lessons::roster::nameless().into(),
    };
    let name = t::staff_lessons::roster::person(name, one.phone.clone());
    let title: Text = match &one.title {
        Some(title) => title.clone().into(),
        None => t::staff_lessons::gone().into(),
    };
    let href = TrainingPlace::Class(one.class_id.clone()).to_string();
    let class = said::class(one.number, i18n::date(one.starts_on));
    let (tone, due) = if one.is_overdue {
        (Tone::Error, said::overdue(i18n::date(one.due_on)))
    } else {
        (Tone::Warning, said::due(i18n::date(one.due_on)))
    };
    let card = one
        .id_number
        .clone()
        .map(|number| view! { <p class="figures">{said::id_number(number)}</p> });
    let others = (one.other_accounts > 0).then(|| {
        let words = said::other_accounts(one.other_accounts);
        view! { <Notice tone=Tone::Warning><p>{words}</p></Notice> }
    });
    let appeal = one.appeal.clone().map(|reason| {
        let words = said::appeal(reason);
        view! { <Notice tone=Tone::Warning><p>{words}</p></Notice> }
    });
    view! {
        <h2>{name}</h2>
        <p><a href=href>{title}</a> " " {one.provider.clone()} " " {class}</p>
        <p class="row"><StatusTag tone=tone label=due /></p>
        {card} {others} {appeal} {statement(one)} {verdict(one)}
    }
    .into_any()
}

fn statement(one: &EligibilityRequest) -> AnyView {
    use t::staff_settlement::ask;
    let said = &one.statement;
    let mut lines: Vec<Text> = Vec::new();
    if let Some(groups) = &said.groups {
        if groups.is_empty() {
            lines.push(ask::none().into());
        }
        lines.extend(groups.iter().map(|group| code("group", group)));
    }
    lines.extend(said.work.as_deref().map(|work| code("work", work)));
    lines.extend(
        said.subsidies_this_year
            .map(|times| t::staff_section::eligibility::times(times).into()),
    );
    lines.extend(said.same_level_before.map(|before| {
        if before {
            t::staff_section::eligibility::paid_before().into()
        } else {
            t::staff_section::eligibility::not_paid_before().into()
        }
    }));
    let lines: Vec<AnyView> = lines
        .into_iter()
        .map(|line| view! { <li>{line}</li> }.into_any())
        .collect();
    view! { <p>{t::staff_section::eligibility::statement()}</p> <ul>{lines}</ul> }.into_any()
}

fn verdict(one: &EligibilityRequest) -> AnyView {
    let Some(verdict) = &one.verdict else {
        return ().into_any();
    };
    let conditions: Vec<AnyView> = verdict.conditions.iter().map(condition).collect();
    let label = code("verdict", &verdict.verdict);
    let receipt = t::staff_section::eligibility::receipt(
        verdict.as_of.clone(),
        verdict.receipt_hash.chars().take(12).collect::<String>(),
    );
    view! {
        <p>{t::staff_section::eligibility::verdict()} " " <StatusTag tone=Tone::Info label=label /></p>
        <ul lang="zh-CN">{conditions}</ul>
        <p><small>{receipt}</small></p>
    }
    .into_any()
}

type Pressed = Press<MemberActionRequest>;

/// A text that was typed; none, and a word of it, where there is nothing.
fn text(typed: RwSignal<String>, said: RwSignal<Option<Said>>) -> Option<String> {
    let text = typed.get_untracked().trim().to_owned();
    if text.is_empty() {
        let words = t::staff_section::eligibility::text_empty();
        said.set(Some(Said::Failed(words.into(), None)));
        return None;
    }
    said.set(None);
    Some(text)
}

fn acts(
    one: &EligibilityRequest,
    appeal_days: u32,
    press: Pressed,
    said: RwSignal<Option<Said>>,
) -> AnyView {
    use t::staff_section::eligibility as words;
    let version = one.version;
    let of = |name: &str| [name, "-", &one.id].concat();
    let has = |action: A| one.actions.contains(&action);
    let hold = has(A::Hold).then(|| {
        let hold = move |()| press.send(MemberActionRequest::plain(version, A::Hold));
        view! {
            <Button kind=ButtonKind::Secondary pending=press.pending on_press=hold>{words::hold()}</Button>
        }
    });
    let give_back = has(A::Return).then(|| {
        let fix = RwSignal::new(String::new());
        let give_back = move |()| {
            if let Some(reason) = text(fix, said) {
                press.send(MemberActionRequest {
                    reason: Some(reason),
                    ..MemberActionRequest::plain(version, A::Return)
                });
            }
        };
        view! {
            <details>
                <summary>{words::give_back()}</summary>
                <TextField id=of("fix") label=words::fix() hint=words::fix_hint() value=fix />
                <Button kind=ButtonKind::Secondary pending=press.pending on_press=give_back>{words::give_back_press()}</Button>
            </details>
        }
    });
    let refuse = has(A::Refuse).then(|| refuse(one, appeal_days, press, said));
    view! { {hold} {give_back} {refuse} }.into_any()
}

fn refuse(
    one: &EligibilityRequest,
    appeal_days: u32,
    press: Pressed,
    said: RwSignal<Option<Said>>,
) -> AnyView {
    use t::staff_section::eligibility as words;
    let version = one.version;
    let of = |name: &str| [name, "-", &one.id].concat();
    let conditions = one.verdict.as_ref().map(|verdict| &verdict.conditions);
    let open: Vec<_> = conditions
        .into_iter()
        .flatten()
        .filter(|condition| condition.verdict != "met")
        .cloned()
        .collect();
    let mut choices: Vec<Choice> = open
        .iter()
        .map(|condition| Choice::new(condition.id.clone(), condition.label.clone()))
        .collect();
    choices.push(Choice::new(OTHER, words::other()));
    let chosen = RwSignal::new(String::new());
    let (rule, remedies) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    // The rule of a condition is the one the engine cites; another one is typed.
    let cited = open.clone();
    let choose = ui::Bound::new(
        chosen.into(),
        Callback::new(move |id: String| {
            let found = cited.iter().find(|condition| condition.id == id);
            rule.set(found.map_or_else(String::new, |found| found.citation.clone()));
            chosen.set(id);
        }),
    );
    let refuse = move |()| {
        let typed = (text(chosen, said), text(rule, said), text(remedies, said));
        let (Some(reason_code), Some(rule), Some(remedies)) = typed else {
            let words = words::text_empty();
            said.set(Some(Said::Failed(words.into(), None)));
            return;
        };
        press.send(MemberActionRequest {
            refusal: Some(RefusalView {
                reason_code,
                rule,
                remedies,
            }),
            ..MemberActionRequest::plain(version, A::Refuse)
        });
    };
    view! {
        <details>
            <summary>{words::refuse()}</summary>
            <Select id=of("why") label=words::why() choices=choices value=choose />
            <TextField id=of("rule") label=words::rule() value=rule />
            <TextField id=of("remedies") label=words::remedies() hint=words::remedies_hint() value=remedies />
            <Confirm label=words::refuse_press() question=words::refuse_ask(appeal_days) action=words::refuse_press()
                pending=press.pending on_confirm=refuse />
        </details>
    }
    .into_any()
}

fn appeal_acts(one: &EligibilityRequest, press: Pressed, said: RwSignal<Option<Said>>) -> AnyView {
    use t::staff_section::eligibility as words;
    let version = one.version;
    let typed = RwSignal::new(String::new());
    let decide = move |action: A| {
        if let Some(reason) = text(typed, said) {
            press.send(MemberActionRequest {
                reason: Some(reason),
                ..MemberActionRequest::plain(version, action)
            });
        }
    };
    let overturn = one
        .actions
        .contains(&A::Overturn)
        .then(|| {
            let press_it = move |()| decide(A::Overturn);
            view! { <Button kind=ButtonKind::Secondary pending=press.pending on_press=press_it>{words::overturn()}</Button> }
        });
    let no_seat = overturn
        .is_none()
        .then(|| view! { <p>{words::no_seat()}</p> });
    let uphold = move |()| decide(A::Uphold);
    let id = ["decision-", &one.id].concat();
    view! {
        <TextField id=id label=t::staff_lessons::officer::reason() value=typed />
        {no_seat}
        <div class="row">
            {overturn}
            <Button kind=ButtonKind::Secondary pending=press.pending on_press=uphold>{words::uphold()}</Button>
        </div>
    }
    .into_any()
}
