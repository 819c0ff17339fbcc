//! The list of organisations, and one of them: its licence, its people, inviting somebody.

use super::{
    super::{frame::Ways, place::TrainingPlace, words},
    form::OrganisationForm,
};
use crate::{
    desk::{Asked, use_desk},
    place::Place,
    said::{Said, SaidNotice},
    table::table,
};
use api::organisation::{
    InvitationView, InviteRequest, ListOrganisationsResponse, OrganisationSummary, OrganisationView,
};
use catalogue::Division;
use client::{Anonymous, ClientError, both};
use i18n::t;
use leptos::prelude::*;
use ui::{
    BackLink, Button, Confirm, FieldError, LinkButton, Loadable, Notice, PageTitle, StatusTag,
    SummaryList, SummaryRow, TextField, Tone, provide_form_errors,
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
    let drawn = move |(one, divisions): (OrganisationView, Vec<Division>)| {
        let saved = Callback::new(move |_: OrganisationView| again.run(()));
        view! {
            <h2>{one.name.clone()}</h2>
            {licence(&one, &divisions)}
            <People one=one.clone() on_closed=again />
            <details>
                <summary>{t::staff_training::org::edit()}</summary>
                <OrganisationForm known=Some(one) divisions=divisions on_saved=saved />
            </details>
        }
        .into_any()
    };
    view! {
        <BackLink href=TrainingPlace::Organisations.to_string() label=t::staff_training::org::title() />
        <PageTitle title=t::staff_training::nav::organisations() />
        <Invite id=id on_invited=again />
        <Loadable resource=found view=drawn />
    }
    .into_any()
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

/// Its accounts, which the training section can close, and who is invited.
#[component]
fn People(
    /// The organisation.
    one: OrganisationView,
    /// Told when an account was closed.
    on_closed: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let said = RwSignal::new(None);
    let id = one.id.clone();
    let close = desk.press(
        move |username: String, key| {
            let id = id.clone();
            async move { desk.staff.close_account(&id, &username, &key).await }
        },
        move |answer: Result<(), ClientError>| match answer {
            Ok(()) => on_closed.run(()),
            Err(error) => said.set(Some(Said::Failed(words::explain(&error), None))),
        },
    );
    let accounts: Vec<AnyView> = one
        .accounts
        .iter()
        .map(|account| {
            let closed = account.is_closed.then(t::staff_training::org::closed);
            let can_close = !account.is_closed && !desk.may_change;
            let close = can_close.then(|| {
                let username = account.username.clone();
                let press = move |()| close.send(username.clone());
                view! {
                    <Confirm label=t::staff_training::org::close()
                        question=t::staff_training::org::close_ask(account.display_name.clone())
                        action=t::staff_training::org::close_yes() pending=close.pending on_confirm=press />
                }
            });
            view! { <li>{account.display_name.clone()} " (" {account.username.clone()} ") " {closed} {close}</li> }
                .into_any()
        })
        .collect();
    let accounts = if accounts.is_empty() {
        view! { <p class="loadable__empty">{t::staff_training::org::accounts_empty()}</p> }
            .into_any()
    } else {
        view! { <ul>{accounts}</ul> }.into_any()
    };
    let invited: Vec<AnyView> = one
        .invited
        .iter()
        .map(|one| {
            let until = i18n::time_ms(one.expires_at_ms);
            let words = t::staff_training::org::invited_until(one.display_name.clone(), until);
            view! { <li>{words}</li> }.into_any()
        })
        .collect();
    let invited = (!invited.is_empty()).then(|| {
        view! { <h3>{t::staff_training::org::invited()}</h3> <ul>{invited}</ul> }
    });
    view! { <h2>{t::staff_training::org::accounts()}</h2> {accounts} <SaidNotice said=said /> {invited} }
        .into_any()
}

const INVITED: &str = "invited-name";

/// Inviting somebody: the link is shown this once.
#[component]
fn Invite(
    /// The organisation.
    id: String,
    /// Told when somebody was.
    on_invited: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let errors = provide_form_errors();
    let (name, said, made) = (
        RwSignal::new(String::new()),
        RwSignal::new(None),
        RwSignal::new(None),
    );
    let invite = desk.press(
        move |request: InviteRequest, key| {
            let id = id.clone();
            async move { desk.staff.invite_trainer(&id, &request, &key).await }
        },
        move |answer: Result<InvitationView, ClientError>| match answer {
            Ok(invitation) => {
                name.set(String::new());
                said.set(None);
                made.set(Some(invitation.code));
                on_invited.run(());
            }
            Err(error) => said.set(Some(Said::Failed(words::explain(&error), None))),
        },
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let display_name = name.get_untracked().trim().to_owned();
        if display_name.is_empty() {
            let words = t::listing_finding::by_key("required").unwrap_or_default();
            errors.show(vec![FieldError::new(INVITED, words)]);
            return;
        }
        errors.show(Vec::new());
        invite.send(InviteRequest { display_name });
    };
    let link = move || {
        made.get().map(|code: String| {
            let origin = window().location().origin().unwrap_or_default();
            let link = format!("{origin}{}#{code}", Place::Join);
            view! {
                <Notice tone=Tone::Success title=t::staff_training::org::code() is_live=true>
                    <p>{t::staff_training::org::code_about()}</p>
                    <code class="training__code">{link}</code>
                </Notice>
            }
        })
    };
    view! {
        <form class="panel" novalidate on:submit=submit>
            <TextField id=INVITED label=t::staff_training::org::invite_name() value=name />
            <SaidNotice said=said />
            {link}
            <Button pending=invite.pending>{t::staff_training::org::invite()}</Button>
        </form>
    }
    .into_any()
}
