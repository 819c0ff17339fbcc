//! `fumin admin`: accounts, the clock, where a file stood, and the development outbox. Works beside a running server.

use std::sync::Arc;

use store::Store;
use vault::Keyring;

use super::{CommandError, block_on};
use crate::config::places::key_file;
use crate::config::{Admin, AdminTask};
use crate::startup;

mod account;
mod appeals;
mod close_account;
mod confirm_clock;
mod create_user;
mod identity;
mod outbox;
mod replay;
mod reset_second_factor;
mod set_password;
mod supervisor;

pub(crate) use create_user::make_password;

pub(crate) fn run(admin: Admin) -> Result<(), CommandError> {
    match &admin.task {
        AdminTask::CreateUser(user) => {
            let new = create_user::prepare(user.clone(), admin.district.as_deref())?;
            let (store, _) = open(&admin)?;
            create_user::run(&store, new)
        }
        AdminTask::CloseAccount { username, off } => {
            let (store, _) = open(&admin)?;
            close_account::run(&store, username, !off)
        }
        AdminTask::SetPassword {
            username,
            password_stdin,
        } => {
            let new = set_password::prepare(*password_stdin)?;
            let (store, _) = open(&admin)?;
            set_password::run(&store, username, new)
        }
        AdminTask::ResetSecondFactor { username } => {
            let (store, _) = open(&admin)?;
            reset_second_factor::run(&store, username)
        }
        AdminTask::SetSupervisor { username, off } => {
            let (store, _) = open(&admin)?;
            supervisor::run(&store, username, !off)
        }
        AdminTask::SetAppeals { username, off } => {
            let (store, _) = open(&admin)?;
            appeals::run(&store, username, !off)
        }
        AdminTask::SetIdentity {
            username,
            kind,
            off,
        } => {
            let change = identity::prepare(*kind, *off)?;
            let (store, keyring) = open(&admin)?;
            identity::run(&store, &keyring, username, change)
        }
        AdminTask::ConfirmClock => {
            let (store, _) = open(&admin)?;
            confirm_clock::run(&store)
        }
        AdminTask::Replay { file, at } => {
            let (store, keyring) = open(&admin)?;
            let question = replay::Question {
                district: admin.district.as_deref(),
                file,
                at: at.as_deref(),
            };
            replay::run(&store, &keyring, &question)
        }
        AdminTask::Outbox { limit } => {
            let (store, keyring) = open(&admin)?;
            outbox::run(&store, &keyring, *limit)
        }
    }
}

fn open(admin: &Admin) -> Result<(Store, Arc<Keyring>), CommandError> {
    block_on(async {
        let key_file = key_file(admin.keys.as_deref(), &admin.data);
        let district = admin.district.as_deref();
        Ok(startup::open_beside(&admin.data, &admin.database, &key_file, district).await?)
    })
}
