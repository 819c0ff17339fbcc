//! The groups of staff that rules name.

use workflow::Role;

/// Those who review files.
pub const OFFICERS: &[Role] = &[Role::HrOfficer, Role::GuaranteeOfficer, Role::BankOfficer];
/// Those who decide on subsidies.
pub const BUREAU: &[Role] = &[Role::HrOfficer];
/// Those who lend.
pub const BANKS: &[Role] = &[Role::BankOfficer];
/// Those who look after classes.
pub const TRAINING_SECTION: &[Role] = &[Role::TrainingOfficer];
/// Those who publish courses.
pub const TRAINERS: &[Role] = &[Role::Trainer];
/// Those who publish courses, and those who review them.
pub const TRAINING: &[Role] = &[Role::Trainer, Role::TrainingOfficer];
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
