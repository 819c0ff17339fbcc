//! The folder as plain texts by name: how a draft is kept, sent and compared.

use std::{collections::BTreeMap, path::Path};

use super::{CompileError, File, Sources};

/// Names of the single files.
const DOCUMENTS: &str = "documents.toml";
const FACTS: &str = "facts.toml";
const PARAMETERS: &str = "parameters.toml";
const DISTRICT: &str = "district/policy.toml";
/// Folders of the rest.
const PROGRAMMES: &str = "programmes/";
const CASES: &str = "cases/";

impl Sources {
    /// The texts by name: `documents.toml`, `facts.toml`, `parameters.toml`, `district/policy.toml`,
    /// `programmes/<name>.toml`, `cases/<name>.toml`.
    pub fn texts(&self) -> BTreeMap<String, String> {
        let single = [
            (DOCUMENTS, &self.documents),
            (FACTS, &self.facts),
            (PARAMETERS, &self.parameters),
        ];
        let named = single
            .into_iter()
            .chain(self.district.iter().map(|file| (DISTRICT, file)));
        let mut texts: BTreeMap<String, String> = named
            .map(|(name, file)| (name.to_owned(), file.text.clone()))
            .collect();
        for (folder, files) in [(PROGRAMMES, &self.programmes), (CASES, &self.cases)] {
            for file in files {
                texts.insert(format!("{folder}{}", last(&file.path)), file.text.clone());
            }
        }
        texts
    }

    /// The folder of texts named as [`Sources::texts`] names them.
    ///
    /// # Errors
    /// When one of the three single files is missing, or a name is none of a policy folder.
    ///
    /// ```no_run
    /// # fn again(sources: &policy::compile::Sources) -> Result<(), Vec<policy::compile::CompileError>> {
    /// let again = policy::compile::Sources::from_texts(sources.texts())?;
    /// assert_eq!(again.texts(), sources.texts());
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_texts(
        texts: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Vec<CompileError>> {
        let mut single = BTreeMap::new();
        let (mut programmes, mut cases, mut errors) = (Vec::new(), Vec::new(), Vec::new());
        for (path, text) in texts {
            let is_plain = path.ends_with(".toml") && path.matches('/').count() == 1;
            let file = File {
                path: path.clone(),
                text,
            };
            match path.as_str() {
                DOCUMENTS | FACTS | PARAMETERS | DISTRICT => {
                    single.insert(path, file);
                }
                name if is_plain && name.starts_with(PROGRAMMES) => programmes.push(file),
                name if is_plain && name.starts_with(CASES) => cases.push(file),
                _ => errors.push(CompileError::whole(
                    &path,
                    "is no file of a policy folder; write programmes/<id>.toml or cases/<id>.toml",
                )),
            }
        }
        let mut one = |name: &str| {
            single.remove(name).unwrap_or_else(|| {
                errors.push(CompileError::whole(name, "is missing; write it"));
                File {
                    path: name.into(),
                    text: String::new(),
                }
            })
        };
        let (documents, facts, parameters) = (one(DOCUMENTS), one(FACTS), one(PARAMETERS));
        let district = single.remove(DISTRICT);
        if !errors.is_empty() {
            return Err(errors);
        }
        for files in [&mut programmes, &mut cases] {
            files.sort_by(|one: &File, other| one.path.cmp(&other.path));
        }
        Ok(Self {
            documents,
            facts,
            parameters,
            district,
            programmes,
            cases,
        })
    }
}

fn last(path: &str) -> String {
    Path::new(path)
        .file_name()
        .map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into())
}
