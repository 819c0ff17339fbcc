//! The app runs from Chrome 97 on, the first whose content policy lets WebAssembly in: what it uses is no younger.
//! Syntax of scripts is esbuild's business (`--target`), instructions of WebAssembly are looked at once a bundle is built.

use std::path::Path;

use crate::tree::{none, root, sources};

/// Styles that Chrome 97 does not read: in the first, what stands in it is lost.
const STYLES: &[(&str, u32)] = &[
    ("@media (width", 104),
    ("@media (height", 104),
    ("@layer", 99),
    ("@container", 105),
    ("@scope", 118),
    ("dvh", 108),
    ("svh", 108),
    ("color-mix(", 111),
    ("light-dark(", 123),
    ("&:", 112),
    ("subgrid", 117),
];

/// What scripts may ask of a browser and Chrome 97 has not.
const CALLS: &[(&str, u32)] = &[
    ("structuredClone(", 98),
    ("AbortSignal.timeout(", 103),
    ("AbortSignal.any(", 116),
    (".toSorted(", 110),
    (".toReversed(", 110),
    (".toSpliced(", 110),
    ("Array.fromAsync(", 121),
    ("Object.groupBy(", 117),
    ("Promise.withResolvers(", 119),
    ("Promise.try(", 128),
    ("Response.json(", 105),
    ("URL.canParse(", 120),
    ("checkVisibility(", 105),
    (".isWellFormed(", 111),
    ("showPopover(", 114),
    ("navigation.", 102),
    (".inert", 102),
];

fn younger(files: Vec<crate::tree::Source>, table: &[(&str, u32)]) -> Vec<String> {
    let mut findings = Vec::new();
    for file in files {
        for (number, line) in file.text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for (name, since) in table {
                if code.contains(name) {
                    let place = format!("{}:{}", file.path, number + 1);
                    findings.push(format!("{place} {name} is of Chrome {since}"));
                }
            }
        }
    }
    findings
}

#[test]
fn styles_are_read_by_the_oldest_browser() {
    none(&younger(sources(".css", &[]), STYLES));
}

#[test]
fn scripts_ask_for_what_the_oldest_browser_has() {
    none(&younger(sources(".js", &["public/"]), CALLS));
}

/// `:has()` is of Chrome 105: before, the whole rule is passed over, so it stands alone and only adds.
#[test]
fn a_rule_that_may_be_passed_over_takes_no_other_along() {
    let mut findings = Vec::new();
    for file in sources(".css", &[]) {
        let mut before = "";
        for (number, line) in file.text.lines().enumerate() {
            let is_listed = line.trim_end().ends_with(',') || before.trim_end().ends_with(',');
            if line.contains(":has(") && is_listed {
                findings.push(format!("{}:{} {line}", file.path, number + 1));
            }
            before = line;
        }
    }
    none(&findings);
}

/// What Chrome 97 knows of WebAssembly beside its first version, as compilers name it.
const INSTRUCTIONS: &[&str] = &[
    "mutable-globals",
    "sign-ext",
    "nontrapping-fptoint",
    "bulk-memory",
    "bulk-memory-opt",
    "simd128",
    "multivalue",
    "exception-handling",
    "reference-types",
    "call-indirect-overlong",
];

/// A number as WebAssembly writes it, and what follows.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut found = 0;
    for (place, byte) in bytes.iter().enumerate().take(5) {
        found |= usize::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some((found, &bytes[place + 1..]));
        }
    }
    None
}

/// A piece that begins with its length, and what follows.
fn piece(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = number(bytes)?;
    rest.split_at_checked(length)
}

/// What a module says that it uses; none where it says nothing.
fn used(module: &[u8]) -> Option<Vec<String>> {
    let mut rest = module.get(8..)?;
    while let Some((kind, after)) = rest.split_first() {
        let (section, after) = piece(after)?;
        rest = after;
        if *kind != 0 {
            continue;
        }
        let (name, told) = piece(section)?;
        if name != b"target_features" {
            continue;
        }
        let (count, mut told) = number(told)?;
        let mut found = Vec::new();
        for _ in 0..count {
            // One byte says that it is used.
            let (feature, after) = piece(told.get(1..)?)?;
            found.push(String::from_utf8_lossy(feature).into_owned());
            told = after;
        }
        return Some(found);
    }
    None
}

#[test]
fn webassembly_is_read_by_the_oldest_browser() {
    let modules = bundles();
    let mut findings = Vec::new();
    for path in &modules {
        let module = std::fs::read(path).unwrap();
        for feature in used(&module).unwrap_or_default() {
            if !INSTRUCTIONS.contains(&feature.as_str()) {
                findings.push(format!("{}: {feature}", path.display()));
            }
        }
    }
    none(&findings);
}

/// The modules of the bundles that are built.
fn bundles() -> Vec<std::path::PathBuf> {
    let files = |folder: &Path| {
        let found = std::fs::read_dir(folder).into_iter().flatten().flatten();
        found.map(|file| file.path()).collect::<Vec<_>>()
    };
    let folders = files(&root().join("dist"));
    let all = folders.iter().flat_map(|folder| files(folder));
    all.filter(|file| file.extension().is_some_and(|end| end == "wasm"))
        .collect()
}

#[test]
fn a_module_is_asked_what_it_uses() {
    let mut module = b"\0asm\x01\0\0\0".to_vec();
    assert_eq!(used(&module), None);
    module.extend(b"\x01\x01\0"); // no types
    let mut told = vec![15];
    told.extend(b"target_features\x02+\x08sign-ext+\x0eextended-const");
    module.extend([0, u8::try_from(told.len()).unwrap()]);
    module.extend(told);
    let found = used(&module).unwrap();
    assert_eq!(found, ["sign-ext", "extended-const"]);
    let is_new = |feature: &&String| !INSTRUCTIONS.contains(&feature.as_str());
    assert_eq!(found.iter().filter(is_new).count(), 1);
}
