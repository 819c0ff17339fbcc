//! Every field of a trainer's form changes a line of the page, so that the preview beside the form can leave none out.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{CourseDetails, CourseListing, Division, DivisionKind};
use domain::Date;
use listing::{Draft, Ground, Licence, Naming, Values};
use workflow::WorkCalendar;

use super::super::{ClassLines, CoursePage};

/// The sample row of the sheet.
fn good() -> Draft {
    let values = |fields: Vec<listing::Field>| -> Values {
        let pairs = fields.into_iter();
        pairs
            .map(|field| (field, field.example().to_owned()))
            .collect()
    };
    Draft {
        course: values(listing::Field::of_course().collect()),
        classes: vec![values(listing::Field::of_class().collect())],
        photo: None,
    }
}

fn division(code: &str, name: &str) -> Division {
    Division {
        code: code.into(),
        name: name.into(),
        kind: DivisionKind::Town,
    }
}

/// Everything that is drawn of a draft.
fn drawn(draft: &Draft) -> String {
    let divisions = [
        division("620602101", "武南镇"),
        division("620602100", "黄羊镇"),
    ];
    let calendar = WorkCalendar::from_parts([], [], Date::MAX);
    let licence = Licence {
        scopes: Vec::new(),
        valid_until: Date::MAX,
        divisions: Vec::new(),
    };
    let ground = Ground {
        today: Date::new(2026, 11, 24).unwrap(),
        calendar: &calendar,
        notice_working_days: 0,
        divisions: &divisions,
        licence: &licence,
        other_titles: &BTreeSet::new(),
        catalogues: None,
        standards: &[],
        busy_seasons: &[],
        open: &BTreeMap::new(),
    };
    let naming = Naming {
        id: "c1",
        provider: "示例学校",
        source: listing::SOURCE,
        is_sample: false,
    };
    let course = listing::course(draft, naming, &ground).unwrap();
    let (listing, details) = (CourseListing::from(&course), CourseDetails::from(&course));
    let place = divisions.iter().find(|one| one.code == listing.division);
    let page = CoursePage::of(&listing, &details, &place.unwrap().name);
    let classes = listing.sessions.iter().zip(&details.sessions);
    let classes: Vec<_> = classes
        .map(|(session, more)| (ClassLines::of(session, more), session.seats))
        .collect();
    format!("{} {page:?} {classes:?}", listing.title)
}

/// Another value of a field; none of one that is not the residents' matter.
const fn other(field: listing::Field) -> Option<&'static str> {
    use listing::Field as F;
    Some(match field {
        F::VenueSeats => return None,
        F::Title => "电工提高班",
        F::Kind => "创业",
        F::Trade => "焊工",
        F::Level => "四级",
        F::Hours => "80",
        F::Price => "300",
        F::IsSubsidised => "否",
        F::Audiences => "退役军人",
        F::Division => "黄羊镇",
        F::Venue => "新楼",
        F::Mode => "线上",
        F::Summary => "另一句话。",
        F::Outline => "另一样",
        F::Bring => "手套",
        F::Certificate => "没有证",
        F::StartsOn => "2027-03-02",
        F::EndsOn => "2027-03-30",
        F::TimeOfDay => "晚上",
        F::Schedule => "周六 9:00",
        F::Seats => "20",
        F::EnrolBy => "2027-02-20",
    })
}

#[test]
fn every_field_a_trainer_fills_changes_what_is_drawn() {
    let before = drawn(&good());
    for field in listing::Field::ALL {
        let Some(value) = other(*field) else {
            continue;
        };
        let mut draft = good();
        let values = if field.is_of_class() {
            &mut draft.classes[0]
        } else {
            &mut draft.course
        };
        values.insert(*field, value.into());
        assert_ne!(drawn(&draft), before, "{field}");
    }
}
