//! What the server looks at before it takes something in.

use api::FieldError;
use api::settlement::{
    CatalogueWord, GROUPS, MOST_REASON_CHARS, Rate, RemarkOn, SettlementActionRequest, Statement,
    WORK,
};

use super::opened::Opened;

/// The engine's most for a year.
const MOST_SUBSIDIES: u32 = 20;
/// No sum for one person or day is larger: a typed nought too many is found.
const MOST_FEN: i64 = 2_000_000;

pub(crate) fn wrong(pointer: String, code: &str) -> FieldError {
    FieldError {
        pointer,
        code: code.to_owned(),
    }
}

fn text(pointer: String, text: &str) -> Option<FieldError> {
    if text.trim().is_empty() {
        Some(wrong(pointer, "required"))
    } else if text.chars().count() > MOST_REASON_CHARS {
        Some(wrong(pointer, "too_long"))
    } else {
        None
    }
}

/// What is wrong with a statement that stands at a place.
#[must_use]
pub fn statement(place: &str, said: &Statement) -> Vec<FieldError> {
    let at = |part: &str| format!("{place}/{part}");
    let mut found = Vec::new();
    let reason = said.left_out.as_deref();
    found.extend(reason.and_then(|reason| text(at("left_out"), reason)));
    let groups = said.groups.iter().flatten();
    if groups
        .into_iter()
        .any(|one| !GROUPS.contains(&one.as_str()))
    {
        found.push(wrong(at("groups"), "not_an_option"));
    }
    if said.work.as_deref().is_some_and(|one| !WORK.contains(&one)) {
        found.push(wrong(at("work"), "not_an_option"));
    }
    if said
        .subsidies_this_year
        .is_some_and(|one| one > MOST_SUBSIDIES)
    {
        found.push(wrong(at("subsidies_this_year"), "number_too_large"));
    }
    found
}

/// Why a sheet cannot be handed in.
#[must_use]
pub fn submit(opened: &Opened) -> Vec<FieldError> {
    let mut found = Vec::new();
    if opened.sheet.file.listed().is_none() {
        found.push(wrong("/listed".to_owned(), "required"));
    }
    if opened.sheet.file.listed() == Some(true) && opened.catalogues.is_some_and(is_outside) {
        found.push(wrong("/listed".to_owned(), "not_in_catalogues"));
    }
    for person in &opened.people {
        let at = format!("/rows/{}", person.judged.member.row.id);
        let problems = person.problems();
        found.extend(problems.iter().map(|code| wrong(at.clone(), code)));
    }
    found
}

/// Whether the district's own catalogues have trade or school not. Made-up ones say nothing.
const fn is_outside(said: CatalogueWord) -> bool {
    let is_in = said.has_trade && said.has_institution;
    !(said.is_sample || is_in)
}

/// What is wrong with giving a sheet back.
#[must_use]
pub fn give_back(opened: &Opened, reason: &str, remarks: &[RemarkOn]) -> Vec<FieldError> {
    let mut found: Vec<FieldError> = text("/reason".to_owned(), reason).into_iter().collect();
    for remark in remarks {
        let at = format!("/remarks/{}", remark.id);
        let mut people = opened.people.iter();
        if people.all(|person| person.judged.member.row.id != remark.id) {
            found.push(wrong(at.clone(), "unknown_field"));
        }
        found.extend(text(at, &remark.text));
    }
    found
}

/// Why a sheet cannot be settled.
#[must_use]
pub fn settle(opened: &Opened, request: &SettlementActionRequest) -> Vec<FieldError> {
    let mut found = Vec::new();
    if !request.is_compared {
        found.push(wrong("/is_compared".to_owned(), "declaration_missing"));
    }
    for person in &opened.people {
        let at = format!("/rows/{}", person.judged.member.row.id);
        let problems = person.problems_to_settle();
        found.extend(problems.iter().map(|code| wrong(at.clone(), code)));
    }
    let needed = opened.rates_needed();
    for one in &needed {
        let at = format!("/rates/{}", one.programme);
        let mut rates = request.rates.iter();
        match rates.find(|rate| rate.programme == one.programme) {
            None => found.push(wrong(at, "money_empty")),
            Some(rate) => found.extend(sum(&at, rate)),
        }
    }
    let is_needed = |rate: &&Rate| !needed.iter().any(|one| one.programme == rate.programme);
    let more = request.rates.iter().filter(is_needed);
    found.extend(more.map(|rate| wrong(format!("/rates/{}", rate.programme), "not_expected")));
    found
}

fn sum(at: &str, rate: &Rate) -> Vec<FieldError> {
    let mut found = Vec::new();
    if rate.fen < 0 {
        found.push(wrong(at.to_owned(), "money_negative"));
    } else if rate.fen == 0 {
        found.push(wrong(at.to_owned(), "number_too_small"));
    } else if rate.fen > MOST_FEN {
        found.push(wrong(at.to_owned(), "money_too_large"));
    }
    found.extend(text(format!("{at}/document"), &rate.document));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_districts_own_catalogues_decide() {
        let word = |has_trade, has_institution, is_sample| CatalogueWord {
            has_trade,
            has_institution,
            is_sample,
        };
        assert!(!is_outside(word(true, true, false)));
        assert!(is_outside(word(false, true, false)));
        assert!(is_outside(word(true, false, false)));
        assert!(!is_outside(word(false, false, true)));
    }
}
