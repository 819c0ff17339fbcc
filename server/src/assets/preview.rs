//! What a page says before its app is there: to whoever is sent its address, to a search engine, and on a slow line.

use api::path;
use catalogue::{CourseDetails, CourseListing};
use http::Uri;
use i18n::{Language, t};
use maud::{Markup, PreEscaped, html};

use crate::catalogue::find_answered;
use crate::catalogue::structured::json_ld;
use crate::state::AppState;

/// A description longer than this is cut off by whoever shows it.
const LONGEST: usize = 120;

/// Title and words of one public page.
#[derive(Debug)]
pub(crate) struct Preview {
    title: String,
    description: String,
    /// What a slow line shows until the app is there: the page's own paragraphs, whole, so that nothing larger comes later.
    words: Vec<String>,
    /// Where the portal is reached, without a stroke at the end, and the path of the page there.
    place: Option<(String, String)>,
    /// What a course is, in the words of schema.org.
    structured: Option<String>,
    /// Path of its picture.
    picture: String,
}

/// The picture of every page that has none of its own.
const PICTURE: &str = "/preview.png";

/// The preview of a page whose shell is shared with others; none for a page that has a shell of its own, and for every page
/// that could say something about a person.
pub(crate) fn find_preview(
    state: &AppState,
    address: &Uri,
    origin: Option<&str>,
) -> Option<Preview> {
    let place = |path: &str| origin.map(|origin| (origin.to_owned(), path.to_owned()));
    let below = address.path().strip_prefix("/courses")?;
    if matches!(below, "" | "/") {
        return i18n::speak(Language::Chinese, || {
            Some(Preview {
                title: t::courses::title().to_owned(),
                description: t::home::learn().to_owned(),
                words: vec![[t::home::learn(), t::courses::search::hint()].concat()],
                place: place("/courses"),
                structured: None,
                picture: PICTURE.to_owned(),
            })
        });
    }
    let id = below.strip_prefix('/')?.trim_end_matches('/');
    // Whatever is wrong now, the app's own page will say it.
    let found = find_answered(state, id).ok().flatten()?;
    let listing: CourseListing = serde_json::from_slice(&found.document).ok()?;
    let details: CourseDetails = serde_json::from_slice(&found.document).ok()?;
    let sample = if listing.is_sample {
        i18n::speak(Language::Chinese, t::common::sample)
    } else {
        ""
    };
    let description = [sample, &details.summary].join(" ");
    let mut words = vec![details.summary.clone()];
    if listing.is_sample {
        let detail = i18n::speak(Language::Chinese, t::courses::page::sample_detail);
        words.push(detail.to_owned());
    }
    let today = state.clock.today();
    let photo = details.photo.as_ref();
    let photo = photo.map(|photo| path::with_id(path::COURSE_PHOTO, &photo.sha256));
    Some(Preview {
        picture: photo.unwrap_or_else(|| PICTURE.to_owned()),
        structured: json_ld(&state.district, &listing, &details, today),
        place: place(&["/courses/", &listing.id].concat()),
        title: listing.title,
        description: description.trim().chars().take(LONGEST).collect(),
        words,
    })
}

impl Preview {
    /// The shell with these words in place of those it has for every page; none of a shell that is not as expected.
    pub(super) fn put_into(&self, shell: &str) -> Option<String> {
        let (before, rest) = shell.split_once("<title>")?;
        let (_, rest) = rest.split_once("</title>")?;
        let rest = without_description(rest);
        let (head, body) = rest.split_once("<main")?;
        let (opening, main) = body.split_once('>')?;
        let (_, after) = main.split_once("</main>")?;
        let words = self.words().into_string();
        Some(format!(
            "{before}{}{head}<main{opening}>{words}</main>{after}",
            self.tags().into_string()
        ))
    }

    /// The same in the head alone: what the page shows stays the shell's.
    fn put_into_head(&self, shell: &str) -> Option<String> {
        let (before, rest) = shell.split_once("<title>")?;
        let (_, rest) = rest.split_once("</title>")?;
        let rest = without_description(rest);
        Some([before, &self.tags().into_string(), &rest].concat())
    }

    fn tags(&self) -> Markup {
        let title = i18n::speak(Language::Chinese, || t::common::page_title(&self.title));
        html! {
            title { (title) }
            meta name="description" content=(self.description);
            meta property="og:type" content="website";
            meta property="og:title" content=(title);
            meta property="og:description" content=(self.description);
            @if let Some((origin, path)) = &self.place {
                meta property="og:url" content={ (origin) (path) };
                meta property="og:image" content={ (origin) (self.picture) };
            } @else {
                meta property="og:image" content=(self.picture);
            }
            @if let Some(text) = &self.structured {
                script type="application/ld+json" { (PreEscaped(text)) }
            }
        }
    }

    fn words(&self) -> Markup {
        let opening = i18n::speak(Language::Chinese, t::common::loading);
        html! { h1.page-title { (self.title) } @for words in &self.words { p { (words) } } p { (opening) } }
    }
}

/// Public pages whose shells have words of their own.
const PUBLIC: [&str; 4] = ["/", "/eligibility", "/calculator", "/track"];

/// The shell of a public page with its whole address and that of its picture: whoever shows a preview cannot tell where a path
/// belongs. None of other pages.
pub(super) fn place_in(shell: &str, path: &str, origin: &str) -> Option<String> {
    if let Some(preview) = find_named(path, origin) {
        return preview.put_into_head(shell);
    }
    if !PUBLIC.contains(&path) {
        return None;
    }
    let (before, rest) = shell.split_once("</title>")?;
    let rest = without(rest, &["og:image"]);
    let tags = html! {
        meta property="og:type" content="website";
        meta property="og:url" content={ (origin) (path) };
        meta property="og:image" content={ (origin) (PICTURE) };
    };
    Some([before, "</title>", &tags.into_string(), &rest].concat())
}

/// The preview of a page whose shell says nothing of it. Every address of a form is shown as the page where one begins: its
/// own names somebody's file.
fn find_named(path: &str, origin: &str) -> Option<Preview> {
    let is_form = path == "/apply" || path.starts_with("/apply/");
    let (path, title, words) = i18n::speak(Language::Chinese, || match path {
        "/track/certificate" => Some((
            path,
            t::certificate::check::title(),
            t::certificate::check::about(),
        )),
        _ if is_form => Some(("/apply", t::apply::start::title(), t::apply::start::what())),
        _ => None,
    })?;
    Some(Preview {
        title: title.to_owned(),
        description: words.to_owned(),
        words: Vec::new(),
        place: Some((origin.to_owned(), path.to_owned())),
        structured: None,
        picture: PICTURE.to_owned(),
    })
}

/// What the shell says of every page goes.
fn without_description(head: &str) -> String {
    const MARKS: [&str; 5] = [
        "name=description",
        "name=\"description\"",
        "og:title",
        "og:description",
        "og:image",
    ];
    without(head, &MARKS)
}

/// Without the tags of these marks. A minifier may have taken the quotes away and turned the attributes round.
fn without(head: &str, marks: &[&str]) -> String {
    let mut rest = head.to_owned();
    for mark in marks {
        let tag = rest.find(mark).and_then(|at| {
            let begin = rest.get(..at)?.rfind("<meta")?;
            let end = at + rest.get(at..)?.find('>')? + 1;
            Some(begin..end)
        });
        if let Some(tag) = tag {
            rest.replace_range(tag, "");
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preview() -> Preview {
        Preview {
            title: "电焊<b>".into(),
            description: "学\"焊\"</title>".into(),
            words: vec!["学\"焊\"</title>".into(), "示例".into()],
            place: Some(("https://fumin.example".into(), "/courses/welder".into())),
            structured: Some("{}".into()),
            picture: PICTURE.into(),
        }
    }

    #[test]
    fn a_public_shell_says_where_it_is() {
        let shell = "<title>a</title><meta content=x property=og:title><meta content=/preview.png property=og:image><link></head>";
        let placed = place_in(shell, "/track", "https://fumin.example").unwrap();
        assert_eq!(
            placed,
            "<title>a</title><meta property=\"og:type\" content=\"website\">\
             <meta property=\"og:url\" content=\"https://fumin.example/track\">\
             <meta property=\"og:image\" content=\"https://fumin.example/preview.png\">\
             <meta content=x property=og:title><link></head>"
        );
        for path in ["/my", "/courses", "/track/", "/track?code=ABC234"] {
            assert_eq!(
                place_in(shell, path, "https://fumin.example"),
                None,
                "{path}"
            );
        }
    }

    #[test]
    fn a_form_is_shown_as_the_page_where_one_begins() {
        let shell = "<title>a</title><meta name=description content=x><meta name=robots></head><main>b</main>";
        for path in ["/apply", "/apply/0123456789abcdefghij/loan/purpose"] {
            let page = place_in(shell, path, "https://fumin.example").unwrap();
            for tag in [
                r#"<meta property="og:url" content="https://fumin.example/apply">"#,
                r#"<meta property="og:image" content="https://fumin.example/preview.png">"#,
                r#"<meta property="og:title" content="申请创业担保贷款 · 富民通">"#,
            ] {
                assert!(page.contains(tag), "{page}");
            }
            assert!(!page.contains("0123456789"), "{page}");
            assert!(
                page.ends_with("<meta name=robots></head><main>b</main>"),
                "{page}"
            );
        }
    }

    #[test]
    fn a_course_with_a_photo_is_shown_by_it() {
        let photo = Preview {
            picture: "/api/course-photos/ab12".into(),
            ..preview()
        };
        let shell =
            "<title>a</title><meta content=/preview.png property=og:image></head><main></main>";
        let page = photo.put_into(shell).unwrap();
        let tag =
            r#"<meta property="og:image" content="https://fumin.example/api/course-photos/ab12">"#;
        assert!(page.contains(tag), "{page}");
        assert_eq!(page.matches("og:image").count(), 1, "{page}");
    }

    #[test]
    fn a_shell_is_filled_whether_minified_or_not() {
        for shell in [
            "<head><title>a</title><meta content=x name=description><meta content=x property=og:title><meta content=x property=og:description><link></head><main class=page id=main><h1>a</h1></main><p>",
            "<head><title>a</title><meta name=\"description\" content=\"x\"><meta property=\"og:title\" content=\"x\"><link></head><main class=\"page\" id=\"main\"><p>b</p></main><p>",
        ] {
            let page = preview().put_into(shell).unwrap();
            assert_eq!(page.matches("description").count(), 2, "{page}");
            assert_eq!(page.matches("og:title").count(), 1, "{page}");
            assert!(
                page.contains("<h1 class=\"page-title\">电焊&lt;b&gt;</h1>"),
                "{page}"
            );
            assert!(
                page.contains("<title>电焊&lt;b&gt; · 富民通</title>"),
                "{page}"
            );
            for tag in [
                r#"<meta property="og:url" content="https://fumin.example/courses/welder">"#,
                r#"<meta property="og:image" content="https://fumin.example/preview.png">"#,
            ] {
                assert!(page.contains(tag), "{page}");
            }
            assert!(
                page.contains("<script type=\"application/ld+json\">{}</script>"),
                "{page}"
            );
            assert!(page.contains("学&quot;焊&quot;&lt;/title&gt;"), "{page}");
            assert!(
                page.contains("<link></head><main class=") && page.ends_with("</main><p>"),
                "{page}"
            );
        }
        assert_eq!(preview().put_into("<title>a"), None);
    }
}
