//! The repository's own rules, for tests.

use std::path::Path;
use std::sync::OnceLock;

use policy::Pack;

/// The pack compiled from `policies/` and the district.
pub(super) fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        policy::compile::compile_dir(&root.join("policies"), &root.join("districts/620602"))
            .unwrap()
    })
}
