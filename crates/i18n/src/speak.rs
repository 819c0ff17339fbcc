//! Which language a thread of the server speaks: one reader wants Chinese, the next one English.

use std::cell::Cell;

use crate::Language;

include!(concat!(env!("OUT_DIR"), "/english.rs"));

thread_local! {
    static SPOKEN: Cell<Option<Language>> = const { Cell::new(None) };
}

/// Whether this thread speaks English; none when nobody said what it speaks.
pub(crate) fn is_english() -> Option<bool> {
    SPOKEN.get().map(|language| language == Language::English)
}

/// Does something in a language, whatever the process speaks otherwise.
pub fn speak<T>(language: Language, work: impl FnOnce() -> T) -> T {
    struct Before(Option<Language>);
    impl Drop for Before {
        fn drop(&mut self) {
            SPOKEN.set(self.0);
        }
    }
    let _before = Before(SPOKEN.replace(Some(language)));
    work()
}

#[cfg(test)]
mod tests {
    use super::speak;
    use crate::{Language, language, t};

    #[test]
    fn each_speaks_its_own_and_the_one_before_comes_back() {
        speak(Language::English, || {
            assert_eq!(t::courses::found(1), "1 course found");
            speak(Language::Chinese, || assert_eq!(t::courses::free(), "免费"));
            assert_eq!(
                (language(), t::courses::free()),
                (Language::English, "Free")
            );
        });
        assert_eq!(language(), Language::Chinese);
    }

    #[test]
    fn a_panic_leaves_nothing_behind() {
        let gone = std::panic::catch_unwind(|| {
            speak(Language::English, || {
                std::panic::resume_unwind(Box::new(()))
            })
        });
        assert!(gone.is_err());
        assert_eq!(t::courses::free(), "免费");
    }
}
