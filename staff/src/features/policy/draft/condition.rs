//! A condition: what it asks and what it says.

mod model;

use super::{
    super::{
        frame::{Frame, Head},
        kept::kept,
        place::{DeskPlace, Subject},
        said::SaidNotice,
        words::both,
    },
    editing::{Editing, Pointing, editing},
    trial::TrialNotice,
};
use api::policy_desk::{CompileErrorView, ConditionOutline};
use i18n::t;
use leptos::prelude::*;
use model::{ConditionDraft, Control};
use ui::{Bound, Button, ErrorSummary, TextArea};

/// Which condition.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Which {
    draft: String,
    programme: String,
    key: String,
}

impl Which {
    /// The file, the programme's title and the condition as it is saved.
    fn find(&self, editing: Editing) -> Option<(String, String, ConditionOutline)> {
        editing.lexicon.with(|lexicon| {
            let mut programmes = lexicon.0.programmes.iter();
            let programme = programmes.find(|one| one.id == self.programme)?;
            let mut conditions = programme.conditions.iter();
            let found = conditions.find(|one| one.key == self.key)?;
            Some((
                programme.path.clone(),
                both(&programme.title),
                found.clone(),
            ))
        })
    }
}

/// The page.
#[component]
pub(in super::super) fn ConditionPage(
    /// Draft id.
    draft: String,
    /// Programme id.
    programme: String,
    /// The condition's key.
    key: String,
) -> impl IntoView {
    let subject = Subject::Draft(draft.clone());
    let here = DeskPlace::Condition(draft.clone(), programme.clone(), key.clone());
    let which = Which {
        draft,
        programme,
        key,
    };
    let body = move |head: Head| {
        let (shown, name) = (which.clone(), format!("condition.{}", which.key));
        let is_here = move |error: CompileErrorView| error.key.starts_with(&name);
        let pointing = Pointing {
            control: Control::of_pointer,
            mistaken: Control::When.id(),
            is_here: Callback::new(is_here),
        };
        editing(head, pointing, move |editing| {
            view! { <ConditionForm editing=editing which=shown.clone() /> }.into_any()
        })
    };
    view! { <Frame subject=subject here=here title=t::staff_policy::condition::title() body=body /> }
        .into_any()
}

#[component]
fn ConditionForm(
    /// The draft.
    editing: Editing,
    /// The condition.
    which: Which,
) -> impl IntoView {
    let Some((path, title, _)) = untrack(|| which.find(editing)) else {
        return view! { <p class="loadable__empty">{t::staff_policy::condition::gone()}</p> }
            .into_any();
    };
    let of = which.clone();
    let saved = Memo::new(move |_| {
        let found = of.find(editing);
        found.map_or_else(ConditionDraft::default, |(_, _, one)| {
            ConditionDraft::of(&one)
        })
    });
    let Which {
        draft: id,
        programme,
        key,
    } = which;
    let draft: RwSignal<ConditionDraft> = kept(format!("{id}/{programme}/{key}"), saved.into());
    let about = view! {
        <p class="row">
            <span class="policy__strong">{title}</span>
            <code>{key.clone()}</code>
            <span class="policy__note">{path.clone()}</span>
        </p>
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        editing.save(draft.get_untracked().check(&path, &key));
    };
    view! {
        {about}
        <form class="policy__form" novalidate on:submit=submit>
            <ErrorSummary />
            <SaidNotice said=editing.said />
            {controls(draft)}
            <Button pending=editing.pending>{t::staff_policy::form::save()}</Button>
        </form>
        <h2>{t::staff_policy::trial::title()}</h2>
        <TrialNotice draft=id trial=editing.trial />
    }
    .into_any()
}

fn controls(draft: RwSignal<ConditionDraft>) -> AnyView {
    let texts: Vec<AnyView> = Control::ALL
        .into_iter()
        .map(|control| {
            let value = Bound::part(
                draft,
                move |draft| draft.text(control).to_owned(),
                move |draft, text| draft.write(control, text),
            );
            let rows = if control == Control::When { 6 } else { 2 };
            let hint = control.hint();
            view! {
                <div class=control.class()>
                    {match hint {
                        Some(hint) => view! { <TextArea id=control.id() label=control.label() hint=hint value=value rows=rows /> },
                        None => view! { <TextArea id=control.id() label=control.label() value=value rows=rows /> },
                    }}
                </div>
            }
            .into_any()
        })
        .collect();
    view! { <div class="policy__pairs">{texts}</div> }.into_any()
}
