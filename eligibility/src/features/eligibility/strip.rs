//! How every programme stands by the answers so far.

use std::sync::Arc;

use i18n::t;
use policy::{Evaluation, Pack};
use ui::element::{Element, IntoChild, el};

use super::{
    check::Check,
    memory::day_of,
    numbers::{evaluations, grouped},
    standing::{Standing, tag},
    words::words,
};

/// How many stand how, read aloud when it changes, and the programmes of which something can be said.
pub(super) fn strip(pack: Arc<Pack>, check: impl Fn() -> Check + Send + 'static) -> Element {
    let lines = move || {
        let check = check();
        let found = evaluations(&pack, &check, day_of(&check));
        let groups = grouped(&found);
        let counts: Vec<Element> = groups
            .iter()
            .map(|(standing, group)| count(*standing, group.len()))
            .collect();
        let said: Vec<Element> = groups
            .iter()
            .filter(|(standing, _)| *standing != Standing::Unknown && standing.has_rule())
            .flat_map(|(standing, group)| group.iter().map(|found| line(&pack, *standing, found)))
            .collect();
        vec![
            el("p")
                .class("eligibility__counts")
                .attr("aria-live", "polite")
                .child(counts)
                .into_child(),
            (!said.is_empty())
                .then(|| el("ul").class("eligibility__strip-list").child(said))
                .into_child(),
        ]
    };
    el("section")
        .class("eligibility__strip")
        .attr("aria-labelledby", "so-far")
        .child(
            el("h2")
                .class("eligibility__strip-title")
                .id("so-far")
                .child(t::eligibility::so_far()),
        )
        .child(lines)
}

/// How many programmes stand this way.
pub(super) fn count(standing: Standing, programmes: usize) -> Element {
    el("span")
        .class("eligibility__count")
        .child(t::eligibility::count(standing.words(), programmes))
}

fn line(pack: &Pack, standing: Standing, found: &Evaluation) -> Element {
    el("li")
        .class("eligibility__strip-line")
        .child(el("span").child(words(pack).programme(&found.programme).to_owned()))
        .child(tag(standing))
}
