//! The classes of which ticks wait on this device: taken up when the desk opens and sent while there is a line,
//! whichever page is shown.

use super::{
    super::{
        super::{place::TrainingPlace, words},
        list_kept, roster_kept,
    },
    Ticks,
    kept::Kept,
};
use crate::{
    desk::{Desk, use_desk},
    intent::is_passing,
    kept as device,
};
use api::lesson::RosterView;
use client::IdempotencyKey;
use i18n::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, time::Duration};
use ui::{Notice, Text, Tone};

/// How often a line that was gone is tried again.
const PAUSE: Duration = Duration::from_secs(5);

/// What one window keeps of one class.
#[derive(Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) class: String,
    /// What its course is called, for the page that cannot ask.
    #[serde(default)]
    pub(super) title: Option<String>,
    pub(super) window: String,
    pub(super) kept: Kept,
}

impl Record {
    fn name(&self) -> String {
        [device::TICKS, &self.class, "/", &self.window].concat()
    }
}

/// What is kept of a class that no page has opened.
#[derive(Clone, Default)]
struct Waiting {
    title: Option<String>,
    kept: Kept,
}

/// Keeps the ticks of a class in place of what its window kept before, nothing where there are none; says whether that went
/// well.
pub(super) async fn keep(record: Record) -> bool {
    if record.kept.is_empty() {
        device::clear(&record.name()).await;
        return true;
    }
    match serde_json::to_string(&record) {
        Ok(text) => device::put(&record.name(), &text).await,
        Err(_) => false,
    }
}

/// The classes with ticks.
#[derive(Clone, Copy)]
pub(in super::super) struct Shelf {
    desk: Desk,
    /// What the ticks of a class belong to: they outlive the page that opens it.
    owner: StoredValue<Owner>,
    window: StoredValue<String>,
    /// Those that were opened, on a page or to send their ticks.
    classes: RwSignal<BTreeMap<String, Ticks>>,
    /// What is kept of the others.
    waiting: RwSignal<BTreeMap<String, Waiting>>,
    is_asking: StoredValue<bool>,
}

/// Takes up what the device keeps of a trainer's classes, for as long as the trainer's pages are open.
pub(in super::super::super) fn provide_shelf() {
    let shelf = Shelf {
        desk: use_desk(),
        owner: StoredValue::new(Owner::new()),
        window: StoredValue::new(IdempotencyKey::fresh().as_str().to_owned()),
        classes: RwSignal::new(BTreeMap::new()),
        waiting: RwSignal::new(BTreeMap::new()),
        is_asking: StoredValue::new(false),
    };
    provide_context(shelf);
    let again = set_interval_with_handle(move || shelf.send(), PAUSE);
    let online = window_event_listener_untyped("online", move |_| shelf.send());
    on_cleanup(move || {
        online.remove();
        if let Ok(again) = again {
            again.clear();
        }
    });
    spawn_local(async move {
        roster_kept::forget_old().await;
        list_kept::forget_old().await;
        shelf.take_up().await;
    });
}

impl Shelf {
    /// What earlier windows kept goes into this one's hands.
    async fn take_up(self) {
        let texts = device::all(device::TICKS).await;
        let records = texts
            .iter()
            .filter_map(|text| serde_json::from_str::<Record>(text).ok());
        for record in records {
            let (name, class) = (record.name(), record.class.clone());
            let Some(window) = self.window.try_get_value() else {
                return;
            };
            if record.window == window {
                continue;
            }
            let opened = self.classes.try_get_untracked().unwrap_or_default();
            let is_kept = if let Some(ticks) = opened.get(&class) {
                ticks.take_over(record.kept);
                ticks.save().await
            } else {
                let mut all = Waiting::default();
                self.waiting.try_update(|waiting| {
                    let known = waiting.entry(class.clone()).or_default();
                    known.title = record.title.or(known.title.take());
                    known.kept.take_over(record.kept);
                    all = known.clone();
                });
                let Waiting { title, kept } = all;
                keep(Record {
                    class,
                    title,
                    window,
                    kept,
                })
                .await
            };
            // A full device keeps what it has; and what the other window has added since is the next one's to take.
            if is_kept {
                device::forget(&name).await;
            }
        }
        self.send();
    }

    /// The ticks of a class whose people have just been loaded.
    pub(in super::super) fn open(self, roster: RosterView) -> Ticks {
        let id = roster.id.clone();
        let known = self
            .classes
            .with_untracked(|classes| classes.get(&id).copied());
        if let Some(known) = known {
            let made = || known.drawn_again(roster);
            let ticks = self.owner.with_value(|owner| owner.with(made));
            self.classes.update(|classes| {
                classes.insert(id, ticks);
            });
            return ticks;
        }
        let mut kept = None;
        self.waiting.update(|waiting| kept = waiting.remove(&id));
        let Waiting { kept, .. } = kept.unwrap_or_default();
        let made = || Ticks::new(roster, kept, self.desk, self.window);
        let ticks = self.owner.with_value(|owner| owner.with(made));
        self.classes.update(|classes| {
            classes.insert(id, ticks);
        });
        ticks.send();
        ticks
    }

    /// Sends what waits; a class that is not open yet is loaded for it.
    fn send(self) {
        let opened = self.classes.try_get_untracked().unwrap_or_default();
        for ticks in opened.values() {
            ticks.send();
        }
        let waiting = self.waiting.try_get_untracked().unwrap_or_default();
        if waiting.is_empty() || self.is_asking.try_get_value() != Some(false) {
            return;
        }
        self.is_asking.set_value(true);
        spawn_local(async move {
            for class in waiting.into_keys() {
                let found = self.desk.staff.find_roster(&class).await;
                if self.is_asking.try_get_value().is_none() {
                    return;
                }
                match found {
                    Ok(roster) => {
                        self.open(roster);
                    }
                    Err(error) if self.desk.has_ended_by(&error) || is_passing(&error) => break,
                    // Nobody's any more: it stays on the device, and nothing is asked again for it.
                    Err(_) => self.waiting.update(|waiting| drop(waiting.remove(&class))),
                }
            }
            self.is_asking.try_set_value(false);
        });
    }

    /// Of which classes how many ticks are on this device alone: id, name, how many.
    fn unsent(self) -> Vec<(String, Text, usize)> {
        let opened = self.classes.get();
        let opened = opened.into_iter().map(|(id, ticks)| {
            let title = ticks.open.roster.with(|roster| roster.title.clone());
            (id, title, ticks.kept.with(Kept::len))
        });
        let waiting = self.waiting.get();
        let waiting = waiting
            .into_iter()
            .map(|(id, waits)| (id, waits.title, waits.kept.len()));
        let all = opened.chain(waiting).filter(|(_, _, count)| *count > 0);
        all.map(|(id, title, count)| (id, words::course_title(title), count))
            .collect()
    }
}

/// Says over the list of classes of which ones ticks wait, with the way there.
#[component]
pub(in super::super) fn ShelfNotice() -> impl IntoView {
    let shelf = use_context::<Shelf>();
    let unsent = Memo::new(move |_| shelf.map(Shelf::unsent).unwrap_or_default());
    move || {
        let unsent = unsent.get();
        (!unsent.is_empty()).then(|| {
            let links: Vec<AnyView> = unsent.into_iter().map(link).collect();
            view! {
                <Notice tone=Tone::Warning is_live=true>
                    <p>{t::staff_lessons::offline::elsewhere()}</p>
                    <ul>{links}</ul>
                </Notice>
            }
        })
    }
}

fn link((id, title, count): (String, Text, usize)) -> AnyView {
    let href = TrainingPlace::Class(id).to_string();
    let words = t::staff_lessons::offline::elsewhere_class(title, count);
    view! { <li><a href=href>{words}</a></li> }.into_any()
}
