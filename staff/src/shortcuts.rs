//! Single keys for whoever works through files: from row to row, to the actions, to the note, back to the queue. None fires
//! while somebody types, and all can be switched off (WCAG 2.1.4).

use crate::{
    clock::now_ms,
    go::use_go,
    place::Place,
    session::use_session,
    storage::{are_shortcuts_off, keep_shortcuts_off},
};
use i18n::t;
use leptos::{
    ev::{self, KeyboardEvent},
    html,
    prelude::*,
    wasm_bindgen::JsCast as _,
    web_sys,
};
use ui::{Button, ButtonKind, SummaryList, SummaryRow};
use workflow::Role;

/// How long the first key of two waits for the second.
const PAIR_MS: i64 = 2_000;

/// What a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shortcut {
    /// Shows the list of keys, or puts it away.
    List,
    /// The next row of the queue.
    Next,
    /// The row before.
    Previous,
    /// The first of two keys.
    Go,
    /// Back to the queue.
    Queue,
    /// To the actions of a file.
    Actions,
    /// To the note of the form that is open.
    Note,
}

/// What a key means; the second of two only behind the first.
fn meaning(key: &str, is_second: bool) -> Option<Shortcut> {
    match key.to_ascii_lowercase().as_str() {
        // A Chinese keyboard writes the wide one.
        "?" | "？" => Some(Shortcut::List),
        "q" if is_second => Some(Shortcut::Queue),
        "j" => Some(Shortcut::Next),
        "k" => Some(Shortcut::Previous),
        "g" => Some(Shortcut::Go),
        "a" => Some(Shortcut::Actions),
        "n" => Some(Shortcut::Note),
        _ => None,
    }
}

/// The row to go to: down or up from the one with the focus, and no further than the ends.
fn row_to(now: Option<u32>, count: u32, is_down: bool) -> Option<u32> {
    let last = count.checked_sub(1)?;
    Some(match (now, is_down) {
        (None, true) => 0,
        (None, false) => last,
        (Some(now), true) => (now + 1).min(last),
        (Some(now), false) => now.saturating_sub(1),
    })
}

/// The keys and their list, for officers who work through files.
#[component]
pub(crate) fn Shortcuts() -> impl IntoView {
    let session = use_session();
    let is_for_them = Memo::new(move |_| {
        let role = session.officer().map(|officer| officer.role);
        matches!(
            role,
            Some(Role::HrOfficer | Role::GuaranteeOfficer | Role::BankOfficer)
        )
    });
    move || is_for_them.get().then(|| view! { <Keys /> })
}

#[component]
fn Keys() -> impl IntoView {
    let go = use_go();
    let is_off = RwSignal::new(are_shortcuts_off());
    let is_open = RwSignal::new(false);
    let said = RwSignal::new("");
    let first_at = StoredValue::new(0_i64);
    let heading = NodeRef::<html::H2>::new();
    let before = StoredValue::new_local(None::<web_sys::Element>);
    let hide = move || {
        is_open.set(false);
        let before = before.try_update_value(Option::take).flatten();
        let before = before.and_then(|before| before.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(before) = before {
            let _ = before.focus();
        }
    };
    let show = move || {
        if is_open.get_untracked() {
            return hide();
        }
        before.set_value(document().active_element());
        is_open.set(true);
        request_animation_frame(move || {
            if let Some(heading) = heading.get_untracked() {
                let _ = heading.focus();
            }
        });
    };
    let hear = move |event: KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            return hide();
        }
        if is_off.get_untracked() || is_somebody_elses(&event) {
            return;
        }
        let is_second = now_ms() - first_at.get_value() < PAIR_MS;
        first_at.set_value(0);
        let Some(shortcut) = meaning(&event.key(), is_second) else {
            return;
        };
        event.prevent_default();
        said.set("");
        match shortcut {
            Shortcut::List => show(),
            Shortcut::Next => focus_row(true),
            Shortcut::Previous => focus_row(false),
            Shortcut::Go => first_at.set_value(now_ms()),
            Shortcut::Queue => go.to(&Place::Queue.to_string()),
            Shortcut::Actions => {
                if !focus_on("actions") {
                    said.set(t::staff_keys::no_actions());
                }
            }
            Shortcut::Note => {
                if !focus_on("note") {
                    said.set(t::staff_keys::no_note());
                }
            }
        }
    };
    let heard = window_event_listener(ev::keydown, hear);
    on_cleanup(move || heard.remove());
    let press = Callback::new(move |()| show());
    let list = move || {
        is_open
            .get()
            .then(|| view! { <List is_off=is_off heading=heading /> })
    };
    view! {
        <div class="app__keys">
            <Button kind=ButtonKind::Quiet on_press=press>{t::staff_keys::button()}</Button>
            <span class="visually-hidden" role="status">{said}</span>
            {list}
        </div>
    }
    .into_any()
}

#[component]
fn List(
    /// Whether they are switched off.
    is_off: RwSignal<bool>,
    /// Takes the focus.
    heading: NodeRef<html::H2>,
) -> impl IntoView {
    use t::staff_keys::key;
    let toggle = Callback::new(move |()| {
        is_off.update(|is_off| *is_off = !*is_off);
        keep_shortcuts_off(is_off.get_untracked());
    });
    let state = move || {
        if is_off.get() {
            t::staff_keys::off()
        } else {
            t::staff_keys::on()
        }
    };
    let words = move || {
        if is_off.get() {
            t::staff_keys::switch_on()
        } else {
            t::staff_keys::switch_off()
        }
    };
    let rows = [
        ("?", key::list()),
        ("j", key::next()),
        ("k", key::previous()),
        ("Enter", key::open()),
        ("g q", key::queue()),
        ("a", key::actions()),
        ("n", key::note()),
    ];
    let rows = rows
        .into_iter()
        .map(|(key, what)| SummaryRow::new(key, what))
        .collect::<Vec<_>>();
    view! {
        <section class="panel">
            <h2 tabindex="-1" node_ref=heading>{t::staff_keys::title()}</h2>
            <p>{t::staff_keys::about()}</p>
            <SummaryList rows=rows />
            <p role="status">{state}</p>
            <Button kind=ButtonKind::Secondary on_press=toggle>{words}</Button>
        </section>
    }
    .into_any()
}

/// Whether a key belongs to somebody else: to a field being typed in, to a browser's own combination, to a list of
/// choices, or to the papers beside one another, which have keys of their own.
fn is_somebody_elses(event: &KeyboardEvent) -> bool {
    if event.default_prevented()
        || event.is_composing()
        || event.ctrl_key()
        || event.alt_key()
        || event.meta_key()
    {
        return true;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let taken = "input, textarea, select, [contenteditable], .file__beside";
    target.is_some_and(|target| matches!(target.closest(taken), Ok(Some(_))))
}

/// Puts the focus on something by its id; false when it is not there.
fn focus_on(id: &str) -> bool {
    let found = document().get_element_by_id(id);
    let found = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
    found.is_some_and(|found| found.focus().is_ok())
}

/// Goes to the link of the next row of the queue, or of the one before.
fn focus_row(is_down: bool) {
    let rows = document().get_elements_by_class_name("queue__row");
    let held = document()
        .active_element()
        .and_then(|held| held.closest(".queue__row").ok().flatten());
    let now =
        held.and_then(|held| (0..rows.length()).find(|at| rows.item(*at).as_ref() == Some(&held)));
    let row = row_to(now, rows.length(), is_down).and_then(|at| rows.item(at));
    let link = row.and_then(|row| row.query_selector("a").ok().flatten());
    if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = link.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_one_meaning() {
        for (key, is_second, expected) in [
            ("?", false, Some(Shortcut::List)),
            ("？", false, Some(Shortcut::List)),
            ("j", false, Some(Shortcut::Next)),
            ("K", false, Some(Shortcut::Previous)),
            ("g", false, Some(Shortcut::Go)),
            ("q", false, None),
            ("q", true, Some(Shortcut::Queue)),
            ("n", true, Some(Shortcut::Note)),
            ("Enter", false, None),
            ("Tab", false, None),
        ] {
            assert_eq!(meaning(key, is_second), expected, "{key}");
        }
    }

    #[test]
    fn rows_end_where_the_list_ends() {
        assert_eq!(row_to(None, 0, true), None);
        assert_eq!(row_to(None, 3, true), Some(0));
        assert_eq!(row_to(None, 3, false), Some(2));
        assert_eq!(row_to(Some(0), 3, true), Some(1));
        assert_eq!(row_to(Some(2), 3, true), Some(2));
        assert_eq!(row_to(Some(0), 3, false), Some(0));
    }
}
