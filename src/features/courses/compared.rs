//! The courses chosen to be compared, at most three: kept in this tab, since the way to the next one may lead through its page.

use leptos::prelude::*;

use super::{LIST, model::is_course_id};

/// More columns do not fit beside each other on a phone.
pub(super) const MOST: usize = 3;

/// The key in `sessionStorage`.
const KEY: &str = "fumin.courses.compared";

/// The courses chosen.
#[derive(Clone, Copy)]
pub(super) struct Compared {
    ids: RwSignal<Vec<String>>,
    /// Whether one more was asked for than there may be.
    is_over: RwSignal<bool>,
}

impl Compared {
    /// Those chosen in this tab before.
    pub(super) fn open() -> Self {
        let kept = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
        Self {
            ids: RwSignal::new(read(&kept.unwrap_or_default())),
            is_over: RwSignal::new(false),
        }
    }

    /// Which, in the order they were chosen; tracked.
    pub(super) fn ids(self) -> Vec<String> {
        self.ids.get()
    }

    /// The same, untracked.
    pub(super) fn ids_untracked(self) -> Vec<String> {
        self.ids.get_untracked()
    }

    /// Whether this one is among them; tracked.
    pub(super) fn has(self, id: &str) -> bool {
        self.ids.with(|ids| has(ids, id))
    }

    /// Whether one more was asked for than there may be; tracked.
    pub(super) fn is_over(self) -> bool {
        self.is_over.get()
    }

    /// Chooses it, or no longer.
    pub(super) fn turn(self, id: &str) {
        let mut ids = self.ids.get_untracked();
        self.is_over.set(!turn(&mut ids, id));
        self.put(ids);
    }

    /// Takes these instead: somebody came by a link.
    pub(super) fn put(self, ids: Vec<String>) {
        if let Some(storage) = storage() {
            let _ = storage.set_item(KEY, &ids.join(","));
        }
        if self.ids.with_untracked(|known| *known != ids) {
            self.ids.set(ids);
        }
    }
}

fn storage() -> Option<leptos::web_sys::Storage> {
    window().session_storage().ok()?
}

fn has(ids: &[String], id: &str) -> bool {
    ids.iter().any(|known| known == id)
}

/// False when there is no room.
fn turn(ids: &mut Vec<String>, id: &str) -> bool {
    if has(ids, id) {
        ids.retain(|known| known != id);
        return true;
    }
    let has_room = ids.len() < MOST;
    if has_room {
        ids.push(id.to_owned());
    }
    has_room
}

/// The first three courses that a list names, each once.
pub(super) fn read(text: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for id in text.split(',').filter(|id| is_course_id(id)) {
        if ids.len() < MOST && !has(&ids, id) {
            ids.push(id.to_owned());
        }
    }
    ids
}

/// The address under which these stand side by side.
pub(super) fn address(ids: &[String]) -> String {
    [LIST, "/compare?ids=", &ids.join(",")].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_are_compared_and_a_fourth_finds_no_room() {
        let mut ids = Vec::new();
        for (id, has_room, expected) in [
            ("a", true, "a"),
            ("b", true, "a,b"),
            ("c", true, "a,b,c"),
            ("d", false, "a,b,c"),
            ("b", true, "a,c"),
            ("d", true, "a,c,d"),
        ] {
            assert_eq!(turn(&mut ids, id), has_room, "{id}");
            assert_eq!(ids.join(","), expected, "{id}");
        }
        assert_eq!(address(&ids), "/courses/compare?ids=a,c,d");
    }

    #[test]
    fn an_address_names_courses_and_nothing_else() {
        for (text, expected) in [
            ("", ""),
            ("a", "a"),
            ("a,a,b", "a,b"),
            ("a,b,c,d", "a,b,c"),
            ("../x,a,<b>,焊", "a"),
        ] {
            assert_eq!(read(text).join(","), expected, "{text}");
        }
    }
}
