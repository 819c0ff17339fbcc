//! Account ids as the names colleagues see.

use std::collections::BTreeMap;

use store::{Connection, StoreError, staff};

/// Names by account id.
#[derive(Debug)]
pub(super) struct People(BTreeMap<String, String>);

impl People {
    pub(super) fn load(connection: &Connection) -> Result<Self, StoreError> {
        let members = staff::list(connection)?.into_iter();
        Ok(Self(
            members
                .map(|member| (member.id, member.display_name))
                .collect(),
        ))
    }

    /// The name; empty for the program itself and for nobody.
    pub(super) fn name(&self, id: Option<&str>) -> String {
        id.and_then(|id| self.0.get(id))
            .cloned()
            .unwrap_or_default()
    }
}
