//! What is typed into a settlement, and what a row of it means. No page is known here.

use api::settlement::{Rate, RateNeeded, RemarkOn, SettlementRow, Statement, StatementOf};
use domain::{Date, IdNumber, Money, typed_number};
use std::collections::BTreeMap;
use ui::Tone;
use workflow::settlement::SettlementState;

/// The engine's most subsidies for a year.
const MOST_TIMES: u32 = 20;
/// Says that somebody was asked and belongs to no group.
pub(super) const NONE: &str = "none";
/// The box that leaves somebody out.
pub(super) const OUT: &str = "out";
/// What a yes is called in a choice.
pub(super) const YES: &str = "yes";
/// What a no is called in a choice.
pub(super) const NO: &str = "no";

/// How a state is coloured.
pub(super) const fn state_tone(state: SettlementState) -> Tone {
    match state {
        SettlementState::Draft => Tone::Info,
        SettlementState::Submitted => Tone::Warning,
        SettlementState::Returned => Tone::Error,
        SettlementState::Settled => Tone::Success,
    }
}

/// A choice of a yes, a no and nothing.
pub(super) fn answer(choice: &str) -> Option<bool> {
    match choice {
        YES => Some(true),
        NO => Some(false),
        _ => None,
    }
}

/// The choice of an answer.
pub(super) fn choice(answer: Option<bool>) -> String {
    let choice = match answer {
        Some(true) => YES,
        Some(false) => NO,
        None => "",
    };
    choice.to_owned()
}

/// A control of a person's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Control {
    /// How many subsidies this year.
    Times,
    /// Why nothing is applied for.
    Reason,
    /// The number of the identity card, with what is wrong with it.
    IdNumber(&'static str),
}

impl Control {
    /// Its id on the page.
    pub(super) fn id(self, person: &str) -> String {
        let name = match self {
            Self::Times => "times-",
            Self::Reason => "reason-",
            Self::IdNumber(_) => "id_number-",
        };
        [name, person].concat()
    }
}

/// What is typed of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// Holds [`OUT`] where nothing is applied for.
    pub(super) out: Vec<String>,
    /// Why.
    pub(super) reason: String,
    /// Groups, or [`NONE`]; empty: not asked.
    pub(super) groups: Vec<String>,
    /// Work; empty: not asked.
    pub(super) work: String,
    /// Subsidies this year; empty: not asked.
    pub(super) times: String,
    /// Whether it was paid before; empty: not asked.
    pub(super) before: String,
    /// Whether another system paid for the same certificate; empty: not asked.
    pub(super) elsewhere: String,
    /// The number of the identity card; empty leaves what was given.
    pub(super) id_number: String,
}

impl Typed {
    /// What is known of a row.
    pub(super) fn of(row: &SettlementRow) -> Self {
        let said = &row.statement;
        let groups = match &said.groups {
            Some(groups) if groups.is_empty() => vec![NONE.to_owned()],
            groups => groups.clone().unwrap_or_default(),
        };
        Self {
            out: said.left_out.iter().map(|_| OUT.to_owned()).collect(),
            reason: said.left_out.clone().unwrap_or_default(),
            groups,
            work: said.work.clone().unwrap_or_default(),
            times: said
                .subsidies_this_year
                .map(|times| times.to_string())
                .unwrap_or_default(),
            before: choice(said.same_level_before),
            elsewhere: choice(said.skills_subsidy_elsewhere),
            id_number: String::new(),
        }
    }

    /// The number of the identity card, where one was typed.
    fn number(&self) -> Option<&str> {
        Some(self.id_number.trim()).filter(|typed| !typed.is_empty())
    }

    /// The statement, or every control to put right.
    pub(super) fn check(&self, today: Date) -> Result<Statement, Vec<Control>> {
        let mut wrong = Vec::new();
        let times = self.times.trim();
        let read = typed_number(times).filter(|one| *one <= MOST_TIMES);
        if !times.is_empty() && read.is_none() {
            wrong.push(Control::Times);
        }
        if let Some(Err(error)) = self.number().map(|typed| IdNumber::parse(typed, today)) {
            wrong.push(Control::IdNumber(error.code()));
        }
        let is_out = !self.out.is_empty();
        if is_out && self.reason.trim().is_empty() {
            wrong.push(Control::Reason);
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let groups = self.groups.iter().filter(|group| *group != NONE);
        Ok(Statement {
            left_out: is_out.then(|| self.reason.trim().to_owned()),
            groups: (!self.groups.is_empty()).then(|| groups.cloned().collect()),
            work: (!self.work.is_empty()).then(|| self.work.clone()),
            subsidies_this_year: read,
            same_level_before: answer(&self.before),
            skills_subsidy_elsewhere: answer(&self.elsewhere),
        })
    }
}

/// Everybody's statements, or every control to put right.
pub(super) fn check_all(
    typed: &BTreeMap<String, Typed>,
    today: Date,
) -> Result<Vec<StatementOf>, Vec<(String, Control)>> {
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    for (id, one) in typed {
        match one.check(today) {
            Ok(statement) => rows.push(StatementOf {
                id: id.clone(),
                statement,
                id_number: one.number().map(str::to_owned),
            }),
            Err(found) => wrong.extend(found.into_iter().map(|control| (id.clone(), control))),
        }
    }
    if wrong.is_empty() {
        Ok(rows)
    } else {
        Err(wrong)
    }
}

/// What a trainer typed and did not save: it goes on in a sheet that is drawn anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Unsaved {
    /// Whether trade and school are listed, where that was changed.
    listed: Option<String>,
    /// Of whom anything was changed.
    rows: BTreeMap<String, Typed>,
}

/// Whether trade and school are listed, and what is known of each person.
pub(super) type Answers = (String, BTreeMap<String, Typed>);

impl Unsaved {
    /// Where what is typed differs from what the sheet says.
    pub(super) fn of(known: &Answers, typed: &Answers) -> Self {
        let rows = typed.1.iter();
        let changed = rows.filter(|(id, one)| known.1.get(*id) != Some(*one));
        Self {
            listed: (known.0 != typed.0).then(|| typed.0.clone()),
            rows: changed.map(|(id, one)| (id.clone(), one.clone())).collect(),
        }
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.listed.is_none() && self.rows.is_empty()
    }

    /// The sheet as it is now, with it: of everybody else what the sheet says.
    pub(super) fn over(self, (listed, mut rows): Answers) -> Answers {
        for (id, one) in self.rows {
            if let Some(row) = rows.get_mut(&id) {
                *row = one;
            }
        }
        (self.listed.unwrap_or(listed), rows)
    }
}

/// A sum as an officer types it, with its document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TypedRate {
    /// Yuan.
    pub(super) sum: String,
    /// The document.
    pub(super) document: String,
}

/// What an officer types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Decision {
    /// Why it is given back.
    pub(super) reason: String,
    /// What is wrong at whom.
    pub(super) remarks: BTreeMap<String, String>,
    /// Sums by programme.
    pub(super) rates: BTreeMap<String, TypedRate>,
    /// Holds [`YES`] once compared outside.
    pub(super) compared: Vec<String>,
}

impl Decision {
    /// The remarks that say something.
    pub(super) fn remarks(&self) -> Vec<RemarkOn> {
        let said = self
            .remarks
            .iter()
            .filter(|(_, text)| !text.trim().is_empty());
        said.map(|(id, text)| RemarkOn {
            id: id.clone(),
            text: text.trim().to_owned(),
        })
        .collect()
    }

    /// The sums, or the ids of the controls to put right.
    pub(super) fn rates(&self, needed: &[RateNeeded]) -> Result<Vec<Rate>, Vec<(String, bool)>> {
        let (mut rates, mut wrong) = (Vec::new(), Vec::new());
        for one in needed {
            let typed = self.rates.get(&one.programme).cloned().unwrap_or_default();
            let sum = Money::parse_yuan(typed.sum.trim()).ok();
            let sum = sum.filter(|sum| *sum > Money::ZERO);
            let document = typed.document.trim().to_owned();
            if sum.is_none() {
                wrong.push((one.programme.clone(), true));
            }
            if document.is_empty() {
                wrong.push((one.programme.clone(), false));
            }
            rates.extend(sum.map(|sum| Rate {
                programme: one.programme.clone(),
                fen: sum.fen(),
                document,
            }));
        }
        if wrong.is_empty() {
            Ok(rates)
        } else {
            Err(wrong)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Date {
        Date::parse_iso("2026-11-24").unwrap()
    }

    #[test]
    fn what_was_not_asked_stays_open_and_none_is_an_answer() {
        let nothing = Typed::default().check(today());
        assert_eq!(nothing, Ok(Statement::default()));
        let asked = Typed {
            groups: vec![NONE.into()],
            times: " ２ ".into(),
            before: NO.into(),
            elsewhere: YES.into(),
            ..Typed::default()
        };
        let said = asked.check(today()).unwrap();
        assert_eq!(said.groups, Some(Vec::new()));
        assert_eq!(said.subsidies_this_year, Some(2));
        assert_eq!(said.same_level_before, Some(false));
        assert_eq!(said.skills_subsidy_elsewhere, Some(true));
    }

    #[test]
    fn what_is_not_saved_goes_on_and_of_everybody_else_the_sheet_is_believed() {
        let working = |work: &str| Typed {
            work: work.into(),
            ..Typed::default()
        };
        let sheet = |listed: &str, rows: &[(&str, Typed)]| -> Answers {
            let rows = rows.iter();
            let rows = rows.map(|(id, one)| ((*id).to_owned(), one.clone()));
            (listed.to_owned(), rows.collect())
        };
        let known = sheet("", &[("a", working("")), ("b", working(""))]);
        assert!(Unsaved::of(&known, &known).is_empty());
        let typed = sheet(YES, &[("a", working("farming")), ("b", working(""))]);
        let unsaved = Unsaved::of(&known, &typed);
        assert!(!unsaved.is_empty());
        // Meanwhile somebody else saved b, and a third came.
        let now = sheet(
            "",
            &[
                ("a", working("")),
                ("b", working("employed")),
                ("c", working("")),
            ],
        );
        let expected = sheet(
            YES,
            &[
                ("a", working("farming")),
                ("b", working("employed")),
                ("c", working("")),
            ],
        );
        assert_eq!(unsaved.clone().over(now), expected);
        // Whoever is no longer in the sheet is not put back.
        let gone = sheet("", &[("b", working(""))]);
        let left = unsaved.over(gone);
        assert_eq!(left, sheet(YES, &[("b", working(""))]));
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let wrong = Typed {
            out: vec![OUT.into()],
            times: "21".into(),
            ..Typed::default()
        };
        let flaws = wrong.check(today());
        assert_eq!(flaws, Err(vec![Control::Times, Control::Reason]));
        let mistyped = Typed {
            id_number: "110105194912310021".into(),
            ..Typed::default()
        };
        let flaws = mistyped.check(today());
        assert_eq!(flaws, Err(vec![Control::IdNumber("id_number_checksum")]));
        let typed = BTreeMap::from([("a".into(), wrong.clone()), ("b".into(), wrong)]);
        assert_eq!(check_all(&typed, today()).unwrap_err().len(), 4);
    }

    #[test]
    fn a_sum_needs_its_document() {
        let needed = [RateNeeded {
            programme: "p".into(),
            title: "示例".into(),
            is_daily: false,
            people: 1,
        }];
        let mut decision = Decision::default();
        assert_eq!(
            decision.rates(&needed),
            Err(vec![("p".into(), true), ("p".into(), false)])
        );
        let typed = TypedRate {
            sum: "1000".into(),
            document: "示例文号".into(),
        };
        decision.rates.insert("p".into(), typed);
        assert_eq!(decision.rates(&needed).unwrap()[0].fen, 100_000);
        decision.remarks.insert("a".into(), " ".into());
        assert!(decision.remarks().is_empty());
    }
}
