//! What is typed to do something to a class as a whole. No page is known here.

use api::enrolment::{ClassActionRequest, ClassDays};
use domain::Date;
use workflow::class::ClassAction;

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// Why, in words that everybody in the class reads.
    pub(super) reason: String,
    /// The new last day to enrol, ISO.
    pub(super) enrol_by: String,
    /// The new first day, ISO.
    pub(super) starts_on: String,
    /// The new last day, ISO.
    pub(super) ends_on: String,
    /// Seats in all.
    pub(super) seats: String,
}

/// Between what the seats of a class can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SeatBounds {
    /// What they are now.
    pub(super) now: u32,
    /// Held or offered; never fewer.
    pub(super) taken: u32,
    /// As many as an officer approved; never more.
    pub(super) most: u32,
}

/// A control of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Control {
    Reason,
    StartsOn,
    EndsOn,
    EnrolBy,
    Seats,
}

/// Why a control is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    Empty,
    NoDay,
    /// Not later than the class begins now.
    NotLater,
    /// Before the new first day.
    EndsBefore,
    /// After the new first day.
    EnrolsAfter,
    /// No whole number.
    NoNumber,
    /// As many as there are.
    SameSeats,
    /// Fewer than people have.
    SeatsTaken,
    /// More than an officer approved.
    SeatsUnapproved,
}

impl Control {
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Reason => "class-reason",
            Self::StartsOn => "class-starts",
            Self::EndsOn => "class-ends",
            Self::EnrolBy => "class-enrol-by",
            Self::Seats => "class-seats",
        }
    }

    /// The control of what the server points at.
    pub(super) fn at(pointer: &str) -> Option<Self> {
        match pointer {
            "/reason" => Some(Self::Reason),
            "/days" | "/starts_on" => Some(Self::StartsOn),
            "/ends_on" => Some(Self::EndsOn),
            "/enrol_by" => Some(Self::EnrolBy),
            "/seats" => Some(Self::Seats),
            _ => None,
        }
    }
}

impl Typed {
    /// What is sent, or everything that is wrong.
    pub(super) fn check(
        &self,
        version: u32,
        action: ClassAction,
        begins: Date,
    ) -> Result<ClassActionRequest, Vec<(Control, Flaw)>> {
        let mut wrong = Vec::new();
        let reason = self.reason.trim().to_owned();
        if reason.is_empty() {
            wrong.push((Control::Reason, Flaw::Empty));
        }
        let days = (action == ClassAction::Postpone)
            .then(|| self.days(begins, &mut wrong))
            .flatten();
        if wrong.is_empty() {
            Ok(ClassActionRequest {
                version,
                action,
                reason,
                days,
                seats: None,
            })
        } else {
            Err(wrong)
        }
    }

    /// What is sent to set the seats, or what is wrong with them.
    pub(super) fn check_seats(
        &self,
        version: u32,
        bounds: SeatBounds,
    ) -> Result<ClassActionRequest, (Control, Flaw)> {
        let wrong = |flaw| Err((Control::Seats, flaw));
        let Some(seats) = listing::whole_number(&self.seats) else {
            return wrong(Flaw::NoNumber);
        };
        if seats == bounds.now {
            return wrong(Flaw::SameSeats);
        }
        if seats < bounds.taken.max(1) {
            return wrong(Flaw::SeatsTaken);
        }
        if seats > bounds.most {
            return wrong(Flaw::SeatsUnapproved);
        }
        Ok(ClassActionRequest {
            version,
            action: ClassAction::ChangeCapacity,
            reason: String::new(),
            days: None,
            seats: Some(seats),
        })
    }

    fn days(&self, begins: Date, wrong: &mut Vec<(Control, Flaw)>) -> Option<ClassDays> {
        let mut day = |control, text: &str| {
            let day = Date::parse_iso(text);
            if day.is_none() {
                wrong.push((control, Flaw::NoDay));
            }
            day
        };
        let starts_on = day(Control::StartsOn, &self.starts_on);
        let ends_on = day(Control::EndsOn, &self.ends_on);
        let enrol_by = day(Control::EnrolBy, &self.enrol_by);
        let starts_on = starts_on?;
        let mut rule = |is_so: bool, control, flaw| {
            if !is_so {
                wrong.push((control, flaw));
            }
        };
        rule(starts_on > begins, Control::StartsOn, Flaw::NotLater);
        rule(
            ends_on.is_none_or(|day| day >= starts_on),
            Control::EndsOn,
            Flaw::EndsBefore,
        );
        rule(
            enrol_by.is_none_or(|day| day <= starts_on),
            Control::EnrolBy,
            Flaw::EnrolsAfter,
        );
        Some(ClassDays {
            enrol_by: enrol_by?,
            starts_on,
            ends_on: ends_on?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begins() -> Date {
        Date::new(2027, 3, 1).unwrap()
    }

    fn typed(reason: &str, starts_on: &str, ends_on: &str, enrol_by: &str) -> Typed {
        Typed {
            reason: reason.into(),
            enrol_by: enrol_by.into(),
            starts_on: starts_on.into(),
            ends_on: ends_on.into(),
            seats: String::new(),
        }
    }

    #[test]
    fn seats_stay_between_those_taken_and_those_approved() {
        let bounds = SeatBounds {
            now: 20,
            taken: 12,
            most: 30,
        };
        for (text, expected) in [
            ("", Err(Flaw::NoNumber)),
            ("二十", Err(Flaw::NoNumber)),
            ("20", Err(Flaw::SameSeats)),
            ("11", Err(Flaw::SeatsTaken)),
            ("12", Ok(12)),
            ("30", Ok(30)),
            ("31", Err(Flaw::SeatsUnapproved)),
        ] {
            let typed = Typed {
                seats: text.into(),
                ..Typed::default()
            };
            let checked = typed.check_seats(3, bounds);
            let checked = checked.map(|request| request.seats.unwrap_or_default());
            let expected = expected.map_err(|flaw| (Control::Seats, flaw));
            assert_eq!(checked, expected, "{text}");
        }
        // A class in which nobody is yet has one seat at least.
        let empty = SeatBounds { taken: 0, ..bounds };
        let none = Typed {
            seats: "0".into(),
            ..Typed::default()
        };
        let refused = none.check_seats(3, empty).map(|request| request.seats);
        assert_eq!(refused, Err((Control::Seats, Flaw::SeatsTaken)));
    }

    #[test]
    fn everything_wrong_is_named_at_once() {
        use Control::{EndsOn, EnrolBy, Reason, StartsOn};
        let table = [
            (
                typed("", "", "", ""),
                vec![
                    (Reason, Flaw::Empty),
                    (StartsOn, Flaw::NoDay),
                    (EndsOn, Flaw::NoDay),
                    (EnrolBy, Flaw::NoDay),
                ],
            ),
            (
                typed("下雪", "2027-03-01", "2027-02-28", "2027-03-02"),
                vec![
                    (StartsOn, Flaw::NotLater),
                    (EndsOn, Flaw::EndsBefore),
                    (EnrolBy, Flaw::EnrolsAfter),
                ],
            ),
        ];
        for (typed, expected) in table {
            let wrong = typed.check(3, ClassAction::Postpone, begins());
            assert_eq!(wrong.unwrap_err(), expected, "{typed:?}");
        }
    }

    #[test]
    fn days_go_along_with_putting_off_alone() {
        let typed = typed(" 下雪 ", "2027-03-08", "2027-04-02", "2027-03-08");
        let request = typed.check(3, ClassAction::Postpone, begins()).unwrap();
        assert_eq!((request.version, request.reason.as_str()), (3, "下雪"));
        assert_eq!(request.days.unwrap().starts_on.to_string(), "2027-03-08");
        let request = typed.check(3, ClassAction::Cancel, begins()).unwrap();
        assert_eq!(request.days, None);
    }
}
