//! Why a sheet is not read.

/// Why a sheet is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is nothing in it.
    #[error("the sheet is empty")]
    Empty,
    /// It is neither a workbook nor text.
    #[error("the file is no sheet")]
    NotASheet,
    /// It carries macros.
    #[error("the workbook carries macros")]
    Macros,
    /// It is of the old binary form, or locked with a password.
    #[error("the workbook is of an old form or locked")]
    OldOrLocked,
    /// It unfolds to more than anybody types.
    #[error("the workbook unfolds to too much")]
    Bomb,
    /// More rows than are taken at a time.
    #[error("the sheet has too many rows")]
    TooManyRows,
    /// It is damaged.
    #[error("the workbook is damaged")]
    Damaged,
    /// No line looks like headings.
    #[error("no line of the sheet has the headings")]
    NoHeadings,
    /// Letters of no known encoding.
    #[error("the text is neither UTF-8 nor GB18030")]
    Encoding,
}

impl Refusal {
    /// Every refusal.
    pub const ALL: &'static [Self] = &[
        Self::Empty,
        Self::NotASheet,
        Self::Macros,
        Self::OldOrLocked,
        Self::Bomb,
        Self::TooManyRows,
        Self::Damaged,
        Self::NoHeadings,
        Self::Encoding,
    ];

    /// The code the API sends.
    ///
    /// ```
    /// assert_eq!(sheet::Refusal::Macros.code(), "sheet_macros");
    /// ```
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "sheet_empty",
            Self::NotASheet => "sheet_not_a_sheet",
            Self::Macros => "sheet_macros",
            Self::OldOrLocked => "sheet_old_or_locked",
            Self::Bomb => "sheet_bomb",
            Self::TooManyRows => "sheet_too_many_rows",
            Self::Damaged => "sheet_damaged",
            Self::NoHeadings => "sheet_no_headings",
            Self::Encoding => "sheet_encoding",
        }
    }
}
