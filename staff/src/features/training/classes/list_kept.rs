//! The list of classes as this device last loaded it: without a line it leads to the classes that were opened today.

use super::ticks::clock_of;
use crate::{
    clock::{now_ms, today},
    kept,
};
use api::lesson::ListStaffClassesResponse;
use client::{ClientError, Staff};
use domain::Date;
use i18n::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use ui::{Button, ButtonKind, Notice, Tone};

const LISTS: &str = "classes/";

/// A list, and when it was loaded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct KeptList {
    /// By this device's clock, unix milliseconds.
    at_ms: i64,
    list: ListStaffClassesResponse,
}

impl KeptList {
    fn day(&self) -> Date {
        Date::from_unix_ms_shanghai(self.at_ms)
    }
}

/// A list that was found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FoundList {
    /// The classes.
    pub(super) list: ListStaffClassesResponse,
    /// When the server said so; none when it has just done.
    pub(super) kept_at_ms: Option<i64>,
}

/// Loads the list; for a trainer, without a line, as it was loaded today.
pub(super) async fn find(staff: Staff, is_trainer: bool) -> Result<FoundList, ClientError> {
    match staff.list_classes().await {
        Ok(list) => {
            if is_trainer {
                keep(list.clone()).await;
            }
            Ok(FoundList {
                list,
                kept_at_ms: None,
            })
        }
        Err(ClientError::Offline) if is_trainer => {
            let kept = kept_today().await.ok_or(ClientError::Offline)?;
            Ok(FoundList {
                list: kept.list,
                kept_at_ms: Some(kept.at_ms),
            })
        }
        Err(error) => Err(error),
    }
}

/// Forgets the lists of other days. Whatever is kept of today meanwhile has another name.
pub(super) async fn forget_old() {
    let old = kept_lists(LISTS).await.into_iter().map(|kept| kept.day());
    for day in old.filter(|day| *day != today()) {
        kept::clear(&name_of(day)).await;
    }
}

async fn keep(list: ListStaffClassesResponse) {
    let at_ms = now_ms();
    let kept = KeptList { at_ms, list };
    if let Ok(text) = serde_json::to_string(&kept)
        && kept::put(&name_of(kept.day()), &text).await
    {
        spawn_local(kept::keep_desk());
    }
}

async fn kept_today() -> Option<KeptList> {
    kept_lists(&name_of(today())).await.pop()
}

async fn kept_lists(prefix: &str) -> Vec<KeptList> {
    let texts = kept::all(prefix).await;
    let lists = texts.iter().map(|text| serde_json::from_str(text));
    lists.filter_map(Result::ok).collect()
}

fn name_of(day: Date) -> String {
    [LISTS, &day.to_string()].concat()
}

/// Says since when the list is, with the way to a newer one.
pub(super) fn old(at_ms: i64, again: Callback<()>) -> AnyView {
    let words = t::staff_lessons::offline::old_list(clock_of(at_ms));
    view! {
        <Notice tone=Tone::Warning is_live=true>
            <p>{words}</p>
            <Button kind=ButtonKind::Secondary on_press=again>{t::common::retry()}</Button>
        </Notice>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_classes_is_of_one_day() {
        let day = Date::parse_iso("2026-12-15").unwrap();
        let kept = |at_ms| KeptList {
            at_ms,
            list: ListStaffClassesResponse {
                classes: Vec::new(),
            },
        };
        let begins = day.start_ms_shanghai();
        assert_eq!(kept(begins).day(), day);
        assert_eq!(kept(begins + 86_399_999).day(), day);
        assert_ne!(kept(begins - 1).day(), day);
        assert_ne!(kept(begins + 86_400_000).day(), day);
        let text = serde_json::to_string(&kept(begins)).unwrap();
        assert_eq!(
            serde_json::from_str::<KeptList>(&text).unwrap(),
            kept(begins)
        );
    }
}
