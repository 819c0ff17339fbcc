//! Who of an office works on a file, and who stands in for whom.
//!
//! An assignment says whose desk a file lies on. It opens no file and closes none: whoever could act on it still can, so
//! that nothing waits for one person.

use domain::Date;
use serde::{Deserialize, Serialize};

/// The most files of one request.
pub const MOST_FILES: usize = 50;

/// Who works on a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssignmentView {
    /// Counts the assignments of the file at my office; goes back with the next one.
    pub count: u32,
    /// Account of whoever works on it.
    pub officer_id: String,
    /// The name colleagues see.
    pub officer: String,
    /// Since when.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub on: Date,
    /// It lies on my desk: it is mine, or of somebody away for whom I stand in.
    pub is_mine: bool,
}

/// GET [`crate::path::STAFF_COLLEAGUES`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListColleaguesResponse {
    /// Those of my office who review files, I among them, by name.
    pub colleagues: Vec<ColleagueView>,
    /// I am a supervisor, who assigns to others, says who is away and takes lost authenticators away.
    pub may_assign: bool,
}

/// Somebody of my office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ColleagueView {
    /// Account.
    pub id: String,
    /// The name colleagues see.
    pub name: String,
    /// Myself.
    pub is_me: bool,
    /// Files assigned that wait here now.
    pub waiting: u32,
    /// Away today.
    pub absence: Option<AbsenceView>,
    /// I am a supervisor, and this colleague has an authenticator that I may take away.
    #[serde(default)]
    pub may_reset_second_factor: bool,
}

/// Somebody is away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AbsenceView {
    /// The last day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub until: Date,
    /// Account of whoever stands in.
    pub deputy_id: String,
    /// The name colleagues see.
    pub deputy: String,
}

/// PUT [`crate::path::STAFF_ABSENCE`]: away from today on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AbsenceRequest {
    /// Who stands in: somebody of the same office who is there.
    pub deputy_id: String,
    /// The last day, such as `2026-12-04`; today or later, at most a year on.
    pub until: String,
}

/// POST [`crate::path::STAFF_ASSIGNMENTS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AssignRequest {
    /// Account of somebody of my office; of somebody away, whoever stands in gets the files.
    pub to: String,
    /// One to fifty files.
    pub files: Vec<FileToAssign>,
}

/// A file as it was on screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FileToAssign {
    /// Application id.
    pub id: String,
    /// [`AssignmentView::count`] that was on screen; 0 without one.
    pub seen: u32,
}

/// What came of it, in the order of the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssignResponse {
    /// The name of whoever got the files: the one named, or who stands in.
    pub officer: String,
    /// Who was named is away, and this is who stands in.
    pub is_deputy: bool,
    /// One for each file.
    pub files: Vec<FileAssigned>,
}

/// What came of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileAssigned {
    /// Application id.
    pub id: String,
    /// What came of it.
    pub outcome: AssignOutcome,
    /// Who works on it now; none of a file that does not wait here.
    pub assignment: Option<AssignmentView>,
}

/// What comes of assigning one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AssignOutcome {
    /// Done; also when it lay there already.
    Assigned,
    /// It does not wait at my office any more.
    AlreadyMoved,
    /// Somebody else assigned it meanwhile.
    AssignedMeanwhile,
    /// It is a colleague's; a supervisor can assign it anew.
    OfColleague,
    /// It is the officer's own file, or that of somebody close.
    OwnFile,
    /// It is mine, or that of somebody close to me: another supervisor assigns it.
    MyOwnFile,
    /// The officer had a part in what is to be decided, which takes a second person.
    HadPart,
    /// It is an appeal that a unit of the district's decides, and the officer is none of its people.
    NotOfUnit,
}

impl AssignOutcome {
    /// Each of them.
    pub const ALL: [Self; 8] = [
        Self::Assigned,
        Self::AlreadyMoved,
        Self::AssignedMeanwhile,
        Self::OfColleague,
        Self::OwnFile,
        Self::MyOwnFile,
        Self::HadPart,
        Self::NotOfUnit,
    ];

    /// Its name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::AlreadyMoved => "already_moved",
            Self::AssignedMeanwhile => "assigned_meanwhile",
            Self::OfColleague => "of_colleague",
            Self::OwnFile => "own_file",
            Self::MyOwnFile => "my_own_file",
            Self::HadPart => "had_part",
            Self::NotOfUnit => "not_of_unit",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_on_the_wire() {
        for outcome in AssignOutcome::ALL {
            let json = serde_json::to_string(&outcome).unwrap();
            assert_eq!(json, format!("\"{}\"", outcome.as_str()));
        }
    }
}
