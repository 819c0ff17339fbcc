//! Puts the district into the binary: courses, places, calendar and the compiled rules, checked here so that a release
//! cannot carry data the server would refuse.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

const DISTRICT: &str = "districts/620602";
const FRONT_ENDS: [&str; 9] = [
    "residents",
    "eligibility",
    "calculator",
    "track",
    "my",
    "classes",
    "apply",
    "print",
    "staff",
];

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("..");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for watched in ["districts", "policies"] {
        println!("cargo::rerun-if-changed={}", root.join(watched).display());
    }
    let district = root.join(DISTRICT);
    fs::write(
        out.join("district.json"),
        serde_json::to_vec(&loaded(catalogue::load::load_district(&district))?)?,
    )?;
    fs::write(
        out.join("service_points.json"),
        serde_json::to_vec(&loaded(catalogue::load::load_service_points(&district))?)?,
    )?;
    fs::write(
        out.join("courses.json"),
        serde_json::to_vec(&loaded(catalogue::load::load_courses(&district))?)?,
    )?;
    fs::write(
        out.join("loan.json"),
        serde_json::to_vec(&loaded(catalogue::load::load_loan_rules(&district))?)?,
    )?;
    fs::write(
        out.join("hand_over.json"),
        serde_json::to_vec(&loaded(catalogue::load::load_hand_over_plan(&district))?)?,
    )?;
    fs::write(
        out.join("extension.json"),
        serde_json::to_vec(&loaded(catalogue::load::load_extension_rules(&district))?)?,
    )?;
    fs::write(
        out.join("correction.json"),
        serde_json::to_vec(&loaded(catalogue::load::load_correction_plan(&district))?)?,
    )?;
    fs::write(
        out.join("appeal.json"),
        serde_json::to_vec(&loaded(catalogue::load::load_appeal_units(&district))?)?,
    )?;
    fs::write(
        out.join("subsidy.json"),
        serde_json::to_vec(&loaded(catalogue::load::load_subsidy_rules(&district))?)?,
    )?;
    fs::write(
        out.join("re_review.json"),
        serde_json::to_vec(&loaded(catalogue::load::load_re_review_plan(&district))?)?,
    )?;
    fs::write(
        out.join("training.json"),
        serde_json::to_vec(&loaded(catalogue::load::load_training_plan(&district))?)?,
    )?;
    fs::write(
        out.join("calendar.json"),
        serde_json::to_vec(&calendar(&root.join("districts/calendar"))?)?,
    )?;
    fs::write(
        out.join("pack.json"),
        loaded(policy::compile::compile_dir_to_json(
            &root.join("policies"),
            &district,
        ))?,
    )?;
    let sources = policy::compile::Sources::read(&root.join("policies"), &district);
    fs::write(
        out.join("sources.json"),
        serde_json::to_vec(&loaded(sources)?.texts())?,
    )?;
    require_front_ends(&root)
}

/// The announced years, in the shape of `workflow::CalendarYear`.
fn calendar(folder: &Path) -> Result<Vec<serde_json::Value>, Box<dyn Error>> {
    let mut files: Vec<_> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    files
        .iter()
        .map(|file| toml::from_str(&fs::read_to_string(file)?).map_err(|error| named(file, &error)))
        .collect()
}

/// A release without its front ends would be found out by the first resident. Any other build reads them when they are
/// asked for, so it need not wait for them.
fn require_front_ends(root: &Path) -> Result<(), Box<dyn Error>> {
    let is_release = env::var("PROFILE")? == "release";
    for bundle in FRONT_ENDS {
        let folder = root.join("dist").join(bundle);
        if !is_release {
            // Where rust-embed finds no folder now, it takes no file from it later.
            fs::create_dir_all(folder)?;
            continue;
        }
        println!("cargo::rerun-if-changed={}", folder.display());
        let page = folder.join("index.html");
        if !page.exists() {
            return Err(format!(
                "{} is missing: run script/build, which builds it first",
                page.display()
            )
            .into());
        }
    }
    if is_release && !root.join("dist/residents/sw.js").exists() {
        return Err(
            "dist/residents/sw.js is missing: run script/build, which writes it last".into(),
        );
    }
    Ok(())
}

fn loaded<T, E: std::fmt::Display>(result: Result<T, Vec<E>>) -> Result<T, Box<dyn Error>> {
    result.map_err(|errors| {
        errors
            .iter()
            .map(|error| format!("\n  {error}"))
            .collect::<String>()
            .into()
    })
}

fn named(file: &Path, error: &dyn Error) -> Box<dyn Error> {
    format!("{}: {error}", file.display()).into()
}
