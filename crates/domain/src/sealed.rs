//! Personal values that neither print nor serialize by accident.

use std::fmt;

/// A personal value. It can be carried and compared, but neither printed nor serialised by accident: whoever needs
/// it must write `expose`, which a reviewer can search for.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Sealed<T>(T);

impl<T> Sealed<T> {
    /// Marks a value as personal.
    ///
    /// ```
    /// # use domain::Sealed;
    /// assert_eq!(format!("{:?}", Sealed::new("王芳")), "‹个人信息›");
    /// ```
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, for sealing, checking, or showing to somebody who may see it.
    ///
    /// ```
    /// # use domain::Sealed;
    /// assert_eq!(*Sealed::new(5).expose(), 5);
    /// ```
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// Gives the value up; the mark is gone.
    ///
    /// ```
    /// # use domain::Sealed;
    /// assert_eq!(Sealed::new(5).into_inner(), 5);
    /// ```
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Sealed<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("‹个人信息›")
    }
}

impl<T> fmt::Display for Sealed<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("‹个人信息›")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_nothing_of_the_value() {
        let sealed = Sealed::new("360426199101010071".to_owned());
        for printed in [
            format!("{sealed}"),
            format!("{sealed:?}"),
            format!("{:#?}", Some(&sealed)),
        ] {
            assert!(!printed.contains("360"), "{printed}");
        }
    }
}
