//! Addresses that pages once had, so that kept links go on working.

/// Where the form's page lives now; it stood among the files under `/my` before it became a bundle of its own.
pub(super) fn new_path(path: &str) -> Option<String> {
    let below = path.strip_prefix("/my/")?;
    if below == "apply" || below == "apply/" {
        return Some("/apply".to_owned());
    }
    // My searches stood among the files; they are about courses, as my classes are.
    if below.trim_end_matches('/') == "searches" {
        return Some("/classes/searches".to_owned());
    }
    let (id, page) = below.strip_prefix("applications/")?.split_once('/')?;
    if page == "print" {
        return Some(format!("/print/{id}/form"));
    }
    let is_file_page = matches!(page, "" | "submitted" | "people");
    (!is_file_page).then(|| format!("/apply/{id}/{page}"))
}

#[cfg(test)]
mod tests {
    use super::new_path;

    #[test]
    fn pages_of_the_form_moved_and_files_stayed() {
        for (path, expected) in [
            ("/my/apply", Some("/apply")),
            ("/my/applications/7/check", Some("/apply/7/check")),
            (
                "/my/applications/7/loan/purpose",
                Some("/apply/7/loan/purpose"),
            ),
            ("/my/applications/7", None),
            ("/my/applications/7/submitted", None),
            ("/my/applications/7/people", None),
            ("/my/applications/7/print", Some("/print/7/form")),
            ("/my/searches", Some("/classes/searches")),
            ("/my/searches/", Some("/classes/searches")),
            ("/my/", None),
            ("/apply/7", None),
        ] {
            assert_eq!(new_path(path).as_deref(), expected, "{path}");
        }
    }
}
