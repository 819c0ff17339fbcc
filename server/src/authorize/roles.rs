//! The groups of staff that rules name.

use workflow::{Duty, Role};

/// Those who review files.
pub const OFFICERS: &[Role] = &[Role::HrOfficer, Role::GuaranteeOfficer, Role::BankOfficer];
/// Those who decide on subsidies, and hand files over to agencies without accounts.
pub const BUREAU: &[Role] = &[Role::HrOfficer];
/// Those who lend.
pub const BANKS: &[Role] = &[Role::BankOfficer];
/// Those who look after classes.
pub const TRAINING_SECTION: &[Role] = &[Role::TrainingOfficer];
/// Nobody besides.
pub const NOBODY_ELSE: &[Role] = &[];
/// Those of a training organisation who answer for its accounts.
pub const OWNERS: &[Duty] = &[Duty::Owner];
/// Those who write its courses and settle its classes.
pub const EDITORS: &[Duty] = &[Duty::Owner, Duty::Editor];
/// Those who tick who was there and enter who passed.
pub const TEACHERS: &[Duty] = &[Duty::Owner, Duty::Teacher];
/// Everybody of it.
pub const SCHOOL: &[Duty] = Duty::ALL;
/// Those who help residents at a service point.
pub const CLERKS: &[Role] = &[Role::ServicePointClerk];
/// Those who change the rules.
pub const POLICY_DESK: &[Role] = &[Role::PolicyOfficer];
/// Those who see how the rules are changed.
pub const POLICY_READERS: &[Role] = &[Role::PolicyOfficer, Role::Auditor];
/// Every staff role.
pub const ALL_STAFF: &[Role] = &[
    Role::HrOfficer,
    Role::GuaranteeOfficer,
    Role::BankOfficer,
    Role::Trainer,
    Role::TrainingOfficer,
    Role::ServicePointClerk,
    Role::PolicyOfficer,
    Role::Administrator,
    Role::Auditor,
];
