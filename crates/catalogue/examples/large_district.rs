//! Writes a copy of the district with so many made-up courses, for `fumin serve --district`: `large_district <folder> <courses>`.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use catalogue::{Course, load, made_up};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(into), Some(count)) = (arguments.next(), arguments.next()) else {
        return Err("large_district <folder> <courses>".into());
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../districts/620602");
    let defects = |found: Vec<load::LoadError>| format!("{found:?}");
    let own = load::load_courses(&folder).map_err(defects)?;
    let divisions = load::load_district(&folder).map_err(defects)?.divisions;

    let into = Path::new(&into);
    fs::create_dir_all(into.join("courses"))?;
    for entry in fs::read_dir(&folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), into.join(entry.file_name()))?;
        }
    }
    let mut by_kind: BTreeMap<&str, Vec<Course>> = BTreeMap::new();
    for course in made_up::courses(&own, &divisions, count.parse()?) {
        by_kind.entry(course.kind.code()).or_default().push(course);
    }
    for (kind, courses) in by_kind {
        let text = toml::to_string(&BTreeMap::from([("course", courses)]))?;
        fs::write(into.join("courses").join(format!("{kind}.toml")), text)?;
    }
    Ok(())
}
