//! How fast the engine answers on this machine: `cargo run --release -p policy --features compile --example speed`.
#![expect(clippy::print_stdout, reason = "figures are what it is for")]

use std::{hint::black_box, path::PathBuf, time::Instant};

use domain::Date;
use policy::{Columns, Facts, Pack, Person, Rules, compile};

const ROUND: usize = 20_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let pack = compile::compile_dir(&root.join("policies"), &root.join("districts/620602"))
        .map_err(|errors| format!("{} mistakes in the folder", errors.len()))?;
    let day = Date::new(2026, 11, 24).ok_or("no such day")?;
    let rules = pack.on(day);
    let programmes = rules.programmes().len();
    println!("{programmes} programmes, {} facts", pack.facts().len());

    let complete: Vec<Vec<i64>> = (0..2000).map(|seed| answers(&pack, seed, 0)).collect();
    let partial: Vec<Vec<i64>> = (0..2000).map(|seed| answers(&pack, seed, 3)).collect();
    let people = |rows: &[Vec<i64>]| -> Vec<Person> {
        rows.iter()
            .map(|row| rules.person_by_numbers(row))
            .collect()
    };
    let (known, open) = (people(&complete), people(&partial));
    let nobody = rules.person(&Facts::default());

    rate("the rules of a day", 1, 200, |_| {
        black_box(pack.on(day));
    });
    rate("verdict, everything answered", programmes, ROUND, |round| {
        each(&rules, &known, round, |place, person| {
            black_box(rules.verdict(place, person));
        });
    });
    rate("verdict, a third open", programmes, ROUND, |round| {
        each(&rules, &open, round, |place, person| {
            black_box(rules.verdict(place, person));
        });
    });
    rate(
        "explained, everything answered",
        programmes,
        ROUND,
        |round| {
            each(&rules, &known, round, |place, person| {
                black_box(rules.explain(place, person));
            });
        },
    );
    rate("explained, a third open", programmes, ROUND, |round| {
        each(&rules, &open, round, |place, person| {
            black_box(rules.explain(place, person));
        });
    });
    rate("with the ways out of a no", programmes, 500, |round| {
        each(&rules, &known, round, |place, person| {
            black_box(rules.evaluate(place, person));
        });
    });
    let all: Vec<usize> = (0..programmes).collect();
    let catalogue = |person: &Person| {
        for place in &all {
            black_box(rules.evaluate(*place, person));
        }
        black_box(rules.next_question(&all, person, &[]));
    };
    rate(
        "whole catalogue and next question, nothing answered",
        1,
        500,
        |_| {
            catalogue(&nobody);
        },
    );
    rate(
        "whole catalogue and next question, a third open",
        1,
        500,
        |round| {
            if let Some(person) = open.get(round % open.len()) {
                catalogue(person);
            }
        },
    );
    for (name, rows) in [
        ("batch, everything answered", &complete),
        ("batch, a third open", &partial),
    ] {
        let columns: Vec<Vec<i64>> = (0..pack.facts().len())
            .map(|fact| {
                (0..100_000)
                    .filter_map(|at| rows.get(at % rows.len())?.get(fact).copied())
                    .collect()
            })
            .collect();
        let columns = Columns::new(columns.iter().map(Vec::as_slice).collect());
        rate(name, programmes * columns.len(), 3, |_| {
            black_box(rules.verdicts(&columns));
        });
    }
    Ok(())
}

fn each(rules: &Rules, people: &[Person], round: usize, mut visit: impl FnMut(usize, &Person)) {
    if let Some(person) = people.get(round % people.len()) {
        for place in 0..rules.programmes().len() {
            visit(place, person);
        }
    }
}

/// A person's numbers: mostly an answer near the edges of the rules; `open` in ten facts are left open.
fn answers(pack: &Pack, seed: u64, open: u64) -> Vec<i64> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut dice = move |limit: i64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        i64::try_from(state % u64::try_from(limit.max(1)).unwrap_or(1)).unwrap_or(0)
    };
    let facts = pack.facts().iter();
    let numbers = facts.map(|spec| {
        if dice(10) < i64::try_from(open).unwrap_or(0) {
            return policy::OPEN;
        }
        let (least, most) = spec.number_range();
        match spec.kind {
            policy::FactKind::Date => 20_781 - dice(20_000),
            policy::FactKind::Set if dice(3) > 0 => {
                1 << dice(i64::try_from(spec.options.len()).unwrap_or(1))
            }
            policy::FactKind::Int => dice(30).clamp(least, most),
            policy::FactKind::Money => dice(10_000_000).clamp(least, most),
            _ => least + dice(most - least + 1),
        }
        .clamp(least, most)
    });
    numbers.collect()
}

fn rate(name: &str, each: usize, rounds: usize, mut run: impl FnMut(usize)) {
    (0..rounds / 10).for_each(&mut run);
    let started = Instant::now();
    (0..rounds).for_each(&mut run);
    let seconds = started.elapsed().as_secs_f64();
    let done = each * rounds;
    println!(
        "{name}: {:.0} /s, {:.3} µs each",
        done as f64 / seconds,
        seconds * 1e6 / done as f64
    );
}
