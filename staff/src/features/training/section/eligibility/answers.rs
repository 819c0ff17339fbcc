//! The answers to one person: what is typed for them stays when the list is drawn anew, and what is missing is said at it.

use crate::desk::Press;
use crate::half_typed::HalfTyped;
use crate::said::Said;
use api::{
    enrolment::RefusalView, lesson::MemberActionRequest, training_section::EligibilityRequest,
};
use i18n::t;
use leptos::prelude::*;
use ui::{
    Bound, Button, ButtonKind, Choice, Confirm, ErrorSummary, FieldError, FormErrors, Select,
    TextField,
};
use workflow::enrolment::EnrolmentAction as A;

/// A reason that is none of the policy's conditions.
const OTHER: &str = "other";

const FIX: &str = "fix";
const WHY: &str = "why";
const RULE: &str = "rule";
const REMEDIES: &str = "remedies";
const DECISION: &str = "decision";

/// The control of a person's field.
fn control(field: &str, person: &str) -> String {
    [field, "-", person].concat()
}

/// Where what the server says of a part of the refusal belongs.
pub(super) fn controls(person: &str) -> Vec<(&'static str, String)> {
    vec![
        ("/reason_code", control(WHY, person)),
        ("/rule", control(RULE, person)),
        ("/remedies", control(REMEDIES, person)),
    ]
}

/// What is said of each field that is empty.
fn missing(person: &str, fields: &[(&'static str, &str)]) -> Vec<FieldError> {
    let empty = fields.iter().filter(|(_, text)| text.is_empty());
    let line = |(field, _): &(&str, &str)| {
        let words = t::problem::by_key("required").unwrap_or_default();
        FieldError::new(control(field, person), words)
    };
    empty.map(line).collect()
}

/// What the answers of one person need.
#[derive(Clone, Copy)]
pub(super) struct Answering {
    pub(super) press: Press<MemberActionRequest>,
    pub(super) typed: HalfTyped,
    pub(super) errors: FormErrors,
    pub(super) said: RwSignal<Option<Said>>,
}

impl Answering {
    /// Shows what is missing; true where nothing is.
    fn is_whole(self, person: &str, fields: &[(&'static str, &str)]) -> bool {
        self.said.set(None);
        let wrong = missing(person, fields);
        let is_whole = wrong.is_empty();
        self.errors.show(wrong);
        is_whole
    }

    /// Whether something is to be put right at one of these.
    fn is_wrong(self, person: &str, fields: &[&str]) -> bool {
        let at = |field: &&str| self.errors.of(&control(field, person)).is_some();
        untrack(|| fields.iter().any(at))
    }

    /// Sends an answer that is one text.
    fn send_text(self, person: &str, field: &'static str, text: &str, plain: MemberActionRequest) {
        if self.is_whole(person, &[(field, text)]) {
            self.press.send(MemberActionRequest {
                reason: Some(text.to_owned()),
                ..plain
            });
        }
    }

    /// What the section answers first.
    pub(super) fn of_request(self, one: &EligibilityRequest, appeal_days: u32) -> AnyView {
        use t::staff_section::eligibility as words;
        let press = self.press;
        let version = one.version;
        let has = |action: A| one.actions.contains(&action);
        let hold = has(A::Hold).then(|| {
            let hold = move |()| press.send(MemberActionRequest::plain(version, A::Hold));
            view! {
                <Button kind=ButtonKind::Secondary pending=press.pending on_press=hold>{words::hold()}</Button>
            }
        });
        let give_back = has(A::Return).then(|| {
            let fix = self.typed.text(&one.id, FIX);
            let is_begun =
                fix.with_untracked(|fix| !fix.is_empty()) || self.is_wrong(&one.id, &[FIX]);
            let (id, person) = (control(FIX, &one.id), one.id.clone());
            let give_back = move |()| {
                let text = trimmed(fix);
                let plain = MemberActionRequest::plain(version, A::Return);
                self.send_text(&person, FIX, &text, plain);
            };
            view! {
                <details prop:open=is_begun>
                    <summary>{words::give_back()}</summary>
                    <TextField id=id label=words::fix() hint=words::fix_hint() value=fix />
                    <Button kind=ButtonKind::Secondary pending=press.pending on_press=give_back>{words::give_back_press()}</Button>
                </details>
            }
        });
        let refuse = has(A::Refuse).then(|| self.refuse(one, appeal_days));
        view! { <ErrorSummary /> {hold} {give_back} {refuse} }.into_any()
    }

    fn refuse(self, one: &EligibilityRequest, appeal_days: u32) -> AnyView {
        use t::staff_section::eligibility as words;
        let (press, version) = (self.press, one.version);
        let of = |field: &str| control(field, &one.id);
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
        let text = |field| self.typed.text(&one.id, field);
        let (chosen, rule, remedies) = (text(WHY), text(RULE), text(REMEDIES));
        let typed = [chosen, rule, remedies];
        let is_begun = typed
            .iter()
            .any(|text| text.with_untracked(|text| !text.is_empty()))
            || self.is_wrong(&one.id, &[WHY, RULE, REMEDIES]);
        // The rule of a condition is the one the engine cites; another one is typed.
        let choose = Bound::new(
            chosen.into(),
            Callback::new(move |id: String| {
                let found = open.iter().find(|condition| condition.id == id);
                rule.set(found.map_or_else(String::new, |found| found.citation.clone()));
                chosen.set(id);
            }),
        );
        let person = one.id.clone();
        let refuse = move |()| {
            let (reason_code, rule, remedies) = (trimmed(chosen), trimmed(rule), trimmed(remedies));
            let fields = [
                (WHY, reason_code.as_str()),
                (RULE, rule.as_str()),
                (REMEDIES, remedies.as_str()),
            ];
            if !self.is_whole(&person, &fields) {
                return;
            }
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
            <details prop:open=is_begun>
                <summary>{words::refuse()}</summary>
                <Select id=of(WHY) label=words::why() choices=choices value=choose />
                <TextField id=of(RULE) label=words::rule() value=rule />
                <TextField id=of(REMEDIES) label=words::remedies() hint=words::remedies_hint() value=remedies />
                <Confirm label=words::refuse_press() question=words::refuse_ask(appeal_days) action=words::refuse_press()
                    pending=press.pending on_confirm=refuse />
            </details>
        }
        .into_any()
    }

    /// What the section answers to whoever asks to be looked at again.
    pub(super) fn of_appeal(self, one: &EligibilityRequest) -> AnyView {
        use t::staff_section::eligibility as words;
        let (press, version) = (self.press, one.version);
        let typed = self.typed.text(&one.id, DECISION);
        let (id, person) = (control(DECISION, &one.id), one.id.clone());
        let decide = Callback::new(move |action: A| {
            let plain = MemberActionRequest::plain(version, action);
            self.send_text(&person, DECISION, &trimmed(typed), plain);
        });
        let overturn = one.actions.contains(&A::Overturn).then(|| {
            let press_it = move |()| decide.run(A::Overturn);
            view! { <Button kind=ButtonKind::Secondary pending=press.pending on_press=press_it>{words::overturn()}</Button> }
        });
        let no_seat = overturn
            .is_none()
            .then(|| view! { <p>{words::no_seat()}</p> });
        let uphold = move |()| decide.run(A::Uphold);
        view! {
            <ErrorSummary />
            <TextField id=id label=t::staff_lessons::officer::reason() value=typed />
            {no_seat}
            <div class="row">
                {overturn}
                <Button kind=ButtonKind::Secondary pending=press.pending on_press=uphold>{words::uphold()}</Button>
            </div>
        }
        .into_any()
    }
}

fn trimmed(typed: RwSignal<String>) -> String {
    typed.with_untracked(|text| text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_missing_is_said_at_once_and_at_its_control() {
        let wrong = missing("p1", &[(WHY, ""), (RULE, "第三条"), (REMEDIES, "")]);
        let fields: Vec<&str> = wrong.iter().map(|line| line.field.as_ref()).collect();
        assert_eq!(fields, ["why-p1", "remedies-p1"]);
        assert!(wrong.iter().all(|line| !line.message.is_empty()));
        assert!(missing("p1", &[(FIX, "请写清工种")]).is_empty());
    }

    #[test]
    fn what_the_server_names_has_a_control() {
        let names = controls("p1");
        let at = |pointer| names.iter().find(|(name, _)| *name == pointer);
        assert_eq!(at("/rule").unwrap().1, control(RULE, "p1"));
        assert!(at("/action").is_none());
    }
}
