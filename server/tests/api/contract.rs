//! The described interface is the committed one: a change of it is a diff somebody reads.

#[test]
fn openapi_is_the_committed_one() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
    let described = server::openapi::describe_json().unwrap();
    if std::env::var_os("UPDATE_SNAPSHOT").is_some() {
        std::fs::write(file, &described).unwrap();
    }
    let committed = std::fs::read_to_string(file).unwrap_or_default();
    assert!(
        committed == described,
        "server/openapi.json is not what the handlers say; UPDATE_SNAPSHOT=1 rewrites it"
    );
}

#[test]
fn it_is_openapi_3_1_and_names_every_operation_once() {
    let described = serde_json::to_value(server::openapi::describe()).unwrap();
    assert_eq!(
        described["openapi"].as_str().unwrap().get(..4),
        Some("3.1.")
    );
    let mut ids: Vec<_> = described["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|operations| operations.as_object().unwrap().values())
        .map(|operation| operation["operationId"].as_str().unwrap().to_owned())
        .collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}
