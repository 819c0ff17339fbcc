//! What an officer types about an organisation, and what is sent of it.

use api::organisation::{OrganisationRequest, OrganisationView};
use domain::Date;
use listing::{Field, Licence, Scope, read};

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// Name.
    pub(super) name: String,
    /// Credit code.
    pub(super) credit_code: String,
    /// Last day of the licence, ISO.
    pub(super) valid_until: String,
    /// A trade and its levels a line.
    pub(super) scopes: String,
    /// Codes of townships and streets.
    pub(super) divisions: Vec<String>,
}

/// A control of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Control {
    Name,
    CreditCode,
    ValidUntil,
    Scopes,
}

impl Control {
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Name => "organisation-name",
            Self::CreditCode => "organisation-code",
            Self::ValidUntil => "organisation-valid",
            Self::Scopes => "organisation-scopes",
        }
    }
}

impl Typed {
    /// As it is known.
    pub(super) fn of(view: &OrganisationView, level: impl Fn(&str) -> String) -> Self {
        let line = |scope: &Scope| {
            let mut words = vec![scope.trade.clone()];
            words.extend(scope.levels.iter().map(|one| level(one.code())));
            words.join(" ")
        };
        let lines: Vec<String> = view.licence.scopes.iter().map(line).collect();
        Self {
            name: view.name.clone(),
            credit_code: view.credit_code.clone(),
            valid_until: view.licence.valid_until.to_string(),
            scopes: lines.join("\n"),
            divisions: view.licence.divisions.clone(),
        }
    }

    /// What is known now, with what was typed here: a field that nobody touched here is as somebody else left it.
    pub(super) fn joined(before: &Self, theirs: &Self, mine: &Self) -> Self {
        fn one<T: Clone + PartialEq>(before: &T, theirs: &T, mine: &T) -> T {
            let taken = if mine == before { theirs } else { mine };
            taken.clone()
        }
        Self {
            name: one(&before.name, &theirs.name, &mine.name),
            credit_code: one(&before.credit_code, &theirs.credit_code, &mine.credit_code),
            valid_until: one(&before.valid_until, &theirs.valid_until, &mine.valid_until),
            scopes: one(&before.scopes, &theirs.scopes, &mine.scopes),
            divisions: one(&before.divisions, &theirs.divisions, &mine.divisions),
        }
    }

    /// What is sent, or every control that cannot be read.
    pub(super) fn check(&self, version: u32) -> Result<OrganisationRequest, Vec<Control>> {
        let mut wrong = Vec::new();
        if self.name.trim().is_empty() {
            wrong.push(Control::Name);
        }
        if self.credit_code.trim().is_empty() {
            wrong.push(Control::CreditCode);
        }
        let valid_until = Date::parse_iso(&self.valid_until);
        if valid_until.is_none() {
            wrong.push(Control::ValidUntil);
        }
        let scopes: Option<Vec<Scope>> = self
            .scopes
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(scope)
            .collect();
        if scopes.is_none() {
            wrong.push(Control::Scopes);
        }
        match (valid_until, scopes) {
            (Some(valid_until), Some(scopes)) if wrong.is_empty() => Ok(OrganisationRequest {
                version,
                name: self.name.trim().to_owned(),
                credit_code: self.credit_code.trim().to_owned(),
                licence: Licence {
                    scopes,
                    valid_until,
                    divisions: self.divisions.clone(),
                },
            }),
            _ => Err(wrong),
        }
    }
}

/// A trade and its levels; none when a level cannot be read.
fn scope(line: &str) -> Option<Scope> {
    let mut words = line
        .split([' ', '\u{3000}', '\u{3001}', '\t'])
        .filter(|word| !word.is_empty());
    let trade = words.next()?.to_owned();
    let level = |word: &str| {
        let reading = read(Field::Level, word, &[]).ok()?;
        catalogue::SkillLevel::from_code(&reading.value)
    };
    let levels = words.map(level).collect::<Option<Vec<_>>>()?;
    Some(Scope { trade, levels })
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalogue::SkillLevel;

    fn typed(scopes: &str) -> Typed {
        Typed {
            name: "示例学校".into(),
            credit_code: "91110000600037341L".into(),
            valid_until: "2028-12-31".into(),
            scopes: scopes.into(),
            divisions: Vec::new(),
        }
    }

    #[test]
    fn a_line_is_a_trade_and_its_levels() {
        let request = typed("电工 五级 四级\n\n 焊工　五级（初级工）\n月嫂")
            .check(3)
            .unwrap();
        let scopes = request.licence.scopes;
        assert_eq!(scopes[0].levels, [SkillLevel::Five, SkillLevel::Four]);
        assert_eq!((scopes[1].trade.as_str(), scopes.len()), ("焊工", 3));
        assert_eq!(request.version, 3);
    }

    #[test]
    fn what_is_typed_stays_and_the_rest_is_as_somebody_else_left_it() {
        let before = typed("电工 五级");
        let theirs = Typed {
            valid_until: "2030-12-31".into(),
            ..before.clone()
        };
        let mine = typed("电工 五级 四级");
        let joined = Typed::joined(&before, &theirs, &mine);
        let expected = Typed {
            valid_until: "2030-12-31".into(),
            ..mine.clone()
        };
        assert_eq!(joined, expected);
        assert_eq!(Typed::joined(&before, &theirs, &before), theirs);
        // What both wrote stays as it is on screen.
        assert_eq!(Typed::joined(&before, &typed("焊工"), &mine), mine);
    }

    #[test]
    fn everything_wrong_is_named_at_once() {
        assert_eq!(typed("电工 九级").check(0), Err(vec![Control::Scopes]));
        let nothing = Typed::default().check(0).unwrap_err();
        assert_eq!(
            nothing,
            [Control::Name, Control::CreditCode, Control::ValidUntil]
        );
    }
}
