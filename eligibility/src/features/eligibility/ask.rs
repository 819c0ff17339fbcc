//! One question with its control.

use std::sync::Arc;

use i18n::t;
use leptos::prelude::*;
use policy::{FactSpec, Pack, Value};
use ui::{
    Button, ButtonKind, ErrorSummary, FieldError, FormErrors,
    element::{Element, el},
};

use super::{
    address::{Address, Step},
    check::Check,
    control::{CONTROL, control},
    memory::{KeptCheck, day_of, today},
    numbers::next_address,
    pack::pack_at_hand,
    receipts,
    typed::Typed,
    words::words,
};

/// Where a question stands.
#[derive(Clone)]
pub(super) struct Asking {
    /// Where the question and its words are from.
    pub(super) pack: Arc<Pack>,
    pub(super) kept: KeptCheck,
    pub(super) go: Callback<(Address, Step)>,
    pub(super) errors: FormErrors,
    /// What else on the page has to be put right first.
    pub(super) also: Callback<(), Option<FieldError>>,
}

impl Asking {
    /// The form of a question, and the check with the answer that is being given.
    pub(super) fn ask(
        &self,
        spec: &FactSpec,
    ) -> (Element, impl Fn() -> Check + Clone + Send + Sync + 'static) {
        let check = self.kept.get_untracked();
        let typed = RwSignal::new(Typed::of(check.facts.get(&spec.id)));
        let form = self.form(spec, typed);
        let (kept, spec) = (self.kept, spec.clone());
        let preview = move || {
            let mut check = kept.get();
            let latest = day_of(&check).max(today());
            if let Ok(value) = typed.with(|typed| typed.check(&spec, latest)) {
                check.answer(&spec.id, value);
            }
            check
        };
        (form, preview)
    }

    fn form(&self, spec: &FactSpec, typed: RwSignal<Typed>) -> Element {
        let (asking, asked) = (self.clone(), spec.clone());
        let submit = move |event: web_sys::Event| {
            event.prevent_default();
            asking.judge(&asked, typed);
        };
        let buttons = el("div")
            .class("row")
            .child(view! { <Button>{t::eligibility::go_on()}</Button> }.into_any())
            .child(
                spec.may_be_never
                    .then(|| self.aside(spec, t::eligibility::never(), Some(Value::never()))),
            )
            .child(self.aside(spec, t::eligibility::unsure(), None));
        el("form")
            .attr("novalidate", true)
            .on("submit", submit)
            .child(view! { <ErrorSummary /> }.into_any())
            .child(
                el("div")
                    .attr("data-fact", spec.id.to_string())
                    .child(control(words(&self.pack), spec, typed)),
            )
            .child(buttons)
    }

    /// A button that answers without the control.
    fn aside(&self, spec: &FactSpec, label: &'static str, value: Option<Value>) -> AnyView {
        let (asking, fact) = (self.clone(), spec.id.to_string());
        let press = move |()| asking.record(&fact, value.clone());
        view! { <Button kind=ButtonKind::Secondary on_press=press>{label}</Button> }.into_any()
    }

    fn judge(&self, spec: &FactSpec, typed: RwSignal<Typed>) {
        let latest = day_of(&self.kept.get_untracked()).max(today());
        let mut problems: Vec<FieldError> = self.also.run(()).into_iter().collect();
        match typed.with_untracked(|typed| typed.check(spec, latest)) {
            Ok(value) if problems.is_empty() => self.record(&spec.id, Some(value)),
            Ok(_) => self.errors.show(problems),
            Err(code) => {
                let message = t::problem::by_key(code).unwrap_or_default();
                problems.push(FieldError::new(CONTROL, message));
                self.errors.show(problems);
            }
        }
    }

    fn record(&self, fact: &str, value: Option<Value>) {
        // What they were reached by has changed; the result makes them anew.
        receipts::forget();
        super::training::forget();
        self.kept.change(|check: &mut Check| match value {
            Some(value) => check.answer(fact, value),
            None => check.leave_open(fact),
        });
        let check = self.kept.get_untracked();
        // The opening question may be answered before the rules are here: the next page waits for them.
        let next = pack_at_hand().map_or(Address::Next, |pack| {
            next_address(&pack, &check, day_of(&check))
        });
        self.go.run((next, Step::Forward));
    }
}
