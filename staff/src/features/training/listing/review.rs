//! Reviewing a course: every field beside what residents see now, defects pinned to fields, and the decision.

use super::{
    super::words,
    acts::{WithReason, act},
    editor::{Writing, desk_of_page, findings},
    history::history,
    photo,
    suspended::{decide, suspended},
};
use crate::{
    desk::Press,
    focus,
    said::{Said, SaidNotice},
};
use api::listing::{ListingActionRequest, ListingView};
use catalogue::Division;
use domain::Date;
use i18n::t;
use leptos::prelude::*;
use listing::{Draft, Field, Finding, Values};
use std::collections::BTreeMap;
use ui::{Button, ButtonKind, Confirm, DateField, StatusTag, TextField, Tone, focus_title};
use workflow::listing::{ListingAction as A, ListingDefect, ListingState};

/// What is pinned: the place, and what to change there.
pub(super) type Pins = RwSignal<BTreeMap<String, String>>;

/// The page's body for a reviewer.
#[component]
pub(super) fn Review(
    /// The course.
    listing: ListingView,
    /// The district's places.
    divisions: Vec<Division>,
) -> impl IntoView {
    let writing = Writing {
        draft: RwSignal::new(listing.draft.clone()),
        listing: RwSignal::new(listing),
    };
    let pins: Pins = RwSignal::new(BTreeMap::new());
    let body = move || {
        writing.listing.with(|listing| {
            let can_return = listing.actions.contains(&A::Return);
            view! {
                {head(listing)}
                {suspended(listing)}
                {decide(listing)}
                {machine(listing)}
                {fields(listing, &divisions, can_return.then_some(pins))}
            }
            .into_any()
        })
    };
    let steps = move || writing.listing.with(|listing| history(&listing.steps));
    view! {
        {body}
        <Decide writing=writing pins=pins />
        {steps}
    }
    .into_any()
}

fn head(listing: &ListingView) -> AnyView {
    let due = listing
        .due_on
        .map(|on| t::staff_training::due(i18n::date(on)));
    let goes_live = listing
        .go_live_on
        .map(|on| t::staff_training::goes_live(i18n::date(on)));
    view! {
        <p class="row">
            <StatusTag tone=words::tone(listing.state) label=words::state(listing.state) />
            <span>{listing.organisation.clone()}</span>
            <span>{due} {goes_live}</span>
        </p>
    }
    .into_any()
}

fn machine(listing: &ListingView) -> AnyView {
    let all: Vec<&Finding> = listing.findings.iter().collect();
    let is_clean = all.iter().all(|finding| finding.is_note);
    let verdict = is_clean.then(|| {
        view! { <StatusTag tone=Tone::Success label=t::staff_training::edit::clean() /> }
    });
    view! {
        <h2>{t::staff_training::review::machine()}</h2>
        <p>{verdict}</p>
        {findings(&all)}
    }
    .into_any()
}

fn fields(listing: &ListingView, divisions: &[Division], pins: Option<Pins>) -> AnyView {
    let about = pins.map(|_| view! { <p>{t::staff_training::review::about()}</p> });
    let live = listing.live.as_ref();
    let mut items: Vec<AnyView> = Field::of_course()
        .map(|field| {
            let place = (field.id().to_owned(), field);
            let before = live.map(|live| &live.course);
            item(listing, place, before, divisions, pins)
        })
        .collect();
    items.extend(photo::reviewed(listing, pins));
    let same = live.map(|live| listing::same_classes(live, &listing.draft));
    let same = same.unwrap_or_default();
    for index in 0..listing.draft.classes.len() {
        let place = same.get(index).copied().flatten();
        let before = live.and_then(|live| live.classes.get(place?));
        if live.is_some() && before.is_none() {
            let class = t::staff_training::edit::class_n(index + 1);
            items.push(named(class, t::staff_training::review::added()));
        }
        for field in Field::of_class() {
            let at = ["classes/", &index.to_string(), "/", field.id()].concat();
            items.push(item(listing, (at, field), before, divisions, pins));
        }
    }
    let seen = live.map(|live| live.classes.as_slice()).unwrap_or_default();
    for (place, class) in seen.iter().enumerate() {
        if !same.contains(&Some(place)) {
            let part = |field| words::value(field, text_of(class, field), divisions);
            let class = [part(Field::StartsOn), part(Field::TimeOfDay)].join(" ");
            items.push(named(class, t::staff_training::review::removed()));
        }
    }
    view! {
        <h2>{t::staff_training::edit::course()}</h2>
        {about}
        <div class="training__reviewed">{items}</div>
    }
    .into_any()
}

/// A class that is new, or that is there no more.
fn named(class: String, words: &'static str) -> AnyView {
    view! {
        <div class="training__item">
            <p>{class} " " <StatusTag tone=Tone::Info label=words /></p>
        </div>
    }
    .into_any()
}

fn text_of(values: &Values, field: Field) -> &str {
    values.get(&field).map_or("", String::as_str)
}

/// What stands at a place of a draft.
pub(super) fn at_place(draft: &Draft, at: &str, field: Field) -> String {
    let values = match at
        .split('/')
        .nth(1)
        .and_then(|index| index.parse::<usize>().ok())
    {
        Some(index) => draft.classes.get(index),
        None => Some(&draft.course),
    };
    values
        .and_then(|values| values.get(&field))
        .cloned()
        .unwrap_or_default()
}

fn item(
    listing: &ListingView,
    (at, field): (String, Field),
    before: Option<&Values>,
    divisions: &[Division],
    pins: Option<Pins>,
) -> AnyView {
    let now = words::value(field, &at_place(&listing.draft, &at, field), divisions);
    let before = before
        .map(|before| words::value(field, text_of(before, field), divisions))
        .filter(|before| *before != now)
        .map(|before| view! { <dd class="training__note">{t::staff_training::review::before(before)}</dd> });
    let is_changed = listing.changed.contains(&at);
    let mark = is_changed
        .then(|| view! { <StatusTag tone=Tone::Info label=t::staff_training::edit::changed() /> });
    let shown = if now.is_empty() {
        t::staff_training::edit::none().into()
    } else {
        now
    };
    let pin = pins.map(|pins| pin(pins, at.clone()));
    view! {
        <div class="training__item">
            <dl class="training__reviewed">
                <dt>{words::place(&at)} " " {mark}</dt>
                <dd>{shown}</dd>
                {before}
            </dl>
            {pin}
        </div>
    }
    .into_any()
}

/// The pin of one field: a press opens a line for what to change, and has the focus there.
pub(super) fn pin(pins: Pins, at: String) -> AnyView {
    let name = words::place(&at);
    let key = at.clone();
    let place = ["pinned-", &at.replace('/', "-")].concat();
    let inside = ["#", &place, " input, #", &place, " button"].concat();
    let is_pinned = Memo::new(move |_| pins.with(|pins| pins.contains_key(&key)));
    let shown = move || {
        let (at, name, inside) = (at.clone(), name.clone(), inside.clone());
        if !is_pinned.get() {
            let open = move |()| {
                pins.update(|pins| {
                    pins.insert(at.clone(), String::new());
                });
                focus::soon_on(inside.clone());
            };
            return view! {
                <Button kind=ButtonKind::Quiet on_press=open>
                    {t::staff_training::review::pin()} <span class="visually-hidden">{name}</span>
                </Button>
            }
            .into_any();
        }
        let (read, write, gone) = (at.clone(), at.clone(), at.clone());
        let note = ui::Bound::new(
            Signal::derive(move || pins.with(|pins| pins.get(&read).cloned().unwrap_or_default())),
            Callback::new(move |text: String| {
                pins.update(|pins| {
                    pins.insert(write.clone(), text);
                });
            }),
        );
        let close = move |()| {
            pins.update(|pins| {
                pins.remove(&gone);
            });
            focus::soon_on(inside.clone());
        };
        let id = ["pin-", &at.replace('/', "-")].concat();
        let label = [
            name.as_ref(),
            t::staff_training::separator(),
            t::staff_training::review::note(),
        ]
        .concat();
        view! {
            <TextField id=id label=label value=note />
            <Button kind=ButtonKind::Quiet on_press=close>
                {t::common::cancel()} <span class="visually-hidden">" " {name}</span>
            </Button>
        }
        .into_any()
    };
    view! { <div id=place>{shown}</div> }.into_any()
}

/// A decision about to be made.
#[derive(Clone, Copy)]
struct Deciding {
    writing: Writing,
    pins: Pins,
    late: RwSignal<String>,
    /// From which day residents see it, ISO; empty for at once.
    go_live_on: RwSignal<String>,
    said: RwSignal<Option<Said>>,
}

/// The decision.
#[component]
fn Decide(
    /// The course.
    writing: Writing,
    /// What is pinned.
    pins: Pins,
) -> impl IntoView {
    let deciding = Deciding {
        writing,
        pins,
        late: RwSignal::new(String::new()),
        go_live_on: RwSignal::new(String::new()),
        said: RwSignal::new(None),
    };
    let press = deciding.press();
    let actions = Memo::new(move |_| writing.listing.with(|listing| listing.actions.clone()));
    let can = move |action: A| actions.with(|actions| actions.contains(&action));
    let decide = move || can(A::Approve).then(|| deciding.both(press));
    let others = move || {
        [A::Suspend, A::Withdraw]
            .into_iter()
            .filter(|action| can(*action))
            .map(|action| {
                view! { <WithReason writing=writing press=press action=action /> }.into_any()
            })
            .collect::<Vec<AnyView>>()
    };
    let resume = move || {
        can(A::Resume).then(|| {
            let send = move |()| press.send(plain(writing, A::Resume));
            view! { <Button pending=press.pending on_press=send>{words::action(A::Resume)}</Button> }
        })
    };
    view! {
        <SaidNotice said=deciding.said />
        {decide}
        {resume}
        {others}
    }
    .into_any()
}

impl Deciding {
    fn press(self) -> Press<ListingActionRequest> {
        let listing = self.writing.listing;
        let id = listing.with_untracked(|listing| listing.id.clone());
        let desk = desk_of_page();
        act(desk, id, move |answer| match answer {
            Ok(listing) => {
                self.pins.set(BTreeMap::new());
                self.said
                    .set(Some(Said::Done(t::staff_training::review::done().into())));
                self.writing.take(listing, true);
                focus_title();
            }
            Err(error) => {
                let said = words::failed(&error);
                self.said.set(Some(said));
                self.writing.comes_second(desk, &error, self.said);
            }
        })
    }

    /// Sends it back with everything that is pinned.
    fn send_back(self, press: Press<ListingActionRequest>) {
        let defect = |(field, note): (&String, &String)| ListingDefect {
            field: field.clone(),
            note: note.trim().to_owned(),
        };
        let defects: Vec<ListingDefect> = self
            .pins
            .with_untracked(|pins| pins.iter().map(defect).collect());
        if let Some(words) = flaw(&defects) {
            self.said.set(Some(Said::Failed(words.into(), None)));
            return;
        }
        let mut request = plain(self.writing, A::Return);
        request.defects = defects;
        request.late_reason = self.late.get_untracked().trim().to_owned();
        press.send(request);
    }

    /// Approves it, from a day on or at once.
    fn approve(self, press: Press<ListingActionRequest>) {
        let typed = self.go_live_on.get_untracked();
        let on = Date::parse_iso(typed.trim());
        if on.is_none() && !typed.trim().is_empty() {
            let words = t::problem::by_key("date_unreadable").unwrap_or_default();
            self.said.set(Some(Said::Failed(words.into(), None)));
            return;
        }
        let mut request = plain(self.writing, A::Approve);
        request.go_live_on = on;
        press.send(request);
    }

    /// Sending back and approving.
    fn both(self, press: Press<ListingActionRequest>) -> AnyView {
        let listing = self.writing.listing;
        let has_late = listing.with_untracked(|listing| listing.returns > 0);
        let late = has_late.then(|| {
            view! { <TextField id="late-reason" label=t::staff_training::review::late() hint=t::staff_training::review::late_hint() value=self.late /> }
        });
        let send_back = move |()| self.send_back(press);
        let approve = move |()| self.approve(press);
        // What residents see already is replaced at once.
        let is_new = listing.with_untracked(|listing| listing.state == ListingState::Submitted);
        let day = is_new.then(|| {
            view! {
                <details>
                    <summary>{t::staff_training::review::go_live()}</summary>
                    <DateField id="go-live-on" label=t::staff_training::review::go_live_on() value=self.go_live_on />
                </details>
            }
        });
        view! {
            {late}
            {day}
            <div class="row">
                <Button kind=ButtonKind::Secondary pending=press.pending on_press=send_back>{t::staff_training::review::r#return()}</Button>
                <Confirm
                    label=t::staff_training::review::approve()
                    question=t::staff_training::review::approve_question()
                    action=words::action(A::Approve)
                    pending=press.pending
                    on_confirm=approve
                />
            </div>
        }
        .into_any()
    }
}

fn plain(writing: Writing, action: A) -> ListingActionRequest {
    let version = writing.listing.with_untracked(|listing| listing.version);
    ListingActionRequest::plain(version, action)
}

/// What keeps a return from being sent.
fn flaw(defects: &[ListingDefect]) -> Option<&'static str> {
    if defects.is_empty() {
        return Some(t::staff_training::review::pins_empty());
    }
    let is_silent = defects.iter().any(|defect| defect.note.is_empty());
    is_silent.then(t::staff_training::review::note_empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_return_pins_something_and_says_what_to_do() {
        let pin = |note: &str| ListingDefect {
            field: "price".into(),
            note: note.into(),
        };
        assert!(flaw(&[]).is_some());
        assert!(flaw(&[pin("改"), pin("")]).is_some());
        assert!(flaw(&[pin("改")]).is_none());
    }
}
