//! The control of one question, by the type of its fact.

use i18n::t;
use leptos::prelude::*;
use policy::{FactKind, FactSpec, Words};
use ui::{Bound, Checkboxes, Choice, DateField, InputKind, MoneyField, Radios, Text, TextField};

use super::typed::{NONE, Typed};

/// The id of a question's control: one a page.
pub(super) const CONTROL: &str = "answer";

/// The control that answers a question.
pub(super) fn control(words: &Words, spec: &FactSpec, typed: RwSignal<Typed>) -> AnyView {
    let label: Text = words.question(&spec.id).to_owned().into();
    let help = words.help(&spec.id);
    let hint: Text = if help.is_empty() {
        default_hint(spec.kind)
    } else {
        help.to_owned().into()
    };
    let text = Bound::part(
        typed,
        |typed| typed.text.clone(),
        |typed, text| typed.text = text,
    );
    match spec.kind {
        FactKind::Bool => {
            let choices = vec![
                Choice::new("yes", t::common::yes()),
                Choice::new("no", t::common::no()),
            ];
            view! { <Radios id=CONTROL label=label hint=hint choices=choices value=text /> }
                .into_any()
        }
        FactKind::Choice => {
            let choices = options(words, spec);
            view! { <Radios id=CONTROL label=label hint=hint choices=choices value=text /> }
                .into_any()
        }
        FactKind::Set => {
            let ticked = Bound::part(typed, |typed| typed.ticked.clone(), |typed, ticked| typed.ticked = ticked);
            let mut choices = options(words, spec);
            choices.push(Choice::new(NONE, t::eligibility::none_of_them()));
            view! { <Checkboxes id=CONTROL label=label hint=hint choices=choices value=ticked /> }.into_any()
        }
        FactKind::Date => {
            let is_birthday = spec.id == "birth_date";
            view! { <DateField id=CONTROL label=label hint=hint value=text is_birthday=is_birthday /> }.into_any()
        }
        FactKind::Money => view! { <MoneyField id=CONTROL label=label hint=hint value=text /> }.into_any(),
        FactKind::Int => {
            view! { <TextField id=CONTROL label=label hint=hint value=text kind=InputKind::Digits /> }.into_any()
        }
    }
}

fn default_hint(kind: FactKind) -> Text {
    match kind {
        FactKind::Date => t::eligibility::hint::date(),
        FactKind::Int => t::eligibility::hint::number(),
        FactKind::Money => t::eligibility::hint::money(),
        FactKind::Set => t::eligibility::hint::set(),
        FactKind::Bool | FactKind::Choice => t::eligibility::hint::choice(),
    }
    .into()
}

fn options(words: &Words, spec: &FactSpec) -> Vec<Choice> {
    let choice = |option: &policy::Name| {
        Choice::new(
            option.to_string(),
            words.option(&spec.id, option).to_owned(),
        )
    };
    spec.options.iter().map(choice).collect()
}
