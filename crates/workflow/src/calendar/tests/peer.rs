//! Days and clocks of 2024 to 2026 against Python's `chinesecalendar`: `cases.txt` holds what it came to.

use super::{announced, date};
use crate::StageClock;

const CASES: &str = include_str!("../cases.txt");

/// The lines of one kind, each in its words.
fn lines(kind: &str) -> Vec<Vec<&'static str>> {
    let words = CASES.lines().map(|line| line.split(' ').collect());
    let lines = words.filter(|words: &Vec<&str>| words[0] == kind);
    lines.map(|words| words[1..].to_vec()).collect()
}

#[test]
fn every_day_of_three_years_has_its_working_days_where_chinesecalendar_has_them() {
    let calendar = announced();
    let lines = lines("due");
    assert_eq!(lines.len(), 366 + 365 + 365);
    let mut beyond = 0;
    for line in lines {
        let from = date(line[0]);
        for (count, later) in [1, 3, 5, 7, 10, 15].into_iter().zip(&line[1..]) {
            let due = calendar.nth_working_day_after(from, count);
            if *later == "-" {
                assert!(due.provisional, "{count} after {from}: {due:?}");
                beyond += 1;
            } else {
                assert!(!due.provisional);
                let days: i32 = later.parse().unwrap();
                assert_eq!(due.on, from.add_days(days), "{count} after {from}");
                assert_eq!(calendar.working_days_between(from, due.on), count);
            }
        }
    }
    assert!((20..60).contains(&beyond), "{beyond}");
}

#[test]
fn clocks_across_holidays_and_makeup_days_are_those_of_chinesecalendar() {
    let calendar = announced();
    let lines = lines("clock");
    assert_eq!(lines.len(), 300);
    for line in lines {
        let [marks, at, limit, today, used, due] = line[..] else {
            panic!("{line:?}")
        };
        let marks: Vec<_> = marks.split(',').filter(|mark| *mark != "-").collect();
        let started = *marks.first().unwrap_or(&at);
        let mut clock = StageClock::started(date(started));
        for (index, mark) in marks.iter().enumerate().skip(1) {
            if index % 2 == 1 {
                clock.pause(date(mark));
            } else {
                clock.resume(date(mark));
            }
        }
        clock.resume(date(at));
        let case = line.join(" ");
        let today = date(today);
        assert_eq!(
            clock.days_used(today, &calendar).to_string(),
            used,
            "{case}"
        );
        let reached = clock.due(limit.parse().unwrap(), today, &calendar);
        assert_eq!(
            (reached.on, reached.provisional),
            (date(due), false),
            "{case}"
        );
    }
}
