//! `fumin admin`: accounts and the development outbox. Works beside a running server.

use super::CommandError;
use crate::config::{Admin, AdminTask};
use crate::startup;

mod create_user;
mod outbox;

pub(crate) use create_user::make_password;

pub(crate) fn run(admin: Admin) -> Result<(), CommandError> {
    match admin.task {
        AdminTask::CreateUser(user) => {
            let new = create_user::prepare(user, admin.district.as_deref())?;
            let (store, _) = startup::open_beside(&admin.data)?;
            create_user::run(&store, new)
        }
        AdminTask::Outbox { limit } => {
            let (store, keyring) = startup::open_beside(&admin.data)?;
            outbox::run(&store, &keyring, limit)
        }
    }
}
