//! Finding courses by words, as one types them.

mod fold;
mod score;
mod text;
mod words;

use std::cmp::Reverse;

use domain::Date;

use crate::district::SlowSeason;
use crate::division::Division;
use crate::filter::CourseFilter;
use crate::listing::CourseListing;
use score::{CourseNames, Searched};
pub use text::CourseText;
use words::Lexicon;

/// The courses of a district, made ready for searching.
///
/// Making one folds every text once; after that each keystroke is a scan of short strings.
#[derive(Debug, Clone)]
pub struct Catalogue {
    courses: Vec<CourseListing>,
    divisions: Vec<Division>,
    names: Vec<CourseNames>,
    lexicon: Lexicon,
    slow_season: Option<SlowSeason>,
}

impl Catalogue {
    /// Makes a catalogue of these courses in a district with these divisions.
    pub fn new(courses: Vec<CourseListing>, divisions: Vec<Division>) -> Self {
        let names = courses
            .iter()
            .map(|course| CourseNames::new(course, &divisions))
            .collect();
        let lexicon = Lexicon::new(&courses, &divisions);
        Self {
            courses,
            divisions,
            names,
            lexicon,
            slow_season: None,
        }
    }

    /// The same in a district that names its slow season.
    pub fn with_slow_season(self, slow_season: Option<SlowSeason>) -> Self {
        Self {
            slow_season,
            ..self
        }
    }

    /// When the fields leave time to learn, where the district says it.
    pub fn slow_season(&self) -> Option<SlowSeason> {
        self.slow_season
    }

    /// Every course, in the order given.
    pub fn courses(&self) -> &[CourseListing] {
        &self.courses
    }

    /// Every division, in the order given.
    pub fn divisions(&self) -> &[Division] {
        &self.divisions
    }

    /// The course with this identifier.
    pub fn course(&self, id: &str) -> Option<&CourseListing> {
        self.courses.iter().find(|course| course.id == id)
    }

    /// The name of the division with this code.
    pub fn division_name(&self, code: &str) -> Option<&str> {
        self.divisions
            .iter()
            .find(|division| division.code == code)
            .map(|division| division.name.as_str())
    }

    /// The courses that are wanted, best first: by how well the words fit, then by the next class; what is near
    /// goes before all of that where the filter says where the reader lives.
    ///
    /// Every word must be found somewhere in the course, in its text or in the name of its place; a course whose text is not
    /// among those given is searched by the rest. Courses without a class to come are last.
    pub fn find(
        &self,
        filter: &CourseFilter,
        texts: &[CourseText],
        today: Date,
    ) -> Vec<&CourseListing> {
        let searched: Vec<Searched> = self
            .courses
            .iter()
            .zip(&self.names)
            .zip(0..)
            .map(|((course, names), place)| Searched {
                course,
                names,
                text: CourseText::of_course(texts, &course.id, place),
            })
            .collect();
        let words = self.lexicon.words(&filter.text, |word| {
            searched
                .iter()
                .any(|searched| searched.score(word).is_some())
        });
        let mut found: Vec<_> = searched
            .iter()
            .filter(|searched| filter.matches(searched.course, today))
            .filter_map(|searched| Some((searched.score_all(&words)?, searched.course)))
            .map(|(score, course)| {
                let next = course.next_session(today).map(|session| session.starts_on);
                let is_far = filter.is_far(course);
                ((is_far, next.is_none(), Reverse(score), next), course)
            })
            .collect();
        found.sort_by(|(one, one_course), (other, other_course)| {
            one.cmp(other)
                .then_with(|| one_course.id.cmp(&other_course.id))
        });
        found.into_iter().map(|(_, course)| course).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::CourseKind;
    use crate::testing::{course, date, divisions, session};

    fn named(
        id: &str,
        title: &str,
        trade: Option<&str>,
        summary: &str,
        division: &str,
        starts_on: &str,
    ) -> (CourseListing, CourseText) {
        let mut made = course(id);
        made.title = title.into();
        made.trade = trade.map(String::from);
        made.summary = summary.into();
        made.division = division.into();
        let mut listing = CourseListing::from(&made);
        listing.sessions = vec![session(starts_on, 30, 0)];
        (listing, CourseText::from(&made))
    }

    fn catalogue() -> (Catalogue, Vec<CourseText>) {
        let (courses, texts) = [
            named(
                "electrician",
                "低压电工初级班",
                Some("电工"),
                "会用 PLC 前的第一步",
                "620602101",
                "2027-01-04",
            ),
            named(
                "welder",
                "手工焊接上岗班",
                Some("焊工"),
                "学会电弧焊",
                "620602100",
                "2026-12-07",
            ),
            named(
                "cook",
                "凉州家常菜",
                Some("中式烹调师"),
                "灶台边学做菜",
                "620602101",
                "2027-02-01",
            ),
            named(
                "excavator",
                "挖掘机操作入门",
                Some("土石方挖掘机司机"),
                "坐进驾驶室",
                "620602122",
                "2027-03-01",
            ),
            named(
                "wiring",
                "旧房改造",
                Some("装饰装修工"),
                "也讲电工的安全常识",
                "620602100",
                "2026-12-01",
            ),
            named(
                "old",
                "电工复训",
                Some("电工"),
                "去年的班",
                "620602101",
                "2026-10-01",
            ),
            named(
                "shop",
                "农村电商开店",
                Some("电子商务师"),
                "从注册到发货",
                "620602113",
                "2027-01-10",
            ),
            named(
                "sheep",
                "肉羊舍饲",
                None,
                "冬季喂养",
                "620602113",
                "2026-12-05",
            ),
        ]
        .into_iter()
        .unzip();
        (Catalogue::new(courses, divisions()), texts)
    }

    fn found(text: &str) -> Vec<String> {
        let (catalogue, texts) = catalogue();
        found_in(&catalogue, &texts, text)
    }

    fn found_in(catalogue: &Catalogue, texts: &[CourseText], text: &str) -> Vec<String> {
        let filter = CourseFilter {
            text: text.into(),
            ..CourseFilter::default()
        };
        catalogue
            .find(&filter, texts, date("2026-11-24"))
            .into_iter()
            .map(|course| course.id.clone())
            .collect()
    }

    #[test]
    fn words_are_found_as_people_type_them() {
        for (text, expected) in [
            // The title before the summary, and a course that is over last of all.
            ("电工", &["electrician", "wiring", "old"] as &[&str]),
            ("武南 电工", &["electrician", "old"]),
            ("电工　武南镇", &["electrician", "old"]),
            ("武南镇，电工", &["electrician", "old"]),
            // One breath, no space.
            ("武南镇电工", &["electrician", "old"]),
            ("想学电焊", &["welder"]),
            ("黄羊电焊怎么报名", &["welder"]),
            // Everyday words for trades.
            ("电焊", &["welder"]),
            ("厨师", &["cook"]),
            ("开挖机", &["excavator"]),
            ("网店", &["shop"]),
            // Width and case.
            ("plc", &["electrician"]),
            ("ＰＬＣ", &["electrician"]),
            (
                "  ",
                &[
                    "wiring",
                    "sheep",
                    "welder",
                    "electrician",
                    "shop",
                    "cook",
                    "excavator",
                    "old",
                ],
            ),
            ("潜水员", &[]),
            ("电工 潜水员", &[]),
            ("<script>", &[]),
            ("' or 1=1 --", &[]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn the_place_is_found_by_its_name_alone() {
        assert_eq!(found("张义"), ["sheep", "shop"]);
        assert_eq!(found("下双镇"), ["excavator"]);
    }

    #[test]
    fn a_search_makes_do_with_the_texts_that_came() {
        let (catalogue, mut texts) = catalogue();
        assert_eq!(found_in(&catalogue, &texts, "电弧焊"), ["welder"]);
        assert_eq!(found_in(&catalogue, &[], "电弧焊"), [""; 0]);
        assert_eq!(found_in(&catalogue, &[], "电工"), ["electrician", "old"]);
        // In another order, or for other courses, each text still finds its own.
        texts.reverse();
        assert_eq!(found_in(&catalogue, &texts, "电弧焊"), ["welder"]);
        texts.retain(|text| text.id == "sheep" || text.id == "shop");
        assert_eq!(found_in(&catalogue, &texts, "安全用电"), ["sheep", "shop"]);
    }

    #[test]
    fn a_hundred_thousand_characters_are_answered() {
        assert!(found(&"很".repeat(100_000)).is_empty());
    }

    #[test]
    fn words_and_fields_are_asked_together() {
        let filter = CourseFilter {
            text: "电工".into(),
            kinds: vec![CourseKind::Farming],
            ..CourseFilter::default()
        };
        let (catalogue, texts) = catalogue();
        let today = date("2026-11-24");
        assert!(catalogue.find(&filter, &texts, today).is_empty());
    }

    #[test]
    fn courses_and_places_are_found_by_code() {
        let (catalogue, _) = catalogue();
        assert_eq!(
            catalogue.course("cook").map(|course| course.title.as_str()),
            Some("凉州家常菜")
        );
        assert_eq!(catalogue.course("none"), None);
        assert_eq!(catalogue.division_name("620602113"), Some("张义镇"));
        assert_eq!(catalogue.division_name("620602999"), None);
    }
}
