//! A date as three numbers: nobody scrolls a calendar back to 1966.

use crate::{
    Bound, Text,
    element::{Element, el},
    field::Frame,
};
use i18n::t;
use leptos::prelude::*;

/// Year, month and day in three boxes; `value` is `1966-05-03`, or what was typed so far joined by hyphens.
#[component]
pub fn DateField(
    /// The id of the first box, and the key among the form's errors.
    #[prop(into)]
    id: Text,
    /// The question.
    #[prop(into)]
    label: Text,
    /// How to fill it in.
    #[prop(into, optional)]
    hint: Option<Text>,
    /// The date as text.
    #[prop(into)]
    value: Bound<String>,
    /// Whether it is the person's own birth date, which the browser may offer.
    #[prop(optional)]
    is_birthday: bool,
) -> impl IntoView {
    let frame = Frame::new(id, label, hint);
    let invalid = frame.invalid();
    let boxes = [
        (t::common::date::year(), "", "bday-year"),
        (t::common::date::month(), "-month", "bday-month"),
        (t::common::date::day(), "-day", "bday-day"),
    ];
    let controls: Vec<Element> = boxes
        .into_iter()
        .enumerate()
        .map(|(at, (words, suffix, autocomplete))| {
            let id = format!("{}{suffix}", frame.id);
            let control = el("input")
                .class(if at == 0 {
                    "field__control date-field__year"
                } else {
                    "field__control date-field__number"
                })
                .id(id.clone())
                .attr("inputmode", "numeric")
                .attr(
                    "autocomplete",
                    if is_birthday { autocomplete } else { "off" },
                )
                .attr("aria-invalid", move || invalid.get())
                .prop("value", move || part(&value.get(), at))
                .on("change", move |event| {
                    value.set(with_part(
                        &value.get_untracked(),
                        at,
                        &event_target_value(&event),
                    ))
                });
            el("label")
                .class("date-field__part")
                .attr("for", id)
                .child(words)
                .child(control)
        })
        .collect();
    frame.around_group(el("div").class("date-field").child(controls))
}

fn part(text: &str, at: usize) -> String {
    text.splitn(3, '-')
        .nth(at)
        .map(|part| {
            if at == 0 {
                part
            } else {
                part.trim_start_matches('0')
            }
        })
        .unwrap_or_default()
        .to_owned()
}

/// The date's text with one part replaced: digits only, full-width ones too, padded where ISO wants it.
fn with_part(text: &str, at: usize, typed: &str) -> String {
    let digits: String = typed.chars().filter_map(ascii_digit).collect();
    let number = |index: usize| {
        if index == at {
            digits.clone()
        } else {
            part(text, index)
        }
    };
    let (year, month, day) = (number(0), number(1), number(2));
    if year.is_empty() && month.is_empty() && day.is_empty() {
        return String::new();
    }
    format!("{year}-{}-{}", padded(&month), padded(&day))
}

fn padded(number: &str) -> String {
    if number.len() == 1 {
        format!("0{number}")
    } else {
        number.to_owned()
    }
}

fn ascii_digit(letter: char) -> Option<char> {
    match letter {
        '0'..='9' => Some(letter),
        '０'..='９' => char::from_u32(u32::from(letter) - u32::from('０') + u32::from('0')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{part, with_part};

    #[test]
    fn parts_join_into_an_iso_date() {
        let steps = [
            (0, "1966", "1966--"),
            (1, "5", "1966-05-"),
            (2, "３日", "1966-05-03"),
            (1, "11", "1966-11-03"),
        ];
        let mut text = String::new();
        for (at, typed, expected) in steps {
            text = with_part(&text, at, typed);
            assert_eq!(text, expected);
        }
        assert_eq!(
            [part(&text, 0), part(&text, 1), part(&text, 2)],
            ["1966", "11", "3"]
        );
    }

    #[test]
    fn nothing_typed_is_no_date() {
        assert_eq!(with_part("--03", 2, ""), "");
        assert_eq!(part("", 1), "");
    }
}
