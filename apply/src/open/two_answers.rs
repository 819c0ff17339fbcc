//! Where two answers stand: what was typed here, and what was typed elsewhere meanwhile. A person decides.

use super::{OpenApplication, listed, put};
use crate::outbox::Outbox;
use account::{Part, words};
use application::{Answer, Field};
use client::Places;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Text, Tone,
    element::{Element, IntoChild, el},
    link, notice,
};

/// A button whose press is answered beside it: it needs nothing of [`ui::Button`], which weighs more.
pub(super) fn press(words: &'static str, class: &'static str, act: Callback<()>) -> Element {
    el("button")
        .class(class)
        .attr("type", "button")
        .on("click", move |_| act.run(()))
        .child(words)
}

/// A word that asks for one of two presses.
pub(crate) fn choice(
    title: &'static str,
    words: Vec<Element>,
    first: (&'static str, Callback<()>),
    second: (&'static str, Callback<()>),
) -> Element {
    let buttons = el("div")
        .class("row")
        .child(press(first.0, "button", first.1))
        .child(press(second.0, "button button--secondary", second.1));
    notice(Tone::Warning, Some(title.into()), true)
        .child(words)
        .child(buttons)
}

/// Both answers of one question, or both reasons as `documents/<kind>`, and the choice between them; nothing where there is one.
pub(crate) fn two_answers(application: OpenApplication, name: Text) -> AnyView {
    let draw = move || {
        let (mine_said, theirs_said) = application.two_answers_of(&name)?;
        let there = t::apply::two_answers::elsewhere(application.said(&name, theirs_said));
        let here = t::apply::two_answers::here(application.said(&name, mine_said));
        let (kept, taken) = (name.clone(), name.clone());
        let mine = Callback::new(move |()| application.keep_mine(&kept));
        let theirs = Callback::new(move |()| application.take_theirs(&taken));
        let words = vec![el("p").child(here), el("p").child(there)];
        let choice = choice(
            t::apply::two_answers::title(),
            words,
            (t::apply::two_answers::mine(), mine),
            (t::apply::two_answers::theirs(), theirs),
        );
        Some(choice)
    };
    draw.into_child()
}

/// The questions where somebody must decide, each with its way there; nothing where there are none.
pub(crate) fn to_decide(application: OpenApplication) -> AnyView {
    let draw = move || {
        let names = application.outbox.with(Outbox::to_decide);
        let line = |name: &str| {
            let part = Field::from_id(name).map_or(Part::Documents, Part::Question);
            let there = application.open.place(part).to_string();
            el("li").child(link(there).child(words::name(name)))
        };
        let mut lines: Vec<Element> = names.iter().map(|name| line(name)).collect();
        let kinds = application.photos.with(|photos| photos.yours.clone());
        lines.extend(listed(&kinds).map(|kind| line(&account::paper(kind))));
        let found = !lines.is_empty();
        found.then(|| {
            notice(
                Tone::Warning,
                Some(t::apply::two_answers::yours().into()),
                true,
            )
            .child(el("ul").child(lines))
        })
    };
    draw.into_child()
}

/// What was typed here and will not arrive any more, to be copied; nothing where everything has.
pub(crate) fn too_late(application: OpenApplication) -> Option<Element> {
    let unsent = application.outbox.with_untracked(Outbox::unsent);
    let line = |name: String| {
        let answer = application.said(&name, unsent.get(&name).cloned().flatten());
        let here = t::apply::two_answers::here(answer);
        el("li").child(words::name(&name)).child(" ").child(here)
    };
    let lines: Vec<Element> = unsent.names().into_iter().map(line).collect();
    let found = !lines.is_empty();
    found.then(|| {
        notice(
            Tone::Warning,
            Some(t::apply::two_answers::too_late().into()),
            true,
        )
        .child(el("ul").child(lines))
    })
}

impl OpenApplication {
    /// What was typed here and elsewhere, where that is not the same; tracked.
    pub(crate) fn two_answers_of(self, name: &str) -> Option<(Option<Answer>, Option<Answer>)> {
        self.outbox.with(|outbox| outbox.two_answers(name))
    }

    fn keep_mine(self, name: &str) {
        self.outbox.update(|outbox| outbox.keep_mine(name));
        self.keep_unsent(vec![name.to_owned()]);
        self.save_now();
    }

    fn take_theirs(self, name: &str) {
        let found = self
            .outbox
            .try_update(|outbox| outbox.take_theirs(name))
            .flatten();
        if let Some(theirs) = found {
            self.open.file.update(|file| put(file, name, theirs));
            self.keep_unsent(vec![name.to_owned()]);
        }
    }

    /// An answer in words; a reason is its own.
    fn said(self, name: &str, answer: Option<Answer>) -> Text {
        let words = match Field::from_id(name) {
            Some(field) => {
                let mut answers = self.open.file.with_untracked(|file| file.answers.clone());
                answers.set(field, answer);
                let places: Option<Places> = self.places.get_untracked().and_then(Result::ok);
                words::answer(field, &answers, places.as_ref())
            }
            None => answer.map(Answer::into_text).unwrap_or_default().into(),
        };
        if words.is_empty() {
            t::common::not_answered().into()
        } else {
            words
        }
    }
}
