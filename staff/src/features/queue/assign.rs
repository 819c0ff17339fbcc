//! Putting the ticked files on somebody's desk: a supervisor on anybody's, everybody else on the own.

use super::ticks::Ticks;
use crate::{
    desk::{Asked, use_desk},
    said::{Said, SaidNotice},
};
use api::assignment::{
    AssignOutcome, AssignRequest, AssignResponse, ColleagueView, FileAssigned, FileToAssign,
    ListColleaguesResponse, MOST_FILES,
};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, Choice, ErrorSummary, FieldError, Loadable, Notice, Select, Text, Tone,
    provide_form_errors,
};

/// The control that says to whom.
const TO: &str = "assign-to";
/// The heading of the files that wait; a line about the ticks leads there.
pub(super) const WAITING: &str = "waiting";

/// What came of the last press.
#[derive(Clone, Debug, PartialEq)]
struct Came {
    done: usize,
    officer: String,
    is_deputy: bool,
    /// Number and reason.
    left: Vec<(String, Text)>,
}

/// The form; nothing where nothing waits.
#[component]
pub(super) fn Assign(
    /// What is ticked.
    ticks: Ticks,
    /// Hears that something may have changed.
    on_done: Callback<()>,
) -> impl IntoView {
    let colleagues: Asked<ListColleaguesResponse> =
        use_desk().ask(|staff| async move { staff.list_colleagues().await });
    let came = RwSignal::new(None);
    let form = move |found: ListColleaguesResponse| {
        view! { <Form found=found ticks=ticks came=came on_done=on_done /> }.into_any()
    };
    let has_files = Memo::new(move |_| ticks.has_files());
    let part = move || {
        has_files.get().then(|| {
            view! {
                <section class="queue__assign panel" aria-labelledby="assign-title">
                    <h2 id="assign-title">{t::staff_assign::title()}</h2>
                    <Loadable resource=colleagues view=form />
                </section>
            }
        })
    };
    view! { {part} {move || came.get().map(notice)} }.into_any()
}

#[component]
fn Form(
    /// Who is there.
    found: ListColleaguesResponse,
    /// What is ticked.
    ticks: Ticks,
    /// What came of the last press.
    came: RwSignal<Option<Came>>,
    /// Hears that something may have changed.
    on_done: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let errors = provide_form_errors();
    let said = RwSignal::new(None);
    let me = untrack(|| found.colleagues.iter().find(|one| one.is_me));
    let me = me.map(|one| one.id.clone()).unwrap_or_default();
    let may_assign = found.may_assign;
    let to = RwSignal::new(if may_assign { String::new() } else { me });
    let send = desk.press(
        move |request: AssignRequest, key| async move { desk.staff.assign(&request, &key).await },
        move |answer: Result<AssignResponse, ClientError>| match answer {
            Ok(answer) => {
                came.set(Some(settled(ticks, answer)));
                on_done.run(());
            }
            Err(error) => {
                let lines = refused(&error);
                if lines.is_empty() {
                    said.set(Some(Said::of(&error)));
                }
                errors.show(lines);
            }
        },
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        said.set(None);
        came.set(None);
        let request = AssignRequest {
            to: to.get_untracked(),
            files: ticks.files(),
        };
        let lines = wrong(&request.to, &request.files);
        let is_right = lines.is_empty();
        errors.show(lines);
        if is_right {
            send.send(request);
        }
    };
    let fields = if may_assign {
        let choices: Vec<Choice> = found.colleagues.iter().map(choice).collect();
        view! {
            <Select id=TO label=t::staff_assign::to() hint=t::staff_assign::to_hint() choices=choices value=to />
        }
        .into_any()
    } else {
        view! { <p>{t::staff_assign::take_about()}</p> }.into_any()
    };
    let words = if may_assign {
        t::staff_assign::submit()
    } else {
        t::staff_assign::take()
    };
    view! {
        <form novalidate on:submit=submit>
            <ErrorSummary />
            {fields}
            <SaidNotice said=said />
            <Button pending=send.pending>{words}</Button>
        </form>
    }
    .into_any()
}

/// Somebody to choose, with what lies on the desk and who stands in.
fn choice(one: &ColleagueView) -> Choice {
    let words = match &one.absence {
        Some(away) => t::staff_assign::option_away(&one.name, i18n::date(away.until), &away.deputy),
        None => t::staff_assign::option(&one.name, one.waiting),
    };
    Choice::new(one.id.clone(), words)
}

/// Everything that keeps the request from being sent.
fn wrong(to: &str, files: &[FileToAssign]) -> Vec<FieldError> {
    let mut lines = Vec::new();
    if to.is_empty() {
        lines.push(FieldError::new(TO, t::staff_assign::to_missing()));
    }
    if files.is_empty() {
        lines.push(FieldError::new(WAITING, t::staff_assign::nothing_ticked()));
    } else if files.len() > MOST_FILES {
        lines.push(FieldError::new(
            WAITING,
            t::staff_assign::too_many(MOST_FILES),
        ));
    }
    lines
}

/// What the server refused, at its controls.
fn refused(error: &ClientError) -> Vec<FieldError> {
    let line = |field: &api::FieldError| {
        let words = match field.code.as_str() {
            "too_many_files" => t::staff_assign::too_many(MOST_FILES).into(),
            "deputy_closed" => Text::from(t::staff_assign::deputy_closed()),
            "supervisor_needed" => t::staff_assign::not_supervisor().into(),
            code => crate::words::problem(code)
                .unwrap_or_else(t::staff_file::error::server)
                .into(),
        };
        let control = if field.pointer == "/to" { TO } else { WAITING };
        FieldError::new(control, words)
    };
    error.fields().iter().map(line).collect()
}

/// Takes the answer over: what was assigned loses its tick, the others keep it beside the reason.
fn settled(ticks: Ticks, answer: AssignResponse) -> Came {
    let (done, left): (Vec<FileAssigned>, Vec<FileAssigned>) = answer
        .files
        .into_iter()
        .partition(|file| file.outcome == AssignOutcome::Assigned);
    let reasons: Vec<(String, Text)> = left
        .into_iter()
        .map(|file| (file.id.clone(), reason(&file)))
        .collect();
    let named = |(id, words): &(String, Text)| (ticks.number(id), words.clone());
    let came = Came {
        done: done.len(),
        officer: answer.officer,
        is_deputy: answer.is_deputy,
        left: reasons.iter().map(named).collect(),
    };
    let done: Vec<String> = done.into_iter().map(|file| file.id).collect();
    ticks.settle(&done, reasons.into_iter().collect());
    came
}

/// Why a file was not assigned.
fn reason(file: &FileAssigned) -> Text {
    let holder = file.assignment.as_ref();
    let name = holder.map(|held| held.officer.clone()).unwrap_or_default();
    match file.outcome {
        AssignOutcome::Assigned => Text::default(),
        AssignOutcome::AlreadyMoved => t::staff_assign::outcome::already_moved().into(),
        AssignOutcome::AssignedMeanwhile if name.is_empty() => {
            t::staff_assign::outcome::taken_back().into()
        }
        AssignOutcome::AssignedMeanwhile => {
            t::staff_assign::outcome::assigned_meanwhile(name).into()
        }
        AssignOutcome::OfColleague => t::staff_assign::outcome::of_colleague(name).into(),
        AssignOutcome::OwnFile => t::staff_assign::outcome::own_file().into(),
        AssignOutcome::MyOwnFile => t::staff_assign::outcome::my_own_file().into(),
        AssignOutcome::HadPart => t::staff_assign::outcome::had_part().into(),
        AssignOutcome::NotOfUnit => t::staff_assign::outcome::not_of_unit().into(),
    }
}

fn notice(came: Came) -> AnyView {
    let done = match came.done {
        0 => t::staff_assign::none_done().to_owned(),
        count if came.is_deputy => t::staff_assign::done_deputy(count, &came.officer),
        count => t::staff_assign::done(count, &came.officer),
    };
    let tone = if came.left.is_empty() {
        Tone::Success
    } else {
        Tone::Warning
    };
    let left = (!came.left.is_empty()).then(|| {
        let lines: Vec<AnyView> = came
            .left
            .iter()
            .map(|(number, words)| {
                view! { <li>{t::staff_assign::left_one(number, words)}</li> }.into_any()
            })
            .collect();
        view! { <p>{t::staff_assign::left(came.left.len())}</p> <ul>{lines}</ul> }
    });
    view! { <Notice tone=tone is_live=true><p>{done}</p> {left}</Notice> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_missing_is_said_at_once() {
        let file = |at: usize| FileToAssign {
            id: at.to_string(),
            seen: 0,
        };
        let fields = |lines: Vec<FieldError>| -> Vec<Text> {
            lines.into_iter().map(|line| line.field).collect()
        };
        assert_eq!(fields(wrong("", &[])), [TO, WAITING].map(Text::from));
        let many: Vec<FileToAssign> = (0..=MOST_FILES).map(file).collect();
        assert_eq!(fields(wrong("li", &many)), [WAITING].map(Text::from));
        assert!(wrong("li", &many[1..]).is_empty());
    }
}
