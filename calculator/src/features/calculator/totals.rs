//! The three sums, in figures and in the words a contract writes them with.

use domain::Money;
use i18n::t;
use ui::element::{Element, el};

use super::answer::Answer;

/// Capitals are Chinese whatever language the page speaks.
const CAPITALS_LANGUAGE: &str = "zh-CN";

/// All interest by who pays it, and everything that is paid back.
pub(super) fn totals(answer: &Answer) -> Element {
    let mut sums = vec![sum(t::calculator::bank(), answer.interest, None)];
    if let Some(shares) = answer.shares {
        sums.push(sum(t::calculator::state(), shares.state, Some("state")));
        sums.push(sum(t::calculator::yours(), shares.yours, Some("yours")));
    }
    let payable = answer.payable();
    let words = if answer.shares.is_some() {
        t::calculator::all_of_it(i18n::money(payable))
    } else {
        t::calculator::all_unshared(i18n::money(payable))
    };
    let who_first = answer.shares.map(|_| {
        el("p")
            .class("calculator__note")
            .child(t::calculator::who_first())
    });
    el("section")
        .child(el("h3").child(t::calculator::totals()))
        .child(el("dl").class("calculator__sums").child(sums))
        .child(
            el("p")
                .class("calculator__all figures")
                .child(el("strong").child(words))
                .child(capitals(payable)),
        )
        .child(who_first)
}

fn sum(name: &'static str, sum: Money, share: Option<&'static str>) -> Element {
    el("div")
        .class("calculator__sum")
        .attr("data-share", share)
        .child(el("dt").child(name))
        .child(
            el("dd")
                .child(
                    el("span")
                        .class("calculator__figure")
                        .child(i18n::money(sum)),
                )
                .child(capitals(sum)),
        )
}

fn capitals(sum: Money) -> Element {
    el("small")
        .class("calculator__capitals")
        .attr("lang", CAPITALS_LANGUAGE)
        .child(sum.to_capitals())
}
