//! Finding courses by words, as one types them.

mod fold;
mod haystack;
mod score;
mod standing;
mod text;
mod words;

use domain::Date;

use crate::district::SlowSeason;
use crate::division::Division;
use crate::filter::CourseFilter;
use crate::listing::CourseListing;
use haystack::Haystack;
use score::{Scores, names};
use standing::{Standing, first_of};
pub use text::{CourseText, CourseTexts};
use words::{Lexicon, Word};

/// The courses of a district, made ready for searching.
///
/// Making one folds every text once; after that each keystroke is a scan of one long string.
#[derive(Debug, Clone)]
pub struct Catalogue {
    courses: Vec<CourseListing>,
    /// Whether they come in the order of their identifiers, as they do from the server.
    are_by_id: bool,
    divisions: Vec<Division>,
    names: Haystack,
    lexicon: Lexicon,
    slow_season: Option<SlowSeason>,
}

impl Catalogue {
    /// Makes a catalogue of these courses in a district with these divisions.
    pub fn new(courses: Vec<CourseListing>, divisions: Vec<Division>) -> Self {
        let names = names(&courses, &divisions);
        let lexicon = Lexicon::new(&courses, &divisions);
        Self {
            are_by_id: courses.is_sorted_by(|one, other| one.id < other.id),
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
        self.courses.get(self.place_of(id)?)
    }

    fn place_of(&self, id: &str) -> Option<usize> {
        let courses = &self.courses;
        if self.are_by_id {
            courses
                .binary_search_by(|course| course.id.as_str().cmp(id))
                .ok()
        } else {
            courses.iter().position(|course| course.id == id)
        }
    }

    /// The name of the division with this code.
    pub fn division_name(&self, code: &str) -> Option<&str> {
        self.divisions
            .iter()
            .find(|division| division.code == code)
            .map(|division| division.name.as_str())
    }

    /// The courses that are wanted, best first: by how well the words fit, then by the next class that is asked for, then as
    /// they stand in the catalogue; what is near goes before all of that where the filter says where the reader lives.
    ///
    /// Every word must be found somewhere in the course, in its text or in the name of its place; a course whose text is not
    /// among those given is searched by the rest. Courses without a class to come are last.
    pub fn find(
        &self,
        filter: &CourseFilter,
        texts: &CourseTexts,
        today: Date,
    ) -> Vec<&CourseListing> {
        self.find_first(filter, texts, today, self.courses.len()).1
    }

    /// How many [`Catalogue::find`] would find, and the first of them: a list that shows fifty need not order the others.
    pub fn find_first(
        &self,
        filter: &CourseFilter,
        texts: &CourseTexts,
        today: Date,
        limit: usize,
    ) -> (usize, Vec<&CourseListing>) {
        let words = self
            .lexicon
            .words(&filter.text, |word| self.scores(word, texts));
        let Some(words) = words.into_iter().map(|(_, scores)| scores).collect() else {
            return (0, Vec::new());
        };
        let words: Vec<Scores> = words;
        let found = self
            .courses
            .iter()
            .enumerate()
            .filter_map(|(place, course)| Some((place, course, Scores::sum(&words, place)?)))
            .filter(|(_, course, _)| filter.matches(course, today))
            .map(|(place, course, score)| {
                let shown = filter.shown_session(course, today);
                let begins_on = shown.map(|session| session.starts_on);
                Standing::new(filter.is_far(course), score, begins_on, place)
            })
            .collect();
        let (total, first) = first_of(found, limit);
        let first = first.into_iter();
        (
            total,
            first
                .filter_map(|standing| self.courses.get(standing.place()))
                .collect(),
        )
    }

    fn scores(&self, word: &Word, texts: &CourseTexts) -> Option<Scores> {
        Scores::of(word, self.courses.len(), |word, hit| {
            self.names.each_hit(word, &mut *hit);
            texts.each_hit(word, |id, place, weight| {
                // From the server both come in the same order.
                let is_there = self
                    .courses
                    .get(place)
                    .is_some_and(|course| course.id == id);
                let place = is_there.then_some(place).or_else(|| self.place_of(id));
                if let Some(place) = place {
                    hit(place, weight);
                }
            });
        })
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
        let (courses, texts): (_, Vec<_>) = [
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
            .find(&filter, &CourseTexts::new(texts), date("2026-11-24"))
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
        let (texts, today) = (CourseTexts::new(&texts), date("2026-11-24"));
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
