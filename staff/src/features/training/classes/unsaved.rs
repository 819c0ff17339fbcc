//! What is typed on the page of a class and not saved, for the page that is drawn anew because somebody was first.

use super::putting_off::Typed;
use crate::said::Said;
use leptos::prelude::*;

/// A form of the page.
#[derive(Clone, Debug)]
struct Left<T> {
    typed: T,
    said: Option<Said>,
}

/// What the forms leave to those drawn next.
#[derive(Clone, Copy)]
pub(super) struct Unsaved {
    acts: StoredValue<Option<Left<Typed>>>,
    days: StoredValue<Option<Left<Vec<String>>>>,
}

impl Unsaved {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self {
            acts: StoredValue::new(None),
            days: StoredValue::new(None),
        }
    }

    /// Leaves what is done to the class as a whole, and what came of the press.
    pub(super) fn leave_acts(self, typed: Typed, said: Option<Said>) {
        self.acts.set_value(Some(Left { typed, said }));
    }

    /// Leaves the days that are ticked.
    pub(super) fn leave_days(self, typed: Vec<String>, said: Option<Said>) {
        self.days.set_value(Some(Left { typed, said }));
    }

    /// What was left of the class as a whole; once.
    pub(super) fn take_acts(self) -> (Option<Typed>, Option<Said>) {
        take(self.acts)
    }

    /// What was left of the days; once.
    pub(super) fn take_days(self) -> (Option<Vec<String>>, Option<Said>) {
        take(self.days)
    }
}

fn take<T: Send + Sync + 'static>(from: StoredValue<Option<Left<T>>>) -> (Option<T>, Option<Said>) {
    let mut left = None;
    from.update_value(|all| left = all.take());
    left.map_or((None, None), |left| (Some(left.typed), left.said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_goes_on_once() {
        let owner = Owner::new();
        owner.set();
        let unsaved = Unsaved::new();
        assert_eq!(unsaved.take_acts(), (None, None));
        let typed = Typed {
            reason: "下雪".into(),
            ..Typed::default()
        };
        let said = Some(Said::Failed("刚刚有人改过".into(), None));
        unsaved.leave_acts(typed.clone(), said.clone());
        unsaved.leave_days(vec!["2026-12-15".into()], None);
        assert_eq!(unsaved.take_acts(), (Some(typed), said));
        assert_eq!(unsaved.take_acts(), (None, None));
        assert_eq!(
            unsaved.take_days(),
            (Some(vec!["2026-12-15".to_owned()]), None)
        );
    }
}
