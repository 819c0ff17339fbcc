//! What a resident began to fill in for a class and has not sent: kept on this device, sealed for the same person.

use account::{Session, kept};
use domain::Date;
use leptos::{prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};

use super::{
    claim::{Typed, today},
    enrol::Found,
};

/// Before the names of what is kept; `public/unsent.js` knows it.
const PREFIX: &str = "enrol/kept/";

/// What was kept before the district's number stood with it stays so long.
const fn days_before() -> u32 {
    30
}

/// The form of one class as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Unsent {
    pub(super) course: String,
    pub(super) session: String,
    pub(super) title: String,
    enrol_by: Date,
    kept_on: Date,
    /// So many days it stays where the class can still be asked for.
    #[serde(default = "days_before")]
    days: u32,
    pub(super) name: String,
    pub(super) typed: Typed,
}

impl Unsent {
    /// The empty form of a class.
    pub(super) fn of(found: &Found) -> Self {
        Self {
            course: found.course.id.clone(),
            session: found.days.id.clone(),
            title: found.course.title.clone(),
            enrol_by: found.days.enrol_by,
            kept_on: today(),
            days: found.draft_days,
            name: String::new(),
            typed: Typed::fresh(),
        }
    }

    /// Whether it is of this class.
    pub(super) fn is_of(&self, course: &str, session: &str) -> bool {
        self.course == course && self.session == session
    }

    /// The last day on which it is there.
    pub(super) fn until(&self) -> Date {
        let days = i32::try_from(self.days).unwrap_or(i32::MAX);
        self.enrol_by.min(self.kept_on.add_days(days))
    }

    fn is_empty(&self) -> bool {
        self.name.trim().is_empty() && self.typed == Typed::fresh()
    }

    async fn keep(&self) {
        if self.is_empty() {
            forget(&self.course, &self.session).await;
        } else if let Ok(text) = serde_json::to_string(self) {
            // Where the device keeps nothing the form works on without.
            kept::put(&key(&self.course, &self.session), &text).await;
        }
    }
}

fn key(course: &str, session: &str) -> String {
    [PREFIX, course, "/", session].concat()
}

/// Forgets what was begun for a class.
pub(super) async fn forget(course: &str, session: &str) {
    kept::forget(&key(course, session)).await;
}

/// Everything that can still be sent; what can not any more is forgotten.
pub(super) async fn all(session: Session) -> Vec<Unsent> {
    let mut found = Vec::new();
    let Some(person) = session.signed_in() else {
        return found;
    };
    if !kept::begin(&person).await {
        return found;
    }
    for text in kept::all(PREFIX).await {
        let Ok(unsent) = json::from_str::<Unsent>(&text) else {
            continue;
        };
        if today() > unsent.until() {
            forget(&unsent.course, &unsent.session).await;
        } else {
            found.push(unsent);
        }
    }
    found
}

/// Keeps what is typed from now on. An effect, as it reaches out to the device and writes no signal.
pub(super) fn keep_typed(blank: Unsent, name: RwSignal<String>, typed: RwSignal<Typed>) {
    Effect::new(move |before: Option<Unsent>| {
        let now = Unsent {
            name: name.get(),
            typed: typed.get(),
            ..blank.clone()
        };
        if before.is_some_and(|before| before != now) {
            let newest = now.clone();
            spawn_local(async move { newest.keep().await });
        }
        now
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse_iso(text).unwrap()
    }

    fn begun(enrol_by: &str) -> Unsent {
        Unsent {
            course: "welder".into(),
            session: "20270301-day".into(),
            title: "焊工班".into(),
            enrol_by: day(enrol_by),
            kept_on: day("2026-11-24"),
            days: 30,
            name: "示例甲".into(),
            typed: Typed::fresh(),
        }
    }

    #[test]
    fn it_stays_to_the_last_day_to_enrol_and_as_long_as_the_district_says_at_most() {
        for (enrol_by, days, until) in [
            ("2026-11-30", 30, "2026-11-30"),
            ("2026-12-24", 30, "2026-12-24"),
            ("2027-02-20", 30, "2026-12-24"),
            ("2027-02-20", 7, "2026-12-01"),
            ("2027-02-20", 90, "2027-02-20"),
        ] {
            let begun = Unsent {
                days,
                ..begun(enrol_by)
            };
            assert_eq!(begun.until(), day(until), "{enrol_by} {days}");
        }
    }

    #[test]
    fn it_comes_back_as_it_was() {
        let kept = begun("2027-02-20");
        let text = serde_json::to_string(&kept).unwrap();
        assert_eq!(json::from_str::<Unsent>(&text), Ok(kept.clone()));
        assert!(kept.is_of("welder", "20270301-day") && !kept.is_of("welder", "other"));
    }

    #[test]
    fn an_empty_form_is_nothing_to_keep() {
        let mut kept = begun("2027-02-20");
        assert!(!kept.is_empty());
        kept.name = " ".into();
        assert!(kept.is_empty());
    }
}
