//! The list of organisations, and one of them with its licence and its people.

use super::{
    super::{frame::Ways, place::TrainingPlace},
    form::{Left, OrganisationForm},
    people::{Invite, People},
};
use crate::{
    desk::{Asked, use_desk},
    table::table,
};
use api::organisation::{
    InvitationView, ListOrganisationsResponse, OrganisationSummary, OrganisationView,
};
use catalogue::Division;
use client::{Anonymous, both};
use i18n::t;
use leptos::prelude::*;
use ui::{
    BackLink, LinkButton, Loadable, Notice, PageTitle, StatusTag, SummaryList, SummaryRow, Tone,
};

/// The list.
#[component]
pub(in super::super) fn OrganisationsPage() -> impl IntoView {
    let desk = use_desk();
    let found: Asked<ListOrganisationsResponse> =
        desk.ask(|staff| async move { staff.list_organisations().await });
    let drawn = move |found: ListOrganisationsResponse| {
        use t::staff_training::org as words;
        let heads = [words::name(), words::valid_until(), words::accounts()];
        let rows = found.organisations.into_iter().map(row).collect();
        table(words::title(), &heads, rows)
    };
    let new = TrainingPlace::NewOrganisation.to_string();
    view! {
        <PageTitle title=t::staff_training::org::title() />
        <Ways here=TrainingPlace::Organisations />
        <p><LinkButton href=new>{t::staff_training::org::new()}</LinkButton></p>
        <Loadable
            resource=found
            view=drawn
            is_empty={|found: &ListOrganisationsResponse| found.organisations.is_empty()}
            empty=t::staff_training::org::empty()
        />
    }
    .into_any()
}

fn row(one: OrganisationSummary) -> AnyView {
    let href = TrainingPlace::Organisation(one.id).to_string();
    let accounts = usize::try_from(one.accounts).unwrap_or_default();
    view! {
        <tr>
            <th scope="row"><a href=href>{one.name}</a></th>
            <td>{i18n::date(one.valid_until)} " " {licence_tag(one.is_expired)}</td>
            <td class="figures">{t::staff_training::org::accounts_n(accounts)}</td>
        </tr>
    }
    .into_any()
}

fn licence_tag(is_expired: bool) -> AnyView {
    if is_expired {
        view! { <StatusTag tone=Tone::Error label=t::staff_training::org::expired() /> }.into_any()
    } else {
        view! { <StatusTag tone=Tone::Success label=t::staff_training::org::valid() /> }.into_any()
    }
}

/// One.
#[component]
pub(in super::super) fn OrganisationPage(
    /// Which.
    id: String,
) -> impl IntoView {
    let desk = use_desk();
    let is_officer = !desk.may_change;
    let asked = id.clone();
    let found: Asked<(OrganisationView, Vec<Division>)> = desk.ask(move |staff| {
        let id = asked.clone();
        async move {
            let (one, places) =
                both(staff.find_organisation(&id), Anonymous.list_divisions()).await;
            Ok((one?, places?))
        }
    });
    let again = Callback::new(move |()| found.refetch());
    // An account that is changed, or somebody who is invited, draws the rest anew.
    let left = StoredValue::new(None::<Left>);
    let made = RwSignal::new(None::<InvitationView>);
    let drawn = move |(one, divisions): (OrganisationView, Vec<Division>)| {
        let saved = Callback::new(move |_: OrganisationView| again.run(()));
        // What an organisation may teach is the training section's to say.
        let edit = move |one, divisions| {
            let begun = |(was, mine): &Left| was != mine;
            let is_begun = left.with_value(|left| left.as_ref().is_some_and(begun));
            is_officer.then(|| {
                view! {
                    <details prop:open=is_begun>
                        <summary>{t::staff_training::org::edit()}</summary>
                        <OrganisationForm known=Some(one) left=left divisions=divisions on_saved=saved />
                    </details>
                }
            })
        };
        view! {
            <h2>{one.name.clone()}</h2>
            {licence(&one, &divisions)}
            {outside(&one)}
            <People one=one.clone() made=made on_changed=again />
            {edit(one, divisions)}
        }
        .into_any()
    };
    let head = if is_officer {
        view! {
            <BackLink href=TrainingPlace::Organisations.to_string() label=t::staff_training::org::title() />
            <PageTitle title=t::staff_training::nav::organisations() />
        }
        .into_any()
    } else {
        view! {
            <PageTitle title=t::staff_training::duty::title() />
            <Ways here=TrainingPlace::People />
        }
        .into_any()
    };
    view! {
        {head}
        <Invite id=id made=made on_invited=again />
        <Loadable resource=found view=drawn />
    }
    .into_any()
}

/// The accounts of the own organisation, for whoever answers for them.
#[component]
pub(in super::super) fn PeoplePage() -> impl IntoView {
    let desk = use_desk();
    let found: Asked<ListOrganisationsResponse> =
        desk.ask(|staff| async move { staff.list_organisations().await });
    let drawn = move |found: ListOrganisationsResponse| {
        let own = found.organisations.into_iter().next();
        own.map(|own| view! { <OrganisationPage id=own.id /> })
            .into_any()
    };
    view! { <Loadable resource=found view=drawn /> }.into_any()
}

/// What residents see outside the licence, each the way to where the section takes it off the list.
fn outside(one: &OrganisationView) -> Option<AnyView> {
    let courses: Vec<AnyView> = one
        .outside
        .iter()
        .map(|course| {
            let href = TrainingPlace::Listing(course.listing.clone()).to_string();
            view! { <li><a href=href>{course.title.clone()}</a></li> }.into_any()
        })
        .collect();
    if courses.is_empty() {
        return None;
    }
    let notice = view! {
        <Notice tone=Tone::Warning title=t::staff_training::org::outside()>
            <ul>{courses}</ul>
        </Notice>
    };
    Some(notice.into_any())
}

fn licence(one: &OrganisationView, divisions: &[Division]) -> AnyView {
    let named = |code: &String| {
        let mut known = divisions.iter();
        let found = known.find(|division| division.code == *code);
        found.map_or_else(|| code.clone(), |found| found.name.clone())
    };
    let places: Vec<String> = one.licence.divisions.iter().map(named).collect();
    let places = if places.is_empty() {
        t::staff_training::org::everywhere().to_owned()
    } else {
        places.join(t::staff_training::separator())
    };
    let scope = |scope: &listing::Scope| {
        let mut words = vec![scope.trade.clone()];
        let level =
            |one: &catalogue::SkillLevel| t::course_code::by_key(one.code()).unwrap_or_default();
        words.extend(scope.levels.iter().map(|one| level(one).to_owned()));
        words.join(" ")
    };
    let scopes: Vec<String> = one.licence.scopes.iter().map(scope).collect();
    let rows = vec![
        SummaryRow::new(
            t::staff_training::org::credit_code(),
            one.credit_code.clone(),
        ),
        SummaryRow::new(
            t::staff_training::org::valid_until(),
            i18n::date(one.licence.valid_until),
        ),
        SummaryRow::new(
            t::staff_training::org::scopes(),
            scopes.join(t::staff_training::separator()),
        ),
        SummaryRow::new(t::staff_training::org::divisions(), places),
    ];
    view! { <p>{licence_tag(one.is_expired)}</p> <SummaryList rows=rows /> }.into_any()
}
