//! Turns `locales/` into Rust functions; every complaint names the file and the key.

#[path = "generate/generate.rs"]
mod generate;

use generate::{catalogue, emit};
use std::path::{Path, PathBuf};

fn main() {
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales");
    println!("cargo::rerun-if-changed={}", locales.display());
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=generate");
    if let Err(problems) = write_messages(&locales) {
        for problem in problems {
            println!("cargo::error={problem}");
        }
    }
}

fn write_messages(locales: &Path) -> Result<(), Vec<String>> {
    let chinese = read_folder(&locales.join("zh-CN"))?;
    let english = read_folder(&locales.join("en"))?;
    let namespaces = catalogue::join(&chinese, &english)?;
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    write(&out.join("messages.rs"), &emit::rust(&namespaces))?;
    write(&out.join("english.rs"), &emit::english_rust(&namespaces))?;
    write(&out.join("en.json"), &emit::english_json(&namespaces))
}

fn read_folder(folder: &Path) -> Result<Vec<catalogue::Source>, Vec<String>> {
    let failed = |source: std::io::Error| vec![format!("{}: {source}", folder.display())];
    let mut sources = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        println!("cargo::rerun-if-changed={}", path.display());
        let text = std::fs::read_to_string(&path).map_err(failed)?;
        let namespace = path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
            .unwrap_or_default();
        sources.push(catalogue::Source {
            namespace,
            path: path.display().to_string(),
            text,
        });
    }
    sources.sort_by(|left, right| left.namespace.cmp(&right.namespace));
    Ok(sources)
}

fn write(path: &Path, text: &str) -> Result<(), Vec<String>> {
    std::fs::write(path, text).map_err(|source| vec![format!("{}: {source}", path.display())])
}
