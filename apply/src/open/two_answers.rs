//! Where two answers stand: what was typed here, and what was typed elsewhere meanwhile. A person decides.

use super::{OpenApplication, listed};
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

/// Both answers of one question and the choice between them; nothing where there is one.
pub(crate) fn two_answers(application: OpenApplication, field: Field) -> AnyView {
    let draw = move || {
        let (mine_said, theirs_said) = application.two_answers_of(field)?;
        let mine = Callback::new(move |()| application.keep_mine(field));
        let theirs = Callback::new(move |()| application.take_theirs(field));
        let there = t::apply::two_answers::elsewhere(application.said(field, theirs_said));
        let here = t::apply::two_answers::here(application.said(field, mine_said));
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
        let fields = application.outbox.with(Outbox::to_decide);
        let line = |part, name: &str| {
            let there = application.open.place(part).to_string();
            el("li").child(link(there).child(words::name(name)))
        };
        let fields = fields.iter().filter_map(|id| Field::from_id(id));
        let mut lines: Vec<Element> = fields
            .map(|field| line(Part::Question(field), field.id()))
            .collect();
        let kinds = application.photos.with(|photos| photos.yours.clone());
        lines.extend(listed(&kinds).map(|kind| line(Part::Documents, &account::paper(kind))));
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

impl OpenApplication {
    /// What was typed here and elsewhere, where that is not the same; tracked.
    pub(crate) fn two_answers_of(self, field: Field) -> Option<(Option<Answer>, Option<Answer>)> {
        self.outbox.with(|outbox| outbox.two_answers(field.id()))
    }

    fn keep_mine(self, field: Field) {
        self.outbox.update(|outbox| outbox.keep_mine(field.id()));
        self.keep_unsent(vec![field.id().to_owned()]);
        self.save_now();
    }

    fn take_theirs(self, field: Field) {
        let found = self
            .outbox
            .try_update(|outbox| outbox.take_theirs(field.id()))
            .flatten();
        if let Some(theirs) = found {
            self.open
                .file
                .update(|file| file.answers.set(field, theirs));
            self.keep_unsent(vec![field.id().to_owned()]);
        }
    }

    /// An answer in words.
    fn said(self, field: Field, answer: Option<Answer>) -> Text {
        let mut answers = self.open.file.with_untracked(|file| file.answers.clone());
        answers.set(field, answer);
        let places: Option<Places> = self.places.get_untracked().and_then(Result::ok);
        let words = words::answer(field, &answers, places.as_ref());
        if words.is_empty() {
            t::common::not_answered().into()
        } else {
            words
        }
    }
}
