//! A class as this device last loaded it: the page of today's class opens without a line too.

use super::{page::OpenClass, ticks::clock_of};
use crate::{
    clock::{now_ms, today},
    desk::use_desk,
    kept,
};
use api::lesson::RosterView;
use client::{ClientError, Staff};
use domain::Date;
use i18n::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use ui::{Notice, Tone};

const ROSTERS: &str = "roster/";

/// How often a line that was gone is tried again.
const PAUSE: Duration = Duration::from_secs(5);

/// A class with everybody in it, and when it was loaded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct KeptRoster {
    /// By this device's clock, unix milliseconds.
    at_ms: i64,
    roster: RosterView,
}

impl KeptRoster {
    /// Names and phones are not kept longer than the day they are needed.
    fn day(&self) -> Date {
        Date::from_unix_ms_shanghai(self.at_ms)
    }

    fn name(&self) -> String {
        name_of(self.day(), &self.roster.id)
    }
}

/// A class that was found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FoundRoster {
    /// The class.
    pub(super) roster: RosterView,
    /// When the server said so; none when it has just done.
    pub(super) kept_at_ms: Option<i64>,
}

/// Loads a class; for whoever teaches it, without a line, as it was loaded today.
pub(super) async fn find(
    staff: Staff,
    id: &str,
    is_trainer: bool,
) -> Result<FoundRoster, ClientError> {
    match staff.find_roster(id).await {
        Ok(roster) => {
            if is_trainer && roster.may_teach {
                let roster = roster.clone();
                spawn_local(async move {
                    if keep(roster).await {
                        kept::keep_desk().await;
                    }
                });
            }
            Ok(FoundRoster {
                roster,
                kept_at_ms: None,
            })
        }
        Err(ClientError::Offline) if is_trainer => {
            let mut kept = kept_rosters(&name_of(today(), id)).await;
            let kept = kept.pop().ok_or(ClientError::Offline)?;
            Ok(FoundRoster {
                roster: kept.roster,
                kept_at_ms: Some(kept.at_ms),
            })
        }
        Err(error) => Err(error),
    }
}

/// Keeps a class as it is now; says whether that went well.
pub(super) async fn keep(roster: RosterView) -> bool {
    let at_ms = now_ms();
    let kept = KeptRoster { at_ms, roster };
    match serde_json::to_string(&kept) {
        Ok(text) => kept::put(&kept.name(), &text).await,
        Err(_) => false,
    }
}

/// Forgets the classes as they were on other days. Whatever is kept of today meanwhile has another name.
pub(super) async fn forget_old() {
    for kept in kept_rosters(ROSTERS).await {
        if kept.day() != today() {
            kept::clear(&kept.name()).await;
        }
    }
}

async fn kept_rosters(prefix: &str) -> Vec<KeptRoster> {
    let texts = kept::all(prefix).await;
    let rosters = texts.iter().map(|text| serde_json::from_str(text));
    rosters.filter_map(Result::ok).collect()
}

/// Ends so that no other class's name begins with it.
fn name_of(day: Date, id: &str) -> String {
    [ROSTERS, &day.to_string(), "/", id, "/"].concat()
}

/// Says since when the list is, until the server answers again.
#[component]
pub(super) fn KeptRosterNotice(
    /// The class.
    open: OpenClass,
    /// When the list came.
    at_ms: i64,
    /// Loads the class anew, when other people are in it now.
    again: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let is_old = RwSignal::new(true);
    let look = move || {
        if is_old.try_get_untracked() != Some(true) {
            return;
        }
        let id = open.id();
        spawn_local(async move {
            let answer = desk.staff.find_roster(&id).await;
            if is_old.try_get_untracked() != Some(true) {
                return;
            }
            match answer {
                Ok(roster) => {
                    is_old.set(false);
                    if open.has_same_people(&roster) {
                        open.show(roster);
                    } else {
                        again.run(());
                    }
                }
                Err(error) => {
                    desk.has_ended_by(&error);
                }
            }
        });
    };
    let asking = set_interval_with_handle(look, PAUSE);
    on_cleanup(move || {
        if let Ok(asking) = asking {
            asking.clear();
        }
    });
    let words = StoredValue::new(t::staff_lessons::offline::old(clock_of(at_ms)));
    move || {
        is_old.get().then(|| {
            view! {
                <Notice tone=Tone::Warning is_live=true>
                    <p>{words.get_value()}</p>
                </Notice>
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::tests::roster;
    use super::*;

    #[test]
    fn a_list_of_names_is_of_one_day() {
        let day = Date::parse_iso("2026-12-15").unwrap();
        let kept = |at_ms| KeptRoster {
            at_ms,
            roster: roster("2026-12-15"),
        };
        let begins = day.start_ms_shanghai();
        assert_eq!(kept(begins).day(), day);
        assert_eq!(kept(begins + 86_399_999).day(), day);
        assert_ne!(kept(begins - 1).day(), day);
        assert_ne!(kept(begins + 86_400_000).day(), day);
        assert_ne!(kept(begins).name(), kept(begins - 1).name());
        let text = serde_json::to_string(&kept(begins)).unwrap();
        assert_eq!(
            serde_json::from_str::<KeptRoster>(&text).unwrap(),
            kept(begins)
        );
    }

    #[test]
    fn no_name_of_a_class_begins_with_anothers() {
        let day = Date::parse_iso("2026-12-15").unwrap();
        assert!(!name_of(day, "a.1-day2").starts_with(&name_of(day, "a.1-day")));
    }
}
