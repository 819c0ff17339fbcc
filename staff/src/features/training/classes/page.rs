//! One class: its days, its code, its people.

use super::{
    super::{
        place::TrainingPlace,
        section::{found_papers, found_tag, found_words},
        settlements::roster_file,
        words,
    },
    class_acts::ClassActs,
    code::LessonCode,
    days::LessonDays,
    model::{class_tone, count_there, lessons_so_far, waiting_today},
    person::Person,
    roster_kept::{self, FoundRoster, KeptRosterNotice},
    ticks::{KeptNotice, Shelf},
    unsaved::Unsaved,
};
use crate::desk::{Asked, use_desk};
use crate::table::cards;
use api::lesson::{RosterMember, RosterView};
use domain::Date;
use i18n::t;
use leptos::prelude::*;
use ui::{
    BackLink, Bound, Choice, LinkButton, Loadable, Notice, PageTitle, SampleMark, Select,
    StatusTag, SummaryList, SummaryRow, Tone,
};
use workflow::class::ClassState;

const DAY: &str = "lesson-day";

/// A class that is open on the page.
#[derive(Clone, Copy)]
pub(super) struct OpenClass {
    /// The class with everybody in it, as it is now.
    pub(super) roster: RwSignal<RosterView>,
    /// The day whose lesson is ticked; empty before the first.
    pub(super) day: RwSignal<String>,
}

impl OpenClass {
    /// With the last lesson so far to tick.
    pub(super) fn new(roster: RosterView) -> Self {
        let day = last_lesson(&roster);
        Self {
            roster: RwSignal::new(roster),
            day: RwSignal::new(day),
        }
    }

    /// The newer state of the class for a page that is drawn anew; the day chosen stays.
    ///
    /// What the page before has on screen must not change any more while it makes way.
    pub(super) fn again(self, roster: RosterView) -> Self {
        let roster = self.newest(roster);
        let chosen = self.day.get_untracked();
        let day = if chosen.is_empty() {
            last_lesson(&roster)
        } else {
            chosen
        };
        Self {
            roster: RwSignal::new(roster),
            day: RwSignal::new(day),
        }
    }

    /// Puts the newer state of the class in; the day chosen stays.
    pub(super) fn show(self, roster: RosterView) {
        let roster = self.newest(roster);
        if self.day.with_untracked(String::is_empty) {
            self.day.set(last_lesson(&roster));
        }
        self.roster.set(roster);
    }

    fn newest(self, mut roster: RosterView) -> RosterView {
        self.roster.with_untracked(|known| {
            for member in &mut roster.members {
                // An answer that was overtaken on its way knows less than a tick's own.
                let mut all = known.members.iter();
                let newer = all.find(|one| one.id == member.id && one.version > member.version);
                if let Some(newer) = newer {
                    member.clone_from(newer);
                }
            }
        });
        roster
    }

    /// Whether the same people are in it, in the same order.
    pub(super) fn has_same_people(self, roster: &RosterView) -> bool {
        self.roster.with_untracked(|known| {
            let known = known.members.iter().map(|one| &one.id);
            known.eq(roster.members.iter().map(|one| &one.id))
        })
    }

    /// The class's id.
    pub(super) fn id(self) -> String {
        self.roster.with_untracked(|roster| roster.id.clone())
    }

    /// One person, tracked.
    pub(super) fn member(self, id: &str) -> Option<RosterMember> {
        self.roster.with(|roster| {
            let mut members = roster.members.iter();
            members.find(|member| member.id == id).cloned()
        })
    }

    /// Puts the newer state of one person in.
    pub(super) fn take(self, member: RosterMember) {
        self.roster.update(|roster| {
            let mut members = roster.members.iter_mut();
            if let Some(known) = members.find(|known| known.id == member.id) {
                // Who shared a phone is counted when the page is loaded.
                let same_device = known.same_device;
                *known = RosterMember {
                    same_device,
                    ..member
                };
            }
        });
    }

    /// The day chosen, tracked.
    pub(super) fn chosen(self) -> Option<Date> {
        self.day.with(|day| Date::parse_iso(day))
    }
}

/// The page.
#[component]
pub(in super::super) fn ClassPage(
    /// Which class.
    id: String,
) -> impl IntoView {
    let desk = use_desk();
    let shelf = use_context::<Shelf>();
    let found: Asked<FoundRoster> = desk.ask(move |staff| {
        let id = id.clone();
        async move { roster_kept::find(staff, &id, desk.may_change).await }
    });
    let again = Callback::new(move |()| found.refetch());
    let unsaved = Unsaved::new();
    let drawn = move |found: FoundRoster| drawn(found, shelf, unsaved, again);
    view! {
        <BackLink href=TrainingPlace::Classes.to_string() label=t::staff_lessons::back() />
        <PageTitle title=t::staff_lessons::title() />
        <Loadable resource=found view=drawn />
    }
    .into_any()
}

fn last_lesson(roster: &RosterView) -> String {
    let so_far = lessons_so_far(roster);
    so_far.last().map(Date::to_string).unwrap_or_default()
}

fn drawn(
    found: FoundRoster,
    shelf: Option<Shelf>,
    unsaved: Unsaved,
    again: Callback<()>,
) -> AnyView {
    let FoundRoster { roster, kept_at_ms } = found;
    let (head, state) = (head(&roster), roster.state);
    let ids: Vec<String> = roster.members.iter().map(|one| one.id.clone()).collect();
    let (can_set, is_lesson) = (
        roster.can_set_lessons,
        roster.lessons.contains(&roster.today),
    );
    let (may_teach, may_settle) = (roster.may_teach, roster.may_settle);
    let waiting = waiting_today(&roster).map(waiting);
    let (open, ticks) = match shelf.filter(|_| may_teach) {
        Some(shelf) => {
            let ticks = shelf.open(roster);
            (ticks.open, Some(ticks))
        }
        None => (OpenClass::new(roster), None),
    };
    let old =
        kept_at_ms.map(|at_ms| view! { <KeptRosterNotice open=open at_ms=at_ms again=again /> });
    let kept = ticks.map(|ticks| view! { <KeptNotice ticks=ticks /> });
    let code = (may_teach && is_lesson).then(|| view! { <LessonCode id=open.id() /> });
    let days = can_set.then(|| view! { <LessonDays open=open unsaved=unsaved on_saved=again /> });
    let acts = view! { <ClassActs open=open unsaved=unsaved on_done=again /> };
    let is_empty = ids.is_empty();
    let people = if is_empty {
        view! { <p class="loadable__empty">{t::staff_lessons::roster::empty()}</p> }.into_any()
    } else {
        let people: Vec<AnyView> = ids
            .into_iter()
            .map(|id| view! { <Person open=open id=id ticks=ticks again=again /> }.into_any())
            .collect();
        cards(people)
    };
    let pick = may_teach.then(|| view! { <DayPick open=open /> });
    let is_over = matches!(state, ClassState::Finished | ClassState::Settled);
    // After the class it stands beside the settlement.
    let roster = (may_settle && !is_over && !is_empty).then(|| roster_file(open.id()));
    let settle = (is_over && may_settle).then(|| {
        let href = TrainingPlace::Settlement(open.id()).to_string();
        view! { <p><LinkButton href=href>{t::staff_settlement::open()}</LinkButton></p> }
    });
    view! { {old} {head} {acts} {settle} {roster} {code} {days} <h2>{t::staff_lessons::roster::people()}</h2> {kept} {waiting} {pick} {people} }
        .into_any()
}

/// That others wait for the seat of whoever does not come today.
fn waiting(people: u32) -> AnyView {
    let words = t::staff_lessons::roster::wait_today(people);
    view! { <Notice tone=Tone::Info><p>{words}</p></Notice> }.into_any()
}

fn head(roster: &RosterView) -> AnyView {
    let title = words::course_title(roster.title.clone());
    let sample = roster.is_sample.then(|| view! { " " <SampleMark /> });
    let (from, until) = (i18n::date(roster.starts_on), i18n::date(roster.ends_on));
    let lessons = t::staff_lessons::roster::lessons_n(roster.lessons.len(), roster.lessons_needed);
    let rows = vec![
        SummaryRow::new(
            t::staff_lessons::provider(),
            roster.provider.clone().unwrap_or_default(),
        ),
        SummaryRow::new(
            t::staff_lessons::days(),
            t::staff_lessons::from_until(from, until),
        ),
        SummaryRow::new(t::staff_lessons::roster::lessons(), lessons),
        SummaryRow::new(
            t::staff_lessons::roster::seats(),
            t::staff_lessons::roster::seats_n(roster.seats, roster.taken),
        ),
    ];
    let checks: Vec<AnyView> = roster
        .spot_checks
        .iter()
        .map(|finding| {
            let name = t::staff_section::spot::at_class();
            view! { <p><strong>{name}</strong> " " {found_tag(finding)} " " {found_words(finding)}</p> {found_papers(finding)} }.into_any()
        })
        .collect();
    view! {
        <h2>{title} {sample}</h2>
        <p><StatusTag tone=class_tone(roster.state) label=words::class(roster.state) /></p>
        <SummaryList rows=rows />
        {checks}
    }
    .into_any()
}

/// Which day's lesson is ticked, with how many were there.
#[component]
fn DayPick(
    /// The class.
    open: OpenClass,
) -> impl IntoView {
    let choices = Signal::derive(move || {
        open.roster.with(|roster| {
            let so_far = lessons_so_far(roster).into_iter().rev();
            let choice = |day: Date| {
                let there = count_there(&roster.members, day);
                let words =
                    t::staff_lessons::roster::day_choice(i18n::date_with_weekday(day), there);
                Choice::new(day.to_string(), words)
            };
            so_far.map(choice).collect::<Vec<Choice>>()
        })
    });
    let has_any = Memo::new(move |_| choices.with(|choices| !choices.is_empty()));
    move || {
        has_any.get().then(|| {
            let day = Bound::from(open.day);
            view! { <Select id=DAY label=t::staff_lessons::roster::day() choices=choices value=day /> }
        })
    }
}
