//! Single functions that every request or every keystroke goes through, by criterion. Ends with a table in Markdown, for
//! `script/bench-functions` to put into docs/BENCHMARKS.md.

use std::error::Error;
use std::hint::black_box;
use std::path::Path;

use catalogue::{
    Catalogue, CatalogueEdition, CourseFilter, CourseListing, CourseTexts, load, made_up,
};
use criterion::Criterion;
use domain::{Date, IdNumber, Money};
use loan::{DayCount, Method, Rate, Regime, Rounding, Subsidy, Terms, Timing};
use store::{Location, Store, StoreError, courses};
use vault::FileKey;

type Fault = Box<dyn Error>;

/// What is timed, as criterion and as the table call it.
const NAMES: [(&str, &str); 7] = [
    ("plan", "a loan's schedule, 36 equal instalments"),
    ("split", "who pays the interest of it"),
    ("open", "opening 4 KiB sealed under a file's key"),
    ("id_number", "checking an ID number"),
    ("read", "finding one of 5,000 courses in SQLite"),
    ("search", "searching 5,000 courses by a word"),
    (
        "edition",
        "reading the list of 5,000 courses as the browser does",
    ),
];

fn main() -> Result<(), Fault> {
    let folder = tempfile::tempdir()?;
    let mut criterion = Criterion::default()
        .output_directory(folder.path())
        .configure_from_args();
    loans(&mut criterion)?;
    values(&mut criterion)?;
    courses_of(&mut criterion)?;
    criterion.final_summary();
    table(folder.path())
}

fn loans(criterion: &mut Criterion) -> Result<(), Fault> {
    let day = |year, month, day| Date::new(year, month, day).ok_or("a day");
    let terms = Terms {
        method: Method::EqualInstallment,
        principal: Money::from_yuan(200_000),
        annual_rate: Rate::from_basis_points(460),
        start_date: day(2024, 11, 8)?,
        timing: Timing::Every {
            months: 1,
            installments: 36,
        },
        day_count: DayCount::Month12,
        rounding: Rounding::HalfUp,
        grace_principal_installments: 0,
        round_installment_to: None,
    };
    let subsidy = Subsidy {
        regime: Regime::HalfOfActualRate,
        lpr: None,
        subsidised_years: None,
        ends_on: None,
    };
    let schedule = loan::plan(&terms).map_err(|error| format!("{error:?}"))?;
    criterion.bench_function("plan", |timer| {
        timer.iter(|| loan::plan(black_box(&terms)));
    });
    criterion.bench_function("split", |timer| {
        timer.iter(|| loan::split(black_box(&schedule), &subsidy));
    });
    Ok(())
}

fn values(criterion: &mut Criterion) -> Result<(), Fault> {
    let key = FileKey::generate();
    let sealed = key.seal("events/a/1", &[b'x'; 4096]);
    criterion.bench_function("open", |timer| {
        timer.iter(|| key.open("events/a/1", black_box(&sealed)));
    });
    let today = Date::new(2026, 11, 24).ok_or("a day")?;
    criterion.bench_function("id_number", |timer| {
        timer.iter(|| IdNumber::parse(black_box("11010519491231002X"), today).is_ok());
    });
    Ok(())
}

fn courses_of(criterion: &mut Criterion) -> Result<(), Fault> {
    let district = Path::new(env!("CARGO_MANIFEST_DIR")).join("../districts/620602");
    let defects = |found: Vec<load::LoadError>| format!("{found:?}");
    let own = load::load_courses(&district).map_err(defects)?;
    let divisions = load::load_district(&district).map_err(defects)?.divisions;
    let many = made_up::courses(&own, &divisions, 5000);
    let folder = tempfile::tempdir()?;
    let store = filled(folder.path(), &many)?;
    let id = &many.get(2500).ok_or("no courses")?.id;
    criterion.bench_function("read", |timer| {
        timer.iter(|| store.read_once(|connection| courses::find(connection, black_box(id))));
    });
    store.close();
    let listings: Vec<CourseListing> = many.iter().map(CourseListing::from).collect();
    let written = serde_json::to_string(&CatalogueEdition::whole("monday", &listings))?;
    criterion.bench_function("edition", |timer| {
        timer.iter(|| {
            let edition: Option<CatalogueEdition> = json::from_str(black_box(&written)).ok();
            edition.and_then(|edition| edition.courses(Vec::new()))
        });
    });
    let catalogue = Catalogue::new(listings, divisions);
    let filter = CourseFilter {
        text: "电工".to_owned(),
        ..CourseFilter::default()
    };
    let today = Date::new(2026, 11, 24).ok_or("a day")?;
    criterion.bench_function("search", |timer| {
        timer.iter(|| {
            catalogue
                .find(black_box(&filter), &CourseTexts::default(), today)
                .len()
        });
    });
    Ok(())
}

fn filled(folder: &Path, many: &[catalogue::Course]) -> Result<Store, Fault> {
    let store = Store::open(&Location::in_folder(folder))?;
    let rows = many.iter().map(|course| {
        let document = serde_json::to_string(course)?;
        let id = course.id.clone();
        Ok(courses::Course { id, document })
    });
    let rows = rows.collect::<Result<Vec<_>, Fault>>()?;
    store.write_blocking::<_, _, StoreError>(move |tx| courses::replace_all(tx, &rows, "bench"))?;
    Ok(store)
}

/// The medians that criterion estimated, nanoseconds with their confidence interval.
fn table(folder: &Path) -> Result<(), Fault> {
    use std::io::Write as _;
    let mut out = std::io::stdout();
    writeln!(
        out,
        "| function | median | 95 % between | a second |\n|---|---|---|---|"
    )?;
    for (name, title) in NAMES {
        let file = folder.join(name).join("new/estimates.json");
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let Ok(estimates) = serde_json::from_str::<serde_json::Value>(&text) else {
            continue; // left out by the filter of the command line
        };
        let number = |path: &str| {
            let found = estimates.pointer(path).and_then(serde_json::Value::as_f64);
            found.ok_or_else(|| format!("criterion says nothing of {path}"))
        };
        let median = number("/median/point_estimate")?;
        let low = number("/median/confidence_interval/lower_bound")?;
        let high = number("/median/confidence_interval/upper_bound")?;
        writeln!(
            out,
            "| {title} | {} | {}–{} | {:.0} |",
            us(median),
            us(low),
            us(high),
            1e9 / median
        )?;
    }
    Ok(())
}

fn us(nanoseconds: f64) -> String {
    format!("{:.2} µs", nanoseconds / 1000.0)
}
