//! Of whom the section has still to say whether a subsidy pays: what the person said, what the engine makes of it, and the
//! three answers.

mod answers;

use super::super::{
    frame::Ways,
    place::TrainingPlace,
    settlements::{code, condition},
    words,
};
use crate::desk::{Asked, use_desk};
use crate::half_typed::HalfTyped;
use crate::said::{Said, SaidNotice};
use api::{
    lesson::{MemberActionRequest, RosterMember},
    training_section::{EligibilityRequest, EligibilityRequests},
};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{Loadable, Notice, PageTitle, StatusTag, Text, Tone};

/// The page.
#[component]
pub(in super::super) fn EligibilityPage() -> impl IntoView {
    let desk = use_desk();
    let found: Asked<EligibilityRequests> =
        desk.ask(|staff| async move { staff.list_eligibility_requests().await });
    let said = RwSignal::new(None);
    let typed = HalfTyped::new();
    let again = Callback::new(move |()| found.refetch());
    let drawn = move |found: EligibilityRequests| drawn(found, typed, said, again);
    view! {
        <PageTitle title=t::staff_section::eligibility::title() />
        <Ways here=TrainingPlace::Eligibility />
        <SaidNotice said=said />
        <Loadable resource=found view=drawn />
    }
    .into_any()
}

fn drawn(
    found: EligibilityRequests,
    typed: HalfTyped,
    said: RwSignal<Option<Said>>,
    again: Callback<()>,
) -> AnyView {
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
            view! { <Request one=one appeal_days=appeal_days typed=typed said=said again=again /> }
                .into_any()
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
    /// What stands half typed.
    typed: HalfTyped,
    /// What came of the last press.
    said: RwSignal<Option<Said>>,
    /// Loads the list anew.
    again: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let errors = typed.errors(&one.id);
    let (class, member) = (one.class_id.clone(), one.id.clone());
    let row = one.id.clone();
    let press = desk.press(
        move |request: MemberActionRequest, key| {
            let (class, member) = (class.clone(), member.clone());
            let staff = desk.staff;
            async move { staff.act_on_member(&class, &member, &request, &key).await }
        },
        move |answer: Result<RosterMember, ClientError>| match answer {
            Ok(_) => {
                typed.forget(&row);
                said.set(Some(Said::Done(
                    t::staff_section::eligibility::done().into(),
                )));
                again.run(());
            }
            Err(error) => {
                let wrong = words::at_controls(&error, &answers::controls(&row));
                if wrong.is_empty() {
                    said.set(Some(words::failed(&error)));
                }
                errors.show(wrong);
                if error.is(api::ProblemCode::Stale) {
                    again.run(());
                }
            }
        },
    );
    let id = ["request-", &one.id].concat();
    let head = head(&one);
    let acts = answers::Answering {
        press,
        typed,
        errors,
        said,
    };
    let acts = if one.appeal.is_some() {
        acts.of_appeal(&one)
    } else {
        acts.of_request(&one, appeal_days)
    };
    view! { <section class="training__row" id=id>{head} {acts}</section> }.into_any()
}

fn head(one: &EligibilityRequest) -> AnyView {
    use t::staff_section::eligibility as said;
    let name = words::person_name(one.name.clone());
    let name = t::staff_lessons::roster::person(name, one.phone.clone());
    let title = words::course_title(one.title.clone());
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
