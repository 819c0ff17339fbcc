//! What the catalogue weighs on the wire and how long it takes to write and to read, in Markdown for `script/bench-catalogue`.

use std::error::Error;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use catalogue::{CatalogueEdition, Course, CourseListing, Division, load, made_up};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../districts/620602");
    let defects = |found: Vec<load::LoadError>| format!("{found:?}");
    let own = load::load_courses(&folder).map_err(defects)?;
    let divisions = load::load_district(&folder).map_err(defects)?.divisions;
    let large = made_up::courses(&own, &divisions, 5000);
    let mut out = std::io::stdout();
    writeln!(
        out,
        "| courses | classes | as objects | in columns | the same, quality 6 | a day's changes | columns before compression \
        | write | read |\n|---|---|---|---|---|---|---|---|---|"
    )?;
    for courses in [&own, &large] {
        writeln!(out, "{}", row(courses, &own, &divisions)?)?;
    }
    Ok(())
}

fn row(
    courses: &[Course],
    own: &[Course],
    divisions: &[Division],
) -> Result<String, Box<dyn Error>> {
    let mut listings: Vec<CourseListing> = courses.iter().map(CourseListing::from).collect();
    listings.sort_by(|one, other| one.id.cmp(&other.id));
    let edition = CatalogueEdition::whole("monday", &listings);
    let columns = serde_json::to_vec(&edition)?;
    let objects = serde_json::to_vec(&listings)?;
    let read = || {
        let edition: CatalogueEdition = serde_json::from_slice(&columns).ok()?;
        edition.courses(Vec::new())
    };
    if read().as_ref() != Some(&listings) {
        return Err("what was written is not what was read".into());
    }
    let write = || serde_json::to_vec(&CatalogueEdition::whole("monday", &listings));
    Ok(format!(
        "| {} | {} | {} | {} | {} | {} | {} | {} | {} |",
        listings.len(),
        listings
            .iter()
            .map(|listing| listing.sessions.len())
            .sum::<usize>(),
        brotli(&objects, 11)?,
        brotli(&columns, 11)?,
        brotli(&columns, 6)?,
        brotli(&difference(courses, own, divisions)?, 6)?,
        columns.len(),
        in_ms(fastest(write)),
        in_ms(fastest(read)),
    ))
}

/// What a browser that was here yesterday is told.
fn difference(
    courses: &[Course],
    own: &[Course],
    divisions: &[Division],
) -> Result<Vec<u8>, Box<dyn Error>> {
    let later = made_up::a_day_later(courses, own, divisions);
    let mut changed: Vec<CourseListing> = later
        .iter()
        .filter(|course| !courses.contains(course))
        .map(CourseListing::from)
        .collect();
    changed.sort_by(|one, other| one.id.cmp(&other.id));
    let is_gone = |course: &&Course| later.iter().all(|kept| kept.id != course.id);
    let mut gone: Vec<String> = courses
        .iter()
        .filter(is_gone)
        .map(|course| course.id.clone())
        .collect();
    gone.sort();
    let delta = CatalogueEdition::since("monday", "tuesday", &changed, gone);
    Ok(serde_json::to_vec(&delta)?)
}

/// As the server compresses.
fn brotli(raw: &[u8], quality: i32) -> Result<usize, Box<dyn Error>> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: 20,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*raw, &mut out, &params)?;
    Ok(out.len())
}

/// The fastest of twenty times: what else the machine does only adds.
fn fastest<T>(work: impl Fn() -> T) -> Duration {
    (0..20)
        .map(|_| {
            let begun = Instant::now();
            std::hint::black_box(work());
            begun.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn in_ms(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}
