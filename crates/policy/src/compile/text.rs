//! Sentences with a version's values put in.

use std::collections::BTreeMap;

use super::source::{Both, CiteSource, Parsed, Unit};

/// Puts `{parameter}` values into both languages.
pub(crate) fn fill(
    both: &Both,
    parameters: &BTreeMap<String, (i64, CiteSource)>,
    parsed: &Parsed<'_>,
) -> Result<Both, String> {
    let one = |text: &str, zh: bool| {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, tail) = after
                .split_once('}')
                .ok_or("has a { without a }; close it")?;
            let value = parameters.get(name).map(|(value, _)| *value);
            let (Some(value), Some(parameter)) = (value, parsed.parameters.get(name)) else {
                return Err(format!(
                    "names {{{name}}}, which has no single value over this version's days"
                ));
            };
            filled.push_str(before);
            filled.push_str(&shown(value, parameter.unit, zh));
            rest = tail;
        }
        filled.push_str(rest);
        Ok(filled)
    };
    if both.zh.is_empty() != both.en.is_empty() {
        return Err("is written in one language only; write zh and en".into());
    }
    Ok(Both {
        zh: one(&both.zh, true)?,
        en: one(&both.en, false)?,
    })
}

/// A value in words: money in 万元 or with thousands, the rest as a number.
fn shown(value: i64, unit: Unit, zh: bool) -> String {
    if unit != Unit::Yuan {
        return value.to_string();
    }
    let yuan = value / 100;
    if zh && yuan % 10_000 == 0 {
        return format!("{}万元", yuan / 10_000);
    }
    let digits = yuan.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if zh {
        format!("{grouped}元")
    } else {
        format!("CNY {grouped}")
    }
}
