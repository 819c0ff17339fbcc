//! Answers typed in one window, and beside it on another device.

use i18n::t;
use serde_json::json;

use super::{Dice, Moment, Round};
use crate::drafts::{open_question, purpose};
use crate::harness::Portal;

/// A question of the form, and what is answered in the trial of this number.
struct Question {
    section: &'static str,
    field: &'static str,
    answer: fn(u64) -> String,
}

static QUESTIONS: [Question; 5] = [
    Question {
        section: "loan",
        field: "purpose",
        answer: |number| format!("第 {number} 次：买面粉"),
    },
    Question {
        section: "applicant",
        field: "residence_address",
        answer: |number| format!("示例路 {number} 号"),
    },
    Question {
        section: "loan",
        field: "amount_yuan",
        answer: |number| (100_000 + 1_000 * (number % 90)).to_string(),
    },
    Question {
        section: "business",
        field: "business_name",
        answer: |number| format!("示例面馆第 {number} 家"),
    },
    Question {
        section: "business",
        field: "business_address",
        answer: |number| format!("示例街 {number} 号"),
    },
];

/// At most so many of them in one trial.
const MOST: usize = 3;

impl Round {
    /// One to three answers; another one comes from another device meanwhile.
    pub(super) async fn typed(
        &mut self,
        portal: &mut Portal,
        moment: Moment,
        dice: &mut Dice,
        is_elsewhere_too: bool,
        name: &str,
    ) {
        let number = self.before + self.count;
        let begin = dice.roll(QUESTIONS.len() as u64) as usize;
        let count = 1 + dice.roll(MOST as u64) as usize;
        let chosen = |place: usize| &QUESTIONS[(begin + place) % QUESTIONS.len()];
        let mut wanted: Vec<(&Question, String)> = (0..count)
            .map(|place| (chosen(place), (chosen(place).answer)(number)))
            .collect();
        for (place, (question, value)) in wanted.iter().enumerate() {
            self.open_at(question).await;
            if place == 0 && is_elsewhere_too {
                let other = chosen(count);
                let value = (other.answer)(number);
                self.resident.save(&self.id, other.field, &value).await;
            }
            if place == 0 && moment.is_down {
                portal.kill();
            }
            self.tab.fill(question.field, value).await;
            self.is_spoken_of().await;
        }
        self.disturb(portal, moment).await;
        if is_elsewhere_too {
            wanted.push((chosen(count), (chosen(count).answer)(number)));
        }
        for (question, value) in &wanted {
            let field = question.field;
            self.open_at(question).await;
            assert_eq!(&self.tab.value_of(field).await, value, "{field}, {name}");
        }
        let what = format!("all of it at the server, {name}");
        self.tab
            .until(&what, async || {
                let answers = self.resident.find(&self.id).await.answers;
                let answers = serde_json::to_value(answers).unwrap();
                let is_there = |(question, value): &(&Question, String)| {
                    answers[question.field] == json!(value)
                };
                Ok(wanted.iter().all(is_there).then_some(()))
            })
            .await;
    }

    /// The same question answered here and elsewhere: both stay until somebody decides.
    pub(super) async fn answered_twice(
        &mut self,
        portal: &mut Portal,
        moment: Moment,
        is_mine: bool,
        name: &str,
    ) {
        let number = self.before + self.count;
        let (mine, theirs) = (
            format!("第 {number} 次：买烤箱"),
            format!("第 {number} 次：买冰柜"),
        );
        open_question(&self.tab, &self.id).await;
        self.resident.save(&self.id, "purpose", &theirs).await;
        if moment.is_down {
            portal.kill();
        }
        self.tab.fill("purpose", &mine).await;
        self.is_spoken_of().await;
        self.disturb(portal, moment).await;
        open_question(&self.tab, &self.id).await;
        for words in [
            t::apply::two_answers::title(),
            mine.as_str(),
            theirs.as_str(),
        ] {
            self.tab.see(words).await;
        }
        let there = purpose(&self.resident, &self.id).await;
        assert_eq!(there, theirs, "overwritten unasked, {name}");
        let (press, chosen) = if is_mine {
            (t::apply::two_answers::mine(), mine)
        } else {
            (t::apply::two_answers::theirs(), theirs)
        };
        self.tab.press(press).await;
        self.tab
            .until(&format!("the answer decided on, {name}"), async || {
                let is_there = purpose(&self.resident, &self.id).await == chosen;
                let is_asked = self.tab.has(press).await;
                Ok((is_there && !is_asked).then_some(()))
            })
            .await;
        self.is_written().await;
        assert_eq!(self.tab.value_of("purpose").await, chosen, "{name}");
    }

    async fn open_at(&self, question: &Question) {
        let Question { section, field, .. } = question;
        self.tab
            .open(&format!("/apply/{}/{section}/{field}", self.id))
            .await;
        let label = t::field::by_key(&format!("{field}.label")).unwrap();
        self.tab.arrive(label).await;
    }

    /// What the page says is here or there must not be lost; what it has not spoken of yet may still be on the way.
    async fn is_spoken_of(&self) {
        let status = "const said = document.querySelector('.save-status')?.textContent.trim();
            return document.body.innerText.includes(arguments[0]) || said && said !== arguments[1] || null";
        let words = vec![
            json!(t::apply::two_answers::title()),
            json!(t::apply::save::sending()),
        ];
        self.tab
            .until("a word about what was typed", async || {
                self.tab.script(status, words.clone()).await
            })
            .await;
        self.is_written().await;
    }

    /// That word may be about the first letters: a busy device writes letter after letter, and one that is closed before it
    /// has written the last ones does not have them.
    async fn is_written(&self) {
        let written = "const [id, done] = arguments; fuminDrafts('kinds', id).then(done, done)";
        let id = json!(self.id);
        let driver = &self.tab.driver;
        driver.execute_async(written, vec![id]).await.unwrap();
    }
}
