//! `fumin admin`: accounts and the development outbox. Works beside a running server.

use std::io::BufRead as _;

use domain::Date;
use workflow::Role;

use super::{CommandError, block_on, say};
use crate::clock::{Clock as _, SystemClock};
use crate::config::{Admin, AdminTask, StaffRoleArgument};
use crate::sms::outbox;
use crate::staff_account::{self, NewStaffAccount};
use crate::startup;

pub(crate) fn run(admin: Admin) -> Result<(), CommandError> {
    let (store, keyring) = startup::open_beside(&admin.data)?;
    match admin.task {
        AdminTask::CreateUser {
            username,
            display_name,
            role,
            agency,
            password_stdin,
        } => {
            let (password, is_made) = if password_stdin {
                (read_password()?, false)
            } else {
                (make_password(), true)
            };
            let new = NewStaffAccount {
                username: username.clone(),
                display_name,
                role: role_of(role),
                agency_id: agency,
                password: password.clone(),
            };
            block_on(async {
                let made = staff_account::create(&store, new, SystemClock.now_ms()).await;
                made.map_err(|error| CommandError::Refused(error.to_string()))
            })?;
            store.close();
            say(&format!("account {username} made"))?;
            if is_made {
                say(&format!("password, shown this once: {password}"))
            } else {
                Ok(())
            }
        }
        AdminTask::Outbox { limit } => {
            let messages = outbox::list(&store, &keyring, limit).map_err(|error| {
                CommandError::Refused(format!("cannot read the outbox: {error}"))
            })?;
            if messages.is_empty() {
                return say("the outbox is empty");
            }
            messages.iter().try_for_each(|message| {
                say(&format!(
                    "{}  {}  {}",
                    time_of(message.created_ms),
                    message.phone,
                    message.text
                ))
            })
        }
    }
}

fn role_of(role: StaffRoleArgument) -> Role {
    match role {
        StaffRoleArgument::HrOfficer => Role::HrOfficer,
        StaffRoleArgument::GuaranteeOfficer => Role::GuaranteeOfficer,
        StaffRoleArgument::BankOfficer => Role::BankOfficer,
        StaffRoleArgument::Administrator => Role::Administrator,
        StaffRoleArgument::Auditor => Role::Auditor,
    }
}

fn read_password() -> Result<String, CommandError> {
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

fn time_of(unix_ms: i64) -> String {
    let seconds = (unix_ms + 8 * 3_600_000)
        .div_euclid(1000)
        .rem_euclid(86_400);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!(
        "{} {hour:02}:{minute:02}:{second:02}",
        Date::from_unix_ms_shanghai(unix_ms)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_the_district() {
        assert_eq!(time_of(1_795_485_600_000), "2026-11-24 10:00:00");
    }

    #[test]
    fn made_passwords_are_long_enough() {
        for _ in 0..50 {
            assert!(make_password().len() >= 18);
        }
    }
}
