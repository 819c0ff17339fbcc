use std::{fs, os::unix::fs::PermissionsExt};

use base64::{Engine, engine::general_purpose::STANDARD};

use super::*;

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// A folder whose key file holds this text.
fn folder_with(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(Keyring::path_in(folder.path()), text).unwrap();
    set_mode(&Keyring::path_in(folder.path()), 0o400);
    folder
}

fn document(data_keys: &[(u16, u8)]) -> String {
    let entries: Vec<String> = data_keys
        .iter()
        .map(|(id, byte)| format!(r#"{{"id":{id},"key":"{}"}}"#, STANDARD.encode([*byte; 32])))
        .collect();
    format!(
        r#"{{"version":1,"data_keys":[{}],"index_key":"{}"}}"#,
        entries.join(","),
        STANDARD.encode([9; 32])
    )
}

#[test]
fn a_new_keyring_is_for_its_owner_only_and_lasts() {
    let folder = tempfile::tempdir().unwrap();
    let made = Keyring::create(folder.path()).unwrap();
    let mode = fs::metadata(Keyring::path_in(folder.path()))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o7777, 0o400);
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "no draft is left behind"
    );
    let loaded = Keyring::load(folder.path()).unwrap();
    assert_eq!(
        loaded.open("a/b/c", &made.seal("a/b/c", b"x")).unwrap(),
        b"x"
    );
    assert_eq!(
        loaded.blind_index("phone", "1"),
        made.blind_index("phone", "1")
    );
}

#[test]
fn a_keyring_is_never_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let first = Keyring::create(folder.path()).unwrap();
    assert!(matches!(
        Keyring::create(folder.path()),
        Err(KeyringError::AlreadyThere { .. })
    ));
    let sealed = first.seal("a/b/c", b"x");
    assert_eq!(
        Keyring::load(folder.path())
            .unwrap()
            .open("a/b/c", &sealed)
            .unwrap(),
        b"x"
    );
}

#[test]
fn a_copy_of_the_keys_is_made_once_and_replaces_no_other() {
    let (own, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let keyring = Keyring::create(own.path()).unwrap();
    let foreign = Keyring::create(other.path()).unwrap();
    let from = Keyring::path_in(own.path());
    let apart = own.path().join("apart.json");
    assert!(Keyring::copy_file(&from, &apart).unwrap());
    assert!(!Keyring::copy_file(&from, &apart).unwrap());
    let mode = fs::metadata(&apart).unwrap().permissions().mode();
    assert_eq!(mode & 0o7777, 0o400);
    let copied = Keyring::load_file(&apart).unwrap();
    assert_eq!(copied.fingerprint(), keyring.fingerprint());
    assert_ne!(copied.fingerprint(), foreign.fingerprint());
    assert!(matches!(
        Keyring::copy_file(&from, &Keyring::path_in(other.path())),
        Err(KeyringError::AlreadyThere { .. })
    ));
    let kept = Keyring::load(other.path()).unwrap();
    assert_eq!(kept.fingerprint(), foreign.fingerprint());
}

#[test]
fn each_way_of_having_no_keyring_has_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = Keyring::path_in(folder.path());
    assert!(matches!(
        Keyring::load(folder.path()),
        Err(KeyringError::Missing { .. })
    ));
    assert!(matches!(
        Keyring::load(&folder.path().join("nowhere")),
        Err(KeyringError::Missing { .. })
    ));
    assert!(matches!(
        Keyring::create(&folder.path().join("nowhere")),
        Err(KeyringError::Unwritable { .. })
    ));
    Keyring::create(folder.path()).unwrap();
    for mode in [0o440, 0o404, 0o420, 0o644] {
        set_mode(&path, mode);
        assert!(
            matches!(Keyring::load(folder.path()), Err(KeyringError::TooOpen { mode: found, .. }) if found == mode)
        );
    }
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert!(matches!(
        Keyring::load(folder.path()),
        Err(KeyringError::Unreadable { .. })
    ));
}

#[test]
fn nonsense_is_malformed() {
    let newer = document(&[(1, 1)]).replace("\"version\":1", "\"version\":2");
    let short = document(&[(1, 1)]).replace(&STANDARD.encode([9; 32]), "AAAA");
    let unknown = document(&[(1, 1)]).replace("\"version\"", "\"extra\":1,\"version\"");
    for text in [
        "",
        "{}",
        "[]",
        "keys",
        &document(&[]),
        &document(&[(0, 1)]),
        &document(&[(2, 1), (1, 2)]),
        &document(&[(1, 1), (1, 2)]),
        &newer,
        &short,
        &unknown,
    ] {
        let folder = folder_with(text);
        assert!(
            matches!(
                Keyring::load(folder.path()),
                Err(KeyringError::Malformed { .. })
            ),
            "{text}"
        );
    }
}

#[test]
fn an_older_key_still_opens_and_the_newest_seals() {
    let old = Keyring::load(folder_with(&document(&[(1, 1)])).path()).unwrap();
    let both = Keyring::load(folder_with(&document(&[(1, 1), (4, 2)])).path()).unwrap();
    assert_eq!(both.open("a/b/c", &old.seal("a/b/c", b"x")).unwrap(), b"x");
    assert_eq!(
        old.open("a/b/c", &both.seal("a/b/c", b"x")),
        Err(OpenError::UnknownKey(4))
    );
}

#[test]
fn another_keyring_opens_nothing_and_indexes_differently() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (one, two) = (
        Keyring::create(one.path()).unwrap(),
        Keyring::create(two.path()).unwrap(),
    );
    assert_eq!(
        two.open("a/b/c", &one.seal("a/b/c", b"x")),
        Err(OpenError::Tampered)
    );
    assert_ne!(one.blind_index("phone", "1"), two.blind_index("phone", "1"));
    assert_ne!(one.blind_index("ab", "c"), one.blind_index("a", "bc"));
}

#[test]
fn a_wrapped_file_key_belongs_to_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let keyring = Keyring::create(folder.path()).unwrap();
    let key = FileKey::generate();
    let wrapped = keyring.wrap_file_key("a", &key);
    assert_eq!(
        keyring.unwrap_file_key("b", &wrapped).unwrap_err(),
        OpenError::Tampered
    );
    let sealed = keyring
        .unwrap_file_key("a", &wrapped)
        .unwrap()
        .seal("events/a/1", b"x");
    assert_eq!(key.open("events/a/1", &sealed).unwrap(), b"x");
    assert_eq!(
        keyring.open("events/a/1", &sealed),
        Err(OpenError::UnknownKey(0)),
        "the keyring alone cannot"
    );
}

#[test]
fn debug_shows_no_key() {
    let folder = folder_with(&document(&[(1, 1)]));
    let keyring = Keyring::load(folder.path()).unwrap();
    assert_eq!(format!("{keyring:?}"), "Keyring(1 keys, …)");
    assert!(!format!("{:?}", FileKey::generate()).contains('['));
}
