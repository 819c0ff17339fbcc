//! Everything that is wrong with a draft, at once.

mod class;
mod days;

use catalogue::{SkillLevel, SubsidyStandard};
use domain::{Date, Money};

use crate::date::day;
use crate::draft::text;
use crate::finding::in_class;
use crate::{Draft, Field, Finding, Ground, Licence, Values, class_key};

/// The longest a course may teach; more is a slip of the keyboard.
const MOST_HOURS: u32 = 2_000;
/// The largest class a room is believed to hold.
const MOST_SEATS: u32 = 500;

/// Everything there is to say about a draft, in the order of the form. Without an error it can be handed in.
#[must_use]
pub fn check(draft: &Draft, ground: &Ground<'_>) -> Vec<Finding> {
    let mut findings = read_all(&draft.course, Field::of_course(), ground, |field| {
        field.id().to_owned()
    });
    check_course(draft, ground, &mut findings);
    findings.extend(crate::photo::check(draft));
    if draft.classes.is_empty() {
        findings.push(Finding::error("classes", "no_class", ""));
    }
    for (index, class) in draft.classes.iter().enumerate() {
        let at = |field: Field| in_class(index, field);
        findings.extend(read_all(class, Field::of_class(), ground, at));
        class::check(draft, index, class, ground, &mut findings);
    }
    check_classes(draft, ground, &mut findings);
    findings
}

/// What each value says of itself.
fn read_all(
    values: &Values,
    fields: impl Iterator<Item = Field>,
    ground: &Ground<'_>,
    at: impl Fn(Field) -> String,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for field in fields {
        match ground.read(field, text(values, field)) {
            Err(flaw) => findings.push(Finding::error(at(field), flaw.code, flaw.with)),
            Ok(reading) if reading.value.is_empty() && field.is_required() => {
                findings.push(Finding::error(at(field), "required", ""));
            }
            Ok(reading) => {
                let note = reading.note;
                findings.extend(note.map(|code| Finding::note(at(field), code, "")));
            }
        }
    }
    findings
}

fn check_course(draft: &Draft, ground: &Ground<'_>, findings: &mut Vec<Finding>) {
    let mut error = |field: Field, code: &str, with: String| {
        findings.push(Finding::error(field.id(), code, with));
    };
    let number = |field| crate::whole_number(draft.text(field));
    match number(Field::Hours) {
        Some(0) => error(Field::Hours, "hours_zero", String::new()),
        Some(hours) if hours > MOST_HOURS => {
            error(Field::Hours, "hours_too_many", MOST_HOURS.to_string());
        }
        _ => {}
    }
    match number(Field::VenueSeats) {
        Some(0) => error(Field::VenueSeats, "seats_zero", String::new()),
        Some(seats) if seats > MOST_SEATS => {
            error(Field::VenueSeats, "seats_too_many", MOST_SEATS.to_string());
        }
        _ => {}
    }
    if ground.other_titles.contains(draft.title()) {
        error(Field::Title, "duplicate_title", draft.title().to_owned());
    }
    let licence = ground.licence;
    let division = value(ground, &draft.course, Field::Division);
    if !division.is_empty()
        && !licence.divisions.is_empty()
        && !licence.divisions.contains(&division)
    {
        let named = |code: &String| {
            let known = ground.divisions.iter().find(|known| known.code == *code);
            known.map_or_else(|| code.clone(), |known| known.name.clone())
        };
        let names: Vec<_> = licence.divisions.iter().map(named).collect();
        error(
            Field::Division,
            "division_outside_branches",
            names.join("、"),
        );
    }
    if let Some((field, code, with)) = outside_licence(draft, licence) {
        error(field, code, with);
    }
    if licence.valid_until < ground.today {
        error(
            Field::Trade,
            "licence_expired",
            licence.valid_until.to_string(),
        );
    }
    let is_subsidised = value(ground, &draft.course, Field::IsSubsidised) == "yes";
    let price = value(ground, &draft.course, Field::Price);
    if is_subsidised && !price.is_empty() && price != "0" {
        findings.extend(against_standard(draft, ground, &price));
    }
    if is_subsidised {
        findings.extend(outside_catalogues(draft, ground));
    }
}

/// The price beside what is paid for a person in the classes that have not ended. A standard that the district has still to
/// confirm is said, and stops nothing.
fn against_standard(draft: &Draft, ground: &Ground<'_>, price: &str) -> Option<Finding> {
    let trade = draft.text(Field::Trade).trim();
    let level = value(ground, &draft.course, Field::Level);
    let level = SkillLevel::from_code(&level);
    let days = class_days(draft, ground).into_iter();
    let in_force = days.filter_map(|on| SubsidyStandard::find(ground.standards, trade, level, on));
    let in_force: Vec<_> = in_force.collect();
    if in_force.is_empty() {
        // No document gives the sum: nothing to measure the price against.
        return Some(Finding::note(
            Field::Price.id(),
            "price_without_standard",
            "",
        ));
    }
    let price = Money::parse_yuan(price).ok()?;
    let below = in_force.into_iter().filter(|one| one.fen < price);
    // What stops it before what is only said.
    let standard = below.min_by_key(|one| (one.is_local_confirm, one.fen))?;
    let source = &standard.source;
    let document = match &source.clause {
        Some(clause) => format!("{} {clause}", source.document),
        None => source.document.clone(),
    };
    let with = format!("{}（{document}）", standard.fen);
    Some(if standard.is_local_confirm {
        Finding::note(Field::Price.id(), "price_above_unconfirmed_standard", with)
    } else {
        Finding::error(Field::Price.id(), "price_above_standard", with)
    })
}

/// The first days of the classes that have not ended, as they are now; today where none is written.
fn class_days(draft: &Draft, ground: &Ground<'_>) -> Vec<Date> {
    let days = draft.classes.iter().filter_map(|class| {
        match class_key(class).and_then(|key| ground.open.get(&key)) {
            Some(open) => (!open.has_ended).then_some(open.starts_on),
            None => day(text(class, Field::StartsOn)),
        }
    });
    let days: Vec<_> = days.collect();
    if days.is_empty() {
        vec![ground.today]
    } else {
        days
    }
}

/// Why a course cannot be subsidised: its trade or its organisation is not in the district's catalogue. Made-up catalogues
/// only warn.
fn outside_catalogues(draft: &Draft, ground: &Ground<'_>) -> Vec<Finding> {
    let Some(catalogues) = ground.catalogues else {
        return Vec::new();
    };
    let at = Field::IsSubsidised.id();
    let mut findings = Vec::new();
    let mut add = |code: &str, sample_code: &str, with: &str| {
        findings.push(if catalogues.is_sample {
            Finding::note(at, sample_code, with)
        } else {
            Finding::error(at, code, with)
        });
    };
    let trade = draft.text(Field::Trade).trim();
    if !trade.is_empty() && !catalogues.trades.iter().any(|known| known == trade) {
        let sample = "trade_not_in_sample_catalogue";
        add("trade_not_in_catalogue", sample, trade);
    }
    if !catalogues.has_institution {
        let sample = "institution_not_in_sample_catalogue";
        add("institution_not_in_catalogue", sample, "");
    }
    findings
}

/// What the licence does not cover: a trade, or a level of it.
fn outside_licence(draft: &Draft, licence: &Licence) -> Option<(Field, &'static str, String)> {
    let trade = draft.text(Field::Trade).trim();
    let level = draft.text(Field::Level).trim();
    let level = crate::read::level(level).ok();
    if trade.is_empty() {
        return level.map(|_| (Field::Level, "level_without_trade", String::new()));
    }
    // A trade may stand on two lines, each with some of its levels.
    let of_trade = || licence.scopes.iter().filter(|scope| scope.trade == trade);
    if of_trade().next().is_none() {
        let trades: Vec<_> = licence
            .scopes
            .iter()
            .map(|scope| scope.trade.as_str())
            .collect();
        return Some((Field::Trade, "trade_outside_licence", trades.join("、")));
    }
    let level = level?;
    let levels = || of_trade().flat_map(|scope| &scope.levels);
    if levels().any(|licensed| *licensed == level) {
        return None;
    }
    let words = |level: &SkillLevel| level_word(*level).to_owned();
    let levels: Vec<_> = levels().map(words).collect();
    Some((Field::Level, "level_outside_licence", levels.join("、")))
}

fn level_word(level: SkillLevel) -> &'static str {
    let words = crate::words::LEVELS.iter();
    words
        .clone()
        .find(|(_, known)| *known == level)
        .map_or("", |(word, _)| *word)
}

/// The one form of a value; nothing where it cannot be read.
fn value(ground: &Ground<'_>, values: &Values, field: Field) -> String {
    let read = ground.read(field, text(values, field));
    read.map(|reading| reading.value).unwrap_or_default()
}

/// What is wrong between classes: two of one day, and an open one that is gone.
fn check_classes(draft: &Draft, ground: &Ground<'_>, findings: &mut Vec<Finding>) {
    let keys: Vec<_> = draft.classes.iter().map(class_key).collect();
    for (index, key) in keys.iter().enumerate() {
        let Some(key) = key else { continue };
        let first = keys.iter().position(|other| other.as_ref() == Some(key));
        if let Some(first) = first.filter(|first| *first < index) {
            let at = in_class(index, Field::StartsOn);
            findings.push(Finding::error(
                at,
                "duplicate_class",
                (first + 1).to_string(),
            ));
        }
    }
    for (key, open) in ground.open.iter().filter(|(_, open)| !open.has_ended) {
        if !keys.iter().flatten().any(|known| known == key) {
            let day = open.starts_on.to_string();
            findings.push(Finding::error("classes", "open_class_missing", day));
        }
    }
}

#[cfg(test)]
mod tests;
