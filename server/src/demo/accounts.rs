//! The sample staff: two of each kind of officer, because a refusal, a disbursement and a publication need
//! two; a third at the bureau, because an appeal needs somebody who had no part in the refusal.

use store::{StoreError, staff};
use workflow::Role;

use super::refused;
use crate::command::CommandError;
use crate::command::admin::make_password;
use crate::staff_account::{self, NewStaffAccount};
use crate::state::AppState;

const ACCOUNTS: [(&str, &str, Role); 14] = [
    ("renshe1", "示例 人社经办一", Role::HrOfficer),
    ("renshe2", "示例 人社经办二", Role::HrOfficer),
    ("renshe3", "示例 人社经办三", Role::HrOfficer),
    ("danbao1", "示例 担保经办一", Role::GuaranteeOfficer),
    ("danbao2", "示例 担保经办二", Role::GuaranteeOfficer),
    ("yinhang1", "示例 银行经办一", Role::BankOfficer),
    ("yinhang2", "示例 银行经办二", Role::BankOfficer),
    ("peixun1", "示例 培训科经办一", Role::TrainingOfficer),
    ("daiban1", "示例 代办员一", Role::ServicePointClerk),
    ("daiban2", "示例 代办员二", Role::ServicePointClerk),
    ("zhengce1", "示例 政策管理一", Role::PolicyOfficer),
    ("zhengce2", "示例 政策管理二", Role::PolicyOfficer),
    ("guanli", "示例 管理员", Role::Administrator),
    ("shenji", "示例 审计员", Role::Auditor),
];

/// Those who keep their office's templates and see its sums.
const SUPERVISORS: [&str; 3] = ["renshe1", "danbao1", "yinhang1"];

/// Makes the accounts that are missing and gives every account a new password, so that none is fixed in the program.
pub(super) async fn seed(state: &AppState) -> Result<Vec<String>, CommandError> {
    let mut lines = vec!["demo accounts (示例), for /staff/ :".to_owned()];
    for account in ACCOUNTS {
        let agency = agency_of(state, account.2);
        lines.push(seed_one(state, account, agency).await?);
    }
    let promote = |tx: &store::Tx| {
        for username in SUPERVISORS {
            if let Some(member) = staff::find_by_username(tx, username)? {
                staff::set_supervisor(tx, &member.id, true)?;
            }
        }
        Ok(())
    };
    let promoted = state.store.write::<_, _, StoreError>(promote).await;
    promoted.map_err(|error| refused(&error))?;
    Ok(lines)
}

/// Makes one account or gives it a new password; the line to print.
pub(super) async fn seed_one(
    state: &AppState,
    (username, display_name, role): (&'static str, &'static str, Role),
    agency_id: String,
) -> Result<String, CommandError> {
    let password = make_password();
    let known = state
        .store
        .read::<_, StoreError>(|connection| staff::find_by_username(connection, username))
        .map_err(|error| refused(&error))?;
    match known {
        Some(member) => {
            let hash = crate::password::hash(&password).map_err(|error| refused(&error))?;
            let renew = state.store.write::<_, _, StoreError>(move |tx| {
                // What a visitor took up at the last start is nobody's now.
                staff::set_totp_secret(tx, &member.id, None)?;
                staff::set_password_hash(tx, &member.id, &hash)
            });
            renew.await.map_err(|error| refused(&error))?;
        }
        None => {
            let new = NewStaffAccount {
                username: username.to_owned(),
                display_name: display_name.to_owned(),
                role,
                agency_id,
                password: password.clone(),
            };
            let made = staff_account::create(&state.store, new, state.clock.now_ms());
            made.await.map_err(|error| refused(&error))?;
        }
    }
    Ok(format!("  {username:<10} {password:<24} {display_name}"))
}

/// The district's first agency of the kind; administrators and auditors belong to the bureau.
fn agency_of(state: &AppState, role: Role) -> String {
    use catalogue::AgencyRole;
    if role == Role::ServicePointClerk {
        let first = state.service_points.first();
        return first.map(|point| point.id.clone()).unwrap_or_default();
    }
    let kind = match role {
        Role::GuaranteeOfficer => AgencyRole::Guarantor,
        Role::BankOfficer => AgencyRole::Bank,
        _ => AgencyRole::HrBureau,
    };
    state
        .district
        .agencies_with_role(kind)
        .next()
        .map(|agency| agency.id.clone())
        .unwrap_or_default()
}
