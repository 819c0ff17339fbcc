//! The office by name: what lies on each desk, who is away and who stands in.

use super::{
    form::{AbsenceForm, Typed, typed_of},
    lost::Lost,
};
use crate::{
    desk::{Asked, provide_desk, use_desk},
    half_typed::HalfTyped,
    place::Place,
    said::{Said, SaidNotice},
    session::SignedInOnly,
};
use api::assignment::{ColleagueView, ListColleaguesResponse};
use client::{ClientError, Staff};
use i18n::t;
use leptos::prelude::*;
use ui::{BackLink, Choice, Confirm, Loadable, PageTitle, Text};

/// The page.
#[component]
pub(crate) fn ColleaguesPage() -> impl IntoView {
    let list = |staff: Staff| {
        provide_desk(staff, true);
        view! { <Colleagues /> }.into_any()
    };
    view! {
        <BackLink href=Place::Queue.to_string() label=t::staff_queue::title() />
        <PageTitle title=t::staff_colleague::title() />
        <p>{t::staff_colleague::about()}</p>
        <SignedInOnly view=list />
    }
    .into_any()
}

#[component]
fn Colleagues() -> impl IntoView {
    let said = RwSignal::new(None);
    let forms = HalfTyped::new();
    let found: Asked<ListColleaguesResponse> =
        use_desk().ask(|staff| async move { staff.list_colleagues().await });
    let changed = Callback::new(move |words: Text| {
        said.set(Some(Said::Done(words)));
        found.refetch();
    });
    let drawn = move |found: ListColleaguesResponse| {
        let ListColleaguesResponse {
            colleagues,
            may_assign,
        } = found;
        let reader = (!may_assign).then(|| view! { <p>{t::staff_colleague::not_yours()}</p> });
        let parts: Vec<AnyView> = colleagues
            .iter()
            .map(|one| {
                let deputies = deputies(&colleagues, one);
                let may_change = may_assign || one.is_me;
                view! { <Colleague one=one.clone() deputies=deputies may_change=may_change forms=forms on_changed=changed /> }
                    .into_any()
            })
            .collect();
        view! { {reader} <ul class="colleagues">{parts}</ul> }.into_any()
    };
    view! {
        <SaidNotice said=said />
        <Loadable resource=found view=drawn />
    }
    .into_any()
}

/// Who can stand in for somebody: those who are there themselves.
fn deputies(colleagues: &[ColleagueView], of: &ColleagueView) -> Vec<Choice> {
    colleagues
        .iter()
        .filter(|one| one.id != of.id && one.absence.is_none())
        .map(|one| Choice::new(one.id.clone(), one.name.clone()))
        .collect()
}

#[component]
fn Colleague(
    /// Who.
    one: ColleagueView,
    /// Who can stand in.
    deputies: Vec<Choice>,
    /// Whether the one looking says so of this one.
    may_change: bool,
    /// What stands half typed.
    forms: HalfTyped<Typed>,
    /// Hears that something changed, and what.
    on_changed: Callback<Text>,
) -> impl IntoView {
    let name = if one.is_me {
        t::staff_colleague::me(&one.name)
    } else {
        one.name.clone()
    };
    let standing = match &one.absence {
        Some(away) => t::staff_colleague::away(i18n::date(away.until), &away.deputy),
        None => t::staff_colleague::there().to_owned(),
    };
    let change = may_change.then(|| {
        let back = one.absence.is_some().then(
            || view! { <Back id=one.id.clone() name=one.name.clone() on_changed=on_changed /> },
        );
        let (typed, is_typed) = forms.form(&one.id, typed_of(&one));
        let is_begun = is_typed || forms.is_wrong(&one.id);
        view! {
            <details prop:open=is_begun>
                <summary>{t::staff_colleague::change(&one.name)}</summary>
                <AbsenceForm of=one.clone() typed=typed forms=forms deputies=deputies on_saved=on_changed />
            </details>
            {back}
        }
    });
    let lost = one.may_reset_second_factor.then(|| {
        view! { <Lost id=one.id.clone() name=one.name.clone() on_changed=on_changed /> }
    });
    view! {
        <li class="colleagues__one">
            <h2>{name}</h2>
            <p>{standing}</p>
            <p>{t::staff_colleague::waiting(one.waiting)}</p>
            {change}
            {lost}
        </li>
    }
    .into_any()
}

#[component]
fn Back(
    /// Whose account.
    id: String,
    /// The name colleagues see.
    name: String,
    /// Hears that it is done.
    on_changed: Callback<Text>,
) -> impl IntoView {
    let desk = use_desk();
    let said = RwSignal::new(None);
    let back = desk.press(
        move |id: String, key| async move { desk.staff.end_absence(&id, &key).await },
        move |answer: Result<(), ClientError>| match answer {
            Ok(()) => on_changed.run(t::staff_colleague::is_back().into()),
            Err(error) => said.set(Some(Said::of(&error))),
        },
    );
    let confirm = Callback::new(move |()| back.send(id.clone()));
    view! {
        <Confirm
            label=t::staff_colleague::back()
            question=t::staff_colleague::back_question(name)
            action=t::staff_colleague::back()
            pending=back.pending
            on_confirm=confirm
        />
        <SaidNotice said=said />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::assignment::AbsenceView;
    use domain::Date;

    #[test]
    fn nobody_stands_in_who_is_away_or_is_meant() {
        let one = |id: &str, is_away: bool| ColleagueView {
            id: id.into(),
            name: id.into(),
            is_me: false,
            waiting: 0,
            absence: is_away.then(|| AbsenceView {
                until: Date::new(2026, 12, 4).unwrap(),
                deputy_id: "li".into(),
                deputy: "li".into(),
            }),
            may_reset_second_factor: false,
        };
        let all = [one("li", false), one("wang", true), one("zhang", false)];
        let ids = |of: usize| -> Vec<Text> {
            let found = deputies(&all, &all[of]);
            found.into_iter().map(|choice| choice.value).collect()
        };
        assert_eq!(ids(0), ["zhang"]);
        assert_eq!(ids(1), ["li", "zhang"]);
    }
}
