//! Inserting the office's own words into a box, to be edited before anything is sent.

use api::template::{TemplatePurpose, TemplateView};
use client::Staff;
use i18n::t;
use leptos::{prelude::*, task::spawn_local};
use ui::{Bound, Button, ButtonKind, Choice, Select};

/// The office's templates, asked for when the first box that takes some is shown.
#[derive(Clone, Copy)]
struct Templates {
    staff: Staff,
    known: RwSignal<Option<Vec<TemplateView>>>,
    is_asked: StoredValue<bool>,
}

/// Keeps them for the components below.
pub(super) fn provide_templates(staff: Staff) {
    provide_context(Templates {
        staff,
        known: RwSignal::new(None),
        is_asked: StoredValue::new(false),
    });
}

impl Templates {
    fn ask(self) {
        let was_asked = self
            .is_asked
            .try_update_value(|is| std::mem::replace(is, true));
        if was_asked == Some(false) {
            spawn_local(async move {
                // Without an answer there is nothing to insert, and the box can be typed into as before.
                if let Ok(found) = self.staff.list_templates().await {
                    self.known.try_set(Some(found.templates));
                }
            });
        }
    }
}

/// A short list and a button, where the office has words for this.
#[component]
pub(super) fn InsertTemplate(
    /// The id of the list.
    #[prop(into)]
    id: String,
    /// What the words are for.
    purpose: TemplatePurpose,
    /// The box.
    target: Bound<String>,
) -> impl IntoView {
    let templates: Templates = expect_context();
    templates.ask();
    let chosen = RwSignal::new(String::new());
    let choices = Signal::derive(move || {
        templates.known.with(|known| {
            let fitting = known.iter().flatten().filter(|one| one.purpose == purpose);
            fitting
                .map(|one| Choice::new(one.id.clone(), one.title.clone()))
                .collect::<Vec<_>>()
        })
    });
    let insert = Callback::new(move |()| {
        let id = chosen.get_untracked();
        let words = templates.known.with_untracked(|known| {
            let found = known.iter().flatten().find(|one| one.id == id);
            found.map(|one| one.words.clone())
        });
        if let Some(words) = words {
            target.set(inserted(&target.get_untracked(), &words));
        }
    });
    let is_there = Memo::new(move |_| choices.with(|choices| !choices.is_empty()));
    move || {
        let id = id.clone();
        is_there.get().then(|| {
            view! {
                <div class="file__template">
                    <Select id=id label=t::staff_template::choose() choices=choices value=chosen />
                    <Button kind=ButtonKind::Secondary on_press=insert>{t::staff_template::insert()}</Button>
                </div>
            }
            .into_any()
        })
    }
}

/// What was typed stays, and the words follow on a line of their own.
fn inserted(typed: &str, words: &str) -> String {
    let typed = typed.trim_end();
    if typed.is_empty() {
        words.to_owned()
    } else {
        [typed, "\n", words].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_is_lost() {
        for (typed, expected) in [
            ("", "请重拍。"),
            ("  \n", "请重拍。"),
            ("第二页", "第二页\n请重拍。"),
            ("第二页\n", "第二页\n请重拍。"),
        ] {
            assert_eq!(inserted(typed, "请重拍。"), expected);
        }
    }
}
