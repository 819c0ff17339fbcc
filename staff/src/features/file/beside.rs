//! Two papers beside one another, or a paper beside the answers, each at its own size and side up. What is looked at, and
//! how, lasts as long as the page.

mod look;

use super::{answers::plain_answers, open_file::use_open_file, papers::not_shown};
use crate::papers::{is_photo, name};
use crate::words;
use api::{application::DocumentView, path, staff::StaffApplicationView};
use i18n::t;
use leptos::{html, prelude::*, wasm_bindgen::JsCast, web_sys};
use look::{Look, Step};
use ui::{Button, ButtonKind, Choice, Select};

/// What stands in the two panes; an empty text is the answers.
#[derive(Clone, Copy)]
pub(super) struct Beside {
    is_open: RwSignal<bool>,
    panes: [RwSignal<String>; 2],
    heading: NodeRef<html::H2>,
    /// What had the focus before, and gets it back.
    before: StoredValue<Option<web_sys::Element>, LocalStorage>,
}

/// Keeps the panes for the components below.
pub(super) fn provide_beside() {
    provide_context(Beside {
        is_open: RwSignal::new(false),
        panes: [RwSignal::default(), RwSignal::default()],
        heading: NodeRef::new(),
        before: StoredValue::new_local(None),
    });
}

/// The panes of this page.
pub(super) fn use_beside() -> Beside {
    expect_context()
}

impl Beside {
    /// Shows a paper beside the answers, or, when one is being looked at, beside that one.
    pub(super) fn show(self, id: String) {
        if self.is_open.get_untracked() {
            let [first, second] = self.panes;
            if first.get_untracked() != id {
                second.set(id);
            }
            self.focus();
            return;
        }
        self.before.set_value(document().active_element());
        let [first, second] = self.panes;
        first.set(id);
        second.set(String::new());
        self.is_open.set(true);
    }

    fn focus(self) {
        if let Some(heading) = self.heading.get_untracked() {
            let _ = heading.focus();
        }
    }

    fn close(self) {
        self.is_open.set(false);
        let before = self.before.try_update_value(Option::take).flatten();
        let before = before.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(before) = before {
            let _ = before.focus();
        }
    }
}

/// The panes, while something is looked at.
#[component]
pub(super) fn PapersBeside() -> impl IntoView {
    let beside = use_beside();
    Effect::new(move |_| {
        if let Some(heading) = beside.heading.get() {
            let _ = heading.focus();
        }
    });
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            beside.close();
        }
    };
    let close = Callback::new(move |()| beside.close());
    move || {
        beside.is_open.get().then(|| {
            let [first, second] = beside.panes;
            view! {
                <section class="panel file__beside" on:keydown=escape>
                    <h2 class="file__heading" tabindex="-1" node_ref=beside.heading>{t::staff_file::beside::title()}</h2>
                    <p class="file__note">{t::staff_file::beside::about()}</p>
                    <div class="file__panes">
                        <Pane id="beside-first" label=t::staff_file::beside::first() chosen=first />
                        <Pane id="beside-second" label=t::staff_file::beside::second() chosen=second />
                    </div>
                    <Button kind=ButtonKind::Secondary on_press=close>{t::staff_file::beside::close()}</Button>
                </section>
            }
            .into_any()
        })
    }
}

#[component]
fn Pane(
    /// The id of its list.
    id: &'static str,
    /// Which of the two.
    label: &'static str,
    /// What it shows.
    chosen: RwSignal<String>,
) -> impl IntoView {
    let open_file = use_open_file();
    let listed = Signal::derive(move || open_file.file.with(choices));
    let shown = move || {
        let wanted = chosen.get();
        if wanted.is_empty() {
            return view! { <div class="file__glass" role="region" aria-label=t::staff_file::answers::title() tabindex="0">{plain_answers(open_file)}</div> }
                .into_any();
        }
        // Untracked: what happens to the file meanwhile does not turn the paper back.
        let found = open_file.file.with_untracked(|file| {
            let name = choices(file)
                .into_iter()
                .find(|choice| choice.value == wanted)?
                .label;
            let id = &file.application.id;
            Some((path::with_document(path::STAFF_DOCUMENT, id, &wanted), name))
        });
        match found {
            Some((href, name)) => view! { <Sheet href=href name=name.to_string() /> }.into_any(),
            None => view! { <p>{t::staff_file::beside::gone()}</p> }.into_any(),
        }
    };
    view! {
        <div class="file__pane" role="group" aria-label=label>
            <Select id=id label=label choices=listed value=chosen empty=t::staff_file::answers::title() />
            {shown}
        </div>
    }
    .into_any()
}

/// The photos, each by what it should show, several of a kind counted; those of offices by their names.
fn choices(file: &StaffApplicationView) -> Vec<Choice> {
    let photos: Vec<&DocumentView> = file
        .application
        .documents
        .iter()
        .filter(|paper| is_photo(paper))
        .collect();
    let choice = |(at, paper): (usize, &&DocumentView)| {
        let mut field = String::from("documents/");
        field.push_str(&paper.kind);
        let name = words::name(&field);
        let is_same = |other: &&&DocumentView| other.kind == paper.kind;
        let before = photos.iter().take(at).filter(is_same).count();
        let label = match before {
            0 => name.to_string(),
            before => t::staff_file::beside::another(name, before + 1),
        };
        Choice::new(paper.id.clone(), label)
    };
    let offices = file.office_papers.iter();
    let offices = offices.filter(|one| is_photo(&one.paper));
    let offices = offices.map(|one| Choice::new(one.paper.id.clone(), name(one)));
    let own = photos.iter().enumerate().map(choice);
    own.chain(offices).collect()
}

#[component]
fn Sheet(
    /// Where the photo is.
    href: String,
    /// What it should show.
    name: String,
) -> impl IntoView {
    let look = RwSignal::new(Look::default());
    let is_gone = RwSignal::new(false);
    let go = move |step| look.update(|look| *look = look.after(step));
    let key = move |event: leptos::ev::KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        if let Some(step) = Step::of_key(&event.key()) {
            event.prevent_default();
            go(step);
        }
    };
    let buttons: Vec<AnyView> = Step::ALL
        .into_iter()
        .map(|step| {
            let press = Callback::new(move |()| go(step));
            view! { <Button kind=ButtonKind::Secondary on_press=press>{step_words(step)}</Button> }
                .into_any()
        })
        .collect();
    let state = move || {
        let look = look.get();
        t::staff_file::beside::state(look.percent(), look.degrees())
    };
    let width = move || format!("{}%", look.get().percent());
    let turn = move || format!("rotate({}deg)", look.get().degrees());
    let alt = t::staff_file::answers::paper_alt(&name);
    view! {
        <div on:keydown=key>
            <div class="row">{buttons}</div>
            <p class="file__note" role="status">{state}</p>
            {not_shown(is_gone)}
            <div class="file__glass" role="region" aria-label=name tabindex="0">
                <div class="file__sheet" style:width=width>
                    <img
                        class="file__sheet-image"
                        src=href
                        alt=alt
                        style:transform=turn
                        on:error=move |_| is_gone.set(true)
                    />
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn step_words(step: Step) -> &'static str {
    match step {
        Step::Larger => t::staff_file::beside::larger(),
        Step::Smaller => t::staff_file::beside::smaller(),
        Step::Turn => t::staff_file::beside::turn(),
        Step::Whole => t::staff_file::beside::whole(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(id: &str, kind: &str, media_type: &str) -> DocumentView {
        DocumentView {
            id: id.into(),
            kind: kind.into(),
            media_type: media_type.into(),
            size_bytes: 1,
            received_at_ms: 0,
            doubts: Vec::new(),
        }
    }

    #[test]
    fn photos_can_be_chosen_and_those_of_a_kind_are_told_apart() {
        let mut file = super::super::draft::testing::file();
        file.application.documents = vec![
            paper("1", "id_card_front", "image/jpeg"),
            paper("2", "business_licence", "application/pdf"),
            paper("3", "id_card_front", "image/jpeg"),
        ];
        let found = choices(&file);
        let ids: Vec<&str> = found.iter().map(|choice| &*choice.value).collect();
        assert_eq!(ids, ["1", "3"]);
        assert_ne!(found[0].label, found[1].label);
        assert!(found[1].label.contains('2'));
    }
}
