//! Taking the good rows in, and undoing that.

use super::{super::words, sheet::Open};
use crate::{
    desk::{Press, use_desk},
    said::{Said, SaidNotice},
};
use api::course_sheet::{NotHandedIn, SheetAction, SheetActionRequest, SheetDone};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Confirm};

/// The buttons.
#[component]
pub(super) fn Actions(
    /// The sheet.
    open: Open,
) -> impl IntoView {
    let desk = use_desk();
    let said = RwSignal::new(None);
    let id = open.sheet.with_untracked(|sheet| sheet.id.clone());
    let act = desk.press(
        move |request: SheetActionRequest, key| {
            let id = id.clone();
            async move {
                let answer = desk.staff.act_on_course_sheet(&id, &request, &key).await;
                answer.map(|done| (request.action, done))
            }
        },
        move |answer: Result<(SheetAction, SheetDone), ClientError>| match answer {
            Ok((action, done)) => {
                said.set(Some(Said::Done(came(action, &done).into())));
                open.sheet.set(done.sheet);
                open.moves.update(|moves| *moves += 1);
            }
            Err(error) => {
                said.set(Some(words::failed(&error)));
                open.comes_second(desk, &error);
            }
        },
    );
    let has_good = Memo::new(move |_| open.sheet.with(|sheet| sheet.good > 0));
    let take_in = move || has_good.get().then(|| take_in(open, act));
    let undo = move || {
        let until = open.sheet.with(|sheet| sheet.undo_until_ms);
        until.map(|until_ms| undo(open, act, until_ms))
    };
    view! {
        <SaidNotice said=said />
        {take_in}
        {undo}
    }
    .into_any()
}

fn send(open: Open, act: Press<SheetActionRequest>, action: SheetAction, is_handed_in: bool) {
    let version = open.sheet.with_untracked(|sheet| sheet.version);
    act.send(SheetActionRequest {
        version,
        action,
        is_handed_in,
    });
}

fn take_in(open: Open, act: Press<SheetActionRequest>) -> AnyView {
    let both = move |()| send(open, act, SheetAction::TakeIn, true);
    let drafts = move |()| send(open, act, SheetAction::TakeIn, false);
    view! {
        <div class="row">
            <Button pending=act.pending on_press=both>{t::staff_training::sheet::take_in_submit()}</Button>
            <Button kind=ButtonKind::Secondary pending=act.pending on_press=drafts>{t::staff_training::sheet::take_in()}</Button>
        </div>
    }
    .into_any()
}

fn undo(open: Open, act: Press<SheetActionRequest>, until_ms: i64) -> AnyView {
    let undo = move |()| send(open, act, SheetAction::Undo, false);
    let until = t::staff_training::sheet::undo_until(i18n::time_ms(until_ms));
    view! {
        <p class="training__note">{until}</p>
        <Confirm
            label=t::staff_training::sheet::undo()
            question=t::staff_training::sheet::undo_question()
            action=t::staff_training::sheet::undo()
            pending=act.pending
            on_confirm=undo
        />
    }
    .into_any()
}

/// What came of a press.
fn came(action: SheetAction, done: &SheetDone) -> String {
    use t::staff_training::sheet as words;
    let mut lines = match action {
        SheetAction::TakeIn => vec![words::took(done.courses, done.handed_in)],
        SheetAction::Undo => vec![words::undone(done.courses)],
    };
    if !done.not_handed_in.is_empty() {
        let named: Vec<String> = done.not_handed_in.iter().map(left).collect();
        lines.push(words::not_handed_in(
            named.join(t::staff_training::separator()),
        ));
    }
    if action == SheetAction::TakeIn && done.sheet.good > 0 {
        lines.push(words::more().to_owned());
    }
    if !done.kept.is_empty() {
        lines.push(words::kept(done.kept.join(t::staff_training::separator())));
    }
    lines.join(" ")
}

/// A course that was not handed in, and why.
fn left(course: &NotHandedIn) -> String {
    let mut why: Vec<String> = course
        .findings
        .iter()
        .map(|finding| [words::place(&finding.at), words::finding(finding)].join(" "))
        .collect();
    if why.is_empty() {
        why.push(t::staff_training::sheet::nothing_to_review().to_owned());
    }
    t::staff_training::sheet::left(&course.title, why.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use listing::Finding;

    #[test]
    fn what_was_not_handed_in_is_named_with_the_reason() {
        let course = |findings| NotHandedIn {
            title: "示例 焊工班".to_owned(),
            findings,
        };
        let nothing = t::staff_training::sheet::nothing_to_review();
        assert!(left(&course(Vec::new())).contains(nothing));
        let kept = left(&course(vec![Finding::error(
            "trade",
            "class_not_settled",
            "",
        )]));
        let why = t::staff_training_code::by_key("refused.class_not_settled").unwrap();
        assert!(kept.contains("示例 焊工班") && kept.contains("工种") && kept.contains(why));
    }
}
