//! The interest of every due date as bars: the state's part on top of yours. The table below says the same in figures.

use domain::Money;
use i18n::t;
use ui::element::{Element, drawing, el};

use super::answer::{Answer, Line};

/// The drawing's own measure; the page stretches it.
const WIDTH: i64 = 3_600;
const HEIGHT: i64 = 1_000;

/// The drawing with its words; none where nothing is charged or nobody says who pays.
pub(super) fn chart(answer: &Answer) -> Option<Element> {
    answer.shares?;
    let interests = || answer.lines.iter().map(|line| line.interest);
    let most = interests().max().filter(|most| *most > Money::ZERO)?;
    let least = interests().min()?;
    let words =
        t::calculator::chart::words(answer.lines.len(), i18n::money(most), i18n::money(least));
    let count = i64::try_from(answer.lines.len()).unwrap_or(1).max(1);
    let bars: Vec<Element> = (0..)
        .zip(&answer.lines)
        .map(|(at, line)| bar(at, count, line, most))
        .collect();
    let picture = drawing("svg")
        .class("calculator__bars")
        .attr("viewBox", format!("0 0 {WIDTH} {HEIGHT}"))
        .attr("preserveAspectRatio", "none")
        .attr("role", "img")
        .attr("aria-label", words)
        .child(bars);
    let ends = [answer.lines.first(), answer.lines.last()];
    let days: Vec<Element> = ends
        .into_iter()
        .flatten()
        .map(|line| el("span").child(i18n::month(line.date)))
        .collect();
    Some(
        el("figure")
            .class("calculator__chart")
            .child(
                el("figcaption")
                    .child(el("strong").child(t::calculator::chart::title()))
                    .child(key("state", t::calculator::state()))
                    .child(key("yours", t::calculator::yours())),
            )
            .child(
                el("p")
                    .class("calculator__most figures")
                    .child(t::calculator::chart::most(i18n::money(most))),
            )
            .child(picture)
            .child(el("p").class("calculator__days").child(days)),
    )
}

/// What a ground means.
fn key(share: &'static str, words: &'static str) -> Element {
    el("span")
        .class("calculator__key")
        .attr("data-share", share)
        .child(words)
}

fn bar(at: i64, count: i64, line: &Line, most: Money) -> Element {
    let (left, right) = (at * WIDTH / count, (at + 1) * WIDTH / count);
    let gap = ((right - left) / 5).min(40);
    let height = |sum: Money| {
        let high = i128::from(sum.fen()) * i128::from(HEIGHT) / i128::from(most.fen().max(1));
        i64::try_from(high).unwrap_or(HEIGHT)
    };
    let (all, yours) = (
        height(line.interest),
        height(line.shares.map_or(Money::ZERO, |shares| shares.yours)),
    );
    let part = |share: &'static str, bottom: i64, top: i64| {
        drawing("rect")
            .attr("data-share", share)
            .attr("x", (left + gap / 2).to_string())
            .attr("width", (right - left - gap).max(1).to_string())
            .attr("y", (HEIGHT - top).to_string())
            .attr("height", (top - bottom).to_string())
    };
    drawing("g")
        .child(part("yours", 0, yours))
        .child(part("state", yours, all))
}
