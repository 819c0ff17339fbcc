//! The table of sample files that is printed at start.

use store::StoreError;
use store::applications;

use super::files::find_person;
use super::people::PEOPLE;
use crate::state::AppState;

/// One line a file: phone, query code, acceptance number, state.
pub(super) fn lines(state: &AppState) -> Result<Vec<String>, StoreError> {
    let mut lines = vec![
        "demo files (示例): residents sign in on /my/ by phone, `fumin admin outbox` shows the code;".to_owned(),
        "  /track takes the query code and the phone's last four digits:".to_owned(),
        format!(
            "  {:<12} {:<7} {:<22} {:<17} {}",
            "phone", "code", "acceptance number", "state", "name"
        ),
    ];
    let files = state.store.read::<_, StoreError>(|connection| {
        let mut lines = Vec::new();
        for person in &PEOPLE {
            let Some((id, _)) = find_person(state, connection, person)? else {
                continue;
            };
            for row in applications::list_by_person(connection, &id)? {
                let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
                lines.push(format!(
                    "  {:<12} {:<7} {:<22} {:<17} {}",
                    person.phone,
                    shown(&row.query_code),
                    shown(&row.acceptance_number),
                    row.state,
                    person.name
                ));
            }
        }
        Ok(lines)
    })?;
    lines.extend(files);
    Ok(lines)
}
