//! `fumin admin create-user`: makes a staff account.

use std::io::BufRead as _;
use std::path::Path;

use catalogue::{AgencyRole, District, ServicePoint};
use store::Store;
use workflow::Role;

use super::super::{CommandError, block_on, say};
use crate::clock::{Clock as _, SystemClock};
use crate::config::{CreateUser, StaffRoleArgument};
use crate::district::{load_district, load_service_points};
use crate::staff_account::{self, NewStaffAccount};
use crate::startup::StartupError;

/// An account to make, and whether its password was made here and has to be shown.
pub(super) struct Prepared {
    account: NewStaffAccount,
    is_password_made: bool,
}

/// Checks what can be checked without the database.
///
/// # Errors
/// When the district has no such agency, or the role does not work there.
pub(super) fn prepare(user: CreateUser, district: Option<&Path>) -> Result<Prepared, CommandError> {
    let role = role_of(user.role);
    let checked = if role == Role::ServicePointClerk {
        let points = load_service_points(district).map_err(StartupError::from)?;
        check_point(&points, &user.agency)
    } else {
        let district = load_district(district).map_err(StartupError::from)?;
        check_agency(&district, role, &user.agency)
    };
    checked.map_err(CommandError::Refused)?;
    let password = if user.password_stdin {
        read_password()?
    } else {
        make_password()
    };
    Ok(Prepared {
        account: NewStaffAccount {
            username: user.username,
            display_name: user.display_name,
            role,
            agency_id: user.agency,
            password,
        },
        is_password_made: !user.password_stdin,
    })
}

/// Makes it and says so.
pub(super) fn run(store: &Store, new: Prepared) -> Result<(), CommandError> {
    let (username, password) = (new.account.username.clone(), new.account.password.clone());
    block_on(async {
        let made = staff_account::create(store, new.account, SystemClock.now_ms()).await;
        made.map_err(|error| CommandError::Refused(error.to_string()))
    })?;
    store.close();
    say(&format!("account {} made", username.trim()))?;
    if new.is_password_made {
        say(&format!("password, shown this once: {password}"))
    } else {
        Ok(())
    }
}

fn role_of(role: StaffRoleArgument) -> Role {
    match role {
        StaffRoleArgument::HrOfficer => Role::HrOfficer,
        StaffRoleArgument::GuaranteeOfficer => Role::GuaranteeOfficer,
        StaffRoleArgument::BankOfficer => Role::BankOfficer,
        StaffRoleArgument::TrainingOfficer => Role::TrainingOfficer,
        StaffRoleArgument::ServicePointClerk => Role::ServicePointClerk,
        StaffRoleArgument::PolicyOfficer => Role::PolicyOfficer,
        StaffRoleArgument::Administrator => Role::Administrator,
        StaffRoleArgument::Auditor => Role::Auditor,
    }
}

/// An officer at an office of another kind would see no file, ever.
fn check_agency(district: &District, role: Role, agency_id: &str) -> Result<(), String> {
    let wanted = match role {
        Role::HrOfficer | Role::TrainingOfficer => Some(AgencyRole::HrBureau),
        Role::GuaranteeOfficer => Some(AgencyRole::Guarantor),
        Role::BankOfficer => Some(AgencyRole::Bank),
        _ => None,
    };
    let fits = |role| wanted.is_none_or(|wanted| wanted == role);
    if district
        .agency(agency_id)
        .is_some_and(|agency| fits(agency.role))
    {
        return Ok(());
    }
    let known: Vec<_> = district
        .agencies
        .iter()
        .filter(|agency| fits(agency.role))
        .map(|agency| agency.id.as_str())
        .collect();
    Err(format!(
        "no agency {agency_id} for this role; the district has: {}",
        known.join(", ")
    ))
}

/// What a clerk does is stamped with the point's name.
fn check_point(points: &[ServicePoint], id: &str) -> Result<(), String> {
    if points.iter().any(|point| point.id == id) {
        return Ok(());
    }
    let known: Vec<_> = points.iter().map(|point| point.id.as_str()).collect();
    Err(format!(
        "no service point {id}; the district has: {}",
        known.join(", ")
    ))
}

/// The first line of standard input: a command line is seen by everybody on the machine.
pub(super) fn read_password() -> Result<String, CommandError> {
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    read.map_err(|source| CommandError::Io {
        doing: "cannot read the password from standard input",
        source,
    })?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// 96 bits and more, in a form that can be read out.
pub(crate) fn make_password() -> String {
    let token = vault::Token::generate();
    let letters: Vec<char> = token
        .expose()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(20)
        .collect();
    letters
        .chunks(5)
        .map(|part| part.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_passwords_are_long_enough() {
        for _ in 0..50 {
            assert!(make_password().len() >= 18);
        }
    }

    #[test]
    fn a_clerk_belongs_to_a_service_point() {
        let points = load_service_points(None).unwrap();
        assert!(check_point(&points, &points[0].id).is_ok());
        let refusal = check_point(&points, "hr-bureau").unwrap_err();
        assert!(refusal.contains(&points[0].id), "{refusal}");
    }

    #[test]
    fn officers_belong_to_an_office_of_their_kind() {
        let district = load_district(None).unwrap();
        for (role, agency, fits) in [
            (Role::HrOfficer, "hr-bureau", true),
            (Role::HrOfficer, "sample-bank", false),
            (Role::GuaranteeOfficer, "sample-guarantor", true),
            (Role::BankOfficer, "sample-bank", true),
            (Role::TrainingOfficer, "hr-bureau", true),
            (Role::TrainingOfficer, "sample-bank", false),
            (Role::BankOfficer, "hr", false),
            (Role::Administrator, "hr-bureau", true),
            (Role::Auditor, "nowhere", false),
        ] {
            let checked = check_agency(&district, role, agency);
            assert_eq!(checked.is_ok(), fits, "{role} {agency}: {checked:?}");
        }
    }
}
