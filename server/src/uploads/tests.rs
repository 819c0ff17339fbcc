use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::*;

async fn folder(data: &FilePath) -> Uploads {
    Uploads::open(data, None, &Environment::new())
        .await
        .unwrap()
}

fn names(folder: &FilePath) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[tokio::test]
async fn a_paper_is_there_whole_or_not_at_all() {
    let data = tempfile::tempdir().unwrap();
    let uploads = folder(data.path()).await;
    let path = storage_path("a1", "d1");
    uploads.write(&path, b"sealed".to_vec()).await.unwrap();
    assert_eq!(uploads.read(&path).await.unwrap(), b"sealed");
    assert_eq!(names(&data.path().join("uploads/a1")), ["d1"]);
    for _ in 0..2 {
        uploads.remove(&path).await.unwrap();
    }
    assert!(matches!(
        uploads.read(&path).await,
        Err(UploadsError::Missing)
    ));
}

#[tokio::test]
async fn folders_of_papers_are_the_owners_alone() {
    let data = tempfile::tempdir().unwrap();
    let path = storage_path("a1", "d1");
    let uploads = folder(data.path()).await;
    uploads.write(&path, b"sealed".to_vec()).await.unwrap();
    for place in ["uploads", "uploads/a1"] {
        let mode = fs::metadata(data.path().join(place))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o700, "{place}");
    }
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_no_store_that_does_not_answer() {
    let data = tempfile::tempdir().unwrap();
    let uploads = folder(data.path()).await;
    fs::write(data.path().join("uploads/a1"), "a file in the way").unwrap();
    let refused = uploads.write(&storage_path("a1", "d1"), vec![1]).await;
    assert!(
        matches!(refused, Err(UploadsError::Failed(_))),
        "{refused:?}"
    );
}

#[test]
fn names_that_could_leave_the_folder_do_not() {
    let path = Path::from(storage_path("../..", "d1"));
    assert!(!path.as_ref().contains("../"), "{path}");
}
