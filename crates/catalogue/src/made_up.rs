//! A large catalogue made up for measuring, the same each time: the district's courses as many trainers would offer them.
//!
//! Native, behind the feature `made-up`, for tests and benchmarks. Every trainer is a sample (示例) with places of its own, titles
//! differ as people word them, prices and seats as rooms and trainers do, and a course has one to five classes of its own.

mod dice;
mod words;

use std::collections::BTreeMap;

use domain::{Date, Money};

use crate::{Course, CourseSession, Division, TimeOfDay};
use dice::Dice;
use words::{CALLED, FOR_WHOM, HOW, SORTS};

/// The first day on which a made-up class begins.
const FIRST_DAY: (i32, i32, i32) = (2026, 11, 2);
/// Weeks over which classes begin.
const WEEKS: u32 = 40;
const TRAINERS: u32 = 140;

/// A made-up trainer.
struct Trainer {
    name: String,
    slug: String,
    divisions: Vec<String>,
    venue: String,
    /// In percent of the usual price.
    price: i64,
    seats: u32,
}

/// So many courses, by id, each unlike the next.
pub fn courses(stems: &[Course], divisions: &[Division], count: usize) -> Vec<Course> {
    let mut dice = Dice::new(620_602);
    let trainers: Vec<Trainer> = (0..TRAINERS)
        .map(|number| trainer(&mut dice, divisions, number))
        .collect();
    let mut made = BTreeMap::new();
    while made.len() < count {
        let (stem, trainer) = (dice.pick(stems), dice.pick(&trainers));
        put(&mut made, course(&mut dice, stem, trainer, divisions));
    }
    made.into_values().collect()
}

/// Under an identifier of its own: the second of a trainer's alike is number two.
fn put(made: &mut BTreeMap<String, Course>, mut course: Course) {
    let mut id = course.id.clone();
    let mut number = 1;
    while made.contains_key(&id) {
        number += 1;
        id = format!("{}-{number}", course.id);
    }
    course.id = id.clone();
    made.insert(id, course);
}

/// The catalogue a day later: of 5,000 courses some 40 with other seats, 10 changed, 5 added and 5 gone.
pub fn a_day_later(courses: &[Course], stems: &[Course], divisions: &[Division]) -> Vec<Course> {
    let mut dice = Dice::new(20_261_124);
    let mut later: BTreeMap<String, Course> = courses
        .iter()
        .map(|course| (course.id.clone(), course.clone()))
        .collect();
    let share = |of_5000: usize| (courses.len() * of_5000).div_ceil(5000);
    for _ in 0..share(5) {
        later.remove(&dice.pick(courses).id);
    }
    for _ in 0..share(40) {
        if let Some(course) = later.get_mut(&dice.pick(courses).id) {
            for session in &mut course.sessions {
                session.seats_taken = (session.seats_taken + 1 + dice.below(4)).min(session.seats);
            }
        }
    }
    for _ in 0..share(10) {
        if let Some(course) = later.get_mut(&dice.pick(courses).id) {
            course.title = [course.title.as_str(), "（改期）"].concat();
            course.price_fen = Money::from_yuan(i64::from(dice.below(20)) * 50);
            let seats = 20 + dice.below(20);
            course.sessions = sessions(&mut dice, seats);
        }
    }
    let newcomer = trainer(&mut dice, divisions, TRAINERS);
    for _ in 0..share(5) {
        let stem = dice.pick(stems);
        put(&mut later, course(&mut dice, stem, &newcomer, divisions));
    }
    later.into_values().collect()
}

fn trainer(dice: &mut Dice, divisions: &[Division], number: u32) -> Trainer {
    let home = dice.pick(divisions);
    let places = 1 + dice.below(3);
    let (called, sort) = (dice.pick(CALLED), dice.pick(SORTS));
    Trainer {
        name: format!("示例{}{called}{sort}", home.short_name()),
        slug: format!("{}{}{number}", dice.letter(), dice.letter()),
        divisions: (0..places)
            .map(|place| match place {
                0 => home.code.clone(),
                _ => dice.pick(divisions).code.clone(),
            })
            .collect(),
        venue: format!("示例{}教室", home.short_name()),
        price: 80 + i64::from(dice.below(5)) * 10,
        seats: 20 + dice.below(7) * 5,
    }
}

fn course(dice: &mut Dice, stem: &Course, trainer: &Trainer, divisions: &[Division]) -> Course {
    let division = dice.pick(&trainer.divisions).clone();
    let place = divisions.iter().find(|place| place.code == division);
    let place = place.map(Division::short_name).unwrap_or_default();
    let mut audiences = stem.audiences.clone();
    if dice.below(4) == 0 {
        audiences.truncate(1);
    }
    Course {
        id: format!("{}-{}", stem.id, trainer.slug),
        title: title(dice, &stem.title, place),
        price_fen: price(stem.price_fen, trainer.price),
        is_subsidised: stem.is_subsidised && dice.below(10) > 0,
        audiences,
        provider: trainer.name.clone(),
        division,
        venue: trainer.venue.clone(),
        sessions: sessions(dice, trainer.seats),
        ..stem.clone()
    }
}

/// As different trainers would word the same course.
fn title(dice: &mut Dice, usual: &str, place: &str) -> String {
    let bare = usual.strip_suffix('班').unwrap_or(usual);
    match dice.below(8) {
        0 | 1 => usual.to_owned(),
        2 => format!("{place}{usual}"),
        3 => format!("{bare}{}", dice.pick(HOW)),
        4 => format!("{}{usual}", dice.pick(FOR_WHOM)),
        5 => format!("{bare}{}（{place}）", dice.pick(HOW)),
        6 => format!("{usual}第{}期", 1 + dice.below(12)),
        _ => format!("{}{bare}{}", dice.pick(FOR_WHOM), dice.pick(HOW)),
    }
}

/// Whole tens of yuan.
fn price(usual: Money, percent: i64) -> Money {
    Money::from_yuan(usual.fen() * percent / 100_000 * 10)
}

fn sessions(dice: &mut Dice, usual_seats: u32) -> Vec<CourseSession> {
    let count = [1, 1, 2, 2, 2, 3, 3, 3, 4, 5];
    let mut week = dice.below(WEEKS / 2);
    let usual_time = dice.time_of_day();
    let notice = 2 + dice.below(8) as i32;
    (0..*dice.pick(&count))
        .map(|number| {
            let time = if dice.below(4) == 0 {
                dice.time_of_day()
            } else {
                usual_time
            };
            let made = session(dice, number, week, time, usual_seats, notice);
            week += 1 + dice.below(WEEKS / 4);
            made
        })
        .collect()
}

fn session(
    dice: &mut Dice,
    number: u32,
    week: u32,
    time_of_day: TimeOfDay,
    usual_seats: u32,
    notice: i32,
) -> CourseSession {
    let (year, month, day) = FIRST_DAY;
    let monday = Date::new(year, month, day).unwrap_or(Date::MIN);
    let weekday = match time_of_day {
        TimeOfDay::Weekend => 5 + dice.below(2),
        _ => *dice.pick(&[0, 0, 0, 0, 1, 1, 2, 3]),
    };
    let starts_on = monday.add_days((week * 7 + weekday) as i32);
    let seats = match dice.below(5) {
        0 => usual_seats + 5,
        _ => usual_seats,
    };
    let seats_taken = match dice.below(6) {
        0 => seats,
        1 => 0,
        _ => dice.below(seats + 1),
    };
    CourseSession {
        id: (number + 1).to_string(),
        starts_on,
        ends_on: starts_on.add_days(5 + dice.below(60) as i32),
        time_of_day,
        schedule: "周一至周五 14:00—17:00".into(),
        seats,
        seats_taken,
        enrol_by: starts_on.add_days(-notice),
    }
}
