//! A parameter: its values by day, and the form of one of them.

mod form;
mod model;

use super::{
    super::{
        frame::{Frame, Head},
        place::{DeskPlace, Subject, VALUE},
        rules::{number, source},
        said::SaidNotice,
        words::{both, days},
    },
    editing::{Editing, Pointing, editing},
    trial::TrialNotice,
};
use api::policy_desk::{CompileErrorView, ParameterOutline, PolicyEdit};
use form::ValueForm;
use i18n::t;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::Control;
use ui::{ButtonKind, Confirm, LinkButton};

/// Which parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Which {
    draft: String,
    parameter: String,
    file: String,
}

impl Which {
    fn place(&self) -> DeskPlace {
        let Self {
            draft,
            parameter,
            file,
        } = self.clone();
        DeskPlace::Parameter(draft, parameter, file)
    }

    /// The address with the form of a value open.
    fn form(&self, value: &str) -> String {
        format!("{}?{VALUE}={value}", self.place())
    }

    fn find(&self, editing: Editing) -> Option<ParameterOutline> {
        editing.lexicon.with(|lexicon| {
            let mut all = lexicon.0.parameters.iter();
            all.find(|one| one.id == self.parameter && one.path == self.file)
                .cloned()
        })
    }
}

/// The page.
#[component]
pub(in super::super) fn ParameterPage(
    /// Draft id.
    draft: String,
    /// Parameter id.
    parameter: String,
    /// The file it stands in.
    file: String,
) -> impl IntoView {
    let subject = Subject::Draft(draft.clone());
    let which = Which {
        draft,
        parameter,
        file,
    };
    let here = which.place();
    let body = move |head: Head| {
        let (of, shown) = (which.clone(), which.clone());
        let is_here = move |error: CompileErrorView| {
            error.file == of.file && error.key.contains(&of.parameter)
        };
        let pointing = Pointing {
            control: Control::of_pointer,
            mistaken: Control::Value.id(),
            is_here: Callback::new(is_here),
        };
        editing(head, pointing, move |editing| {
            view! { <Values editing=editing which=shown.clone() /> }.into_any()
        })
    };
    view! { <Frame subject=subject here=here title=t::staff_policy::parameter::title() body=body /> }
        .into_any()
}

#[component]
fn Values(
    /// The draft.
    editing: Editing,
    /// The parameter.
    which: Which,
) -> impl IntoView {
    let query = use_query_map();
    let open = Memo::new(move |_| query.with(|query| query.get(VALUE)));
    let draft = which.draft.clone();
    let (listed, formed) = (which.clone(), which);
    let table = move || match listed.find(editing) {
        Some(one) => list(&listed, editing, &one),
        None => {
            view! { <p class="loadable__empty">{t::staff_policy::parameter::gone()}</p> }.into_any()
        }
    };
    let form = move || {
        let place = open.get()?;
        // Untracked: a saved value must not tear down the form that saved it.
        let one = untrack(|| formed.find(editing))?;
        let place = place
            .parse::<usize>()
            .ok()
            .filter(|at| *at < one.values.len());
        Some(view! { <ValueForm editing=editing which=formed.clone() unit=one.unit place=place /> })
    };
    view! {
        {table}
        <SaidNotice said=editing.said />
        {form}
        <h2>{t::staff_policy::trial::title()}</h2>
        <TrialNotice draft=draft trial=editing.trial />
    }
    .into_any()
}

fn list(which: &Which, editing: Editing, one: &ParameterOutline) -> AnyView {
    let rows: Vec<AnyView> = one
        .values
        .iter()
        .enumerate()
        .map(|(at, value)| {
            let words = number(value, &one.unit);
            let days = days(value.from.as_deref(), value.until.as_deref());
            let source = editing.lexicon.with(|lexicon| source(value, lexicon));
            let name = t::staff_policy::parameter::edit(words.clone(), days.clone());
            let remove = (one.values.len() > 1).then(|| remove(which, editing, at));
            view! {
                <li class="policy__item">
                    <p class="row">
                        <span class="figures policy__strong">{words}</span>
                        <span>{days}</span>
                        <a href=which.form(&at.to_string()) data-noscroll="" aria-label=name>{t::common::change()}</a>
                    </p>
                    <p class="policy__note">{source}</p>
                    {remove}
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <p class="row">
            <span class="policy__strong">{both(&one.label)}</span>
            <code>{one.id.clone()}</code>
            <span class="policy__note">{one.path.clone()}</span>
        </p>
        <ul class="policy__list">{rows}</ul>
        <p>
            <LinkButton kind=ButtonKind::Secondary href=which.form(NEW)>{t::staff_policy::parameter::add()}</LinkButton>
        </p>
    }
    .into_any()
}

/// The query value of the form of a new value.
const NEW: &str = "new";

fn remove(which: &Which, editing: Editing, at: usize) -> AnyView {
    let (path, parameter) = (which.file.clone(), which.parameter.clone());
    let press = move |()| {
        editing.save(Ok(PolicyEdit::RemoveParameterValue {
            path: path.clone(),
            parameter: parameter.clone(),
            place: u32::try_from(at).unwrap_or(u32::MAX),
        }));
    };
    view! {
        <Confirm
            label=t::staff_policy::parameter::remove()
            question=t::staff_policy::parameter::remove_question()
            action=t::staff_policy::parameter::remove_action()
            pending=editing.pending
            on_confirm=press
        />
    }
    .into_any()
}
