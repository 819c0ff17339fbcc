//! Which subsidies the eligibility check of this tab says would pay for a course. Nothing leaves the device: the check leaves
//! its verdicts in the tab, and the pages of courses read them.

use crate::{
    element::{Element, el},
    link,
};
use i18n::t;
use leptos::prelude::window;

/// What the check leaves: a line for each subsidy, `programme|standing|name`.
const KEY: &str = "fumin.eligibility.training";

/// A subsidy and how it stands.
#[derive(Debug, PartialEq, Eq)]
struct Cover<'a> {
    programme: &'a str,
    standing: &'a str,
    name: &'a str,
}

/// What the check of this tab says, a line each; nothing where there was none. Names are data in the language given.
pub fn covers(language: &'static str) -> Vec<Element> {
    let kept = window().session_storage().ok().flatten();
    let kept = kept.and_then(|kept| kept.get_item(KEY).ok().flatten());
    let kept = kept.unwrap_or_default();
    read(&kept)
        .into_iter()
        .filter_map(|cover| row(cover, language))
        .collect()
}

fn read(text: &str) -> Vec<Cover<'_>> {
    text.lines()
        .filter_map(|line| {
            let mut parts = line.splitn(3, '|');
            Some(Cover {
                programme: parts.next()?,
                standing: parts.next()?,
                name: parts.next()?,
            })
        })
        .collect()
}

/// None for a standing of a newer check.
fn row(cover: Cover<'_>, language: &'static str) -> Option<Element> {
    let words = match cover.standing {
        "eligible" => t::courses::covers::eligible(),
        "one-step" => t::courses::covers::one_step(),
        "unknown" => t::courses::covers::unknown(),
        "not-eligible" => t::courses::covers::not_eligible(),
        _ => return None,
    };
    let name = link(["/eligibility/programme/", cover.programme].concat())
        .attr("lang", language)
        .child(cover.name.to_owned());
    Some(el("li").child(name).child(el("strong").child(words)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_a_subsidy_and_what_is_none_is_passed_over() {
        let text = "training_subsidy|eligible|职业培训补贴\n\nbroken\nx|unknown|a|b";
        let expected = [
            Cover {
                programme: "training_subsidy",
                standing: "eligible",
                name: "职业培训补贴",
            },
            Cover {
                programme: "x",
                standing: "unknown",
                name: "a|b",
            },
        ];
        assert_eq!(read(text), expected);
        assert_eq!(read(""), []);
    }
}
