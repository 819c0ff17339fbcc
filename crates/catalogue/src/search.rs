//! Finding courses by words, as one types them.

mod fold;
mod words;

use std::cmp::Reverse;

use domain::Date;

use crate::course::Course;
use crate::division::Division;
use crate::filter::CourseFilter;
use fold::fold;
use words::{Lexicon, Word};

/// How much a word counts where it is found; only the order matters.
mod weight {
    pub(super) const TITLE: u32 = 20;
    pub(super) const TRADE: u32 = 16;
    pub(super) const PLACE: u32 = 8;
    pub(super) const PROVIDER: u32 = 4;
    pub(super) const SUMMARY: u32 = 2;
    pub(super) const OUTLINE: u32 = 1;
}

/// The courses of a district, made ready for searching.
///
/// Making one folds every text once; after that each keystroke is a scan of short strings.
#[derive(Debug, Clone)]
pub struct Catalogue {
    courses: Vec<Course>,
    divisions: Vec<Division>,
    texts: Vec<CourseText>,
    lexicon: Lexicon,
}

/// The folded words of one course, field by field.
#[derive(Debug, Clone)]
struct CourseText {
    title: String,
    trade: String,
    place: String,
    provider: String,
    summary: String,
    outline: String,
}

impl Catalogue {
    /// Makes a catalogue of these courses in a district with these divisions.
    pub fn new(courses: Vec<Course>, divisions: Vec<Division>) -> Self {
        let texts = courses
            .iter()
            .map(|course| CourseText::new(course, &divisions))
            .collect();
        let lexicon = Lexicon::new(&courses, &divisions);
        Self {
            courses,
            divisions,
            texts,
            lexicon,
        }
    }

    /// Every course, in the order given.
    pub fn courses(&self) -> &[Course] {
        &self.courses
    }

    /// Every division, in the order given.
    pub fn divisions(&self) -> &[Division] {
        &self.divisions
    }

    /// The course with this identifier.
    pub fn course(&self, id: &str) -> Option<&Course> {
        self.courses.iter().find(|course| course.id == id)
    }

    /// The name of the division with this code.
    pub fn division_name(&self, code: &str) -> Option<&str> {
        self.divisions
            .iter()
            .find(|division| division.code == code)
            .map(|division| division.name.as_str())
    }

    /// The courses that are wanted, best first: by how well the words fit, then by the next class.
    ///
    /// Every word must be found somewhere in the course or in the name of its place. Courses without a class to come are last.
    pub fn find(&self, filter: &CourseFilter, today: Date) -> Vec<&Course> {
        let words = self.lexicon.words(&filter.text, |word| {
            self.texts.iter().any(|text| text.score(word).is_some())
        });
        let mut found: Vec<_> = self
            .courses
            .iter()
            .zip(&self.texts)
            .filter(|(course, _)| filter.matches(course, today))
            .filter_map(|(course, text)| Some((text.score_all(&words)?, course)))
            .map(|(score, course)| {
                let next = course.next_session(today).map(|session| session.starts_on);
                ((next.is_none(), Reverse(score), next), course)
            })
            .collect();
        found.sort_by(|(one, one_course), (other, other_course)| {
            one.cmp(other)
                .then_with(|| one_course.id.cmp(&other_course.id))
        });
        found.into_iter().map(|(_, course)| course).collect()
    }
}

impl CourseText {
    fn new(course: &Course, divisions: &[Division]) -> Self {
        let division = divisions
            .iter()
            .find(|division| division.code == course.division);
        Self {
            title: fold(&course.title),
            trade: fold(course.trade.as_deref().unwrap_or_default()),
            place: fold(
                division
                    .map(|division| division.name.as_str())
                    .unwrap_or_default(),
            ),
            provider: fold(&course.provider),
            summary: fold(&course.summary),
            outline: fold(&course.outline.join("\n")),
        }
    }

    /// How well all the words fit, or `None` when one of them is nowhere.
    fn score_all(&self, words: &[Word]) -> Option<u32> {
        words.iter().map(|word| self.score(word)).sum()
    }

    fn score(&self, word: &Word) -> Option<u32> {
        // What was typed counts more than what it stands for, and the first meaning in the table more than the next.
        let typed = self.weight_of(&word.typed).map(|weight| weight * 4);
        let meant =
            word.meant.iter().zip(0..).filter_map(|(meant, place)| {
                Some((self.weight_of(meant)? * 3).saturating_sub(place))
            });
        typed.max(meant.max())
    }

    fn weight_of(&self, word: &str) -> Option<u32> {
        // A trade's whole name is as good as the title: a beginner's class seldom repeats the trade in its title.
        if self.trade == word {
            return Some(weight::TITLE);
        }
        [
            (&self.title, weight::TITLE),
            (&self.trade, weight::TRADE),
            (&self.place, weight::PLACE),
            (&self.provider, weight::PROVIDER),
            (&self.summary, weight::SUMMARY),
            (&self.outline, weight::OUTLINE),
        ]
        .into_iter()
        .find(|(text, _)| text.contains(word))
        .map(|(_, weight)| weight)
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
    ) -> Course {
        let mut made = course(id);
        made.title = title.into();
        made.trade = trade.map(String::from);
        made.summary = summary.into();
        made.division = division.into();
        made.sessions = vec![session("1", starts_on, "2027-12-01", 30, 0)];
        made
    }

    fn catalogue() -> Catalogue {
        let courses = vec![
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
        ];
        Catalogue::new(courses, divisions())
    }

    fn found(text: &str) -> Vec<String> {
        let filter = CourseFilter {
            text: text.into(),
            ..CourseFilter::default()
        };
        catalogue()
            .find(&filter, date("2026-11-24"))
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
        assert!(catalogue().find(&filter, date("2026-11-24")).is_empty());
    }

    #[test]
    fn courses_and_places_are_found_by_code() {
        let catalogue = catalogue();
        assert_eq!(
            catalogue.course("cook").map(|course| course.title.as_str()),
            Some("凉州家常菜")
        );
        assert_eq!(catalogue.course("none"), None);
        assert_eq!(catalogue.division_name("620602113"), Some("张义镇"));
        assert_eq!(catalogue.division_name("620602999"), None);
    }
}
